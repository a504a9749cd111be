import { parametersOf } from '../../effective/parameters.ts';
import { settingReading } from '../../effective/settingReading.ts';
import { flag } from '../../kubernetes/flags/catalogue.ts';
import type { Field } from '../../model/field.ts';
import type { Fix } from '../../model/finding.ts';
import type { Location } from '../../model/location.ts';
import { defineRule } from '../shared/rule.ts';
import { replaceSetting, rollsPods } from '../shared/settingFixes.ts';
import { countingToleration, lostNodeTaints } from '../shared/tolerationPlaces.ts';

interface State {
  readonly seconds: number;
  readonly subject: string;
  readonly fix: Fix;
}

const flags: ReadonlySet<string> = new Set(
  parametersOf('eviction', 'not-ready')
    .filter(({ component }) => component === 'kube-apiserver')
    .map(({ name }) => name),
);

function fixField(field: Field<number>): Fix {
  return {
    title: 'Set tolerationSeconds to 300',
    isPreferred: true,
    safe: false,
    consequence: rollsPods,
    edits: () => field.rewriter.replace('300'),
  };
}

export const tolerationSecondsZero = defineRule<State>({
  id: 'toleration-seconds-zero',
  severity: 'warning',
  recommended: true,
  docs: {
    title: 'pods are evicted as soon as the node is tainted',
    category: 'eviction',
    sources: [
      'pkg/controller/tainteviction/taint_eviction.go (getMinTolerationTime)',
      flag('kube-apiserver', 'default-unreachable-toleration-seconds')?.source ?? '',
    ],
  },
  *check({ cluster }) {
    for (const workload of cluster.workloads) {
      if (workload.kind === 'DaemonSet') continue;
      for (const toleration of new Set(lostNodeTaints(cluster).map((key) => countingToleration(workload, key)))) {
        const field = toleration?.tolerationSeconds;
        if (!field?.value.known || field.value.value > 0) continue;
        const at: Location = { file: field.file, range: field.range };
        const subject = `${workload.kind} ${workload.name}`;
        yield { at, state: { seconds: field.value.value, subject, fix: fixField(field) }, about: [workload, field] };
      }
    }
    for (const setting of cluster.settings) {
      if (setting.component !== 'kube-apiserver' || !flags.has(setting.name)) continue;
      const seconds = settingReading(setting).value;
      if (typeof seconds !== 'number' || seconds > 0) continue;
      yield {
        at: { file: setting.file, range: setting.valueRange },
        state: { seconds, subject: 'every pod without its own toleration', fix: replaceSetting(setting, '300') },
        about: [setting],
      };
    }
  },
  message: ({ seconds, subject }) => `${seconds} s: ${subject} is evicted as soon as the node is tainted.`,
  fixes: ({ fix }) => [fix],
});
