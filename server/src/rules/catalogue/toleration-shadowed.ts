// Rule: a second toleration for the same taint never counts.
import type { ClusterBasis } from '../../model/cluster.ts';
import type { Fix } from '../../model/finding.ts';
import type { Toleration, Workload } from '../../model/workload.ts';
import { type Said, say } from '../../text/message.ts';
import { matches } from '../../timing/results.ts';
import { judged, withToleration } from '../shared/judgedFixes.ts';
import { relate } from '../shared/related.ts';
import { defineRule, type RuleContext } from '../shared/rule.ts';
import { rollsPods } from '../shared/settingFixes.ts';
import { lostNodeTaints, tolerationPlace, tolerationsOf } from '../shared/tolerationPlaces.ts';

interface State {
  readonly shadowed: Toleration;
  readonly counting: Toleration;
  readonly key: string;
}

/** The seconds as a message says them; `undefined` where they are not known. */
function seconds({ tolerationSeconds }: Toleration): Said | undefined {
  if (!tolerationSeconds) return say`for ever`;
  return tolerationSeconds.value.known ? say`${tolerationSeconds.value.value} s` : undefined;
}

function keyOf({ key }: Toleration): string | undefined {
  return key?.known ? key.value : undefined;
}

/** The plugin PodTolerationRestriction keeps the wider one of two, wherever it stands, of pods with requests or limits. */
function mayCount(shadowed: Toleration, counting: Toleration): boolean {
  const [own, first] = [shadowed, counting].map(({ tolerationSeconds: one }) => {
    if (!one) return Number.POSITIVE_INFINITY;
    return one.value.known ? one.value.value : undefined;
  });
  return own === undefined || first === undefined || own > first;
}

function* shadowedIn(workload: Workload, cluster: ClusterBasis, restricts: boolean): Iterable<State> {
  for (const key of lostNodeTaints(cluster)) {
    const matching = tolerationsOf(workload).filter((toleration) => matches(toleration, key) === 'yes');
    const counting = matching[0];
    for (const shadowed of matching.slice(1)) {
      const onlyForThisTaint =
        keyOf(shadowed) === key && shadowed.effect?.known && shadowed.effect.value === 'NoExecute';
      const [first, second] = [counting && seconds(counting), seconds(shadowed)];
      if (counting && restricts && mayCount(shadowed, counting)) continue;
      if (counting && onlyForThisTaint && first && second && String(first) !== String(second))
        yield { shadowed, counting, key };
    }
  }
}

function restrictsTolerations({ apiServers }: ClusterBasis, { effective }: RuleContext['analysis']): boolean {
  return apiServers.some((server) =>
    effective.minors.some((minor) =>
      effective.admissions(server, minor).some(({ inputs }) => inputs.some(({ restricts }) => restricts === true)),
    ),
  );
}

interface Judged {
  readonly workload: Workload;
  readonly analysis: RuleContext['analysis'];
}

export const tolerationShadowed = defineRule<State & Judged>({
  id: 'toleration-shadowed',
  severity: 'warning',
  recommended: true,
  docs: {
    title: say`a second toleration for the same taint never counts`,
    category: 'eviction',
    sources: [
      'pkg/apis/core/v1/helper/helpers.go (GetMatchingTolerations)',
      'pkg/controller/tainteviction/taint_eviction.go (processPodOnNode)',
    ],
  },
  *checkWorkload({ workload }, { cluster, analysis }) {
    for (const state of shadowedIn(workload, cluster, restrictsTolerations(cluster, analysis))) {
      const { tolerationSeconds } = state.shadowed;
      yield {
        at: tolerationSeconds ?? tolerationPlace(state.shadowed),
        state: { ...state, workload, analysis },
        about: [workload, state.shadowed],
      };
    }
  },
  message: ({ shadowed, counting, key }) =>
    say`${seconds(shadowed) ?? ''} never counts for ${key}: the first toleration (${seconds(counting) ?? ''}) does.`,
  related: ({ counting }) => [
    relate(tolerationPlace(counting), say`The toleration that counts: the first in the list.`),
  ],
  fixes: ({ workload, analysis, shadowed, counting, key }) => {
    const removeShadowed: Fix = {
      title: say`Remove the toleration that never counts`,
      isPreferred: true,
      safe: false,
      consequence: rollsPods,
      edits: () => shadowed.rewriter.remove(),
    };
    const removeCounting: Fix = {
      title: say`Remove the first toleration, so that ${seconds(shadowed) ?? ''} counts`,
      isPreferred: false,
      safe: false,
      consequence: rollsPods,
      edits: () => counting.rewriter.remove(),
    };
    return keyOf(counting) === key
      ? [removeShadowed, judged(removeCounting, analysis, workload, withToleration(workload, counting, undefined))]
      : [removeShadowed];
  },
});
