// Rule: the grace period survives fewer lost heartbeats than wanted.
import { PARAMETERS } from '../../effective/parameters.ts';
import { formatDuration } from '../../kubernetes/duration.ts';
import { durationText } from '../../model/durationText.ts';
import type { Setting } from '../../model/setting.ts';
import { say } from '../../text/message.ts';
import type { GraceAndHeartbeat } from '../../timing/results.ts';
import { judgedMeetings, settingsOfBoth, wantedGrace } from '../shared/meetings.ts';
import { misledMinors } from '../shared/misledMinors.ts';
import { relateSettings } from '../shared/related.ts';
import { defineRule } from '../shared/rule.ts';
import { judgedMinors } from '../shared/ruleValues.ts';
import { replaceSetting } from '../shared/settingFixes.ts';

interface State {
  readonly setting: Setting;
  readonly others: readonly Setting[];
  readonly meeting: GraceAndHeartbeat;
  readonly survived: number;
  readonly wanted: number;
  /** The grace period to write, in milliseconds. */
  readonly enough: number;
}

export const heartbeatMargin = defineRule<State>({
  id: 'heartbeat-margin',
  severity: 'warning',
  recommended: true,
  docs: {
    title: say`the grace period survives fewer lost heartbeats than wanted`,
    category: 'detection',
    sources: [
      'pkg/controller/nodelifecycle/node_lifecycle_controller.go (tryUpdateNodeHealth)',
      'staging/src/k8s.io/component-helpers/apimachinery/lease/controller.go (Run)',
    ],
  },
  *check({ analysis: { effective }, options }) {
    const wanted = options.missedHeartbeats;
    for (const { manager, kubelet, tightest: meeting, ...both } of judgedMeetings(effective)) {
      const setting = manager.written.get(PARAMETERS.gracePeriod.name)?.setting;
      if (!setting || !meeting || both.alwaysMarks || both.survivedAtBest >= wanted) continue;
      const others = settingsOfBoth(manager, kubelet).filter((one) => one !== setting);
      const survived = Math.max(0, both.survivedAtWorst);
      // One value settles all that is wrong with the number: also what a dead connection of the controller costs.
      const isMisled = misledMinors(effective, manager, judgedMinors(effective.cluster, manager, [setting])).length > 0;
      const enough = wantedGrace(effective, manager, wanted, isMisled);
      yield {
        at: { file: setting.file, range: setting.valueRange },
        state: { setting, others, meeting, survived, wanted, enough },
        about: [setting],
      };
    }
  },
  message: ({ meeting, survived, wanted }) => {
    const grace = durationText(meeting.gracePeriod);
    return survived === 0
      ? say`Grace period ${grace}: one lost heartbeat is enough to mark a healthy node Unknown; ${wanted} should be survived.`
      : say`Grace period ${grace}: ${survived + 1} lost heartbeats are enough to mark a healthy node Unknown; ${wanted} should be survived.`;
  },
  related: ({ others }) => relateSettings(...others),
  fixes: ({ setting, enough }) => [replaceSetting(setting, formatDuration(enough))],
});
