// Groups of pods in which a kubelet shuts a node down, and the group of a pod.
import type { PodSpec } from '../model/workload.ts';

/** Pods of at least `priority` (up to the next group's) get `seconds` to end when the node shuts down. */
export interface ShutdownGroup {
  readonly priority: number;
  readonly seconds: number;
}

/** `scheduling.SystemCriticalPriority`: system-cluster-critical. */
export const CRITICAL_PRIORITY = 2_000_000_000;
/** What a class of the cluster's own may have at most: pkg/apis/scheduling/validation/validation.go (ValidatePriorityClass). */
const HIGHEST_OF_USERS = 1_000_000_000;
const NODE_CRITICAL_PRIORITY = CRITICAL_PRIORITY + 1_000;

/**
 * The two groups that `shutdownGracePeriod` and `shutdownGracePeriodCriticalPods` make, in whole seconds; none where there is
 * no period, or less than its part for critical pods.
 *
 * Source: pkg/kubelet/nodeshutdown/nodeshutdown_manager.go (migrateConfig)
 * @param totalMs milliseconds
 */
export function groupsOfPeriods(totalMs: number, criticalMs: number): readonly ShutdownGroup[] {
  if (totalMs <= 0 || criticalMs < 0 || criticalMs > totalMs) return [];
  return [
    { priority: 0, seconds: Math.floor((totalMs - criticalMs) / 1000) },
    { priority: CRITICAL_PRIORITY, seconds: Math.floor(criticalMs / 1000) },
  ];
}

/** Entries of `shutdownGracePeriodByPodPriority`; `undefined` unless all can be read. */
export function readGroups(data: unknown): readonly ShutdownGroup[] | undefined {
  if (!Array.isArray(data)) return undefined;
  const groups = data.flatMap((entry: unknown): ShutdownGroup[] => {
    if (typeof entry !== 'object' || entry === null) return [];
    const { priority = 0, shutdownGracePeriodSeconds: seconds = 0 } = entry as Record<string, unknown>;
    return typeof priority === 'number' && typeof seconds === 'number' ? [{ priority, seconds }] : [];
  });
  return groups.length === data.length ? ascending(groups) : undefined;
}

export function ascending(groups: readonly ShutdownGroup[]): readonly ShutdownGroup[] {
  return [...groups].sort((a, b) => a.priority - b.priority);
}

/**
 * The group of a pod: the highest one whose priority it reaches, else the lowest. A group of 0 seconds is one, too.
 *
 * Source: pkg/kubelet/nodeshutdown/nodeshutdown_manager.go (groupByPriority)
 * @param groups ascending
 */
export function groupOf(groups: readonly ShutdownGroup[], priority: number): ShutdownGroup | undefined {
  return groups.filter((group) => group.priority <= priority).at(-1) ?? groups[0];
}

/** The groups that a pod may be in: one where its priority is known. @param groups ascending */
export function possibleGroups(groups: readonly ShutdownGroup[], pod: PodSpec): readonly ShutdownGroup[] {
  const priority = priorityOf(pod);
  const own = priority === undefined ? undefined : groupOf(groups, priority);
  if (own) return [own];
  const name = pod.priorityClassName?.value;
  if (!name?.known || name.value.startsWith('system-')) return groups;
  return groups.filter((group, index) => index === 0 || group.priority <= HIGHEST_OF_USERS);
}

/**
 * Kubernetes' own classes have known priorities; a pod without a class gets that of the global default, which is 0 where there
 * is none. `undefined`: a class that no file has, or one that cannot be read.
 *
 * Source: pkg/apis/scheduling/types.go (SystemCriticalPriority), v1/helpers.go (systemPriorityClasses)
 */
export function priorityOf({
  priority,
  priorityClassName,
}: Pick<PodSpec, 'priority' | 'priorityClassName'>): number | undefined {
  if (priority) return priority.known ? priority.value : undefined;
  const name = priorityClassName?.value;
  if (!name) return 0;
  if (!name.known) return undefined;
  if (name.value === 'system-cluster-critical') return CRITICAL_PRIORITY;
  return name.value === 'system-node-critical' ? NODE_CRITICAL_PRIORITY : undefined;
}
