// The objects of a cluster: as written, or as its kustomizations leave them.
import type { FileGroup } from '../formation/clusterFiles.ts';
import { filesOfKustomization, type KustomizeGraph } from '../formation/kustomizeGraph.ts';
import type { Joined, JoinKustomization } from '../joining/kustomize.ts';
import type { Reading, VersionMention } from '../model/reading.ts';
import type { Workload } from '../model/workload.ts';
import { comparePaths } from '../project/paths.ts';

/** The objects of a cluster: as written, or as its kustomizations leave them. */
export function clusterObjects(
  groups: readonly FileGroup[],
  own: readonly Reading[],
  join: JoinKustomization,
  graph: KustomizeGraph,
): Joined {
  const heads = headsOf(groups);
  if (heads.length === 0) {
    return {
      workloads: own.flatMap((reading) => reading.workloads),
      storage: own.flatMap((reading) => reading.storage),
    };
  }
  const joined = heads.map((head) => join(head));
  const gathered = new Set(heads.flatMap((head) => [...filesOfKustomization(head, graph)]));
  const alone = own.filter(({ file }) => !gathered.has(file));
  const workloads = [...alone, ...joined].flatMap((one) => one.workloads);
  return {
    workloads: workloads.sort(compareWorkloads),
    storage: [...alone, ...joined].flatMap((one) => one.storage),
  };
}

/** The order of workloads that kustomizations make: by file and line; two in one line as they are made. */
export function compareWorkloads(a: Workload, b: Workload): number {
  return comparePaths(a.file, b.file) || a.range.start.line - b.range.start.line;
}

/** What a cluster's files say of versions; the tag that a kustomization gives an image takes the place of those in its files. */
export function versionsOf(
  groups: readonly FileGroup[],
  own: readonly Reading[],
  graph: KustomizeGraph,
): readonly VersionMention[] {
  const heads = headsOf(groups);
  if (heads.length === 0) return own.flatMap(({ versions }) => versions);
  const byFile = new Map(own.map((reading) => [reading.file, reading.versions]));
  const replaced = new Map<string, Set<string | undefined>>();
  for (const head of heads) {
    const seen = new Set<string | undefined>();
    for (const file of filesOfKustomization(head, graph)) {
      replaced.set(file, new Set(seen));
      const mentions = byFile.get(file) ?? [];
      if (graph.has(file)) for (const { component } of mentions) seen.add(component);
    }
  }
  return own.flatMap(({ file, versions }) => {
    const by = replaced.get(file);
    return by === undefined
      ? versions
      : versions.filter(({ kind, component }) => kind === 'field' || !by.has(component));
  });
}

/** The kustomizations that make the objects of a cluster. */
export function headsOf(groups: readonly FileGroup[]): readonly string[] {
  return groups.flatMap(({ kustomization }) => kustomization ?? []);
}
