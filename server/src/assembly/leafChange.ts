// Edits that change nothing but lists of a cluster: which files are one cluster and what is in effect stay as they are.
import type { Cluster } from '../model/cluster.ts';
import { isStated } from '../model/cluster.ts';
import { type ClusterParts, withParts } from '../model/clusterBasis.ts';
import type { Reading } from '../model/reading.ts';
import { comparePaths } from '../project/paths.ts';
import { comparePositions } from '../text/position.ts';

/** Parts of a reading that become lists of clusters, and what decides about findings alone. */
const LISTED: ReadonlySet<string> = new Set(['workloads', 'problems', 'objects', 'suppressions']);

/**
 * Whether two readings of a file differ at most in its workloads, problems, objects and suppressions, and whether the file still
 * says something or nothing, which is what decides about the clusters of a tree.
 */
export function isLeafChange(before: Reading, now: Reading): boolean {
  if (before.source !== now.source || saysSomething(before) !== saysSomething(now)) return false;
  return isPlain(before) && isPlain(now);
}

function isPlain(reading: Reading): boolean {
  return Object.entries(reading).every(
    ([name, part]) => typeof part === 'string' || LISTED.has(name) || part === undefined || part.length === 0,
  );
}

/** As `formation/fileGroups.ts` asks it of readings that hold nothing else. */
function saysSomething({ workloads, problems, suppressions = [] }: Reading): boolean {
  return workloads.length + problems.length + suppressions.length > 0;
}

/**
 * A cluster with what a file says now.
 * @param isJoined the lists are made by kustomizations: an object may stand elsewhere in them, or be another one
 * @returns `undefined` where the cluster has to be built again
 */
export function changedCluster(
  cluster: Cluster,
  before: Reading,
  now: Reading,
  isJoined: boolean,
): Cluster | undefined {
  if (!keepsVersion(cluster, before, now)) return undefined;
  if (isJoined && (before.workloads.length === 0 || !isInOrderOfLines(now))) return undefined;
  const workloads = spliced(cluster.workloads, before.workloads, now.workloads, now.file);
  const problems = spliced(cluster.problems, before.problems, now.problems, now.file);
  const objects = spliced(cluster.objects, before.objects, now.objects, now.file);
  if (workloads === undefined || problems === undefined || objects === undefined) return undefined;
  const parts: ClusterParts = { workloads, problems, objects };
  return withParts(cluster, parts);
}

function isInOrderOfLines({ workloads }: Reading): boolean {
  return workloads.every((one, at) => one.range.start.line >= (workloads[at - 1]?.range.start.line ?? 0));
}

/** The API versions of workloads bound the version that nobody states, and it is said which one does. */
function keepsVersion({ version }: Cluster, before: Reading, now: Reading): boolean {
  if (isStated(version)) return true;
  if (version.bounds.some(({ file }) => file === now.file)) return boundsAlike(before, now);
  const versions = ({ workloads }: Reading) => new Set(workloads.map(({ apiVersion }) => apiVersion));
  const [were, are] = [versions(before), versions(now)];
  return were.size === are.size && [...are].every((one) => were.has(one));
}

function boundsAlike(before: Reading, now: Reading): boolean {
  return (
    before.workloads.length === now.workloads.length &&
    before.workloads.every((one, at) => {
      const other = now.workloads[at];
      return (
        one === other ||
        (other !== undefined &&
          one.apiVersion === other.apiVersion &&
          comparePositions(one.range.start, other.range.start) === 0 &&
          comparePositions(one.range.end, other.range.end) === 0)
      );
    })
  );
}

/** Lists of a cluster are in the order of its files. */
function spliced<T extends { readonly file: string }>(
  all: readonly T[],
  before: readonly T[],
  now: readonly T[],
  file: string,
): readonly T[] | undefined {
  if (before.length === 0 && now.length === 0) return all;
  const [first] = before;
  const at = first === undefined ? placeOf(all, file) : all.indexOf(first);
  if (at < 0 || !before.every((one, index) => one === all[at + index])) return undefined;
  return [...all.slice(0, at), ...now, ...all.slice(at + before.length)];
}

/** Where the file's members belong; -1 where the list is not in the order of files, or holds some of it already. */
function placeOf(all: readonly { readonly file: string }[], file: string): number {
  let low = 0;
  let high = all.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (comparePaths(all[middle]?.file ?? '', file) < 0) low = middle + 1;
    else high = middle;
  }
  const [left, right] = [all[low - 1], all[low]];
  const fits =
    (left === undefined || comparePaths(left.file, file) < 0) &&
    (right === undefined || comparePaths(right.file, file) > 0);
  return fits ? low : -1;
}
