// What namespaces give their pods.
import { unknown } from '../model/value.ts';
import type { NamespaceTolerations, Workload } from '../model/workload.ts';
import { agreedBy } from './agreedBy.ts';
import { changedOnce } from './changedOnce.ts';

const inNamespace = changedOnce((workload, namespaceTolerations: NamespaceTolerations) => {
  return { ...workload, namespaceTolerations };
});

const SEVERAL = unknown<never>('several', '');

/** Of a namespace that is written several times, and differs, nobody knows which one counts. */
export function tolerationsOfNamespaces(all: readonly NamespaceTolerations[]): (workload: Workload) => Workload {
  const given = agreedBy(
    all,
    ({ namespace }) => namespace,
    (one, other) => one.text === other.text,
    (one) => ({ ...one, defaults: SEVERAL, whitelist: SEVERAL }),
  );
  return (workload) => {
    const tolerations = given.get(workload.namespace);
    return tolerations === undefined ? workload : inNamespace(workload, tolerations);
  };
}
