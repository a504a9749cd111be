// When pods end while their node shuts down.
import { possibleGroups, type ShutdownGroup } from '../effective/shutdownGroups.ts';
import { most } from '../model/extremes.ts';
import type { Window } from '../model/window.ts';
import type { Workload } from '../model/workload.ts';

/** First minor whose kubelet reports a pod as ended only when no container of it can run any more (couldHaveRunningContainers). */
export const REPORTS_ENDED_PODS_SINCE = 23;

/** When the kubelet tells a pod to end, and when the pod has ended. */
export interface PodShutdown {
  readonly told: Window;
  readonly ended: Window;
  /** Seconds of the pod's group; `undefined` where its priority, and so its group, is not known. */
  readonly groupSeconds: number | undefined;
}

/**
 * Groups end one after the other, lowest priority first, each within its seconds; a pod gets the shorter of them and its
 * own grace. Groups without pods are skipped, so any pod may be told at once.
 *
 * @param graceMs terminationGracePeriodSeconds in milliseconds
 * @param groups at least one, ascending by priority
 */
export function podShutdown({ pod }: Workload, graceMs: number, groups: readonly ShutdownGroup[]): PodShutdown {
  const possible = possibleGroups(groups, pod);
  const waits = possible.map((group) => before(groups, group));
  const ends = possible.map(
    (group) => before(groups, group) + Math.max(Math.min(graceMs, group.seconds * 1_000), 1_000),
  );
  const seconds = new Set(possible.map((group) => group.seconds));
  const [own] = seconds;
  return {
    told: { earliest: 0, latest: most(waits) ?? 0 },
    ended: { earliest: 0, latest: most(ends) ?? 0 },
    groupSeconds: seconds.size === 1 ? own : undefined,
  };
}

/** Milliseconds that the groups below may take together. */
function before(groups: readonly ShutdownGroup[], group: ShutdownGroup): number {
  const lower = groups.slice(0, groups.indexOf(group));
  return lower.reduce((sum, { seconds }) => sum + seconds * 1_000, 0);
}
