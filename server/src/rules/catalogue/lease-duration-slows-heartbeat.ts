import { formatDuration } from '../../kubernetes/duration.ts';
import { parseInteger } from '../../kubernetes/flags/values.ts';
import type { Setting } from '../../model/setting.ts';
import { survivedHeartbeats } from '../../timing/detection.ts';
import {
  type GraceAndHeartbeat,
  gracesAndHeartbeats,
  neverSurvives,
  settingsOfBoth,
  tightest,
} from '../shared/graceAndHeartbeat.ts';
import { relateSettings } from '../shared/related.ts';
import { defineRule } from '../shared/rule.ts';
import { replaceSetting } from '../shared/settingFixes.ts';

/** `nodeLeaseDurationSeconds`, pkg/kubelet/apis/config/v1beta1/defaults.go */
const DEFAULT_LEASE = 40;

interface State {
  readonly setting: Setting;
  readonly seconds: number;
  readonly others: readonly Setting[];
  readonly meeting: GraceAndHeartbeat;
  readonly wanted: number;
}

export const leaseDurationSlowsHeartbeat = defineRule<State>({
  id: 'lease-duration-slows-heartbeat',
  severity: 'warning',
  recommended: true,
  docs: {
    title: 'a long lease makes heartbeats rare, so that the grace period survives fewer lost ones than wanted',
    category: 'detection',
    versions: '≥ 1.16',
    sources: [
      'pkg/kubelet/kubelet.go (NewMainKubelet: nodeLeaseRenewIntervalFraction)',
      'staging/src/k8s.io/component-helpers/apimachinery/lease/controller.go (Run)',
    ],
  },
  *check({ cluster, options }) {
    const wanted = options.missedHeartbeats;
    for (const kubelet of cluster.kubelets) {
      const setting = kubelet.written.get('nodeLeaseDurationSeconds')?.setting;
      const parsed = setting?.value.known ? parseInteger(setting.value.value, 32) : undefined;
      if (!setting || !parsed?.ok || parsed.value <= DEFAULT_LEASE) continue;
      for (const controllerManager of cluster.controllerManagers) {
        const all = gracesAndHeartbeats(cluster, controllerManager, kubelet) ?? [];
        const meeting = tightest(all);
        if (!meeting || !neverSurvives(all, wanted)) continue;
        const others = settingsOfBoth(controllerManager, kubelet).filter((one) => one !== setting);
        yield {
          at: { file: setting.file, range: setting.valueRange },
          state: { setting, seconds: parsed.value, others, meeting, wanted },
          about: [setting],
        };
      }
    }
  },
  message: ({ seconds, meeting, wanted }) => {
    const survived = Math.max(0, survivedHeartbeats(meeting.grace, meeting.maxMs));
    const beats = `a heartbeat every ${formatDuration(meeting.maxMs)}`;
    return `Lease of ${seconds} s: ${beats}; ${formatDuration(meeting.grace)} grace survives ${survived} lost, not ${wanted}.`;
  },
  related: ({ others }) => relateSettings(...others),
  fixes: ({ setting }) => [replaceSetting(setting, String(DEFAULT_LEASE))],
});
