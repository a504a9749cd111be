import { effectiveCluster } from '../../../server/src/effective/effectiveCluster.ts';
import { NEVER, type Window } from '../../../server/src/model/window.ts';
import type { ClusterAnalysis, WorkloadAnalysis } from '../../../server/src/timing/analysis.ts';
import { step } from '../../../server/src/timing/stepValues.ts';
import { cluster, workload } from '../timing/clusterBuilder.ts';

/** Analyses for tests of the drawings: windows as given, nothing is computed. */
export function clusterAnalysis(parts: Partial<ClusterAnalysis> = {}): ClusterAnalysis {
  const incident = parts.cluster ?? cluster({ minors: [8] });
  return {
    cluster: incident,
    effective: effectiveCluster(incident),
    isUnited: false,
    scenario: { kind: 'partition' },
    heartbeat: { intervalMs: 10_000, maxMs: 10_000, by: 'status' },
    detection: { earliest: 30_000, typical: 45_000, latest: 45_000 },
    taint: NEVER,
    steps: [step('silent', { scenario: 'partition' }, { earliest: 0, latest: 0 })],
    workloads: [],
    ...parts,
  };
}

const eviction: Window = { earliest: 290_000, latest: 305_100 };

/** The incident: two writers from the eviction on, without end. */
export function workloadAnalysis(parts: Partial<WorkloadAnalysis> = {}): WorkloadAnalysis {
  return {
    workload: workload({ grace: 0 }),
    volumes: { union: [], byMinor: new Map() },
    tolerationSeconds: { known: true, value: 300 },
    eviction,
    objectRemoval: eviction,
    replacementMount: eviction,
    nextRun: undefined,
    actors: [],
    oldWriterGone: NEVER,
    doubleMount: { possible: true, fromMs: 290_000, untilMs: Number.POSITIVE_INFINITY, marginMs: undefined },
    verdict: 'double-mount',
    byStorage: [],
    unknown: [],
    steps: [step('object-removed-at-once', {}, eviction), step('verdict', { verdict: 'double-mount' })],
    ...parts,
  };
}

/** Nothing but the force-detach timer delays the second mount; the old node is back after ten minutes. */
export function guardedAnalysis(): WorkloadAnalysis {
  return workloadAnalysis({
    replacementMount: { earliest: 650_000, latest: 665_100 },
    oldWriterGone: { earliest: 900_000, latest: 930_000 },
    doubleMount: { possible: true, fromMs: 650_000, untilMs: 930_000, marginMs: undefined },
    verdict: 'guarded',
  });
}
