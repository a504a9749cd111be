// Rule: an eviction rate of 0 still evicts the first node of each zone.
import { PARAMETERS } from '../../effective/parameters.ts';
import { settingReading } from '../../effective/settingReading.ts';
import type { Setting } from '../../model/setting.ts';
import { say } from '../../text/message.ts';
import { defineRule } from '../shared/rule.ts';
import { replaceSetting } from '../shared/settingFixes.ts';

export const evictionRateZeroIsNotOff = defineRule<{ readonly setting: Setting; readonly rate: string }>({
  id: 'eviction-rate-zero-is-not-off',
  severity: 'warning',
  recommended: true,
  docs: {
    title: say`an eviction rate of 0 still evicts the first node of each zone`,
    category: 'eviction',
    sources: [
      'pkg/controller/nodelifecycle/scheduler/rate_limited_queue.go (NewRateLimitedTimedQueue)',
      'staging/src/k8s.io/client-go/util/flowcontrol/throttle.go (NewTokenBucketRateLimiter)',
    ],
  },
  *check({ cluster }) {
    for (const setting of cluster.settings) {
      if (setting.component !== 'kube-controller-manager' || setting.name !== PARAMETERS.evictionRate.name) continue;
      const rate = settingReading(setting).value;
      if (!setting.value.known || typeof rate !== 'number' || !(rate <= 0)) continue;
      yield {
        at: { file: setting.file, range: setting.valueRange },
        state: { setting, rate: setting.value.value },
        about: [setting],
      };
    }
  },
  message: ({ rate }) =>
    say`Eviction rate ${rate}: the first lost node of each zone is still emptied after every start.`,
  fixes: ({ setting }) => [replaceSetting(setting, '0.1')],
});
