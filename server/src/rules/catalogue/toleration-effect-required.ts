// Rule: tolerationSeconds without effect NoExecute: the API server refuses the object.
import type { Field } from '../../model/field.ts';
import type { Fix } from '../../model/finding.ts';
import { known } from '../../model/value.ts';
import type { Toleration, Workload } from '../../model/workload.ts';
import { say } from '../../text/message.ts';
import { judged, withToleration } from '../shared/judgedFixes.ts';
import { relate } from '../shared/related.ts';
import { defineRule, type RuleContext } from '../shared/rule.ts';
import { tolerationsOf } from '../shared/tolerationPlaces.ts';

interface State {
  readonly workload: Workload;
  readonly analysis: RuleContext['analysis'];
  readonly toleration: Toleration;
  readonly field: Field<number>;
  readonly effect: string;
}

export const tolerationEffectRequired = defineRule<State>({
  id: 'toleration-effect-required',
  severity: 'error',
  recommended: true,
  docs: {
    title: say`tolerationSeconds without effect NoExecute: the API server refuses the object`,
    category: 'eviction',
    sources: ['pkg/apis/core/validation/validation.go (ValidateTolerations)'],
  },
  *checkWorkload({ workload }, { analysis }) {
    for (const toleration of tolerationsOf(workload)) {
      const { tolerationSeconds: field, effect } = toleration;
      const written = effect ? (effect.known ? effect.value : undefined) : '';
      if (!field || written === undefined || written === 'NoExecute') continue;
      yield {
        at: field,
        state: { workload, analysis, toleration, field, effect: written },
        about: [workload, toleration],
      };
    }
  },
  message: ({ field, effect }) => {
    const seconds = field.value.known ? field.value.value : '';
    return effect
      ? say`tolerationSeconds ${seconds} with effect ${effect}: refused, only NoExecute takes seconds.`
      : say`tolerationSeconds ${seconds} without an effect: refused, only NoExecute takes seconds.`;
  },
  related: ({ toleration }) =>
    toleration.fields?.effect ? [relate(toleration.fields.effect, say`The effect of this toleration.`)] : [],
  fixes: ({ workload, analysis, toleration, field, effect }) => {
    const noExecute = { ...toleration, effect: known('NoExecute') };
    const judge = (fix: Fix, supposed: Toleration) =>
      judged(fix, analysis, workload, withToleration(workload, toleration, supposed));
    if (effect === '') {
      const edits = () =>
        toleration.fields?.effect?.rewriter.replace('NoExecute') ?? toleration.inserter.add('effect', 'NoExecute');
      return [judge({ title: say`Add effect: NoExecute`, isPreferred: true, safe: false, edits }, noExecute)];
    }
    const remove = {
      title: say`Remove tolerationSeconds`,
      isPreferred: false,
      safe: false,
      edits: () => field.rewriter.remove(),
    };
    const set = {
      title: say`Set the effect to NoExecute`,
      isPreferred: true,
      safe: false,
      edits: () => toleration.fields?.effect?.rewriter.replace('NoExecute') ?? [],
    };
    return [judge(remove, { ...toleration, tolerationSeconds: undefined }), judge(set, noExecute)];
  },
});
