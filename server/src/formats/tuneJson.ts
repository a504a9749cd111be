// `tune --format json`.

import { isUnbounded } from '../model/durationText.ts';
import { kindOf, type Workload } from '../model/workload.ts';
import type { WorkloadAnalysis } from '../timing/analysis.ts';
import type { Achieved, Conflict, Tunable, TunedValues, TuningResult, TuningTargets } from '../tuner/targets.ts';
import type { TunedAnswer } from '../tuner/tuneCluster.ts';
import { schemaVersion, toJson } from './findingsJson.ts';
import { bound, detectionData, down, windowData, writesData } from './timeData.ts';
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
    twoWriters: twoWriters.map(({ workload, verdict }) => ({ ...nameData(workload), verdict })),
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
  effective,
  costAfter,
}: TuningResult): object {
  return {
    changed,
    conflicts: conflicts.map(conflictData),
    before: {
      values: valuesData(current, effective),
      ...achievedData(before),
      heartbeatWrites: writesData(costBefore),
    },
    after: { values: valuesData(values, effective), ...achievedData(after), heartbeatWrites: writesData(costAfter) },
  };
}

/** `null` for what is of no effect in the cluster's versions. */
function valuesData(values: TunedValues, effective: readonly Tunable[]): object {
  const inEffect = (name: Tunable) => (effective.includes(name) ? values[name] : null);
  return {
    monitorPeriodMs: inEffect('monitorPeriod'),
    gracePeriodMs: inEffect('gracePeriod'),
    leaseDurationSeconds: inEffect('leaseDurationSeconds'),
    tolerationSeconds: inEffect('tolerationSeconds'),
    podEvictionTimeoutMs: inEffect('podEvictionTimeout'),
  };
}

function achievedData(achieved: Achieved): object {
  const { evictedBy, detection, missedHeartbeats, hungRequest, fencing, outlastsDeadConnection } = achieved;
  return {
    evictedByMs: bound(evictedBy),
    detection: detectionData(detection),
    missedHeartbeats: Number.isFinite(missedHeartbeats) ? missedHeartbeats : null,
    hungRequestMs: bound(hungRequest),
    fencingMs: isUnbounded(fencing) ? null : down(fencing),
    outlastsDeadConnection,
  };
}

function conflictData({ target, wanted, best }: Conflict): object {
  return target === 'missedHeartbeats'
    ? { target, wanted, best: Number.isFinite(best) ? best : null }
    : { target, wantedMs: wanted, bestMs: bound(best) };
}

function workloadData({ workload, before, after, obstacle, soonest, ways }: TunedAnswer): object {
  return {
    ...nameData(workload),
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

function nameData(workload: Workload): object {
  const { namespace, name } = workload;
  return { kind: kindOf(workload), namespace, name };
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
