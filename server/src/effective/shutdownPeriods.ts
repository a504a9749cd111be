/** Pods of at least `priority` (up to the next group's) get `seconds` to end when the node shuts down. */
export interface ShutdownPeriod {
  readonly priority: number;
  readonly seconds: number;
}

/** `scheduling.SystemCriticalPriority`: system-cluster-critical, system-node-critical. */
export const CRITICAL_PRIORITY = 2_000_000_000;

/**
 * The two groups that `shutdownGracePeriod` and `shutdownGracePeriodCriticalPods` make, in whole seconds.
 * `pkg/kubelet/nodeshutdown/nodeshutdown_manager.go (migrateConfig)`
 * @param totalMs milliseconds; 0 or less: no graceful shutdown, no groups
 */
export function shutdownPeriods(totalMs: number, criticalMs: number): readonly ShutdownPeriod[] {
  if (totalMs <= 0) return [];
  return [
    { priority: 0, seconds: Math.floor((totalMs - criticalMs) / 1000) },
    { priority: CRITICAL_PRIORITY, seconds: Math.floor(criticalMs / 1000) },
  ];
}

/**
 * Seconds that a pod of that priority gets: those of the highest group that it reaches, else of the lowest.
 * `pkg/kubelet/nodeshutdown/nodeshutdown_manager.go (groupByPriority)`
 */
export function secondsForPriority(periods: readonly ShutdownPeriod[], priority: number): number | undefined {
  const ascending = [...periods].sort((a, b) => a.priority - b.priority);
  return (ascending.filter((period) => period.priority <= priority).at(-1) ?? ascending[0])?.seconds;
}
