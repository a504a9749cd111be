// Gives groups of files to the clusters that they belong to.
import { isWithin, nameOf, ROOT, selfAndAncestors } from '../project/paths.ts';
import type { ClusterFiles, FileGroup, SharedGroups } from './clusterFiles.ts';
import type { Candidate } from './deliveries.ts';
import { environmentOf } from './environments.ts';
import { counted } from './seats.ts';

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
  const open = new Map<readonly Candidate[], Map<Candidate | undefined, FileGroup[]>>();
  for (const group of groups) {
    const folder = selfAndAncestors(group.stack.folder).find((each) => delivered.has(each) || byFolder.has(each));
    const getting = folder === undefined ? undefined : delivered.get(folder);
    if (getting !== undefined) {
      for (const candidate of getting) added.get(candidate)?.push(group);
      continue;
    }
    const among = folder === undefined ? candidates : (byFolder.get(folder) ?? candidates);
    const [only] = among;
    const beside = folder === undefined ? undefined : besideOf(group, folder, among);
    if (only !== undefined && among.length === 1) added.get(only)?.push(group);
    else if (beside !== undefined) added.get(beside)?.push(group);
    else {
      const byLikely = open.get(among) ?? new Map<Candidate | undefined, FileGroup[]>();
      open.set(among, byLikely);
      const likely = likelyOf(group, among);
      byLikely.set(likely, [...(byLikely.get(likely) ?? []), group]);
    }
  }
  const possible = new Map<Candidate, FileGroup[]>();
  const likelyGroups = new Map<Candidate, readonly FileGroup[]>();
  const shared: SharedGroups[] = [];
  for (const [among, byLikely] of open) {
    for (const [likely, own] of byLikely) {
      const ordered = likely === undefined ? among : [likely, ...among.filter((one) => one !== likely)];
      const judging = ordered.slice(0, Math.max(Math.floor(MOST_PAIRS / own.length), LEAST_CLUSTERS));
      for (const candidate of judging) possible.set(candidate, [...(possible.get(candidate) ?? []), ...own]);
      if (likely !== undefined) likelyGroups.set(likely, [...(likelyGroups.get(likely) ?? []), ...own]);
      const names = namesApart(among);
      shared.push({
        ...{ groups: own, among: names, judged: judging.length },
        ...(likely !== undefined && { likely: names[among.indexOf(likely)] ?? '' }),
      });
    }
  }
  const clusters = candidates.map((candidate): ClusterFiles => {
    const { cluster } = candidate;
    const may = possible.get(candidate) ?? [];
    const groups = [...cluster.groups, ...(added.get(candidate) ?? []), ...may];
    const likely = likelyGroups.get(candidate);
    return {
      ...{ ...cluster, groups },
      ...(may.length > 0 && { possible: new Set(may) }),
      ...(likely !== undefined && { likely: new Set(likely) }),
    };
  });
  return { clusters, shared };
}

/** Beside files of clusters that are told apart by a word in their names: the one that has its own in it. */
function besideOf({ stack }: FileGroup, folder: string, among: readonly Candidate[]): Candidate | undefined {
  const environment = stack.folder === folder ? environmentOf(stack.files[0] ?? '') : undefined;
  const own = environment === undefined ? [] : among.filter(({ cluster }) => cluster.name === environment);
  return own.length === 1 ? own[0] : undefined;
}

/**
 * The only one that the innermost folder is called like which is called like one at all (`apps/prod` beside `clusters/prod`), or
 * in which there is one (`prod/apps` beside `prod/k3s`).
 */
function likelyOf({ stack }: FileGroup, among: readonly Candidate[]): Candidate | undefined {
  for (const folder of selfAndAncestors(stack.folder)) {
    if (folder === ROOT) break;
    const name = nameOf(folder).toLowerCase();
    const alike = among.filter(({ cluster }) => namesOf(cluster).includes(name) || isWithin(folder, cluster.root));
    if (alike.length > 0) return alike.length === 1 ? alike[0] : undefined;
  }
  const environment = environmentOf(stack.files[0] ?? '');
  const alike = environment === undefined ? [] : among.filter(({ cluster }) => namesOf(cluster).includes(environment));
  return alike.length === 1 ? alike[0] : undefined;
}

function namesOf({ name, root }: ClusterFiles): readonly string[] {
  return [...(name === undefined ? [] : [nameOf(name)]), ...(root === ROOT ? [] : [nameOf(root)])].map((each) =>
    each.toLowerCase(),
  );
}

/** By their folders where they have one name. */
function namesApart(among: readonly Candidate[]): readonly string[] {
  const names = among.map(({ cluster }) => nameFor(cluster));
  const counts = counted(names);
  return among.map(({ cluster: { root } }, at) => {
    const name = names[at] ?? '';
    return counts.get(name) === 1 || root === ROOT ? name : root;
  });
}

function nameFor({ name, root }: ClusterFiles): string {
  return name ?? (root === ROOT ? root : nameOf(root));
}
