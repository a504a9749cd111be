import { flag } from '../../kubernetes/flags/catalogue.ts';
import type { Cluster } from '../../model/cluster.ts';
import type { Setting } from '../../model/setting.ts';
import { effectiveDuration, effectiveNumber, effectiveText } from '../effective.ts';
import { replaceSetting } from '../fix.ts';
import { relateSettings } from '../related.ts';
import { defineRule } from '../rule.ts';

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
}

interface State {
  readonly setting: Setting;
  readonly kept: Held;
}

/** The value in each controller manager; `undefined` unless all are known. */
function valuesOf(name: string, { controllerManagers, version }: Cluster): readonly Held[] | undefined {
  const type = flag('kube-controller-manager', name)?.type;
  const read = type === 'duration' ? effectiveDuration : type === 'bool' ? effectiveText : effectiveNumber;
  const minor = Math.max(...version.minors);
  const values = controllerManagers.map((instance): Held | undefined => {
    const value = read(instance, name, minor);
    const text = effectiveText(instance, name, minor);
    return value && text && { text: text.value, value: value.value, setting: value.setting };
  });
  return values.every((value) => value !== undefined) ? values : undefined;
}

function keptOf(values: readonly Held[], keep: Keep): Held | undefined {
  const [first, ...rest] = values;
  if (!first || keep === 'first') return first;
  return rest.reduce((kept, one) => (one.value > kept.value === (keep === 'greater') ? one : kept), first);
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
      const values = valuesOf(name, cluster) ?? [];
      const kept = keptOf(values, keep);
      for (const { setting, value } of values) {
        if (!kept || !setting || value === kept.value) continue;
        yield {
          at: { file: setting.file, range: setting.valueRange },
          state: { setting, kept },
          about: [setting],
        };
      }
    }
  },
  message: ({ setting, kept }) =>
    `${setting.value.known ? setting.value.value : ''} here, ${kept.text} in another controller manager: the leader decides.`,
  related: ({ kept }) => relateSettings(kept.setting),
  fixes: ({ setting, kept }) => [replaceSetting(setting, kept.text)],
});
