// Rule: a configuration file that no component loads.
import type { Problem } from '../../model/reading.ts';
import { say } from '../../text/message.ts';
import { problemMessage } from '../shared/problems.ts';
import { defineRule } from '../shared/rule.ts';

export const configNotLoadable = defineRule<Problem>({
  id: 'config-not-loadable',
  severity: 'warning',
  recommended: true,
  docs: {
    title: say`a configuration file that no component loads`,
    category: 'validity',
    sources: [
      'cmd/kube-controller-manager/app/options/options.go (Flags): there is no --config',
      'staging/src/k8s.io/kube-controller-manager/config/v1alpha1/types.go',
    ],
  },
  *checkProblem(problem) {
    if (problem.kind === 'not-loadable') yield { at: problem, state: problem };
  },
  message: problemMessage,
});
