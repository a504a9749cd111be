// What the targets come to for each workload: evicted by, replaced by, or what stands in the way.
import { isNever } from '../model/window.ts';
import { emptiedBy, type Workload } from '../model/workload.ts';
import type { ClusterAnalysis, WorkloadAnalysis } from '../timing/analysis.ts';
import { isPinned } from '../timing/replacement.ts';
import type { TuningTargets } from './targets.ts';

/**
 * Why a workload is not in time. `never-evicted`: it tolerates the taint for ever, or nothing evicts. `late-eviction`,
 * `late`: it comes, and later. `nothing-replaces`: nobody makes another pod. `pinned`: it can run on no other node.
 * `object-stays`: nothing removes the old pod's object. `volume-held`: nothing takes the volume from the old node.
 * `provider-waits`: the provider of the disk waits until the old node lets go. `uncertain`: it may come, and may not.
 * `two-writers`: it would write beside the old pod. `unknown`: an input that is not known decides.
 */
export type Obstacle =
  | 'never-evicted'
  | 'late-eviction'
  | 'nothing-replaces'
  | 'pinned'
  | 'object-stays'
  | 'volume-held'
  | 'provider-waits'
  | 'uncertain'
  | 'two-writers'
  | 'unknown'
  | 'late';

export interface WorkloadAnswer {
  readonly workload: Workload;
  readonly before: WorkloadAnalysis;
  /** With the values found. */
  readonly after: WorkloadAnalysis;
  /** `undefined`: in time, or nothing is asked that is about workloads. */
  readonly obstacle: Obstacle | undefined;
}

/**
 * One answer for each workload that has pods to be replaced, in the cluster's order.
 *
 * @param after the same cluster with other values; workloads in the same order
 */
export function answersOf(
  before: ClusterAnalysis,
  after: ClusterAnalysis,
  targets: TuningTargets,
): readonly WorkloadAnswer[] {
  return before.workloads.flatMap((one, index) => {
    const changed = after.workloads[index];
    if (changed === undefined || !hasPodsToLose(one.workload)) return [];
    return { workload: one.workload, before: one, after: changed, obstacle: obstacleOf(changed, targets) };
  });
}

/** A DaemonSet has a pod on every node, and tolerates a lost one; what has no pods has none to lose. */
function hasPodsToLose(workload: Workload): boolean {
  return workload.kind !== 'DaemonSet' && emptiedBy(workload) === undefined;
}

/** What keeps a workload from its targets. */
export function obstacleOf(analysis: WorkloadAnalysis, { evictedBy, failover }: TuningTargets): Obstacle | undefined {
  const { eviction } = analysis;
  if (evictedBy !== undefined && eviction.latest > evictedBy) return evictionObstacle(analysis);
  return failover === undefined ? undefined : failoverObstacle(analysis, failover);
}

function evictionObstacle({ eviction, tolerationSeconds }: WorkloadAnalysis): Obstacle {
  if (isNever(eviction)) return 'never-evicted';
  if (Number.isFinite(eviction.latest)) return 'late-eviction';
  return tolerationSeconds.known ? 'uncertain' : 'unknown';
}

function failoverObstacle(analysis: WorkloadAnalysis, by: number): Obstacle | undefined {
  const { workload, eviction, replacementMount: mount, verdict } = analysis;
  if (workload.kind === 'Pod') return 'nothing-replaces';
  if (verdict === 'pinned' || isPinned(workload)) return 'pinned';
  if (isNever(eviction)) return 'never-evicted';
  if (verdict === 'double-mount' || verdict === 'guarded') return 'two-writers';
  const comes = comesBy(analysis);
  if (verdict === 'unknown') return 'unknown';
  if (Number.isFinite(comes)) return comes <= by ? undefined : 'late';
  if (isNever(mount)) return neverObstacle(analysis);
  const waits = analysis.volumes.union.some(({ possibilities }) =>
    possibilities.some((one) => one?.onForceDetach === 'waitsForUnmount' || one?.onForceDetach === 'refusesSecond'),
  );
  if (waits && analysis.actors.length === 0) return 'provider-waits';
  return Number.isFinite(eviction.latest) ? 'uncertain' : 'unknown';
}

function neverObstacle({ workload, objectRemoval, steps }: WorkloadAnalysis): Obstacle {
  if (!steps.some(({ code }) => code === 'replacement-never')) return 'volume-held';
  return isNever(objectRemoval) && waitsForObject(workload) ? 'object-stays' : 'nothing-replaces';
}

/** Its controller makes no other pod while the old one's object is there. */
function waitsForObject({ kind, podReplacementPolicy, hasPodFailurePolicy }: Workload): boolean {
  if (kind === 'StatefulSet') return true;
  return kind === 'Job' && (podReplacementPolicy !== undefined || hasPodFailurePolicy);
}

/** When the replacement can mount at the latest; `Infinity`: that cannot be promised. */
export function comesBy({ replacementMount }: WorkloadAnalysis): number {
  return replacementMount.latest;
}
