// Workloads that another object of the cluster changes, and that stay the same objects while nothing changes.
import type { Workload } from '../model/workload.ts';

/** `change`, with what it made before of the same workload and object. */
export function changedOnce<T extends object>(
  change: (workload: Workload, by: T) => Workload,
): (workload: Workload, by: T) => Workload {
  const made = new WeakMap<T, WeakMap<Workload, Workload>>();
  return (workload, by) => {
    const byWorkload = made.get(by) ?? new WeakMap<Workload, Workload>();
    made.set(by, byWorkload);
    const changed = byWorkload.get(workload) ?? change(workload, by);
    byWorkload.set(workload, changed);
    return changed;
  };
}
