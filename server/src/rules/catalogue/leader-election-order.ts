// Rule: lease duration > renew deadline > 1.2 × retry period does not hold: it will not start.
import { type ElectionProblem, electionProblem } from '../../effective/starting.ts';
import { say } from '../../text/message.ts';
import { relateSettings } from '../shared/related.ts';
import { defineRule } from '../shared/rule.ts';
import { restart } from '../shared/settingFixes.ts';

const defaults: ReadonlyMap<string, string> = new Map([
  ['leader-elect-lease-duration', '15s'],
  ['leader-elect-renew-deadline', '10s'],
  ['leader-elect-retry-period', '2s'],
]);

export const leaderElectionOrder = defineRule<ElectionProblem>({
  id: 'leader-election-order',
  severity: 'error',
  recommended: true,
  docs: {
    title: say`lease duration > renew deadline > 1.2 × retry period does not hold: it will not start`,
    category: 'detection',
    sources: ['staging/src/k8s.io/client-go/tools/leaderelection/leaderelection.go (NewLeaderElector)'],
  },
  *check({ cluster, analysis: { effective } }) {
    for (const instance of cluster.controllerManagers) {
      const state = electionProblem(effective.newest(instance));
      const setting = state?.settings[0];
      if (state && setting) {
        yield { at: { file: setting.file, range: setting.valueRange }, state, about: state.settings };
      }
    }
  },
  message: ({ order, settings }) => say`${settings[0]?.component ?? say`The component`} exits: ${order}.`,
  related: ({ settings }) => relateSettings(...settings.slice(1)),
  fixes: ({ settings }) => [
    {
      title: say`Use the defaults (15s, 10s, 2s)`,
      isPreferred: true,
      safe: false,
      consequence: restart('kube-controller-manager'),
      edits: () => settings.flatMap((setting) => setting.rewriter.replace(defaults.get(setting.name) ?? '')),
    },
  ],
});
