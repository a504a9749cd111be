// Rule: a drop-in adds a second ExecStart= without emptying the first: systemd refuses the unit.
import type { Problem } from '../../model/reading.ts';
import { say } from '../../text/message.ts';
import { problemMessage, repairOf } from '../shared/problems.ts';
import { defineRule } from '../shared/rule.ts';

export const execStartNotReset = defineRule<Problem>({
  id: 'exec-start-not-reset',
  severity: 'error',
  recommended: true,
  docs: {
    title: say`a drop-in adds a second ExecStart= without emptying the first: systemd refuses the unit`,
    category: 'validity',
    sources: ['systemd src/core/service.c (service_verify)', 'systemd.service(5), ExecStart='],
  },
  *checkProblem(problem) {
    if (problem.kind === 'exec-start') yield { at: problem, state: problem };
  },
  message: problemMessage,
  fixes: repairOf,
});
