// Rule: controller managers of one cluster have different values: behaviour changes with the leader.
import { windowMinors } from '../../effective/componentVersions.ts';
import type { EffectiveCluster } from '../../effective/effectiveCluster.ts';
import { type AnyParameter, PARAMETERS, parametersOf, type TimingParameter } from '../../effective/parameters.ts';
import type { ClusterBasis, Instance } from '../../model/cluster.ts';
import type { Fix } from '../../model/finding.ts';
import type { Location } from '../../model/location.ts';
import type { Setting } from '../../model/setting.ts';
import { say } from '../../text/message.ts';
import { relate, relateSettings } from '../shared/related.ts';
import { defineRule } from '../shared/rule.ts';
import { replaceSetting, restart, setForAll } from '../shared/settingFixes.ts';

/** Settings that the leader alone decides. */
const shared = parametersOf('detection', 'startup', 'eviction', 'zones', 'detach').filter(
  ({ component }) => component === 'kube-controller-manager',
);

interface Held {
  readonly text: string;
  readonly value: unknown;
  readonly setting: Setting | undefined;
  readonly declaredIn: Location | undefined;
  readonly instance: Instance;
}

interface State {
  readonly setting: Setting;
  readonly other: Held;
  fix(): Fix | undefined;
}

/** The value in each controller manager; `undefined` unless all are known. */
function valuesOf(parameter: AnyParameter, { cluster, newest }: EffectiveCluster): readonly Held[] | undefined {
  const values = cluster.controllerManagers.map((instance): Held | undefined => {
    const answer = newest(instance).certain(parameter as TimingParameter<unknown>);
    const { declaredIn } = instance;
    if (answer?.text === undefined) return undefined;
    const setting = answer.origin.kind === 'file' ? answer.origin.setting : undefined;
    return { text: answer.text, value: answer.value, setting, declaredIn, instance };
  });
  return values.every((value) => value !== undefined) ? values : undefined;
}

/** `--pod-eviction-timeout` does nothing beside taints, whoever leads. */
function hasEffect(parameter: AnyParameter, { cluster, controllers }: EffectiveCluster): boolean {
  if (parameter !== PARAMETERS.podEvictionTimeout) return true;
  return cluster.controllerManagers.some((manager) =>
    windowMinors(cluster).some((minor) =>
      controllers(manager, minor, false).inputs.some(({ taintBasedEvictions }) => !taintBasedEvictions),
    ),
  );
}

/** The one that leaves a node more time before its pods are evicted; the first where that is not the question. */
function keptOf(values: readonly Held[], { patient }: AnyParameter): Held | undefined {
  const [first, ...rest] = values;
  if (!first || patient === undefined) return first;
  return rest.reduce((kept, one) => (isGreater(one, kept) === (patient === 'greater') ? one : kept), first);
}

function isGreater({ value: a }: Held, { value: b }: Held): boolean {
  return typeof a === 'number' && typeof b === 'number' && a > b;
}

/** To the controller managers that have the default; all or none. */
function addTo(
  cluster: ClusterBasis,
  kept: Held,
  others: readonly Held[],
  { name, component }: Setting,
): Fix | undefined {
  const { text } = kept;
  const instances = [kept, ...others].map(({ instance }) => instance);
  const edits = setForAll(cluster, instances, { form: 'flag', name, text });
  if (edits === undefined) return undefined;
  return {
    title: say`Set --${name}=${text} there as well`,
    isPreferred: true,
    safe: false,
    consequence: restart(component),
    edits: () => edits,
  };
}

export const controlPlanesDisagree = defineRule<State>({
  id: 'control-planes-disagree',
  severity: 'warning',
  recommended: true,
  docs: {
    title: say`controller managers of one cluster have different values: behaviour changes with the leader`,
    category: 'detection',
    sources: ['cmd/kube-controller-manager/app/controllermanager.go (Run, leaderElectAndRun)'],
  },
  *check({ cluster, analysis: { effective } }) {
    if (cluster.controllerManagers.length < 2) return;
    for (const parameter of shared) {
      const values = (hasEffect(parameter, effective) ? valuesOf(parameter, effective) : undefined) ?? [];
      const kept = keptOf(values, parameter);
      const others = values.filter(({ value }) => value !== kept?.value);
      for (const { setting } of kept ? others : []) {
        if (!kept || !setting) continue;
        yield {
          at: { file: setting.file, range: setting.valueRange },
          state: { setting, other: kept, fix: () => replaceSetting(setting, kept.text) },
          about: [setting],
        };
      }
      // Where only the value to keep is written, it is what can be shown.
      const [other] = others;
      if (!kept?.setting || !other || others.some(({ setting }) => setting)) continue;
      const { setting } = kept;
      const fix = () => addTo(cluster, kept, others, setting);
      yield {
        at: { file: setting.file, range: setting.valueRange },
        state: { setting, other, fix },
        about: [setting],
      };
    }
  },
  message: ({ setting, other }) => {
    const text = other.setting ? other.text : say`${other.text} (default)`;
    return say`${setting.spelling} is ${text} in another controller manager: the leader decides.`;
  },
  related: ({ other: { setting, declaredIn } }) =>
    setting || !declaredIn
      ? relateSettings(setting)
      : [relate(declaredIn, say`This controller manager has the default.`)],
  fixes: (state) => {
    const fix = state.fix();
    return fix ? [fix] : [];
  },
});
