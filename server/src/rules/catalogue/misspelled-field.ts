// Rule: a field that nothing reads, close to one that decides.
import type { Problem } from '../../model/reading.ts';
import { say } from '../../text/message.ts';
import { problemMessage, repairOf } from '../shared/problems.ts';
import { defineRule } from '../shared/rule.ts';

/** The readers find it: what is near depends on the names that a type really has. */
export const misspelledField = defineRule<Problem>({
  id: 'misspelled-field',
  severity: 'warning',
  recommended: true,
  docs: {
    title: say`a field that nothing reads, close to one that decides`,
    category: 'validity',
    sources: [
      'pkg/kubelet/kubeletconfig/util/codec/codec.go (DecodeKubeletConfiguration): strict, then lenient',
      'staging/src/k8s.io/apiserver/pkg/endpoints/handlers/create.go (fieldValidation)',
      'staging/src/k8s.io/api/core/v1/well_known_taints.go',
    ],
  },
  *checkProblem(problem) {
    if (problem.kind !== 'misspelled') return;
    yield { at: problem, state: problem, severity: problem.refused ? 'error' : 'warning' };
  },
  message: problemMessage,
  fixes: repairOf,
});
