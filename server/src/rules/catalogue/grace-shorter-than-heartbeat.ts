// Rule: the grace period is shorter than the pause between two heartbeats: healthy nodes are marked Unknown.
import { formatDuration } from '../../kubernetes/duration.ts';
import { durationText } from '../../model/durationText.ts';
import type { Setting } from '../../model/setting.ts';
import { say } from '../../text/message.ts';
import type { GraceAndHeartbeat } from '../../timing/results.ts';
import { judgedMeetings, settingsOfBoth, wantedGrace } from '../shared/meetings.ts';
import { relateSettings } from '../shared/related.ts';
import { defineRule } from '../shared/rule.ts';
import { replaceSetting } from '../shared/settingFixes.ts';

interface State {
  readonly setting: Setting;
  readonly others: readonly Setting[];
  readonly meeting: GraceAndHeartbeat;
  /** The grace period to write, in milliseconds. */
  readonly wanted: number;
}

/** Settings to point at, the most telling first. */
const blame = [
  'node-monitor-grace-period',
  'nodeLeaseDurationSeconds',
  'nodeStatusUpdateFrequency',
  'node-status-update-frequency',
  'nodeStatusReportFrequency',
];

export const graceShorterThanHeartbeat = defineRule<State>({
  id: 'grace-shorter-than-heartbeat',
  severity: 'error',
  recommended: true,
  docs: {
    title: say`the grace period is shorter than the pause between two heartbeats: healthy nodes are marked Unknown`,
    category: 'detection',
    sources: [
      'pkg/controller/nodelifecycle/node_lifecycle_controller.go (tryUpdateNodeHealth)',
      'staging/src/k8s.io/component-helpers/apimachinery/lease/controller.go (Run)',
      'pkg/kubelet/kubelet_node_status.go (tryUpdateNodeStatus)',
      'https://github.com/kubernetes/kubernetes/issues/80172',
    ],
  },
  *check({ analysis: { effective }, options }) {
    for (const { manager, kubelet, tightest: meeting, alwaysMarks } of judgedMeetings(effective)) {
      if (!meeting || !alwaysMarks) continue;
      const settings = settingsOfBoth(manager, kubelet);
      const setting = blame.flatMap((name) => settings.find((one) => one.name === name) ?? [])[0];
      if (!setting) continue;
      const wanted = wantedGrace(effective, manager, options.missedHeartbeats);
      yield {
        at: { file: setting.file, range: setting.valueRange },
        state: { setting, others: settings.filter((one) => one !== setting), meeting, wanted },
        about: settings,
      };
    }
  },
  message: ({ meeting }) => {
    const { gracePeriod, grace, maxMs } = meeting;
    const rounded = grace === gracePeriod ? '' : say` (${durationText(grace)} in effect)`;
    const beats = say`up to ${durationText(maxMs)} between heartbeats`;
    return say`Grace period ${durationText(gracePeriod)}${rounded}: ${beats}, healthy nodes become Unknown.`;
  },
  related: ({ others }) => relateSettings(...others),
  fixes: ({ setting, wanted }) => {
    if (setting.name === 'node-monitor-grace-period') return [replaceSetting(setting, formatDuration(wanted))];
    return setting.name === 'nodeLeaseDurationSeconds' ? [replaceSetting(setting, '40')] : [];
  },
});
