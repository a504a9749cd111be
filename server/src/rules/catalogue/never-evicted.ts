// Rule: the pods tolerate an unreachable node for ever, so they never fail over.
import { windowMinors } from '../../effective/componentVersions.ts';
import { unreachableTaint } from '../../kubernetes/taints.ts';
import type { Fix, Severity } from '../../model/finding.ts';
import { known } from '../../model/value.ts';
import { isNever } from '../../model/window.ts';
import { kindOf, type Toleration, type Workload } from '../../model/workload.ts';
import { say } from '../../text/message.ts';
import { judged, supposedSeconds, withToleration } from '../shared/judgedFixes.ts';
import { relate } from '../shared/related.ts';
import { defineRule, type RuleContext } from '../shared/rule.ts';
import { rollsPods } from '../shared/settingFixes.ts';
import { countingToleration, toleratesByNature, tolerationPlace } from '../shared/tolerationPlaces.ts';

interface State {
  readonly workload: Workload;
  readonly analysis: RuleContext['analysis'];
  readonly toleration: Toleration;
}

/** With one replica nothing else does the work meanwhile. A Job has no replicas; whether other controllers run one pod is not known. */
function severityFor({ kind, replicas, controller }: Workload): Severity {
  if (controller !== undefined) return 'info';
  const one = kind !== 'Job' && (!replicas || (replicas.value.known && replicas.value.value === 1));
  return one ? 'warning' : 'info';
}

export const neverEvicted = defineRule<State>({
  id: 'never-evicted',
  severity: 'info',
  recommended: true,
  docs: {
    title: say`the pods tolerate an unreachable node for ever, so they never fail over`,
    category: 'eviction',
    sources: ['pkg/controller/tainteviction/taint_eviction.go (getMinTolerationTime)'],
  },
  *checkWorkload({ workload, eviction }, { cluster, analysis }) {
    if (toleratesByNature(workload) || workload.kind === 'Pod' || !isNever(eviction)) return;
    const keys = new Set(windowMinors(cluster).map(unreachableTaint));
    const counting = [...keys].map((key) => countingToleration(workload, key));
    const toleration = counting[0];
    if (!toleration || counting.some((one) => one?.tolerationSeconds !== undefined || !one)) return;
    yield {
      at: tolerationPlace(toleration),
      state: { workload, analysis, toleration },
      severity: severityFor(workload),
      about: [workload, toleration],
    };
  },
  message: ({ workload }) =>
    say`Toleration without tolerationSeconds: ${kindOf(workload)} ${workload.name} stays on a lost node for ever.`,
  related: ({ workload }) => (workload.replicas ? [relate(workload.replicas, say`The number of replicas.`)] : []),
  fixes: ({ workload, analysis, toleration }) => {
    const effect = toleration.fields?.effect ? [] : toleration.inserter.add('effect', 'NoExecute');
    const key = toleration.fields?.key;
    const narrower = !key && effect.length > 0 ? say` It no longer tolerates taints of other effects.` : '';
    const seconds = supposedSeconds(toleration, 300);
    const fix: Fix = {
      title: key ? say`Tolerate the taint for 300 s` : say`Tolerate NoExecute taints for 300 s only`,
      isPreferred: key !== undefined,
      safe: false,
      consequence: say`${rollsPods}${narrower}`,
      edits: () => [...effect, ...toleration.inserter.add('tolerationSeconds', 300)],
    };
    const supposed = { ...toleration, effect: known('NoExecute'), tolerationSeconds: seconds };
    return [judged(fix, analysis, workload, withToleration(workload, toleration, supposed))];
  },
});
