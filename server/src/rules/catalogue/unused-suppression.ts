// Rule: a suppression that suppresses nothing.
import type { Suppression } from '../../model/reading.ts';
import { listed, say } from '../../text/message.ts';
import { defineRule } from '../shared/rule.ts';

interface State extends Suppression {
  /** Those of its rules that do not fire here. */
  readonly unused: readonly string[];
}

/** Found when all rules have run (`suppression.ts`). */
export const unusedSuppression = defineRule<State>({
  id: 'unused-suppression',
  severity: 'warning',
  recommended: true,
  tags: ['unnecessary'],
  docs: {
    title: say`a suppression that suppresses nothing`,
    category: 'validity',
    sources: ['docs/rules/README.md'],
  },
  message: ({ unused }) => {
    const [first = '', ...others] = unused;
    return others.length === 0
      ? say`Suppression without effect: ${first} does not fire here.`
      : say`Suppression without effect: ${listed(unused)} do not fire here.`;
  },
  fixes: (suppression) => {
    const { ruleIds, unused } = suppression;
    const gone = new Set(unused);
    const left = ruleIds.filter((id) => !gone.has(id));
    const some = { title: say`Take ${listed(unused)} out of the suppression`, edits: () => suppression.keep(left) };
    const all = { title: say`Remove the suppression`, edits: () => suppression.remove() };
    return [{ ...(left.length > 0 ? some : all), isPreferred: true, safe: true }];
  },
});
