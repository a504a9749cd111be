// Workloads that another object of the cluster changes, and that stay the same objects while nothing changes.
import type { Workload } from '../model/workload.ts';

/** `change`, with the workload of the last call where both of its arguments are the same. */
export function changedOnce<T extends object>(
  change: (workload: Workload, by: T) => Workload,
): (workload: Workload, by: T) => Workload {
  const made = new WeakMap<Workload, { readonly by: T; readonly changed: Workload }>();
  return (workload, by) => {
    const before = made.get(workload);
    if (before?.by === by) return before.changed;
    const changed = change(workload, by);
    made.set(workload, { by, changed });
    return changed;
  };
}
