// Rule: pods are evicted before the next heartbeat could be seen.
import { PARAMETERS, parametersOf } from '../../effective/parameters.ts';
import { settingReading } from '../../effective/settingReading.ts';
import { durationText } from '../../model/durationText.ts';
import type { Field } from '../../model/field.ts';
import type { Fix } from '../../model/finding.ts';
import type { Location } from '../../model/location.ts';
import { kindOf } from '../../model/workload.ts';
import { type Said, say } from '../../text/message.ts';
import { leastPause } from '../../timing/results.ts';
import { defineRule } from '../shared/rule.ts';
import { replaceSetting, rollsPods } from '../shared/settingFixes.ts';
import { countingToleration, lostNodeTaints } from '../shared/tolerationPlaces.ts';

interface State {
  readonly seconds: number;
  readonly subject: Said;
  /** Milliseconds, up to which a node that is back at once is not seen. */
  readonly pause: number;
  readonly fix: Fix;
}

const flags: ReadonlySet<string> = new Set(
  parametersOf('eviction', 'not-ready')
    .filter(({ component }) => component === 'kube-apiserver')
    .map(({ name }) => name),
);

/** With no more seconds than a pause between two heartbeats a node that is back at once is not seen in time. */
function isLongEnough(seconds: number, pause: number): boolean {
  return seconds > 0 && (seconds * 1_000 >= pause || !Number.isFinite(pause));
}

function fixField(field: Field<number>): Fix {
  return {
    title: say`Set tolerationSeconds to 300`,
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
    title: say`pods are evicted before the next heartbeat could be seen`,
    category: 'eviction',
    sources: [
      'pkg/controller/tainteviction/taint_eviction.go (getMinTolerationTime)',
      'staging/src/k8s.io/component-helpers/apimachinery/lease/controller.go (Run)',
      PARAMETERS.unreachableSeconds.facts.source,
    ],
  },
  *check({ cluster, analysis }) {
    const pause = leastPause(analysis.effective);
    for (const setting of cluster.settings) {
      if (setting.component !== 'kube-apiserver' || !flags.has(setting.name)) continue;
      const seconds = settingReading(setting).value;
      if (typeof seconds !== 'number' || isLongEnough(seconds, pause)) continue;
      yield {
        at: { file: setting.file, range: setting.valueRange },
        state: {
          seconds,
          subject: say`every pod without its own toleration`,
          pause,
          fix: replaceSetting(setting, '300'),
        },
        about: [setting],
      };
    }
  },
  *checkWorkload({ workload, verdict }, { cluster, analysis }) {
    if (workload.kind === 'DaemonSet') return;
    for (const toleration of new Set(lostNodeTaints(cluster).map((key) => countingToleration(workload, key)))) {
      const field = toleration?.tolerationSeconds;
      if (!field?.value.known) continue;
      const pause = leastPause(analysis.effective);
      if (isLongEnough(field.value.value, pause)) continue;
      const at: Location = { file: field.file, range: field.range };
      const subject = `${kindOf(workload)} ${workload.name}`;
      yield {
        at,
        state: { seconds: field.value.value, subject, pause, fix: fixField(field) },
        // What writes nothing loses nothing by moving fast, and often does so on purpose.
        severity: verdict === 'stateless' ? 'info' : 'warning',
        about: [workload, field],
      };
    }
  },
  message: ({ seconds, subject, pause }) =>
    seconds > 0
      ? say`Toleration of ${seconds} s: ${subject} is gone before the next heartbeat (${durationText(pause)}).`
      : say`Toleration of ${seconds} s: ${subject} is evicted as soon as the node is tainted.`,
  fixes: ({ fix }) => [fix],
});
