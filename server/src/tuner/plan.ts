// The values for targets that are about workloads: the search over what the control plane does, judged by what becomes of pods.
import type { Cluster } from '../model/cluster.ts';
import { least, most } from '../model/extremes.ts';
import type { Workload } from '../model/workload.ts';
import { analyse } from '../timing/analyse.ts';
import type { ClusterAnalysis, WorkloadAnalysis } from '../timing/analysis.ts';
import { answersOf, comesBy, type Obstacle, type WorkloadAnswer } from './answers.ts';
import { tune } from './searchValues.ts';
import { supposedCluster, supposedValues } from './supposedCluster.ts';
import type { NodeTargets, Tunable, TuningInput, TuningResult, TuningTargets } from './targets.ts';
import { type OwnToleration, tuneWorkloads } from './tuneWorkloads.ts';

export interface Planned {
  readonly cluster: Cluster;
  /** As it is, in the scenario `partition`. */
  readonly analysis: ClusterAnalysis;
  readonly settings: TuningInput['settings'];
  readonly mayChange: ReadonlySet<Tunable>;
}

/** Values for the targets, and what they come to. */
export interface Plan {
  readonly result: TuningResult;
  readonly own: ReadonlyMap<Workload, OwnToleration>;
  /** With the values. */
  readonly after: ClusterAnalysis;
  readonly answers: readonly WorkloadAnswer[];
  /** With the values that evict soonest, where a failover is asked for that is not there yet. */
  readonly soonest: ClusterAnalysis | undefined;
  /** All targets are met, for every workload. */
  readonly isMet: boolean;
}

/** Obstacles that an earlier eviction takes away. */
const HELPED_BY_EVICTION: ReadonlySet<Obstacle> = new Set<Obstacle>(['late', 'late-eviction']);
/** What follows an eviction follows at the same pause whatever the values are, so that few rounds are enough. */
const MOST_ROUNDS = 8;

/**
 * The values that meet the targets with the least change. Where some workloads cannot meet them, the values with which all
 * others do; the answers say which, and why.
 */
export function planFor(given: Planned, targets: TuningTargets): Plan {
  const { failover, ...node } = targets;
  const search = (evictedBy: number | undefined): NodeTargets => {
    const both = least([evictedBy, node.evictedBy].flatMap((time) => time ?? []));
    const { evictedBy: _, ...others } = node;
    return { ...(both !== undefined && { evictedBy: both }), ...others };
  };
  const plan = (wanted: NodeTargets) => planWith(given, wanted, targets);
  const asIs = plan(search(undefined));
  if (failover === undefined) return asIs;
  // Without workloads it is about those that may come: what has no volume is replaced at its eviction.
  if (asIs.answers.length === 0) return plan(search(failover));
  if (asIs.isMet) return asIs;
  const soonest = plan(search(0));
  const helped = new Set(soonest.answers.flatMap(({ workload, obstacle }) => (obstacle === undefined ? workload : [])));
  if (helped.size === 0) return { ...withoutOwn(given, asIs, targets), soonest: soonest.after };
  let deadline = failover;
  let best = asIs;
  for (let round = 0; round < MOST_ROUNDS; round++) {
    best = plan(search(deadline));
    const late = best.answers.filter(({ workload, obstacle }) => {
      return obstacle !== undefined && HELPED_BY_EVICTION.has(obstacle) && helped.has(workload);
    });
    if (!best.result.feasible || late.length === 0) break;
    const excess = most(late.map(({ after }) => comesBy(after) - failover)) ?? 0;
    deadline = Math.min(deadline, best.result.after.evictedBy) - Math.max(excess, 1);
  }
  return { ...best, soonest: soonest.after };
}

/** Where nothing helps, no toleration need be touched. */
function withoutOwn(given: Planned, { result }: Plan, targets: TuningTargets): Plan {
  const own = new Map<Workload, OwnToleration>();
  const after = analysisWith(given, result, own);
  return { result, own, after, answers: answersOf(given.analysis, after, targets), isMet: false, soonest: undefined };
}

function planWith(given: Planned, wanted: NodeTargets, targets: TuningTargets): Plan {
  const { cluster, analysis, settings, mayChange } = given;
  const now = new Map(analysis.workloads.map((one) => [one.workload, one]));
  const result = tune({ settings, targets: wanted, mayChange });
  const own = tuneWorkloads(cluster, settings, result, (workload) => askedOf(now.get(workload), wanted, targets));
  const after = analysisWith(given, result, own);
  const answers = answersOf(analysis, after, targets);
  const isMet = result.feasible && answers.every(({ obstacle }) => obstacle === undefined);
  return { result, own, after, answers, isMet, soonest: undefined };
}

/** The model's answer with values in place of the cluster's own. */
function analysisWith(
  { cluster, analysis }: Pick<Planned, 'cluster' | 'analysis'>,
  { changed, values }: Pick<TuningResult, 'changed' | 'values'>,
  own: ReadonlyMap<Workload, OwnToleration>,
): ClusterAnalysis {
  if (changed.length === 0 && own.size === 0) return analysis;
  const supposed = supposedCluster(
    cluster,
    supposedValues(changed, values),
    (workload) => own.get(workload)?.tuned ?? workload,
  );
  return analyse(supposed, { kind: 'partition' });
}

/** A replacement that comes some time after the eviction leaves that much less for the workload's own toleration. */
function askedOf(
  now: WorkloadAnalysis | undefined,
  wanted: NodeTargets,
  { failover, evictedBy, ...others }: TuningTargets,
): NodeTargets | undefined {
  if (failover === undefined) return wanted;
  const pause = now === undefined ? Number.NaN : comesBy(now) - now.eviction.latest;
  if (!Number.isFinite(pause)) return Object.keys(others).length > 0 || evictedBy !== undefined ? wanted : undefined;
  return { ...wanted, evictedBy: Math.min(failover - Math.max(pause, 0), evictedBy ?? Number.POSITIVE_INFINITY) };
}
