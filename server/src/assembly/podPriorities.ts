// The priority that admission gives the pods of a cluster's workloads by its priority classes.
import type { PriorityClass } from '../model/reading.ts';
import type { Value } from '../model/value.ts';
import type { Workload } from '../model/workload.ts';
import { changedOnce } from './changedOnce.ts';

const prioritised = changedOnce((workload, priority: Value<number>) => {
  return { ...workload, pod: { ...workload.pod, priority } };
});

/** Source: plugin/pkg/admission/priority/admission.go (computePriority, getDefaultPriorityClass: the lowest of several) */
export function withPriorities(workloads: readonly Workload[], classes: readonly PriorityClass[]): readonly Workload[] {
  if (classes.length === 0) return workloads;
  // Of classes of one name with other values nobody knows which one counts.
  const byName = new Map<string, Value<number> | undefined>();
  for (const { name, priority } of classes) {
    const isOther = byName.has(name) && !isSame(byName.get(name), priority);
    byName.set(name, isOther ? undefined : priority);
  }
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

function isSame(one: Value<number> | undefined, other: Value<number>): boolean {
  return one?.known === true && other.known && one.value === other.value;
}
