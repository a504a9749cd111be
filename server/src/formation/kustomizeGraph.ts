// What kustomizations name, in the tree.
import type { Kustomization } from '../model/kustomization.ts';
import type { Reading } from '../model/reading.ts';
import { folderOf, joinPath, resolvePath } from '../project/paths.ts';
import { deliveredFolder, foldersIn } from './deliveries.ts';

/** What a kustomization names, in the tree. */
export interface KustomizeNode {
  readonly kustomization: Kustomization;
  /** Files of objects, and kustomizations of folders, in order. */
  readonly resources: readonly string[];
  readonly components: readonly string[];
  /** One for each patch; `undefined` where it is inline or not in the tree. */
  readonly patches: readonly (string | undefined)[];
  /** It also names what is not in the tree: other repositories, charts. */
  readonly isOpen: boolean;
}

/** The kustomizations of a tree by file. */
export type KustomizeGraph = ReadonlyMap<string, KustomizeNode>;

/** `api/konfig/general.go` (RecognizedKustomizationFileNames). */
const NAMES = ['kustomization.yaml', 'kustomization.yml', 'Kustomization'];

export function kustomizeGraph(readings: ReadonlyMap<string, Reading>): KustomizeGraph {
  const graph = new Map<string, KustomizeNode>();
  for (const [file, { kustomizations = [] }] of readings) {
    const [kustomization] = kustomizations;
    if (kustomization !== undefined) graph.set(file, nodeOf(kustomization, readings));
  }
  addDelivered(graph, readings);
  return graph;
}

/** Components that Flux adds to the kustomization of a path: `spec.components`, seen from that path. */
function addDelivered(graph: Map<string, KustomizeNode>, readings: ReadonlyMap<string, Reading>): void {
  const deliveries = [...readings.values()].flatMap((reading) => reading.deliveries ?? []);
  const adding = deliveries.filter(({ build }) => (build?.components.length ?? 0) > 0);
  if (adding.length === 0) return;
  const folders = foldersIn(readings);
  for (const delivery of adding) {
    const folder = deliveredFolder(delivery, folders);
    const file = folder === undefined ? undefined : kustomizationIn(folder, readings);
    const node = file === undefined ? undefined : graph.get(file);
    if (folder === undefined || file === undefined || node === undefined) continue;
    const more = (delivery.build?.components ?? []).flatMap((path) => findResource(folder, path, readings) ?? []);
    const components = [...new Set([...node.components, ...more])];
    graph.set(file, { ...node, components });
  }
}

/** The kustomization of a folder. */
export function kustomizationIn(folder: string, readings: ReadonlyMap<string, Reading>): string | undefined {
  return NAMES.map((name) => joinPath(folder, name)).find((file) => readings.has(file));
}

function nodeOf(kustomization: Kustomization, readings: ReadonlyMap<string, Reading>): KustomizeNode {
  const folder = folderOf(kustomization.file);
  const find = (written: string) => findResource(folder, written, readings);
  const resources = kustomization.resources.map(find);
  const components = kustomization.components.map(find);
  return {
    kustomization,
    resources: resources.filter((file) => file !== undefined),
    components: components.filter((file) => file !== undefined),
    patches: kustomization.patches.map(({ path }) => (path === undefined ? undefined : find(path))),
    isOpen: [...kustomization.resources, ...kustomization.components].some(isRemote),
  };
}

function isRemote(written: string): boolean {
  return written.includes('://') || /^[\w.-]+\.[a-z]+\/|^git@|[?]ref=/.test(written);
}

/** A file with something of ours, or the kustomization of a folder. */
function findResource(folder: string, written: string, readings: ReadonlyMap<string, Reading>): string | undefined {
  if (isRemote(written)) return undefined;
  const path = resolvePath(folder, written);
  if (path === undefined) return undefined;
  if (readings.has(path)) return path;
  return kustomizationIn(path, readings);
}

/** Every file that a kustomization is made of, itself first, those nearest to it before others. */
export function filesOfKustomization(file: string, graph: KustomizeGraph): ReadonlySet<string> {
  const files = new Set([file]);
  for (const each of files) {
    const node = graph.get(each);
    if (node === undefined) continue;
    const patches = node.patches.filter((patch) => patch !== undefined);
    for (const next of [...node.resources, ...node.components, ...patches]) files.add(next);
  }
  return files;
}

/** Of the files of a kustomization those that components bring: parts that are made to be used again beside themselves. */
export function componentFilesOf(file: string, graph: KustomizeGraph): ReadonlySet<string> {
  const files = new Set<string>();
  for (const each of filesOfKustomization(file, graph)) {
    for (const component of graph.get(each)?.components ?? []) {
      for (const own of filesOfKustomization(component, graph)) files.add(own);
    }
  }
  return files;
}

/** Of the files of a kustomization those that only change objects of others. */
export function patchFilesOf(file: string, graph: KustomizeGraph): ReadonlySet<string> {
  const patches = new Set<string>();
  for (const each of filesOfKustomization(file, graph)) {
    for (const patch of graph.get(each)?.patches ?? []) if (patch !== undefined) patches.add(patch);
  }
  return patches;
}
