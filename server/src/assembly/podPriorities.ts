// The priority that admission gives the pods of a cluster's workloads by its priority classes.
import type { PriorityClass } from '../model/reading.ts';
import { unknown, type Value } from '../model/value.ts';
import type { Workload } from '../model/workload.ts';
import { agreedBy } from './agreedBy.ts';
import { changedOnce } from './changedOnce.ts';

const prioritised = changedOnce((workload: Workload, priority: Value<number>): Workload => {
  return { ...workload, pod: { ...workload.pod, priority } };
});

/** Source: plugin/pkg/admission/priority/admission.go (computePriority, getDefaultPriorityClass: the lowest of several) */
export function prioritisedBy(classes: readonly PriorityClass[]): (workload: Workload) => Workload {
  const byName = agreedBy(
    classes,
    ({ name }) => name,
    (one, other) => isSame(one.priority, other.priority),
    (one) => ({ ...one, priority: unknown<number>('several', '') }),
  );
  const byDefault = classes
    .filter(({ isDefault }) => isDefault)
    .map(({ priority }) => priority)
    .reduce<Value<number> | undefined>(lower, undefined);
  return (workload) => {
    const { priority, priorityClassName } = workload.pod;
    const name = priorityClassName?.value;
    const given = name === undefined ? byDefault : name.known ? byName.get(name.value)?.priority : undefined;
    return given === undefined || priority !== undefined ? workload : prioritised(workload, given);
  };
}

function lower(least: Value<number> | undefined, one: Value<number>): Value<number> {
  if (least === undefined || !one.known) return one;
  return least.known && one.value < least.value ? one : least;
}

function isSame(one: Value<number>, other: Value<number>): boolean {
  return one.known && other.known && one.value === other.value;
}
