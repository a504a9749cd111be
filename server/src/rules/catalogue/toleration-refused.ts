// Tolerations that the API server refuses.

import { gateAt, gateEnabled } from '../../kubernetes/featureGates.ts';
import {
  TOLERATION_EFFECTS,
  TOLERATION_OPERATORS,
  type TolerationRefusal,
} from '../../kubernetes/tolerationValidation.ts';
import type { ClusterBasis } from '../../model/cluster.ts';
import type { Fix } from '../../model/finding.ts';
import { nearest } from '../../model/nearest.ts';
import { kindOf, type Toleration } from '../../model/workload.ts';
import { say } from '../../text/message.ts';
import { refusedToleration } from '../../timing/results.ts';
import { writtenGates } from '../shared/gates.ts';
import { defineRule } from '../shared/rule.ts';
import { tolerationPlace, tolerationsOf } from '../shared/tolerationPlaces.ts';

interface State {
  readonly toleration: Toleration;
  readonly refusal: TolerationRefusal;
  readonly subject: string;
}

const COMPARISONS = 'TaintTolerationComparisonOperators';
const MOST_DIFFERENCES = 2;

/** Whether `Lt` and `Gt` are allowed, or may be. */
function allowsComparisons({ version, apiServers, platform }: ClusterBasis): boolean {
  if (version.minors.some((minor) => gateAt(COMPARISONS, minor)?.default)) return true;
  if (!version.minors.some((minor) => gateAt(COMPARISONS, minor))) return false;
  if (platform !== undefined) return true;
  return apiServers.some(({ written, missing }) => {
    const parameter = written.get('feature-gates');
    if (!parameter) return missing.length > 0;
    const settings = [...parameter.overridden, parameter.setting];
    const gates = new Map(settings.flatMap(writtenGates).map(({ name, value }) => [name, value] as const));
    if (!parameter.value.known || [...gates.values()].includes(undefined)) return true;
    const known = new Map([...gates].flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const])));
    return version.minors.some((minor) => gateEnabled(COMPARISONS, minor, known) === true);
  });
}

function place({ toleration, refusal }: State) {
  return toleration.fields?.[refusal.field] ?? toleration.fields?.effect ?? tolerationPlace(toleration);
}

function meant({ toleration, refusal }: State): string | undefined {
  const field = toleration.fields?.[refusal.field];
  const written = field?.value.known ? field.value.value : undefined;
  const names = refusal.field === 'effect' ? TOLERATION_EFFECTS : TOLERATION_OPERATORS;
  if (written === undefined || (refusal.field !== 'effect' && refusal.field !== 'operator')) return undefined;
  return (
    names.find((name) => name.toLowerCase() === written.toLowerCase()) ?? nearest(written, names, MOST_DIFFERENCES)
  );
}

export const tolerationRefused = defineRule<State>({
  id: 'toleration-refused',
  severity: 'error',
  recommended: true,
  docs: {
    title: say`a toleration that the API server refuses, with the object that it stands in`,
    category: 'validity',
    sources: [
      'pkg/apis/core/validation/validation.go (ValidateTolerations)',
      'staging/src/k8s.io/apimachinery/pkg/util/validation/validation.go (IsQualifiedName, IsValidLabelValue)',
    ],
  },
  *checkWorkload({ workload }, { cluster }) {
    for (const toleration of tolerationsOf(workload)) {
      if (refusedToleration(toleration, false) === undefined) continue;
      const refusal = refusedToleration(toleration, allowsComparisons(cluster));
      // toleration-effect-required speaks of that.
      if (!refusal || refusal.needsEffect) continue;
      const state = { toleration, refusal, subject: `${kindOf(workload)} ${workload.name}` };
      const { file, range } = place(state);
      yield { at: { file, range }, state, about: [workload, toleration] };
    }
  },
  message: ({ refusal, subject }) => say`${refusal.why}: the API server refuses ${subject}.`,
  fixes: (state): Fix[] => {
    const { toleration, refusal } = state;
    const field = toleration.fields?.[refusal.field];
    const { operator } = toleration;
    if (refusal.field === 'value' && field && operator?.known && operator.value === 'Exists') {
      return [{ title: say`Remove the value`, isPreferred: true, safe: false, edits: () => field.rewriter.remove() }];
    }
    const name = meant(state);
    if (field && name !== undefined && !String(refusal.why).startsWith('Without')) {
      return [
        {
          title: say`Write ${name}`,
          isPreferred: true,
          safe: false,
          edits: () => field.rewriter.replace(name),
        },
      ];
    }
    return [];
  },
});
