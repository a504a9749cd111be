// Rule: critical pods get more shutdown time than there is: the kubelet refuses it.
import type { Setting } from '../../model/setting.ts';
import { say } from '../../text/message.ts';
import { relateSettings } from '../shared/related.ts';
import { defineRule } from '../shared/rule.ts';

interface State {
  readonly critical: Setting;
  readonly total: Setting | undefined;
}

function text(setting: Setting | undefined): string {
  return setting?.value.known ? setting.value.value : '0s';
}

export const shutdownCriticalExceedsTotal = defineRule<State>({
  id: 'shutdown-critical-exceeds-total',
  severity: 'error',
  recommended: true,
  docs: {
    title: say`critical pods get more shutdown time than there is: the kubelet refuses it`,
    category: 'shutdown',
    versions: '≥ 1.20',
    sources: ['pkg/kubelet/apis/config/validation/validation.go (ValidateKubeletConfiguration)'],
  },
  *check({ cluster, analysis: { effective } }) {
    for (const kubelet of cluster.kubelets) {
      const shutdowns = effective.shutdowns(kubelet);
      const [critical, total] = shutdowns[0]?.refusal?.settings ?? [];
      if (!critical || shutdowns.some(({ refusal }) => refusal?.why !== 'critical-above-total')) continue;
      if (!total && kubelet.missing.length > 0) continue;
      yield {
        at: { file: critical.file, range: critical.valueRange },
        state: { critical, total },
        about: total ? [critical, total] : [critical],
      };
    }
  },
  message: ({ critical, total }) =>
    say`shutdownGracePeriodCriticalPods ${text(critical)} is more than shutdownGracePeriod ${text(total)}: the kubelet refuses it.`,
  related: ({ total }) => relateSettings(total),
});
