import { controllerCandidates } from '../../effective/candidates.ts';
import { flag } from '../../kubernetes/flags/catalogue.ts';
import type { Cluster } from '../../model/cluster.ts';
import type { Fix } from '../../model/finding.ts';
import type { Location } from '../../model/location.ts';
import type { Setting } from '../../model/setting.ts';
import { relate, relateSettings } from '../shared/related.ts';
import { defineRule } from '../shared/rule.ts';
import { effectiveDuration, effectiveNumber, effectiveText } from '../shared/ruleValues.ts';
import { replaceSetting, restart } from '../shared/settingFixes.ts';

/** Which of two values leaves a node more time before its pods are evicted: that one is kept. */
type Keep = 'greater' | 'smaller' | 'first';

/** Settings that the leader alone decides. */
const shared: ReadonlyMap<string, Keep> = new Map([
  ['node-monitor-period', 'smaller'],
  ['node-monitor-grace-period', 'greater'],
  ['node-startup-grace-period', 'greater'],
  ['pod-eviction-timeout', 'greater'],
  ['enable-taint-manager', 'first'],
  ['node-eviction-rate', 'smaller'],
  ['secondary-node-eviction-rate', 'smaller'],
  ['unhealthy-zone-threshold', 'smaller'],
  ['large-cluster-size-threshold', 'greater'],
  ['disable-force-detach-on-timeout', 'first'],
]);

interface Held {
  readonly text: string;
  readonly value: number | string;
  readonly setting: Setting | undefined;
  readonly declaredIn: Location | undefined;
}

interface State {
  readonly setting: Setting;
  readonly other: Held;
  readonly fix: Fix | undefined;
}

/** The value in each controller manager; `undefined` unless all are known. */
function valuesOf(name: string, { controllerManagers, version }: Cluster): readonly Held[] | undefined {
  const type = flag('kube-controller-manager', name)?.type;
  const read = type === 'duration' ? effectiveDuration : type === 'bool' ? effectiveText : effectiveNumber;
  const minor = Math.max(...version.minors);
  const values = controllerManagers.map((instance): Held | undefined => {
    const value = read(instance, name, minor);
    const text = effectiveText(instance, name, minor);
    const { declaredIn } = instance;
    return value && text && { text: text.value, value: value.value, setting: value.setting, declaredIn };
  });
  return values.every((value) => value !== undefined) ? values : undefined;
}

/** `--pod-eviction-timeout` does nothing beside taints, whoever leads. */
function hasEffect(name: string, { controllerManagers, version }: Cluster): boolean {
  if (name !== 'pod-eviction-timeout') return true;
  return controllerManagers.some((instance) =>
    version.minors.some((minor) =>
      controllerCandidates(instance, minor, false).inputs.some(({ taintBasedEvictions }) => !taintBasedEvictions),
    ),
  );
}

function keptOf(values: readonly Held[], keep: Keep): Held | undefined {
  const [first, ...rest] = values;
  if (!first || keep === 'first') return first;
  return rest.reduce((kept, one) => (one.value > kept.value === (keep === 'greater') ? one : kept), first);
}

/** To the controller managers that have the default; all or none. */
function addTo({ settingLists }: Cluster, others: readonly Held[], setting: Setting, text: string): Fix | undefined {
  const places = others.map(({ declaredIn }) =>
    settingLists.find(
      (settingList) => settingList.component === setting.component && settingList.file === declaredIn?.file,
    ),
  );
  const found = places.flatMap((place) => place ?? []);
  if (found.length < others.length) return undefined;
  return {
    title: `Set --${setting.name}=${text} there as well`,
    isPreferred: true,
    safe: false,
    consequence: restart(setting.component),
    edits: () => found.flatMap(({ inserter }) => inserter.add(setting.name, text)),
  };
}

export const controlPlanesDisagree = defineRule<State>({
  id: 'control-planes-disagree',
  severity: 'warning',
  recommended: true,
  docs: {
    title: 'controller managers of one cluster have different values: behaviour changes with the leader',
    category: 'detection',
    sources: ['cmd/kube-controller-manager/app/controllermanager.go (Run, leaderElectAndRun)'],
  },
  *check({ cluster }) {
    for (const [name, keep] of shared) {
      const values = (hasEffect(name, cluster) ? valuesOf(name, cluster) : undefined) ?? [];
      const kept = keptOf(values, keep);
      const others = values.filter(({ value }) => value !== kept?.value);
      for (const { setting } of kept ? others : []) {
        if (!kept || !setting) continue;
        yield {
          at: { file: setting.file, range: setting.valueRange },
          state: { setting, other: kept, fix: replaceSetting(setting, kept.text) },
          about: [setting],
        };
      }
      // Where only the value to keep is written, it is what can be shown.
      const [other] = others;
      if (!kept?.setting || !other || others.some(({ setting }) => setting)) continue;
      const state = { setting: kept.setting, other, fix: addTo(cluster, others, kept.setting, kept.text) };
      yield { at: { file: kept.setting.file, range: kept.setting.valueRange }, state, about: [kept.setting] };
    }
  },
  message: ({ setting, other }) => {
    const text = other.setting ? other.text : `${other.text} (default)`;
    return `${setting.value.known ? setting.value.value : ''} here, ${text} in another controller manager: the leader decides.`;
  },
  related: ({ other: { setting, declaredIn } }) =>
    setting || !declaredIn ? relateSettings(setting) : [relate(declaredIn, 'This controller manager has the default.')],
  fixes: ({ fix }) => (fix ? [fix] : []),
});
