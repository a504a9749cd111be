// Overlays over a shared base, as clusters of their own.
import type { Reading } from '../model/reading.ts';
import { folderOf, nameOf, ROOT } from '../project/paths.ts';
import type { ClusterFiles, FileGroup } from './clusterFiles.ts';
import { componentFilesOf, filesOfKustomization, type KustomizeGraph, patchFilesOf } from './kustomizeGraph.ts';
import { commonFolder } from './seats.ts';

/** A kustomization that no other one names, with the files of objects that it is made of. */
interface Overlay {
  readonly group: FileGroup;
  readonly folder: string;
  readonly objects: ReadonlySet<string>;
}

/**
 * Overlays over a shared base are clusters of their own: each makes another one of the same objects. Overlays of different
 * bases whose folders have the same name (`prod` of every application) are one cluster. What lies outside of all overlays
 * belongs to each as far as it says how the cluster is set up; workloads outside are a cluster beside them.
 */
export function splitOverlays(
  cluster: ClusterFiles,
  readings: ReadonlyMap<string, Reading>,
  graph: KustomizeGraph,
): readonly ClusterFiles[] {
  const { possible, likely, name } = cluster;
  const split = splitGroups(cluster, readings, graph);
  if (possible === undefined || split.length < 2) return split;
  const around = name ?? nameOf(cluster.root);
  return split.map((one) => {
    const own = one.name ?? (one.root === ROOT ? undefined : nameOf(one.root));
    const isAround = one.root === cluster.root && one.name === name;
    const full = isAround || own === undefined ? name : `${around}, ${own}`;
    const may = new Set(one.groups.filter((group) => possible.has(group)));
    const likelier = likely && new Set(one.groups.filter((group) => likely.has(group)));
    return {
      ...{ ...one, possible: may, candidate: around },
      ...(full !== undefined && { name: full }),
      ...(likelier && { likely: likelier }),
    };
  });
}

function splitGroups(
  cluster: ClusterFiles,
  readings: ReadonlyMap<string, Reading>,
  graph: KustomizeGraph,
): readonly ClusterFiles[] {
  const overlays = variantsOf(cluster.groups, readings, graph);
  if (overlays.length === 0) return [cluster];
  const variants = new Set(overlays.map(({ group }) => group));
  const rest = cluster.groups.filter((group) => !variants.has(group));
  const common = rest.filter((group) => group.files.some((file) => setsUp(readings.get(file))));
  const groups = grouped(overlays).map((group): ClusterFiles => {
    const folders = group.map(({ folder }) => folder);
    const [first = ROOT] = folders;
    const groups = [...common, ...group.map(({ group }) => group)];
    return folders.length === 1
      ? { root: first, groups }
      : { root: commonFolder(folders), name: nameOf(first), groups };
  });
  const hasWorkloads = rest.some(({ files }) => files.some((file) => (readings.get(file)?.workloads.length ?? 0) > 0));
  return hasWorkloads ? [{ ...cluster, groups: rest }, ...groups] : groups;
}

/** Overlays that share an object with another one. */
function variantsOf(
  groups: readonly FileGroup[],
  readings: ReadonlyMap<string, Reading>,
  graph: KustomizeGraph,
): readonly Overlay[] {
  const overlays = groups.flatMap((group) => overlayOf(group, readings, graph) ?? []);
  const uses = new Map<string, number>();
  for (const { objects } of overlays) for (const file of objects) uses.set(file, (uses.get(file) ?? 0) + 1);
  return overlays.filter(({ objects }) => [...objects].some((file) => (uses.get(file) ?? 0) > 1));
}

function overlayOf(
  group: FileGroup,
  readings: ReadonlyMap<string, Reading>,
  graph: KustomizeGraph,
): Overlay | undefined {
  const { kustomization } = group;
  if (kustomization === undefined || graph.get(kustomization)?.kustomization.kind !== 'kustomization') return undefined;
  const patches = patchFilesOf(kustomization, graph);
  const components = componentFilesOf(kustomization, graph);
  const objects = [...filesOfKustomization(kustomization, graph)].filter((file) => {
    const reading = readings.get(file);
    if (reading === undefined || patches.has(file) || graph.has(file)) return false;
    return components.has(file) && isNamedByVariables(reading)
      ? false
      : reading.workloads.length > 0 || reading.settings.length > 0;
  });
  return { group, folder: folderOf(kustomization), objects: new Set(objects) };
}

/** Objects that get another name each time that they are used, and so may stand beside themselves. */
export function isNamedByVariables({ workloads, settings }: Reading): boolean {
  return settings.length === 0 && workloads.every(({ name }) => name.includes('${'));
}

/** By the name of the folder, as far as they share no object. */
function grouped(overlays: readonly Overlay[]): Overlay[][] {
  const groups: Overlay[][] = [];
  for (const overlay of overlays) {
    const group = groups.find((each) => {
      const isAlike = nameOf(each[0]?.folder ?? '') === nameOf(overlay.folder);
      return isAlike && !each.some(({ objects }) => [...objects].some((file) => overlay.objects.has(file)));
    });
    if (group === undefined) groups.push([overlay]);
    else group.push(overlay);
  }
  return groups;
}

/** Settings of components and storage, which hold for every workload. */
function setsUp(reading: Reading | undefined): boolean {
  if (reading === undefined) return false;
  return reading.settings.length + reading.invocations.length + reading.storage.length + reading.versions.length > 0;
}
