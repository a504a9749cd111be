// The tree after edits that change nothing but lists of its clusters (`leafChange.ts`), made of the tree before.

import { filesOfKustomization, type KustomizeGraph } from '../formation/kustomizeGraph.ts';
import type { JoinKustomization } from '../joining/kustomize.ts';
import { append } from '../model/grouped.ts';
import type { Reading } from '../model/reading.ts';
import type { Workload } from '../model/workload.ts';
import type { FormedTree, IndexedCluster, TreeReadings } from './formedTree.ts';
import { changedCluster, isLeafChange, type JoinedChange } from './leafChange.ts';

/** A tree that was formed, and what has changed since. */
export interface LatestTree {
  /** Equal where the same was asked for. */
  readonly key: string;
  readonly formed: FormedTree;
  /** What files said when it was formed, by file. */
  readonly changed: Map<string, Reading>;
  readonly facts: TreeFacts;
  readonly since: Since;
}

/** How a tree was formed from all of its files. */
export interface Forming {
  readonly graph: KustomizeGraph;
  /** The kustomizations that make the objects of each cluster, and of what belongs to none. */
  readonly heads: readonly (readonly string[])[];
  readonly loneHeads: readonly (readonly string[])[];
  readonly join: JoinKustomization;
  /** What clusters see of a file: with its chart's values, and as it is delivered. */
  seen(file: string): Reading | undefined;
  /** The same of a later reading of it. */
  fill(reading: Reading): Reading;
}

interface TreeFacts extends Forming {
  readonly basic: TreeReadings;
  readonly loneOf: (file: string) => readonly number[];
  /** Kustomizations that a file is a part of, of those that make objects of clusters. */
  headsAbove(file: string): ReadonlySet<string>;
}

/** What has changed since all files were looked at. */
interface Since {
  /** As they are written. */
  readonly readings: ReadonlyMap<string, Reading>;
  /** As clusters see them. */
  readonly seen: ReadonlyMap<string, Reading>;
  /** Workloads of kustomizations. */
  readonly joined: ReadonlyMap<string, readonly Workload[]>;
}

/** More files than these are looked at together with all others. */
const MOST_CHANGED = 64;

const NOTHING: Since = { readings: new Map(), seen: new Map(), joined: new Map() };

export function latestTree(key: string, formed: FormedTree, forming: Forming): LatestTree {
  const facts: TreeFacts = {
    ...forming,
    basic: formed.readings,
    loneOf: positionsOf(formed.lone),
    headsAbove: headsAboveIn(forming),
  };
  return { key, formed, changed: new Map(), facts, since: NOTHING };
}

/**
 * The tree as its files are now.
 * @param readings of now
 * @returns `undefined` where all files have to be looked at
 */
export function patchedTree(latest: LatestTree, readings: ReadonlyMap<string, Reading>): LatestTree | undefined {
  const { formed, changed, facts } = latest;
  let { since } = latest;
  const clusters = [...formed.clusters];
  const lone = [...formed.lone];
  for (const [file, before] of changed) {
    const now = readings.get(file);
    const known = since.readings.get(file) ?? facts.basic.get(file);
    const seen = since.seen.get(file) ?? facts.seen(file);
    if (now === undefined || known !== before || seen === undefined || !isLeafChange(before, now)) return undefined;
    const change: FileChange = { file, before: seen, now: facts.fill(now), since, joined: new Map() };
    if (!isLeafChange(seen, change.now)) return undefined;
    const isChanged =
      changeAll(clusters, formed.clustersOf(file), facts.heads, change, facts) &&
      changeAll(lone, facts.loneOf(file), facts.loneHeads, change, facts);
    if (!isChanged) return undefined;
    since = {
      readings: new Map([...since.readings, [file, now]]),
      seen: new Map([...since.seen, [file, change.now]]),
      joined: new Map([...since.joined, ...[...change.joined].map(([head, { now }]) => [head, now] as const)]),
    };
  }
  if (since.readings.size > MOST_CHANGED) return undefined;
  const patched = { ...formed, clusters, lone, readings: overlaid(facts.basic, since.readings) };
  return { ...latest, formed: patched, changed: new Map(), since };
}

interface FileChange {
  readonly file: string;
  /** As clusters see it. */
  readonly before: Reading;
  readonly now: Reading;
  /** What had changed before. */
  readonly since: Since;
  /** What becomes of kustomizations. */
  readonly joined: Map<string, JoinedChange>;
}

function changeAll(
  all: IndexedCluster[],
  positions: readonly number[],
  heads: readonly (readonly string[])[],
  change: FileChange,
  facts: TreeFacts,
): boolean {
  for (const at of positions) {
    const one = all[at];
    const joined = joinedChange(heads[at] ?? [], change, facts);
    const cluster = one && changedCluster(one.cluster, change.before, change.now, joined);
    if (one === undefined || cluster === undefined) return false;
    all[at] = { ...one, cluster };
  }
  return true;
}

/** @param heads kustomizations that make the objects of a cluster */
function joinedChange(heads: readonly string[], change: FileChange, facts: TreeFacts): JoinedChange | undefined {
  if (heads.length === 0) return undefined;
  const above = facts.headsAbove(change.file);
  const changes = heads.filter((head) => above.has(head)).map((head) => joinAgain(head, change, facts));
  if (changes.length === 0) return { before: change.before.workloads, now: change.now.workloads };
  return {
    before: changes.flatMap(({ before }) => before),
    now: changes.flatMap(({ now }) => now),
  };
}

function joinAgain(head: string, { file, now, since, joined }: FileChange, { join, seen }: TreeFacts): JoinedChange {
  const known = joined.get(head);
  if (known !== undefined) return known;
  const before = since.joined.get(head) ?? join(head).workloads;
  const readings = {
    get: (each: string) => (each === file ? now : (since.seen.get(each) ?? seen(each))),
  };
  const change: JoinedChange = { before, now: join(head, readings).workloads };
  joined.set(head, change);
  return change;
}

function headsAboveIn({ graph, heads, loneHeads }: Forming): TreeFacts['headsAbove'] {
  let byFile: Map<string, Set<string>> | undefined;
  return (file) => {
    byFile ??= headsByFile(new Set([...heads, ...loneHeads].flat()), graph);
    return byFile.get(file) ?? NO_HEADS;
  };
}

const NO_HEADS: ReadonlySet<string> = new Set();

function headsByFile(heads: Iterable<string>, graph: KustomizeGraph): Map<string, Set<string>> {
  const byFile = new Map<string, Set<string>>();
  for (const head of heads) {
    for (const file of filesOfKustomization(head, graph)) {
      const own = byFile.get(file) ?? new Set();
      byFile.set(file, own.add(head));
    }
  }
  return byFile;
}

function overlaid(basic: TreeReadings, since: ReadonlyMap<string, Reading>): TreeReadings {
  return {
    get: (file) => since.get(file) ?? basic.get(file),
    *values() {
      for (const reading of basic.values()) yield since.get(reading.file) ?? reading;
    },
  };
}

/** Finds clusters by their files. */
export function positionsOf(clusters: readonly IndexedCluster[]): (file: string) => readonly number[] {
  let byFile: Map<string, number[]> | undefined;
  return (file) => {
    byFile ??= indexOf(clusters);
    return byFile.get(file) ?? [];
  };
}

function indexOf(clusters: readonly IndexedCluster[]): Map<string, number[]> {
  const byFile = new Map<string, number[]>();
  for (const [at, { cluster }] of clusters.entries()) {
    for (const file of cluster.files) append(byFile, file, at);
  }
  return byFile;
}
