// What a change does: two explanations held against each other, cluster by cluster and workload by workload.
import type { Verdict } from '../timing/analysis.ts';
import type {
  ClusterData,
  ExplainData,
  OutcomeData,
  ParameterData,
  PricesData,
  RefusalData,
  WorkloadData,
} from './explainData.ts';

/** A value on both sides, where they differ. */
export interface Change<T> {
  readonly before: T;
  readonly after: T;
}

/** A parameter; several values where instances differ, none where it is not listed. */
export interface ParameterChange extends Change<readonly string[]> {
  readonly component: string;
  readonly name: string;
}

/**
 * What becomes of a workload: `worse` and `better` are about two writers, `later` and `sooner` about the replacement;
 * `other` is any other difference.
 */
export type Turn = 'worse' | 'added' | 'later' | 'other' | 'sooner' | 'better' | 'removed';

/** In the order in which they are shown. */
export const TURNS: readonly Turn[] = ['worse', 'added', 'later', 'other', 'sooner', 'better', 'removed'];

export interface WorkloadDifference {
  readonly turn: Turn;
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
  /** Where it is written now; where it was, when it is gone. */
  readonly file: string;
  /** `undefined` where there is none on this side. */
  readonly before: OutcomeData | undefined;
  readonly after: OutcomeData | undefined;
}

export interface ClusterDifference {
  readonly name: string;
  readonly root: string;
  readonly presence: 'both' | 'added' | 'removed';
  readonly kubernetesVersion: Change<string> | undefined;
  readonly parameters: readonly ParameterChange[];
  /** Components that do not start. */
  readonly doesNotStart: Change<readonly RefusalData[]> | undefined;
  readonly detection: Change<ClusterData['detection']> | undefined;
  readonly prices: Change<PricesData | null> | undefined;
  /** Those that differ, worst first. */
  readonly workloads: readonly WorkloadDifference[];
  /** How many are as they were. */
  readonly same: number;
}

export interface Difference {
  readonly scenario: string;
  readonly clusters: readonly ClusterDifference[];
}

/** How near two writers are: a verdict of a higher number is worse. */
const DANGER: Readonly<Record<Verdict, number>> = {
  'double-mount': 3,
  guarded: 2,
  unknown: 1,
  fenced: 0,
  blocked: 0,
  shared: 0,
  pinned: 0,
  'never-evicted': 0,
  stateless: 0,
};

/** @param isWanted workloads that are asked about; all where it is left out */
export function compareExplanations(
  before: ExplainData,
  after: ExplainData,
  isWanted: (one: WorkloadDifference) => boolean = () => true,
): Difference {
  const clusters = pairs(before.clusters, after.clusters).map(([old, now]) => compareClusters(old, now, isWanted));
  return { scenario: after.scenario, clusters };
}

/** Whether nothing that is shown differs. */
export function isSame({ clusters }: Difference): boolean {
  return clusters.every(isSameCluster);
}

export function isSameCluster(cluster: ClusterDifference): boolean {
  const { presence, kubernetesVersion, parameters, doesNotStart, detection, prices, workloads } = cluster;
  const isOfOne = kubernetesVersion ?? doesNotStart ?? detection ?? prices;
  return presence === 'both' && isOfOne === undefined && parameters.length === 0 && workloads.length === 0;
}

type Pair<T> = readonly [T | undefined, T | undefined];

/** Clusters are the same one by folder and name, else by name, else by folder, else where no other is left on either side. */
function pairs(before: readonly ClusterData[], after: readonly ClusterData[]): readonly Pair<ClusterData>[] {
  const partners = new Map<ClusterData, ClusterData>();
  const left = { before: new Set(before), after: new Set(after) };
  const join = (key: (cluster: ClusterData) => string) => {
    for (const now of left.after) {
      const same = (one: ClusterData) => key(one) === key(now);
      const [old, ...others] = [...left.before].filter(same);
      if (old === undefined || others.length > 0 || [...left.after].filter(same).length > 1) continue;
      partners.set(now, old);
      left.before.delete(old);
      left.after.delete(now);
    }
  };
  join(({ name, root }) => JSON.stringify([root, name]));
  join(({ name }) => name);
  join(({ root }) => root);
  join(() => '');
  return [
    ...after.map((now): Pair<ClusterData> => [partners.get(now), now]),
    ...[...left.before].map((old): Pair<ClusterData> => [old, undefined]),
  ];
}

