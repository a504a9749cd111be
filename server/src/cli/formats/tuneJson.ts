import type { Achieved, Conflict, TunedValues, TuningResult, TuningTargets } from '../../tuner/targets.ts';
import type { WorkloadTuning } from '../../tuner/tuneWorkloads.ts';
import type { TunedCluster } from '../tunedCluster.ts';
import { schemaVersion, toJson } from './findingsJson.ts';

/**
 * `tune --format json`. Times are whole milliseconds, `null` for never; `feasible` is `null` where an input is not known,
 * and then there is no `before` and `after`. Where it is `false`, `after` is the closest and `changes` are empty.
 */
export function tuneJson(targets: TuningTargets, clusters: readonly TunedCluster[]): string {
  return toJson({ schemaVersion, targets: targetsData(targets), clusters: clusters.map(clusterData) });
}

function targetsData({ failover, missedHeartbeats, fencing }: TuningTargets): object {
  return { failoverMs: failover ?? null, missedHeartbeats: missedHeartbeats ?? null, fencingMs: fencing ?? null };
}

function clusterData(tuned: TunedCluster): object {
  const { cluster, root, result, unknown, assumed, changes, unwritable, workloads, twoWriters, fileName } = tuned;
  return {
    name: cluster.name,
    root,
    feasible: result?.feasible ?? null,
    unknown,
    assumed,
    ...(result && resultData(result)),
    workloads: workloads.map(workloadData),
    changes: changes.map(({ title, file, edits }) => ({
      title,
      file: fileName(file),
      edits: edits.map((edit) => ({ file: fileName(edit.file), range: edit.range, newText: edit.newText })),
    })),
    unwritable,
    twoWriters: twoWriters.map(({ workload: { kind, namespace, name }, verdict }) => ({
      ...{ kind, namespace, name },
      verdict,
    })),
  };
}

function resultData({
  changed,
  conflicts,
  before,
  after,
  current,
  values,
  costBefore,
  costAfter,
}: TuningResult): object {
  return {
    changed,
    conflicts: conflicts.map(conflictData),
    before: { values: valuesData(current), ...achievedData(before), heartbeatWrites: costBefore },
    after: { values: valuesData(values), ...achievedData(after), heartbeatWrites: costAfter },
  };
}

function valuesData({
  monitorPeriod,
  gracePeriod,
  leaseDurationSeconds,
  tolerationSeconds,
  podEvictionTimeout,
}: TunedValues): object {
  return {
    monitorPeriodMs: monitorPeriod,
    gracePeriodMs: gracePeriod,
    leaseDurationSeconds,
    tolerationSeconds,
    podEvictionTimeoutMs: podEvictionTimeout,
  };
}

function achievedData({ failover, detection, missedHeartbeats, fencing, outlastsDeadConnection }: Achieved): object {
  return {
    failoverMs: bound(failover),
    detection: {
      earliestMs: Number.isFinite(detection.earliest) ? Math.floor(detection.earliest) : null,
      typicalMs: bound(detection.typical),
      latestMs: bound(detection.latest),
    },
    missedHeartbeats: Number.isFinite(missedHeartbeats) ? missedHeartbeats : null,
    fencingMs: Number.isFinite(fencing) ? Math.floor(fencing) : null,
    outlastsDeadConnection,
  };
}

function conflictData({ target, wanted, best }: Conflict): object {
  return target === 'missedHeartbeats'
    ? { target, wanted, best: Number.isFinite(best) ? best : null }
    : { target, wantedMs: wanted, bestMs: bound(best) };
}

/** Seconds as in `explain`: `null` for ever, `{"unknown": true}` for what cannot be read. */
function workloadData({ workload, seconds, tunedSeconds, failover, tunedFailover }: WorkloadTuning): object {
  const { kind, namespace, name } = workload;
  const side = (own: number | null | undefined, latest: number | undefined) => ({
    tolerationSeconds: own === undefined ? { unknown: true } : own,
    failoverMs: latest === undefined ? null : bound(latest),
  });
  return { ...{ kind, namespace, name }, before: side(seconds, failover), after: side(tunedSeconds, tunedFailover) };
}

function bound(milliseconds: number): number | null {
  return Number.isFinite(milliseconds) ? Math.ceil(Math.round(milliseconds * 1_000) / 1_000) : null;
}
