// Edits that change nothing but lists of a cluster: which files are one cluster and what is in effect stay as they are.

import { isNamedByVariables } from '../formation/overlays.ts';
import type { Cluster } from '../model/cluster.ts';
import { isStated } from '../model/cluster.ts';
import { type ClusterParts, withParts } from '../model/clusterBasis.ts';
import type { Reading } from '../model/reading.ts';
import { saysSomething } from '../model/readingParts.ts';
import { splicedAt } from '../model/spliced.ts';
import type { Workload } from '../model/workload.ts';
import { comparePaths } from '../project/paths.ts';
import { addAll } from '../text/addAll.ts';
import { comparePositions } from '../text/position.ts';
import { compareWorkloads } from './clusterObjects.ts';
import { decidedWorkloads } from './decidedWorkloads.ts';

/** Parts of a reading that become lists of clusters, and what decides about findings alone. */
const LISTED: ReadonlySet<string> = new Set(['workloads', 'problems', 'objects', 'suppressions']);

/**
 * Whether two readings of a file differ at most in its workloads, problems, objects and suppressions, and tell the same of which
 * files are a cluster: whether they say something at all, and whether they hold workloads (`formation/overlays.ts`).
 */
export function isLeafChange(before: Reading, now: Reading): boolean {
  return (
    saysSomething(before) === saysSomething(now) &&
    before.workloads.length > 0 === now.workloads.length > 0 &&
    isNamedByVariables(before) === isNamedByVariables(now) &&
    areRestsSame(before, now)
  );
}

/** Objects of documents whose text has not changed are the same. */
function areRestsSame(before: Reading, now: Reading): boolean {
  const parts = new Map(Object.entries(before));
  return (
    parts.size === Object.keys(now).length &&
    Object.entries(now).every(([name, part]) => LISTED.has(name) || isSame(parts.get(name), part))
  );
}

function isSame(before: unknown, now: unknown): boolean {
  if (before === now || !Array.isArray(before) || !Array.isArray(now)) return before === now;
  return before.length === now.length && before.every((one, at) => one === now[at]);
}

/** What becomes of the workloads of a file where kustomizations gather it, in a cluster. */
export interface JoinedChange {
  readonly before: readonly Workload[];
  readonly now: readonly Workload[];
}

/**
 * A cluster with what a file says now.
 * @param joined where kustomizations make the cluster's objects: the workloads in which there is something of the file
 * @returns `undefined` where the cluster has to be built again
 */
export function changedCluster(
  cluster: Cluster,
  before: Reading,
  now: Reading,
  joined: JoinedChange | undefined,
): Cluster | undefined {
  if (!keepsVersion(cluster, before, now)) return undefined;
  const decided = (workloads: readonly Workload[]) => decidedWorkloads(workloads, cluster.decisions);
  const [were, are] = [decided(joined?.before ?? before.workloads), decided(joined?.now ?? now.workloads)];
  const workloads =
    joined === undefined
      ? spliced(cluster.workloads, were, are, now.file)
      : reordered(cluster.workloads, { before: were, now: are });
  const problems = spliced(cluster.problems, before.problems, now.problems, now.file);
  const objects = spliced(cluster.objects, before.objects, now.objects, now.file);
  if (workloads === undefined || problems === undefined || objects === undefined) return undefined;
  const parts: ClusterParts = { workloads, problems, objects };
  return withParts(cluster, parts);
}

/** Workloads that kustomizations make are in the order of files and lines. */
function reordered(all: readonly Workload[], { before, now }: JoinedChange): readonly Workload[] | undefined {
  const [were, are] = [new Set(before), new Set(now)];
  const gone = new Set(before.filter((one) => !are.has(one)));
  const come = now.filter((one) => !were.has(one)).sort(compareWorkloads);
  const left = all.filter((one) => !gone.has(one));
  if (all.length - left.length !== gone.size || were.size < before.length || are.size < now.length) return undefined;
  const merged: Workload[] = [];
  let at = 0;
  for (const one of come) {
    for (let next = left[at]; next !== undefined; next = left[at]) {
      const order = compareWorkloads(next, one);
      // Which of two in one line comes first is told by what made them.
      if (order === 0) return undefined;
      if (order > 0) break;
      merged.push(next);
      at += 1;
    }
    merged.push(one);
  }
  addAll(merged, left.slice(at));
  return merged;
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
  return splicedAt(all, at, before.length, now);
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
