// What would be, if one value were another: for those who choose it.
import { unique } from '../effective/combinations.ts';
import type { Window } from '../model/window.ts';
import type { Workload } from '../model/workload.ts';
import { analyseAlone } from './analyse.ts';
import type { ClusterAnalysis, WorkloadAnalysis } from './analysis.ts';
import { effectiveGrace, survivedHeartbeats } from './detection.ts';
import { meetingOf } from './patience.ts';

/** A workload as it would be, in the scenario of an analysis. */
export function supposedWorkload(
  { effective, scenario }: Pick<ClusterAnalysis, 'effective' | 'scenario'>,
  supposed: Workload,
): WorkloadAnalysis {
  return analyseAlone({ effective }, scenario, supposed);
}

/**
 * Lost heartbeats in a row that every node would survive, with another grace period or monitor period; −1: healthy nodes
 * would be marked.
 * @param values in milliseconds; what is left out is as it is
 */
export function survivedWith(
  { effective }: Pick<ClusterAnalysis, 'effective'>,
  values: { readonly gracePeriod?: number; readonly monitorPeriod?: number },
): number | undefined {
  const { controllerManagers, kubelets } = effective.cluster;
  const [manager] = controllerManagers;
  const ways = unique(
    kubelets
      .slice(0, MOST_KUBELETS)
      .flatMap((kubelet) => (manager ? meetingOf(effective, manager, kubelet, effective.minors).ways : [])),
  );
  const survived = ways.map((way) => {
    const { gracePeriod, monitorPeriod, maxMs } = { ...way, ...values };
    return survivedHeartbeats(effectiveGrace(gracePeriod, monitorPeriod), maxMs);
  });
  return survived.length === 0 ? undefined : survived.reduce((least, one) => Math.min(least, one));
}

const MOST_KUBELETS = 50;

/** When pods that stay so many seconds on a tainted node would be evicted. */
export function evictedAfter({ taint }: Pick<ClusterAnalysis, 'taint'>, seconds: number): Window {
  return { earliest: taint.earliest + seconds * 1_000, latest: taint.latest + seconds * 1_000 };
}
