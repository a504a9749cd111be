import type { Setting } from '../../model/setting.ts';
import { relateSettings } from '../shared/related.ts';
import { defineRule } from '../shared/rule.ts';
import { millisecondsOf } from '../shared/shutdownValues.ts';

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
    title: 'critical pods get more shutdown time than there is: the kubelet refuses it',
    category: 'shutdown',
    versions: '≥ 1.20',
    sources: ['pkg/kubelet/apis/config/validation/validation.go (ValidateKubeletConfiguration)'],
  },
  *check({ cluster }) {
    for (const kubelet of cluster.kubelets) {
      const critical = kubelet.written.get('shutdownGracePeriodCriticalPods')?.setting;
      const total = kubelet.written.get('shutdownGracePeriod')?.setting;
      if (!critical || (!total && kubelet.missing.length > 0)) continue;
      const [criticalMs, totalMs] = [millisecondsOf(critical), millisecondsOf(total)];
      if (criticalMs === undefined || totalMs === undefined || criticalMs <= totalMs) continue;
      yield {
        at: { file: critical.file, range: critical.valueRange },
        state: { critical, total },
        about: total ? [critical, total] : [critical],
      };
    }
  },
  message: ({ critical, total }) =>
    `${text(critical)} for critical pods is more than shutdownGracePeriod ${text(total)}: the kubelet refuses it.`,
  related: ({ total }) => relateSettings(total),
});