function compareClusters(
  before: ClusterData | undefined,
  after: ClusterData | undefined,
  isWanted: (one: WorkloadDifference) => boolean,
): ClusterDifference {
  const { name = '', root = '' } = after ?? before ?? {};
  const all = compareWorkloads(before?.workloads ?? [], after?.workloads ?? []);
  const wanted = all.filter(({ difference }) => isWanted(difference));
  const workloads = wanted.filter(({ isSame: same }) => !same).map(({ difference }) => difference);
  const shared = { name, root, workloads, same: wanted.length - workloads.length };
  if (before === undefined || after === undefined) {
    const none = { kubernetesVersion: undefined, doesNotStart: undefined, detection: undefined, prices: undefined };
    return { ...shared, ...none, parameters: [], presence: after === undefined ? 'removed' : 'added' };
  }
  const isPriced = before.prices !== undefined && after.prices !== undefined;
  return {
    ...shared,
    presence: 'both',
    kubernetesVersion: changed(before.kubernetesVersion, after.kubernetesVersion),
    parameters: compareParameters(before.parameters, after.parameters),
    doesNotStart: changed(before.doesNotStart ?? [], after.doesNotStart ?? [], (all) =>
      all.map(({ component, because }) => [component, because]),
    ),
    detection: changed(before.detection, after.detection),
    prices: isPriced ? changed(before.prices ?? null, after.prices ?? null) : undefined,
  };
}

function changed<T>(before: T, after: T, what: (one: T) => unknown = (one) => one): Change<T> | undefined {
  return sameData(what(before), what(after)) ? undefined : { before, after };
}

/** Whatever the order of the fields is. */
function sameData(a: unknown, b: unknown): boolean {
  return canonical(a) === canonical(b);
}

function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, one: unknown) =>
    typeof one === 'object' && one !== null && !Array.isArray(one)
      ? Object.fromEntries(Object.entries(one).sort(([a], [b]) => (a < b ? -1 : 1)))
      : one,
  );
}

function compareParameters(
  before: readonly ParameterData[],
  after: readonly ParameterData[],
): readonly ParameterChange[] {
  const keyOf = ({ component, name }: ParameterData) => JSON.stringify([component, name]);
  const [old, now] = [before, after].map((all) => {
    const values = new Map<string, string[]>();
    for (const one of all) values.set(keyOf(one), [...(values.get(keyOf(one)) ?? []), one.value]);
    return values;
  }) as [Map<string, string[]>, Map<string, string[]>];
  const written = new Map([...after, ...before].map((one) => [keyOf(one), one]));
  return [...written].flatMap(([key, { component, name }]) => {
    const change = changed(old.get(key) ?? [], now.get(key) ?? [], (values) => [...values].sort());
    return change === undefined ? [] : { component, name, ...change };
  });
}

interface Compared {
  readonly difference: WorkloadDifference;
  readonly isSame: boolean;
}

function compareWorkloads(before: readonly WorkloadData[], after: readonly WorkloadData[]): readonly Compared[] {
  const [old, now] = [before, after].map(byIdentity) as [Map<string, WorkloadData>, Map<string, WorkloadData>];
  const keys = new Set([...now.keys(), ...old.keys()]);
  return [...keys].map((key) => compareOne(old.get(key), now.get(key))).sort(byTurn);
}

/** Of objects of one name each counts, in the order in which they stand. */
function byIdentity(workloads: readonly WorkloadData[]): Map<string, WorkloadData> {
  const seen = new Map<string, number>();
  return new Map(
    workloads.map((one): [string, WorkloadData] => {
      const name = JSON.stringify([one.kind, one.namespace, one.name]);
      const count = seen.get(name) ?? 0;
      seen.set(name, count + 1);
      return [`${name}${count}`, one];
    }),
  );
}

function compareOne(before: WorkloadData | undefined, after: WorkloadData | undefined): Compared {
  const { kind = '', namespace = '', name = '', file = '' } = after ?? before ?? {};
  const [old, now] = [before && outcomeOf(before), after && outcomeOf(after)];
  const turn = turnOf(old, now);
  return { difference: { turn, kind, namespace, name, file, before: old, after: now }, isSame: sameData(old, now) };
}

function outcomeOf(data: WorkloadData): OutcomeData {
  const { tolerationSeconds, eviction, objectRemoval, replacementMount, oldWriterGone, verdict } = data;
  return { tolerationSeconds, eviction, objectRemoval, replacementMount, oldWriterGone, verdict };
}

function turnOf(before: OutcomeData | undefined, after: OutcomeData | undefined): Turn {
  if (before === undefined || after === undefined) return after === undefined ? 'removed' : 'added';
  const [old, now] = [DANGER[before.verdict], DANGER[after.verdict]];
  // From two writers to "not known" nothing is won.
  if (after.verdict === 'unknown' && old > now) return 'other';
  if (old !== now) return now > old ? 'worse' : 'better';
  const [earlier, later] = [mountedBy(before), mountedBy(after)];
  if (earlier === later) return 'other';
  return later > earlier ? 'later' : 'sooner';
}

/** When the replacement can mount at the latest. */
function mountedBy({ replacementMount }: OutcomeData): number {
  return replacementMount?.latestMs ?? Number.POSITIVE_INFINITY;
}

function byTurn({ difference: a }: Compared, { difference: b }: Compared): number {
  const danger = ({ after, before }: WorkloadDifference) => DANGER[(after ?? before)?.verdict ?? 'unknown'];
  return TURNS.indexOf(a.turn) - TURNS.indexOf(b.turn) || danger(b) - danger(a);
}
