// Rule: the preStop hook takes the whole grace period: the process gets no time to end.
import { DEFAULT_GRACE_SECONDS, graceSeconds } from '../../effective/gracePeriod.ts';
import { most } from '../../model/extremes.ts';
import type { Field } from '../../model/field.ts';
import type { Fix } from '../../model/finding.ts';
import type { PreStopSleep, Workload } from '../../model/workload.ts';
import { say } from '../../text/message.ts';
import { judged, withGracePeriod } from '../shared/judgedFixes.ts';
import { relate } from '../shared/related.ts';
import { defineRule, type RuleContext } from '../shared/rule.ts';
import { rollsPods } from '../shared/settingFixes.ts';

interface State {
  readonly workload: Workload;
  readonly analysis: RuleContext['analysis'];
  readonly sleep: PreStopSleep;
  /** Of all hooks of the pod, in seconds. */
  readonly longest: number;
  readonly grace: number;
  readonly field: Field<number> | undefined;
}

export const prestopExceedsGrace = defineRule<State>({
  id: 'prestop-exceeds-grace',
  severity: 'warning',
  recommended: true,
  docs: {
    title: say`the preStop hook takes the whole grace period: the process gets no time to end`,
    category: 'shutdown',
    sources: [
      'pkg/kubelet/kuberuntime/kuberuntime_container.go (killContainer, executePreStopHook)',
      'pkg/apis/core/validation/validation.go (validateSleepAction)',
    ],
  },
  *checkWorkload({ workload }, { analysis }) {
    const field = workload.pod.terminationGracePeriodSeconds;
    const grace = graceSeconds(workload);
    if (grace === undefined) return;
    const longest = most(workload.pod.preStopSleeps.map(({ seconds }) => seconds)) ?? 0;
    for (const sleep of workload.pod.preStopSleeps) {
      if (sleep.seconds < grace) continue;
      yield { at: sleep, state: { workload, analysis, sleep, longest, grace, field }, about: [workload, sleep] };
    }
  },
  message: ({ sleep, grace, field }) =>
    say`preStop of ${sleep.seconds} s uses up the grace period of ${grace} s${field ? '' : say` (default)`}: SIGKILL follows.`,
  related: ({ field }) => (field ? [relate(field, say`The grace period counts from the start of the hook.`)] : []),
  fixes: ({ workload, analysis, longest, field }) => {
    const enough = longest + DEFAULT_GRACE_SECONDS;
    const fix: Fix = {
      title: say`Set terminationGracePeriodSeconds to ${enough}`,
      isPreferred: true,
      safe: false,
      consequence: rollsPods,
      edits: () =>
        field?.rewriter.replace(String(enough)) ?? workload.pod.inserter.add('terminationGracePeriodSeconds', enough),
    };
    return [judged(fix, analysis, workload, withGracePeriod(workload, enough))];
  },
});
