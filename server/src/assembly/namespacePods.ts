// What namespaces give their pods.
import { unknown } from '../model/value.ts';
import { ALL_NAMESPACES, type NamespaceTolerations, type Workload } from '../model/workload.ts';
import { agreedBy } from './agreedBy.ts';
import { changedOnce } from './changedOnce.ts';

const inNamespace = changedOnce((workload: Workload, namespaceTolerations: NamespaceTolerations): Workload => {
  return { ...workload, namespaceTolerations };
});

const SEVERAL = unknown<never>('several', '');

/** What a namespace does not say, the plugin's configuration does. */
const beside = changedOnce((said: NamespaceTolerations, everywhere: NamespaceTolerations): NamespaceTolerations => {
  const { defaults = everywhere.defaults, whitelist = everywhere.whitelist } = said;
  return { ...said, defaults, whitelist };
});

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
