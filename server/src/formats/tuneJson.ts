// `tune --format json`.
import type { Window } from '../model/window.ts';
import type { WorkloadAnalysis } from '../timing/analysis.ts';
import type { Achieved, Conflict, TunedValues, TuningResult, TuningTargets } from '../tuner/targets.ts';
import type { TunedAnswer } from '../tuner/tuneCluster.ts';
import { schemaVersion, toJson } from './findingsJson.ts';
import type { TunedCluster } from './tunedCluster.ts';

/**
 * `tune --format json`. Times are whole milliseconds, `null` for never; `feasible` is `null` where an input is not known,
 * and then there is no `before` and `after`. Where it is `false`, `after` is the closest and `changes` are empty. Of
 * `workloads`, those with `met: false` say why (`obstacle`) and what would bring them over (`ways`, safest first).
 * docs/tuning.md has all of it.
 */
export function tuneJson(targets: TuningTargets, clusters: readonly TunedCluster[]): string {
  return toJson({ schemaVersion, targets: targetsData(targets), clusters: clusters.map(clusterData) });
}

function targetsData({ failover, evictedBy, missedHeartbeats, fencing }: TuningTargets): object {
  return {
    failoverMs: failover ?? null,
    evictedByMs: evictedBy ?? null,
    missedHeartbeats: missedHeartbeats ?? null,
    fencingMs: fencing ?? null,
  };
}

function clusterData(tuned: TunedCluster): object {
  const { cluster, root, result, unknown, assumed, changes, unwritable, answers, twoWriters, profile, fileName } =
    tuned;
  return {
    name: cluster.name,
    root,
    feasible: result === undefined ? null : tuned.isMet,
    unknown,
    assumed,
    ...(result && resultData(result)),
    ...(profile && { profile: { from: profile.from, to: profile.to, steps: profile.steps } }),
    workloads: answers.map(workloadData),
    changes: changes.map(({ title, because, file, edits }) => ({
      title,
      because,
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

function achievedData(achieved: Achieved): object {
  const { evictedBy, detection, missedHeartbeats, hungRequest, fencing, outlastsDeadConnection } = achieved;
  return {
    evictedByMs: bound(evictedBy),
    detection: {
      earliestMs: Number.isFinite(detection.earliest) ? Math.floor(detection.earliest) : null,
      typicalMs: bound(detection.typical),
      latestMs: bound(detection.latest),
    },
    missedHeartbeats: Number.isFinite(missedHeartbeats) ? missedHeartbeats : null,
    hungRequestMs: bound(hungRequest),
    fencingMs: Number.isFinite(fencing) ? Math.floor(fencing) : null,
    outlastsDeadConnection,
  };
}

function conflictData({ target, wanted, best }: Conflict): object {
  return target === 'missedHeartbeats'
    ? { target, wanted, best: Number.isFinite(best) ? best : null }
    : { target, wantedMs: wanted, bestMs: bound(best) };
}

function workloadData({ workload, before, after, obstacle, soonest, ways }: TunedAnswer): object {
  const { kind, namespace, name } = workload;
  return {
    ...{ kind, namespace, name },
    met: obstacle === undefined,
    obstacle: obstacle ?? null,
    before: sideData(before),
    after: sideData(after),
    soonestMs: soonest === undefined ? null : bound(soonest),
    ways: ways.map(({ by, values, replacementBy }) => ({
      by,
      values: Object.fromEntries(values),
      replacementByMs: replacementBy === undefined ? null : bound(replacementBy),
    })),
  };
}

/** Seconds as in `explain`: `null` for ever, `{"unknown": true}` for what cannot be read. */
function sideData({ tolerationSeconds, eviction, replacementMount, verdict }: WorkloadAnalysis): object {
  return {
    tolerationSeconds: tolerationSeconds.known ? tolerationSeconds.value : { unknown: true },
    evictedByMs: bound(eviction.latest),
    replacementMount: windowData(replacementMount),
    verdict,
  };
}

function windowData({ earliest, latest }: Window): object | null {
  return Number.isFinite(earliest) ? { earliestMs: Math.floor(earliest), latestMs: bound(latest) } : null;
}

function bound(milliseconds: number): number | null {
  return Number.isFinite(milliseconds) ? Math.ceil(Math.round(milliseconds * 1_000) / 1_000) : null;
}
