// Gives a component the defaults of the distribution that starts it.
import { DISTRIBUTIONS } from '../kubernetes/distributions.ts';
import type { GivenDefault, Instance } from '../model/cluster.ts';
import type { Reading } from '../model/reading.ts';

/** Instances as the one distribution starts them whose configuration the files hold; several distributions tell nothing. */
export function withDistributionDefaults(own: readonly Reading[]): (instance: Instance) => Instance {
  const named = new Set(own.flatMap(({ distributions = [] }) => distributions.map((one) => one.distribution)));
  const made = new Set([...named].map((id) => DISTRIBUTIONS[id].isKindOf));
  const [only, ...others] = [...named].filter((id) => !made.has(id));
  if (only === undefined || others.length > 0) return (instance) => instance;
  const { title, defaults } = DISTRIBUTIONS[only];
  return (instance) => {
    const rows = defaults.filter(
      ({ component, unless }) =>
        component === instance.component && (unless === undefined || !instance.written.has(unless)),
    );
    if (rows.length === 0) return instance;
    return {
      ...instance,
      defaults: new Map(
        rows.map(({ name, value, since, last }): [string, GivenDefault] => [
          name,
          { value, of: title, ...(since !== undefined && { since }), ...(last !== undefined && { last }) },
        ]),
      ),
    };
  };
}

/** Whether files say that the components are OpenShift's own build. */
export function isOpenShift(own: readonly Reading[]): boolean {
  return own.some(({ distributions = [] }) =>
    distributions.some(({ distribution: id }) => id === 'openshift' || DISTRIBUTIONS[id].isKindOf === 'openshift'),
  );
}
