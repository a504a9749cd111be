import type { Field } from '../../model/field.ts';
import type { Toleration } from '../../model/workload.ts';
import { relate } from '../shared/related.ts';
import { defineRule } from '../shared/rule.ts';
import { tolerationsOf } from '../shared/tolerationPlaces.ts';

interface State {
  readonly toleration: Toleration;
  readonly field: Field<number>;
  readonly effect: string;
}

export const tolerationEffectRequired = defineRule<State>({
  id: 'toleration-effect-required',
  severity: 'error',
  recommended: true,
  docs: {
    title: 'tolerationSeconds without effect NoExecute: the API server refuses the object',
    category: 'eviction',
    sources: ['pkg/apis/core/validation/validation.go (ValidateTolerations)'],
  },
  *checkWorkload({ workload }) {
    for (const toleration of tolerationsOf(workload)) {
      const { tolerationSeconds: field, effect } = toleration;
      const written = effect ? (effect.known ? effect.value : undefined) : '';
      if (!field || written === undefined || written === 'NoExecute') continue;
      yield { at: field, state: { toleration, field, effect: written }, about: [workload, toleration] };
    }
  },
  message: ({ field, effect }) => {
    const seconds = field.value.known ? field.value.value : 'tolerationSeconds';
    return `${seconds} s with ${effect ? `effect ${effect}` : 'no effect'}: refused, only NoExecute takes seconds.`;
  },
  related: ({ toleration }) =>
    toleration.fields?.effect ? [relate(toleration.fields.effect, 'The effect of this toleration.')] : [],
  fixes: ({ toleration, field, effect }) =>
    effect === ''
      ? [
          {
            title: 'Add effect: NoExecute',
            isPreferred: true,
            safe: false,
            edits: () =>
              toleration.fields?.effect?.rewriter.replace('NoExecute') ??
              toleration.inserter.add('effect', 'NoExecute'),
          },
        ]
      : [
          {
            title: 'Remove tolerationSeconds',
            isPreferred: false,
            safe: false,
            edits: () => field.rewriter.remove(),
          },
          {
            title: 'Set the effect to NoExecute',
            isPreferred: true,
            safe: false,
            edits: () => toleration.fields?.effect?.rewriter.replace('NoExecute') ?? [],
          },
        ],
});
