// Rule: kube-controller-manager's dead connection can make every node Unknown: noticing it takes 45 s.
import { noticing } from '../../effective/deadConnection.ts';
import { PARAMETERS } from '../../effective/parameters.ts';
import { defaultValue } from '../../effective/settingReading.ts';
import { formatDuration } from '../../kubernetes/duration.ts';
import { durationText } from '../../model/durationText.ts';
import type { Setting } from '../../model/setting.ts';
import { say } from '../../text/message.ts';
import { effectiveGrace, roundUp } from '../../timing/results.ts';
import { wantedGrace } from '../shared/meetings.ts';
import { misledMinors } from '../shared/misledMinors.ts';
import { defineRule } from '../shared/rule.ts';
import { judgedMinors } from '../shared/ruleValues.ts';
import { replaceSetting } from '../shared/settingFixes.ts';

/** The default since 1.32, which was chosen for this reason. */
const ENOUGH = 50_000;

interface State {
  readonly setting: Setting;
  readonly grace: number;
  /** Until a dead connection is noticed, in milliseconds; left out: nothing looks for it. */
  readonly noticed?: number;
  /** The grace period to write, in milliseconds; left out: none is long enough. */
  readonly enough?: number;
}

/** What the default has above the time of its version. */
const MARGIN = 5_000;

/** A margin that needs more is not known, and no value to write. */
const A_DAY = 86_400_000;

export const graceBelowHttp2Timeout = defineRule<State>({
  id: 'grace-below-http2-timeout',
  severity: 'warning',
  recommended: true,
  docs: {
    title: say`kube-controller-manager's dead connection can make every node Unknown: noticing it takes 45 s`,
    category: 'detection',
    versions: '1.5–1.36, and later with NodeControllerLeaseCircuitBreaker off',
    sources: [
      'staging/src/k8s.io/apimachinery/pkg/util/net/http.go (readIdleTimeoutSeconds, pingTimeoutSeconds)',
      'pkg/controller/nodelifecycle/config/v1alpha1/defaults.go (PR #126287)',
      'https://github.com/kubernetes/kubernetes/issues/121793',
    ],
  },
  *check({ cluster, analysis: { effective }, options }) {
    for (const instance of cluster.controllerManagers) {
      const setting = instance.written.get(PARAMETERS.gracePeriod.name)?.setting;
      const newest = effective.newest(instance);
      const grace = setting && newest.certain(PARAMETERS.gracePeriod)?.value;
      const { ms: noticed, never } = noticing(instance);
      const every = newest.answer(PARAMETERS.monitorPeriod);
      const period = every.isKnown ? every.value : 0;
      if (!setting || grace === undefined || noticed === undefined || effectiveGrace(grace, period) > noticed) continue;
      const minors = judgedMinors(cluster, instance, [setting]);
      const misled = misledMinors(effective, instance, minors);
      if (misled.length === 0) continue;
      const isDefault = minors.some((one) => defaultValue(PARAMETERS.gracePeriod, one) === grace);
      const forMargin = wantedGrace(effective, instance, options.missedHeartbeats);
      const enough = roundUp(Math.max(ENOUGH, noticed + MARGIN), period);
      yield {
        at: { file: setting.file, range: setting.valueRange },
        // The value that heartbeat-margin writes, too: one value settles all that is wrong with the number.
        state: {
          setting,
          grace,
          ...(!never && { noticed, enough: Math.max(enough, forMargin < A_DAY ? forMargin : 0) }),
        },
        severity: isDefault || misled.length < minors.length ? 'info' : 'warning',
        about: [setting],
      };
    }
  },
  message: ({ grace, noticed }) =>
    noticed === undefined
      ? say`Grace period ${durationText(grace)}: nothing looks for the controller's dead connection, which marks every node Unknown.`
      : say`Grace period ${durationText(grace)}: one dead connection of the controller (${durationText(noticed)}) marks every node Unknown.`,
  fixes: ({ setting, enough }) => (enough === undefined ? [] : [replaceSetting(setting, formatDuration(enough))]),
});
