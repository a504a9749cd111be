// Rule: a value that the component refuses, or takes for something else.
import type { EffectiveCluster } from '../../effective/effectiveCluster.ts';
import { PARAMETERS, SHUTDOWN_BY_PRIORITY } from '../../effective/parameters.ts';
import { settingReading } from '../../effective/settingReading.ts';
import { isPlaceholder } from '../../effective/starting.ts';
import { flagsOf } from '../../kubernetes/flags/catalogue.ts';
import type { Flag } from '../../kubernetes/flags/flag.ts';
import { checkValue } from '../../kubernetes/flags/values.ts';
import { invalid, type ValueProblem } from '../../kubernetes/parsed.ts';
import { at } from '../../kubernetes/ranged.ts';
import type { ClusterBasis } from '../../model/cluster.ts';
import type { Severity } from '../../model/finding.ts';
import type { Problem } from '../../model/reading.ts';
import type { Setting } from '../../model/setting.ts';
import { say } from '../../text/message.ts';
import { controllerProblem } from '../shared/controllersFlag.ts';
import { problemMessage, repairOf } from '../shared/problems.ts';
import { relate } from '../shared/related.ts';
import { defineRule } from '../shared/rule.ts';
import { judgedMinors } from '../shared/ruleValues.ts';
import { replaceSetting } from '../shared/settingFixes.ts';

type State =
  | { readonly kind: 'setting'; readonly setting: Setting; readonly problem: ValueProblem }
  | { readonly kind: 'field'; readonly problem: Problem };

/** Values that are accepted and do something else, where a rule of their own says so. */
const saidElsewhere: ReadonlySet<string> = new Set([
  PARAMETERS.gracePeriod.name,
  PARAMETERS.evictionRate.name,
  PARAMETERS.secondaryEvictionRate.name,
  PARAMETERS.unhealthyZoneThreshold.name,
  PARAMETERS.unreachableSeconds.name,
  PARAMETERS.notReadySeconds.name,
]);

function problemOf(setting: Setting, effective: EffectiveCluster): ValueProblem | undefined {
  const { cluster } = effective;
  const entry = flagsOf[setting.component].get(setting.name);
  if (!entry || !setting.value.known) return undefined;
  const { problem } = settingReading(setting);
  if (problem && !problem.refused && saidElsewhere.has(setting.name)) return undefined;
  const found =
    problem ??
    exclusionProblem(setting, effective) ??
    (setting.name === 'controllers' ? controllerProblem(setting, cluster) : wrongChoice(setting, entry, cluster));
  return found && !isPlaceholder(setting.value.value) ? found : undefined;
}

/** Shutdown seconds by priority stand alone. Source: pkg/kubelet/apis/config/validation/validation.go */
function exclusionProblem(setting: Setting, effective: EffectiveCluster): ValueProblem | undefined {
  if (setting.name !== SHUTDOWN_BY_PRIORITY) return undefined;
  const excluded = effective.cluster.kubelets
    .filter(({ written }) => written.get(setting.name)?.setting === setting)
    .map((kubelet) => effective.shutdowns(kubelet))
    .find((shutdowns) => shutdowns.every(({ refusal }) => refusal?.why === 'both-ways'));
  const beside = excluded?.[0]?.refusal?.settings[1]?.name;
  if (beside === undefined) return undefined;
  const error = `Cannot specify both shutdownGracePeriodByPodPriority and ${beside} at the same time`;
  return invalid('unknown-value', say`Seconds by priority exclude ${beside}`, error).problem;
}

/** Another value than the one that every version takes which the cluster may have. */
function wrongChoice(setting: Setting, { mustBe = [] }: Flag, cluster: ClusterBasis): ValueProblem | undefined {
  if (mustBe.length === 0) return undefined;
  const value = setting.value.known ? setting.value.value : '';
  const accepted = judgedMinors(cluster, undefined, [setting]).map((minor) => at(mustBe, minor));
  const [wanted] = accepted;
  if (wanted === undefined || accepted.some((one) => one !== wanted) || value === wanted) return undefined;
  return invalid('unknown-value', say`"${value}" is not accepted any more, only ${wanted}`, undefined, wanted).problem;
}

export const invalidValue = defineRule<State>({
  id: 'invalid-value',
  severity: 'error',
  recommended: true,
  docs: {
    title: say`a value that the component refuses, or takes for something else`,
    category: 'validity',
    sources: [
      'src/time/format.go (ParseDuration)',
      'staging/src/k8s.io/apimachinery/pkg/apis/meta/v1/duration.go (UnmarshalJSON)',
      'pkg/kubelet/apis/config/validation/validation.go (ValidateKubeletConfiguration)',
      'staging/src/k8s.io/controller-manager/options/generic.go (Validate)',
    ],
  },
  *check({ cluster, analysis: { effective } }) {
    for (const setting of cluster.settings) {
      const problem = problemOf(setting, effective);
      if (!problem) continue;
      const severity: Severity = problem.refused ? 'error' : 'warning';
      const place = { file: setting.file, range: setting.valueRange };
      yield { at: place, state: { kind: 'setting', setting, problem }, severity, about: [setting] };
    }
  },
  *checkProblem(problem) {
    if (problem.kind === 'wrong-type') yield { at: problem, state: { kind: 'field', problem } };
  },
  message: (state) =>
    state.kind === 'field' ? problemMessage(state.problem) : say`${state.problem.message} (${state.setting.spelling}).`,
  related: (state) =>
    state.kind === 'setting' && state.problem.error
      ? [relate({ file: state.setting.file, range: state.setting.range }, say`${state.problem.error}`)]
      : [],
  fixes: (state) => {
    if (state.kind === 'field') return repairOf(state.problem);
    const { setting, problem } = state;
    if (problem.suggestion === undefined || isRefused(setting, problem.suggestion)) return [];
    return [replaceSetting(setting, problem.suggestion)];
  },
});

/** What a fix writes must not be refused in turn: `9223372036854775808` with a unit is as long as without. */
function isRefused({ component, name }: Setting, text: string): boolean {
  const entry = flagsOf[component].get(name);
  return entry !== undefined && checkValue(entry, { text, type: 'string' })?.refused === true;
}
