import type { Reading } from '../model/reading.ts';
import type { DeclaredFiles } from '../project/declaredFiles.ts';
import { comparePaths, depthOf, isWithin, ROOT, selfAndAncestors } from '../project/paths.ts';
import type { FileGroup, Formation } from './clusterFiles.ts';
import { formGroups } from './fileGroups.ts';
import { type KustomizeGraph, kustomizeGraph } from './kustomizeGraph.ts';
import { splitOverlays } from './overlays.ts';
import type { ReferenceResolver } from './references.ts';
import { runningClusters } from './runningClusters.ts';

/**
 * Decides which files form one cluster. Only settings of kube-controller-manager start one. Starting folders on one path
 * down from the root are one cluster; so are those of a branch. Everything else belongs to the nearest starting folder
 * above it. What a running cluster printed of itself is a cluster apart. Declared clusters are all that there are.
 *
 * @param readings files with something of ours
 */
export function formClusters(
  readings: ReadonlyMap<string, Reading>,
  resolver: ReferenceResolver,
  declared: readonly DeclaredFiles[],
  graph: KustomizeGraph = kustomizeGraph(readings),
): Formation {
  const groups = formGroups(readings, resolver, graph);
  if (groups.length === 0) return { clusters: [], outside: [] };
  if (declared.length > 0) {
    const { clusters, outside } = asDeclared(groups, declared);
    const { live, others } = runningClusters(outside, readings);
    return { clusters: [...clusters, ...live], outside: others, isDeclared: true };
  }
  const { live, others } = runningClusters(groups, readings);
  if (live.length === 0) return fromFiles(groups, readings, graph);
  const rest = others.length > 0 ? fromFiles(others, readings, graph) : { clusters: [], outside: [] };
  return { clusters: [...live, ...rest.clusters], outside: rest.outside };
}

function fromFiles(
  groups: readonly FileGroup[],
  readings: ReadonlyMap<string, Reading>,
  graph: KustomizeGraph,
): Formation {
  const roles = groups.filter(({ isRole }) => isRole === true);
  const others = roles.length === 0 ? groups : groups.filter(({ isRole }) => isRole !== true);
  const starts = new Set(others.filter((group) => startsCluster(group, readings)).map(({ stack }) => stack.folder));
  const formed = isOnePath([...starts])
    ? { clusters: [{ root: ROOT, groups: others }], outside: roles }
    : asBranches(others, rootsByFolder([...starts]), roles);
  return { ...formed, clusters: formed.clusters.flatMap((cluster) => splitOverlays(cluster, readings, graph)) };
}

function asDeclared(groups: readonly FileGroup[], declared: readonly DeclaredFiles[]): Formation {
  const claimed = new Set<FileGroup>();
  const clusters = declared.map(({ root }) => ({ root, groups: [] as FileGroup[] }));
  for (const group of groups) {
    const including = declared.flatMap(({ root, includes }, index) => {
      return group.stack.files.some(includes) ? { index, depth: depthOf(root) } : [];
    });
    // A cluster further down takes its files out of the one around it.
    const deepest = Math.max(...including.map(({ depth }) => depth));
    for (const { index, depth } of including) {
      if (depth < deepest) continue;
      clusters[index]?.groups.push(group);
      claimed.add(group);
    }
  }
  return { clusters, outside: groups.filter((group) => !claimed.has(group)), isDeclared: true };
}

function asBranches(
  groups: readonly FileGroup[],
  roots: ReadonlyMap<string, string>,
  roles: readonly FileGroup[],
): Formation {
  const byRoot = new Map<string, FileGroup[]>();
  const outside: FileGroup[] = [...roles];
  for (const root of new Set(roots.values())) byRoot.set(root, []);
  for (const group of groups) {
    const folder = selfAndAncestors(group.stack.folder).find((each) => roots.has(each));
    const root = folder === undefined ? undefined : roots.get(folder);
    (byRoot.get(root ?? '') ?? outside).push(group);
  }
  const clusters = [...byRoot].map(([root, own]) => ({ root, groups: own }));
  return { clusters: clusters.sort((a, b) => comparePaths(a.root, b.root)), outside };
}

/** A cluster's root by starting folder: the topmost of those that lie on one path with no other branch below. */
function rootsByFolder(folders: readonly string[]): Map<string, string> {
  const starts = new Set(folders);
  const byDepth = [...folders].sort((a, b) => depthOf(a) - depthOf(b) || comparePaths(a, b));
  const above = new Map(byDepth.map((folder) => [folder, nearest(selfAndAncestors(folder).slice(1), starts)]));
  const branches = new Map<string, number>();
  for (const folder of byDepth.toReversed()) {
    const parent = above.get(folder);
    if (parent === undefined) continue;
    const below = branches.get(folder) ?? 0;
    branches.set(parent, (branches.get(parent) ?? 0) + Math.max(below, 1));
  }
  const roots = new Map<string, string>();
  for (const folder of byDepth) {
    const parent = above.get(folder);
    const isContinued = parent !== undefined && branches.get(parent) === 1;
    roots.set(folder, isContinued ? (roots.get(parent) ?? parent) : folder);
  }
  return roots;
}

function nearest(folders: readonly string[], wanted: ReadonlySet<string>): string | undefined {
  return folders.find((folder) => wanted.has(folder));
}

/** Whether each folder lies below the one before it. */
function isOnePath(folders: readonly string[]): boolean {
  const byDepth = [...folders].sort((a, b) => depthOf(a) - depthOf(b));
  return byDepth.every((folder, index) => isWithin(byDepth[index - 1] ?? ROOT, folder));
}

function startsCluster({ members }: FileGroup, readings: ReadonlyMap<string, Reading>): boolean {
  return members
    .flatMap(({ files }) => files)
    .some((file) => {
      const reading = readings.get(file);
      if (reading === undefined) return false;
      return [...reading.settings, ...reading.invocations].some(
        ({ component }) => component === 'kube-controller-manager',
      );
    });
}
