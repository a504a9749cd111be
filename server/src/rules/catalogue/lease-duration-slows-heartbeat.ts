// Rule: a long lease makes heartbeats rare, so that the grace period survives fewer lost ones than wanted.
import { PARAMETERS } from '../../effective/parameters.ts';
import { settingReading } from '../../effective/settingReading.ts';
import { durationText } from '../../model/durationText.ts';
import type { Setting } from '../../model/setting.ts';
import { say } from '../../text/message.ts';
import type { GraceAndHeartbeat } from '../../timing/results.ts';
import { judgedMeetings, settingsOfBoth } from '../shared/meetings.ts';
import { relateSettings } from '../shared/related.ts';
import { defineRule } from '../shared/rule.ts';
import { replaceSetting } from '../shared/settingFixes.ts';

const { name, fallback: DEFAULT_LEASE } = PARAMETERS.leaseSeconds;

interface State {
  readonly setting: Setting;
  readonly seconds: number;
  readonly others: readonly Setting[];
  readonly meeting: GraceAndHeartbeat;
  readonly survived: number;
  readonly wanted: number;
}

export const leaseDurationSlowsHeartbeat = defineRule<State>({
  id: 'lease-duration-slows-heartbeat',
  severity: 'warning',
  recommended: true,
  docs: {
    title: say`a long lease makes heartbeats rare, so that the grace period survives fewer lost ones than wanted`,
    category: 'detection',
    versions: '≥ 1.16',
    sources: [
      'pkg/kubelet/kubelet.go (NewMainKubelet: nodeLeaseRenewIntervalFraction)',
      'staging/src/k8s.io/component-helpers/apimachinery/lease/controller.go (Run)',
    ],
  },
  *check({ analysis: { effective }, options }) {
    const wanted = options.missedHeartbeats;
    for (const { manager, kubelet, tightest: meeting, ...both } of judgedMeetings(effective)) {
      const setting = kubelet.written.get(name)?.setting;
      const seconds = setting && settingReading(setting).value;
      if (!setting || typeof seconds !== 'number' || seconds <= DEFAULT_LEASE) continue;
      if (!meeting || both.survivedAtBest >= wanted) continue;
      const others = settingsOfBoth(manager, kubelet).filter((one) => one !== setting);
      yield {
        at: { file: setting.file, range: setting.valueRange },
        state: { setting, seconds, others, meeting, survived: Math.max(0, both.survivedAtWorst), wanted },
        about: [setting],
      };
    }
  },
  message: ({ seconds, meeting, survived, wanted }) => {
    const beats = say`heartbeats up to ${durationText(meeting.maxMs)} apart`;
    return say`Lease of ${seconds} s: ${beats}; grace period ${durationText(meeting.grace)} survives ${survived} lost, not ${wanted}.`;
  },
  related: ({ others }) => relateSettings(...others),
  fixes: ({ setting }) => [replaceSetting(setting, String(DEFAULT_LEASE))],
});
