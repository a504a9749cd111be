// Tolerations that the API server refuses.

import { possibleMinors } from '../../effective/componentVersions.ts';
import { gateAt, gateEnabled } from '../../kubernetes/featureGates.ts';
import {
  TOLERATION_EFFECTS,
  TOLERATION_OPERATORS,
  type TolerationRefusal,
} from '../../kubernetes/tolerationValidation.ts';
import type { ClusterBasis } from '../../model/cluster.ts';
import type { Fix } from '../../model/finding.ts';
import { nearest } from '../../model/nearest.ts';
import {
  ALL_NAMESPACES,
  kindOf,
  type NamespaceTolerations,
  type Toleration,
  type Workload,
} from '../../model/workload.ts';
import { type Said, say } from '../../text/message.ts';
import { refusedToleration, type UnlistedToleration, unlistedTolerations } from '../../timing/results.ts';
import { writtenGates } from '../shared/gates.ts';
import { relate } from '../shared/related.ts';
import { defineRule, type RuleContext } from '../shared/rule.ts';
import { tolerationPlace, tolerationsOf } from '../shared/tolerationPlaces.ts';

interface Wrong {
  readonly toleration: Toleration;
  readonly refusal: TolerationRefusal;
  readonly subject: Said;
}

/** Right by itself, and not on the whitelist of the namespace. */
interface Unlisted {
  readonly key: string;
  readonly isOwn: boolean;
  readonly subject: Said;
  readonly list: NamespaceTolerations;
}

type State = Wrong | Unlisted;

const COMPARISONS = 'TaintTolerationComparisonOperators';
const MOST_DIFFERENCES = 2;

/** Whether `Lt` and `Gt` are allowed, or may be. */
function allowsComparisons(cluster: ClusterBasis): boolean {
  const { apiServers, platform } = cluster;
  const minors = possibleMinors(cluster);
  if (minors.some((minor) => gateAt(COMPARISONS, minor)?.default)) return true;
  if (!minors.some((minor) => gateAt(COMPARISONS, minor))) return false;
  if (platform !== undefined) return true;
  return apiServers.some(({ written, missing }) => {
    const parameter = written.get('feature-gates');
    if (!parameter) return missing.length > 0;
    const settings = [...parameter.overridden, parameter.setting];
    const gates = new Map(settings.flatMap(writtenGates).map(({ name, value }) => [name, value] as const));
    if (!parameter.value.known || [...gates.values()].includes(undefined)) return true;
    const known = new Map([...gates].flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const])));
    return minors.some((minor) => gateEnabled(COMPARISONS, minor, known) === true);
  });
}

/** The tolerations for which an API server surely refuses the pods: of the first one that does. */
function unlistedIn(workload: Workload, { cluster, analysis }: RuleContext): readonly UnlistedToleration[] {
  const { effective } = analysis;
  for (const server of cluster.apiServers) {
    const inputs = effective.minors.flatMap((minor) => effective.admissions(server, minor).flatMap(inputsOf));
    const [first = [], ...others] = inputs.map((input) => unlistedTolerations(workload, input));
    if (others.every(({ length }) => length > 0) && first.length > 0) return first;
  }
  return [];
}

function inputsOf<T>({ inputs }: { readonly inputs: readonly T[] }): readonly T[] {
  return inputs;
}

function place({ toleration, refusal }: Wrong) {
  return toleration.fields?.[refusal.field] ?? toleration.fields?.effect ?? tolerationPlace(toleration);
}

function meant({ toleration, refusal }: Wrong): string | undefined {
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
      'plugin/pkg/admission/podtolerationrestriction/admission.go (Validate)',
    ],
  },
  *checkWorkload({ workload }, context) {
    const { cluster } = context;
    const name = `${kindOf(workload)} ${workload.name}`;
    for (const toleration of tolerationsOf(workload)) {
      if (refusedToleration(toleration, false) === undefined) continue;
      const refusal = refusedToleration(toleration, allowsComparisons(cluster));
      // toleration-effect-required speaks of that.
      if (!refusal || refusal.needsEffect) continue;
      const state = { toleration, refusal, subject: name };
      const { file, range } = place(state);
      yield { at: { file, range }, state, about: [workload, toleration] };
    }
    const list = workload.namespaceTolerations;
    if (list?.whitelist === undefined) return;
    const subject = workload.kind === 'Pod' ? name : say`pods of ${name}`;
    for (const { key, own } of unlistedIn(workload, context)) {
      const { file, range } = own ? tolerationPlace(own) : workload;
      const state = { key, isOwn: own !== undefined, subject, list };
      yield { at: { file, range }, state, about: own ? [workload, own] : [workload] };
    }
  },
  message: (state) => {
    if ('refusal' in state) return say`${state.refusal.why}: the API server refuses ${state.subject}.`;
    const { list, key, isOwn, subject } = state;
    if (list.namespace === ALL_NAMESPACES)
      return isOwn
        ? say`Not on the whitelist of PodTolerationRestriction: the API server refuses ${subject}.`
        : say`PodTolerationRestriction whitelists no ${key}: admission refuses ${subject}.`;
    return isOwn
      ? say`Not on the whitelist of namespace ${list.namespace}: the API server refuses ${subject}.`
      : say`Namespace ${list.namespace} whitelists no ${key}: admission refuses ${subject}.`;
  },
  related: (state) => ('refusal' in state ? [] : [relate(state.list, say`The whitelist.`)]),
  fixes: (state): Fix[] => {
    if (!('refusal' in state)) return [];
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
