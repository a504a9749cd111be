// Overlays over a shared base, as clusters of their own.
import { groupBy } from '../model/grouped.ts';
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

/** What puts a folder into a cluster (`deliveringRoots`). */
type RootOf = (folder: string) => string | undefined;

interface Variant extends Overlay {
  readonly root: string | undefined;
}

/**
 * Overlays over a shared base are clusters of their own: each makes another one of the same objects. Those that one Flux or
 * Argo CD delivers are one cluster, and so are overlays of different bases whose folders have the same name (`prod` of every
 * application). What lies outside of all overlays belongs to each as far as it says how the cluster is set up; workloads
 * outside are a cluster beside them.
 */
export function splitOverlays(
  cluster: ClusterFiles,
  readings: ReadonlyMap<string, Reading>,
  graph: KustomizeGraph,
  rootOf: RootOf,
): readonly ClusterFiles[] {
  const { possible, likely, name } = cluster;
  const split = splitGroups(cluster, readings, graph, rootOf);
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
  rootOf: RootOf,
): readonly ClusterFiles[] {
  const overlays = variantsOf(cluster.groups, readings, graph, rootOf);
  if (overlays.length === 0) return [cluster];
  const variants = new Set(overlays.map(({ group }) => group));
  const rest = cluster.groups.filter((group) => !variants.has(group));
  const common = rest.filter((group) => group.files.some((file) => setsUp(readings.get(file))));
  const groups = grouped(overlays).map((group): ClusterFiles => {
    const folders = group.map(({ folder }) => folder);
    const [first = ROOT] = folders;
    const groups = [...common, ...group.map(({ group }) => group)];
    const root = group[0]?.root;
    if (root !== undefined) return { root, groups };
    return folders.length === 1
      ? { root: first, groups }
      : { root: commonFolder(folders), name: nameOf(first), groups };
  });
  const hasWorkloads = rest.some(({ files }) => files.some((file) => (readings.get(file)?.workloads.length ?? 0) > 0));
  return hasWorkloads ? [{ ...cluster, groups: rest }, ...groups] : groups;
}

/** Overlays that share an object with one that is delivered elsewhere, or nobody knows where, and what is delivered with them. */
function variantsOf(
  groups: readonly FileGroup[],
  readings: ReadonlyMap<string, Reading>,
  graph: KustomizeGraph,
  rootOf: RootOf,
): readonly Variant[] {
  const overlays = groups.flatMap((group) => overlayOf(group, readings, graph) ?? []);
  const uses = overlays.flatMap((overlay) => [...overlay.objects].map((file) => ({ file, overlay })));
  const shared = [...groupBy(uses, ({ file }) => file).values()].filter(({ length }) => length > 1);
  if (shared.length === 0) return [];
  const variants = overlays.map((overlay): Variant => ({ ...overlay, root: rootOf(overlay.folder) }));
  const roots = new Map(variants.map(({ group, root }) => [group, root]));
  const isApart = (using: typeof uses) => {
    const [root, ...others] = new Set(using.map(({ overlay: { group } }) => roots.get(group)));
    return root === undefined || others.length > 0;
  };
  const apart = new Set(shared.filter(isApart).flatMap((using) => using.map(({ overlay: { group } }) => group)));
  const own = new Set([...apart].map((group) => roots.get(group)));
  return variants.filter(({ group, root }) => apart.has(group) || (root !== undefined && own.has(root)));
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

/** By what delivers them, else by the name of the folder, as far as they share no object. */
function grouped(overlays: readonly Variant[]): Variant[][] {
  const groups: Variant[][] = [];
  for (const overlay of overlays) {
    const group = groups.find((each) => {
      const [first] = each;
      if (overlay.root !== undefined || first?.root !== undefined) return overlay.root === first?.root;
      const isAlike = nameOf(first?.folder ?? '') === nameOf(overlay.folder);
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
