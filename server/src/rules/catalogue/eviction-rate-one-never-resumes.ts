// Rule: with an eviction rate of exactly 1, evictions that were stopped never start again.
import { PARAMETERS } from '../../effective/parameters.ts';
import { settingReading } from '../../effective/settingReading.ts';
import type { Setting } from '../../model/setting.ts';
import { say } from '../../text/message.ts';
import { defineRule } from '../shared/rule.ts';
import { replaceSetting } from '../shared/settingFixes.ts';

const rates: readonly string[] = [PARAMETERS.evictionRate.name, PARAMETERS.secondaryEvictionRate.name];

export const evictionRateOneNeverResumes = defineRule<{ readonly setting: Setting; readonly rate: string }>({
  id: 'eviction-rate-one-never-resumes',
  severity: 'warning',
  recommended: true,
  docs: {
    title: say`with an eviction rate of exactly 1, evictions that were stopped never start again`,
    category: 'eviction',
    sources: [
      'staging/src/k8s.io/client-go/util/flowcontrol/throttle.go (fakeNeverRateLimiter, QPS)',
      'pkg/controller/nodelifecycle/scheduler/rate_limited_queue.go (SwapLimiter)',
    ],
  },
  *check({ cluster }) {
    for (const setting of cluster.settings) {
      if (setting.component !== 'kube-controller-manager' || !rates.includes(setting.name)) continue;
      const rate = settingReading(setting).value;
      if (!setting.value.known || rate !== 1) continue;
      yield {
        at: { file: setting.file, range: setting.valueRange },
        state: { setting, rate: setting.value.value },
        about: [setting],
      };
    }
  },
  message: ({ rate }) =>
    say`Eviction rate ${rate}: evictions that stopped once stay stopped until the controller restarts.`,
  fixes: ({ setting }) => [replaceSetting(setting, '0.99')],
});
