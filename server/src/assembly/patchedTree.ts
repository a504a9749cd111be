// The tree after edits that change nothing but lists of its clusters (`leafChange.ts`), made of the tree before.

import type { KustomizeGraph } from '../formation/kustomizeGraph.ts';
import type { DeliveredWays } from '../joining/fluxSubstitutions.ts';
import { append } from '../model/grouped.ts';
import type { Reading } from '../model/reading.ts';
import type { FormedTree, IndexedCluster, TreeReadings } from './formedTree.ts';
import { changedCluster, isLeafChange } from './leafChange.ts';

/** A tree that was formed, and what has changed since. */
export interface LatestTree {
  /** Equal where the same was asked for. */
  readonly key: string;
  readonly formed: FormedTree;
  /** What files said when it was formed, by file. */
  readonly changed: Map<string, Reading>;
  readonly facts: TreeFacts;
}

interface TreeFacts {
  readonly basic: TreeReadings;
  /** What a file said when all were looked at, filled in by its chart. */
  asRead(file: string): Reading | undefined;
  /** Kustomizations, what they gather, and what is delivered in some way. */
  readonly gathered: ReadonlySet<string>;
  readonly hasKustomizations: boolean;
  readonly loneOf: (file: string) => readonly number[];
  /** What files say now of those that have changed since all were looked at. */
  readonly since: ReadonlyMap<string, Reading>;
}

/** More files than these are looked at together with all others. */
const MOST_CHANGED = 64;

export function latestTree(
  key: string,
  formed: FormedTree,
  { graph, ways, asRead }: { readonly graph: KustomizeGraph; readonly ways: DeliveredWays } & Pick<TreeFacts, 'asRead'>,
): LatestTree {
  const gathered = new Set([...graph.keys(), ...ways.keys()]);
  for (const { resources, components, patches } of graph.values()) {
    for (const file of [...resources, ...components, ...patches]) if (file !== undefined) gathered.add(file);
  }
  const facts: TreeFacts = {
    basic: formed.readings,
    asRead,
    gathered,
    hasKustomizations: graph.size > 0,
    loneOf: positionsOf(formed.lone),
    since: new Map(),
  };
  return { key, formed, changed: new Map(), facts };
}

/**
 * The tree as its files are now.
 * @param readings of now
 * @returns `undefined` where all files have to be looked at
 */
export function patchedTree(latest: LatestTree, readings: ReadonlyMap<string, Reading>): LatestTree | undefined {
  const { formed, changed, facts } = latest;
  const clusters = [...formed.clusters];
  const lone = [...formed.lone];
  const since = new Map(facts.since);
  for (const [file, before] of changed) {
    const now = readings.get(file);
    const known = since.get(file) ?? facts.asRead(file);
    if (now === undefined || known !== before || !isAlone(file, facts) || !isLeafChange(before, now)) return undefined;
    const isChanged =
      change(clusters, formed.clustersOf(file), before, now, facts) &&
      change(lone, facts.loneOf(file), before, now, facts);
    if (!isChanged) return undefined;
    since.set(file, now);
  }
  if (since.size > MOST_CHANGED) return undefined;
  const patched = { ...formed, clusters, lone, readings: overlaid(facts.basic, since) };
  return { ...latest, formed: patched, changed: new Map(), facts: { ...facts, since } };
}

/** Nothing fills in what stands in the file, patches it, or gathers it with others. */
function isAlone(file: string, { gathered }: TreeFacts): boolean {
  return !gathered.has(file) && !/(?:^|\/)templates\//.test(file);
}

function change(
  all: IndexedCluster[],
  positions: readonly number[],
  before: Reading,
  now: Reading,
  { hasKustomizations }: TreeFacts,
): boolean {
  for (const at of positions) {
    const one = all[at];
    const cluster = one && changedCluster(one.cluster, before, now, hasKustomizations);
    if (one === undefined || cluster === undefined) return false;
    all[at] = { ...one, cluster };
  }
  return true;
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
