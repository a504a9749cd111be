// Rule: a document that configures a component or a workload cannot be parsed.
import type { Problem } from '../../model/reading.ts';
import { say } from '../../text/message.ts';
import { problemMessage } from '../shared/problems.ts';
import { defineRule } from '../shared/rule.ts';

/** A document of ours that cannot be parsed: nothing in it is checked. */
export const unreadableDocument = defineRule<Problem>({
  id: 'unreadable-document',
  severity: 'error',
  recommended: true,
  docs: {
    title: say`a document that configures a component or a workload cannot be parsed`,
    category: 'validity',
    sources: ['sigs.k8s.io/yaml, yaml.go (Unmarshal)', 'https://yaml.org/spec/1.2.2/'],
  },
  *checkProblem(problem) {
    // What an operator makes of its resource is its own affair; that it was not judged is worth knowing.
    const severity = problem.isForeign ? { severity: 'info' as const } : {};
    if (problem.kind === 'unreadable') yield { at: problem, state: problem, ...severity };
  },
  message: problemMessage,
});
