import type { Suppression } from '../../model/reading.ts';
import { defineRule } from '../rule.ts';

/** Found when all rules have run (`suppression.ts`). */
export const unusedSuppression = defineRule<Suppression>({
  id: 'unused-suppression',
  severity: 'warning',
  recommended: true,
  tags: ['unnecessary'],
  docs: {
    title: 'a suppression that suppresses nothing',
    category: 'validity',
    sources: ['docs/rules/README.md'],
  },
  check: () => [],
  message: ({ ruleIds }) => `Nothing to suppress: ${ruleIds.join(', ')} does not fire here.`,
  fixes: (suppression) => [
    {
      title: 'Remove the suppression',
      isPreferred: true,
      safe: true,
      edits: () => suppression.remove(),
    },
  ],
});
