// The sets of inputs that a cluster may have, as the tuner takes them, and which of them it may change.

import { unique } from '../effective/combinations.ts';
import { componentInstances } from '../effective/componentVersions.ts';
import { ANY_LENGTH } from '../effective/inputs.ts';
import type { Cluster } from '../model/cluster.ts';
import { combinationsOf } from '../timing/inputSets.ts';
import { currentValues, effectiveTunables } from './achieve.ts';
import { hasNoPlace } from './byHand.ts';
import type { Tunable, TunedSettings, TuningInput } from './targets.ts';
import { WRITTEN } from './writtenAs.ts';

export function settingsOf(cluster: Cluster): TuningInput['settings'] {
  const settings = combinationsOf(cluster, false).map(
    ({ controller, kubelet, admission }): TunedSettings => ({
      controller,
      kubelet,
      tolerationSeconds: admission.enabled ? (admission.unreachableSeconds ?? ANY_LENGTH) : 0,
    }),
  );
  return unique(settings) as TuningInput['settings'];
}

/** Without the admission plugin kube-apiserver's default seconds reach no pod. */
export function reachable(cluster: Cluster, mayChange: ReadonlySet<Tunable>): ReadonlySet<Tunable> {
  const off = combinationsOf(cluster, false).some(({ admission }) => !admission.enabled);
  return new Set([...mayChange].filter((name) => !(off && name === 'tolerationSeconds') && isSettable(cluster, name)));
}

/** A platform that runs the control plane takes no flags for it; the seconds of a toleration can be set in each workload. */
function isSettable(cluster: Cluster, name: Tunable): boolean {
  const { platform } = cluster;
  if (name === 'tolerationSeconds') return true;
  const { component, form, names } = WRITTEN[name];
  if (platform !== undefined) return component === 'kubelet' && platform.takesKubeletTiming;
  const isWritten = names.some((own) => componentInstances(cluster, component).some(({ written }) => written.has(own)));
  return isWritten || !names.every((own) => hasNoPlace(cluster, { component, form, name: own, text: '' }));
}

/** Names of values that a template fills in: they may be anything, so nothing can be promised. */
export function unknownOf(settings: TuningInput['settings']): readonly string[] {
  const effective = effectiveTunables(settings);
  const names = settings.flatMap((one) =>
    (Object.entries(currentValues(one)) as [Tunable, number][]).flatMap(([name, value]) =>
      effective.includes(name) && value >= ANY_LENGTH / 1_000 ? WRITTEN[name].names : [],
    ),
  );
  return [...new Set(names)];
}
