// What namespaces give their pods.
import { unknown } from '../model/value.ts';
import { ALL_NAMESPACES, type NamespaceTolerations, type Workload } from '../model/workload.ts';
import { agreedBy } from './agreedBy.ts';
import { changedOnce } from './changedOnce.ts';

const inNamespace = changedOnce((workload, namespaceTolerations: NamespaceTolerations) => {
  return { ...workload, namespaceTolerations };
});

const SEVERAL = unknown<never>('several', '');

const joined = new WeakMap<NamespaceTolerations, WeakMap<NamespaceTolerations, NamespaceTolerations>>();

/** What a namespace does not say, the plugin's configuration does: the same for the same two, so that workloads keep their identity. */
function beside(said: NamespaceTolerations, everywhere: NamespaceTolerations): NamespaceTolerations {
  const known = joined.get(said) ?? new WeakMap<NamespaceTolerations, NamespaceTolerations>();
  const { defaults = everywhere.defaults, whitelist = everywhere.whitelist } = said;
  const both = known.get(everywhere) ?? { ...said, defaults, whitelist };
  joined.set(said, known.set(everywhere, both));
  return both;
}

/** Of a namespace that is written several times, and differs, nobody knows which one counts. */
export function tolerationsOfNamespaces(all: readonly NamespaceTolerations[]): (workload: Workload) => Workload {
  const given = agreedBy(
    all,
    ({ namespace }) => namespace,
    (one, other) => one.text === other.text,
    (one) => ({ ...one, defaults: SEVERAL, whitelist: SEVERAL }),
  );
  const everywhere = given.get(ALL_NAMESPACES);
  return (workload) => {
    const said = given.get(workload.namespace);
    const tolerations = said && everywhere ? beside(said, everywhere) : (said ?? everywhere);
    return tolerations === undefined ? workload : inNamespace(workload, tolerations);
  };
}
