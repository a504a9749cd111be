import type { EffectiveInstance, KnownAnswer } from '../../effective/effectiveInstance.ts';
import { PARAMETERS } from '../../effective/parameters.ts';
import { durationText } from '../../model/durationText.ts';
import type { Setting } from '../../model/setting.ts';
import { relateSettings } from '../shared/related.ts';
import { defineRule } from '../shared/rule.ts';
import { restart } from '../shared/settingFixes.ts';

/** `client-go/tools/leaderelection (JitterFactor)` */
const JITTER = 1.2;

const defaults: ReadonlyMap<string, string> = new Map([
  ['leader-elect-lease-duration', '15s'],
  ['leader-elect-renew-deadline', '10s'],
  ['leader-elect-retry-period', '2s'],
]);

interface State {
  readonly order: string;
  readonly settings: readonly Setting[];
}

function violated(manager: EffectiveInstance): State | undefined {
  if (manager.certain(PARAMETERS.leaderElect)?.value !== true) return undefined;
  const lease = manager.certain(PARAMETERS.leaseDuration);
  const renew = manager.certain(PARAMETERS.renewDeadline);
  const retry = manager.certain(PARAMETERS.retryPeriod);
  if (!lease || !renew || !retry) return undefined;
  const written = (...parts: readonly KnownAnswer<number>[]) => [
    ...new Set([...parts, lease, renew, retry].flatMap(({ origin }) => (origin.kind === 'file' ? origin.setting : []))),
  ];
  if (lease.value <= renew.value) {
    return {
      order: `lease duration ${durationText(lease.value)} must be more than renew deadline ${durationText(renew.value)}`,
      settings: written(lease, renew),
    };
  }
  if (renew.value > JITTER * retry.value) return undefined;
  return {
    order: `renew deadline ${durationText(renew.value)} must be more than 1.2 × retry period ${durationText(retry.value)}`,
    settings: written(renew, retry),
  };
}

export const leaderElectionOrder = defineRule<State>({
  id: 'leader-election-order',
  severity: 'error',
  recommended: true,
  docs: {
    title: 'lease duration > renew deadline > 1.2 × retry period does not hold: it will not start',
    category: 'detection',
    sources: ['staging/src/k8s.io/client-go/tools/leaderelection/leaderelection.go (NewLeaderElector)'],
  },
  *check({ cluster, analysis: { effective } }) {
    for (const instance of cluster.controllerManagers) {
      const state = violated(effective.newest(instance));
      const setting = state?.settings[0];
      if (state && setting) {
        yield { at: { file: setting.file, range: setting.valueRange }, state, about: state.settings };
      }
    }
  },
  message: ({ order }) => `It will not start: ${order}.`,
  related: ({ settings }) => relateSettings(...settings.slice(1)),
  fixes: ({ settings }) => [
    {
      title: 'Use the defaults (15s, 10s, 2s)',
      isPreferred: true,
      safe: false,
      consequence: restart('kube-controller-manager'),
      edits: () => settings.flatMap((setting) => setting.rewriter.replace(defaults.get(setting.name) ?? '')),
    },
  ],
});
