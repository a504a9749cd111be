// Rule: extra arguments in a form that this API version does not take.
import type { Problem } from '../../model/reading.ts';
import { say } from '../../text/message.ts';
import { problemMessage, repairOf } from '../shared/problems.ts';
import { defineRule } from '../shared/rule.ts';

/** Read as it was meant, so that windows exist; kubeadm and Cluster API refuse it. */
export const argumentsForm = defineRule<Problem>({
  id: 'arguments-form',
  severity: 'error',
  recommended: true,
  docs: {
    title: say`extra arguments in a form that this API version does not take`,
    category: 'validity',
    sources: [
      'cmd/kubeadm/app/apis/kubeadm/v1beta3/types.go (ControlPlaneComponent)',
      'cmd/kubeadm/app/apis/kubeadm/v1beta4/types.go (Arg)',
    ],
  },
  *checkProblem(problem) {
    if (problem.kind === 'form') yield { at: problem, state: problem };
  },
  message: problemMessage,
  fixes: repairOf,
});
