// Rule: a toleration names a taint of Kubernetes 1.6–1.8 that nothing sets any more.
import { possibleMinors } from '../../effective/componentVersions.ts';
import { renamedTaint } from '../../kubernetes/taints.ts';
import type { ClusterBasis } from '../../model/cluster.ts';
import type { Fix } from '../../model/finding.ts';
import { known } from '../../model/value.ts';
import type { Toleration, Workload } from '../../model/workload.ts';
import { say } from '../../text/message.ts';
import { judged, withToleration } from '../shared/judgedFixes.ts';
import { defineRule, type RuleContext } from '../shared/rule.ts';
import { rollsPods } from '../shared/settingFixes.ts';
import { tolerationPlace, tolerationsOf } from '../shared/tolerationPlaces.ts';

interface State {
  readonly workload: Workload;
  readonly analysis: RuleContext['analysis'];
  readonly toleration: Toleration;
  readonly key: string;
  readonly replacement: string;
}

/** `apps/v1` is served since 1.9, the version that renamed the keys. */
function isRenamed(cluster: ClusterBasis, workload: Workload): boolean {
  if (workload.apiVersion === 'apps/v1') return true;
  return possibleMinors(cluster).every((minor) => minor >= 9);
}

export const obsoleteTaintKey = defineRule<State>({
  id: 'obsolete-taint-key',
  severity: 'warning',
  recommended: true,
  docs: {
    title: say`a toleration names a taint of Kubernetes 1.6–1.8 that nothing sets any more`,
    category: 'eviction',
    versions: '≥ 1.9',
    sources: [
      'staging/src/k8s.io/api/core/v1/well_known_taints.go',
      'plugin/pkg/admission/defaulttolerationseconds/admission.go',
    ],
  },
  *checkWorkload({ workload }, { cluster, analysis }) {
    if (!isRenamed(cluster, workload)) return;
    for (const toleration of tolerationsOf(workload)) {
      const key = toleration.key?.known ? toleration.key.value : '';
      const replacement = renamedTaint(key);
      if (!replacement) continue;
      yield {
        at: tolerationPlace(toleration),
        state: { workload, analysis, toleration, key, replacement },
        about: [workload, toleration],
      };
    }
  },
  message: ({ key, replacement }) => say`${key} is no taint since 1.9: it is ${replacement} now.`,
  fixes: ({ workload, analysis, toleration, replacement }) => {
    const field = toleration.fields?.key;
    if (!field) return [];
    const fix: Fix = {
      title: say`Use ${replacement}`,
      isPreferred: true,
      safe: false,
      consequence: rollsPods,
      edits: () => field.rewriter.replace(replacement),
    };
    const supposed = { ...toleration, key: known(replacement) };
    return [judged(fix, analysis, workload, withToleration(workload, toleration, supposed))];
  },
});
