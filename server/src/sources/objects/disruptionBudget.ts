// PodDisruptionBudgets: how many pods of theirs a drain leaves.
import { nameOf } from '../engine/metadata.ts';
import { groupOf, type ObjectShape } from '../engine/objectShape.ts';
import { locationOf } from '../engine/yamlFields.ts';
import { readSelector } from './labels.ts';
import { hasTemplatedParts } from './templatedParts.ts';

const LIMITS = ['maxUnavailable', 'minAvailable'] as const;

/** `policy PodDisruptionBudget`. An empty selector selects nothing in v1beta1: pkg/apis/policy/v1beta1/conversion.go. */
export const disruptionBudget: ObjectShape = {
  id: 'disruption-budget',
  kinds: ['policy/PodDisruptionBudget'],
  recognises: ({ apiVersion, kind }) => kind === 'PodDisruptionBudget' && groupOf(apiVersion) === 'policy',
  read({ apiVersion, root }, context, into) {
    const spec = root.get('spec');
    const limit = LIMITS.find((key) => spec.get(key).kind === 'scalar');
    const selector = readSelector(spec.get('selector'));
    if (limit === undefined || selector === undefined) return;
    if (hasTemplatedParts(spec.entry('selector')) || spec.get(limit).isTemplated) return;
    const isEmpty = selector.labels.length === 0 && selector.expressions.length === 0;
    if (isEmpty && apiVersion !== 'policy/v1') return;
    const name = root.path('metadata', 'name');
    const namespace = root.path('metadata', 'namespace');
    into.disruptionBudgets.push({
      ...locationOf(context.file, name.kind === 'scalar' ? name : root.get('kind')),
      name: nameOf(root),
      namespace: namespace.kind === 'scalar' ? namespace.text : undefined,
      selector,
      limit,
      pods: spec.get(limit).text,
    });
  },
};
