import { nameOf, ROOT, selfAndAncestors } from '../project/paths.ts';
import type { ClusterFiles, FileGroup, SharedGroups } from './clusterFiles.ts';
import type { Candidate } from './deliveries.ts';

/** Pairs of a cluster and a group that may belong to it: with more than these a fleet would take its square in time. */
const MOST_PAIRS = 20_000;
/** So many clusters are looked at however many groups there are. */
const LEAST_CLUSTERS = 16;

/**
 * Gives groups to the clusters that they belong to: those that they are delivered to, or that of the nearest folder above
 * them; where it has several, or none is above, to each of these, or of all, as what may be part of it.
 *
 * @param delivered clusters by the folder that something puts into them
 */
export function shareOut(
  candidates: readonly Candidate[],
  groups: readonly FileGroup[],
  delivered: ReadonlyMap<string, ReadonlySet<Candidate>>,
): { readonly clusters: readonly ClusterFiles[]; readonly shared: readonly SharedGroups[] } {
  const byFolder = new Map<string, Candidate[]>();
  for (const candidate of candidates) {
    for (const folder of candidate.folders) byFolder.set(folder, [...(byFolder.get(folder) ?? []), candidate]);
  }
  const added = new Map<Candidate, FileGroup[]>(candidates.map((candidate) => [candidate, []]));
  const open = new Map<readonly Candidate[], FileGroup[]>();
  for (const group of groups) {
    const folder = selfAndAncestors(group.stack.folder).find((each) => delivered.has(each) || byFolder.has(each));
    const getting = folder === undefined ? undefined : delivered.get(folder);
    if (getting !== undefined) {
      for (const candidate of getting) added.get(candidate)?.push(group);
      continue;
    }
    const among = folder === undefined ? candidates : (byFolder.get(folder) ?? candidates);
    const [only] = among;
    if (only !== undefined && among.length === 1) added.get(only)?.push(group);
    else open.set(among, [...(open.get(among) ?? []), group]);
  }
  const possible = new Map<Candidate, FileGroup[]>();
  const shared: SharedGroups[] = [];
  for (const [among, own] of open) {
    const judging = among.slice(0, Math.max(Math.floor(MOST_PAIRS / own.length), LEAST_CLUSTERS));
    for (const candidate of judging) possible.set(candidate, [...(possible.get(candidate) ?? []), ...own]);
    shared.push({ groups: own, among: among.map(({ cluster }) => nameFor(cluster)), judged: judging.length });
  }
  const clusters = candidates.map((candidate): ClusterFiles => {
    const { cluster } = candidate;
    const may = possible.get(candidate) ?? [];
    const groups = [...cluster.groups, ...(added.get(candidate) ?? []), ...may];
    return { ...cluster, groups, ...(may.length > 0 && { possible: new Set(may) }) };
  });
  return { clusters, shared };
}

function nameFor({ name, root }: ClusterFiles): string {
  return name ?? (root === ROOT ? root : nameOf(root));
}
