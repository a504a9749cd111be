import { CRITICAL_PRIORITY, type ShutdownPeriod, secondsForPriority } from '../effective/shutdownPeriods.ts';
import type { Window } from '../model/window.ts';
import type { Workload } from '../model/workload.ts';

/** First minor whose kubelet reports a pod as ended only when no container of it can run any more (couldHaveRunningContainers). */
export const REPORTS_ENDED_PODS_SINCE = 23;

const NODE_CRITICAL_PRIORITY = CRITICAL_PRIORITY + 1_000;

/** When the kubelet tells a pod to end, and when the pod has ended. */
export interface PodShutdown {
  readonly told: Window;
  readonly ended: Window;
  /** Seconds of the pod's group; `undefined` where its priority is not known. */
  readonly groupSeconds: number | undefined;
}

/**
 * Groups end one after the other, lowest priority first, each within its seconds; a pod gets the shorter of them and its
 * own grace. Groups without pods are skipped, so any pod may be told at once.
 *
 * @param graceMs terminationGracePeriodSeconds in milliseconds
 * @param groups at least one
 */
export function podShutdown(workload: Workload, graceMs: number, groups: readonly ShutdownPeriod[]): PodShutdown {
  const ascending = [...groups].sort((a, b) => a.priority - b.priority);
  const priority = priorityOf(workload);
  const own = priority === undefined ? undefined : secondsForPriority(ascending, priority);
  const possible = own === undefined ? ascending : ascending.filter((group) => group === groupOf(ascending, priority));
  const waits = possible.map((group) => before(ascending, group));
  const ends = possible.map(
    (group) => before(ascending, group) + Math.max(Math.min(graceMs, group.seconds * 1_000), 1_000),
  );
  return {
    told: { earliest: 0, latest: Math.max(...waits) },
    ended: { earliest: 0, latest: Math.max(...ends) },
    groupSeconds: own,
  };
}

function groupOf(ascending: readonly ShutdownPeriod[], priority: number | undefined): ShutdownPeriod | undefined {
  return ascending.filter((group) => group.priority <= (priority ?? 0)).at(-1) ?? ascending[0];
}

/** Milliseconds that the groups below may take together. */
function before(ascending: readonly ShutdownPeriod[], group: ShutdownPeriod): number {
  const lower = ascending.slice(0, ascending.indexOf(group));
  return lower.reduce((sum, { seconds }) => sum + seconds * 1_000, 0);
}

/** Kubernetes' own classes have known priorities, as has no class at all. */
function priorityOf({ pod }: Workload): number | undefined {
  const name = pod.priorityClassName?.value;
  if (!name) return 0;
  if (!name.known) return undefined;
  if (name.value === 'system-cluster-critical') return CRITICAL_PRIORITY;
  return name.value === 'system-node-critical' ? NODE_CRITICAL_PRIORITY : undefined;
}
