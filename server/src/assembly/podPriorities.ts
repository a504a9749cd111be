// The priority that admission gives the pods of a cluster's workloads by its priority classes.
import type { PriorityClass } from '../model/reading.ts';
import type { Value } from '../model/value.ts';
import type { Workload } from '../model/workload.ts';

/** What was made of a workload: the same object while it and its class are the same. */
const made = new WeakMap<Workload, Workload>();

/** Source: plugin/pkg/admission/priority/admission.go (computePriority, getDefaultPriorityClass: the lowest of several) */
export function withPriorities(workloads: readonly Workload[], classes: readonly PriorityClass[]): readonly Workload[] {
  if (classes.length === 0) return workloads;
  const byName = new Map(classes.map((one) => [one.name, one.priority]));
  const byDefault = classes
    .filter(({ isDefault }) => isDefault)
    .map(({ priority }) => priority)
    .reduce<Value<number> | undefined>(lower, undefined);
  return workloads.map((workload) => {
    const { priority, priorityClassName } = workload.pod;
    const name = priorityClassName?.value;
    const given = name === undefined ? byDefault : name.known ? byName.get(name.value) : undefined;
    return given === undefined || priority !== undefined ? workload : prioritised(workload, given);
  });
}

function lower(least: Value<number> | undefined, one: Value<number>): Value<number> {
  if (least === undefined || !one.known) return one;
  return least.known && one.value < least.value ? one : least;
}

function prioritised(workload: Workload, priority: Value<number>): Workload {
  const known = made.get(workload);
  if (known?.pod.priority === priority) return known;
  const given = { ...workload, pod: { ...workload.pod, priority } };
  made.set(workload, given);
  return given;
}
