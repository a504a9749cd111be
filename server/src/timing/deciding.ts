// Which of a cluster's parameters decide what happens to the pods of a workload: those that somebody is to be shown.

import type { EffectiveCluster } from '../effective/effectiveCluster.ts';
import type { EffectiveParameter } from '../effective/effectiveParameters.ts';
import { ALL_PARAMETERS, PARAMETERS, type ParameterRole } from '../effective/parameters.ts';
import { unreachableTaint } from '../kubernetes/taints.ts';
import { NEWEST_MINOR } from '../kubernetes/version.ts';
import { mapAt } from '../model/grouped.ts';
import type { Workload } from '../model/workload.ts';
import type { ClusterAnalysis, Step, WorkloadAnalysis } from './analysis.ts';
import { changesHeartbeat } from './patience.ts';
import { matches } from './tolerations.ts';

type Circumstances = Pick<ClusterAnalysis, 'effective' | 'heartbeat' | 'scenario' | 'steps'>;

/**
 * The parameters by which the times of these workloads go, in the order in which people read them. Without any workload:
 * those of the node, and what holds for pods that say nothing themselves.
 * @param parameters those to choose from
 */
export function decidingParameters(
  analysis: Circumstances,
  workloads: readonly WorkloadAnalysis[],
  parameters: readonly EffectiveParameter[] = analysis.effective.parameters,
): readonly EffectiveParameter[] {
  return parameters.filter((parameter) => decides(parameter, analysis, workloads));
}

function decides(
  parameter: EffectiveParameter,
  analysis: Circumstances,
  workloads: readonly WorkloadAnalysis[],
): boolean {
  const { scenario, steps, effective, heartbeat } = analysis;
  const { name, origin } = parameter;
  const isWritten = origin.kind === 'file';
  switch (roles.get(`${parameter.component} ${name}`)) {
    case 'heartbeat':
      return (name === PARAMETERS.leaseSeconds.name) === (heartbeat.by === 'lease')
        ? !isWritten || mayChangeHeartbeat(parameter, effective)
        : isWritten && mayChangeHeartbeat(parameter, effective);
    case 'detection':
      return !has(steps, 'never-detected');
    case 'eviction':
      if (name === PARAMETERS.unreachableSeconds.name)
        return !has(steps, 'no-taints') && defaultCounts(effective, workloads);
      return has(steps, 'no-taints') && (name === PARAMETERS.podEvictionTimeout.name || isWritten);
    case 'controllers':
      return isWritten && [steps, ...workloads.map((one) => one.steps)].some(isSwitchedOff);
    case 'detach':
      return workloads.some((one) => one.steps.some(asksForForce));
    case 'zones':
      return scenario.kind === 'zone-outage';
    case 'shutdown':
    case 'not-ready':
      return scenario.kind === 'shutdown';
    case undefined:
      // A feature gate.
      return isWritten;
    default:
      return false;
  }
}

const roles: ReadonlyMap<string, ParameterRole> = new Map(
  ALL_PARAMETERS.map(({ component, name, role }) => [`${component} ${name}`, role]),
);

function has(steps: readonly Step[], code: string): boolean {
  return steps.some((step) => step.code === code);
}

/** Some volume is detached by force, or would be if that were not switched off. */
function asksForForce({ code, values }: Step): boolean {
  return code === 'volume-guarded' || (code === 'volume-stays-attached' && values.reason === undefined);
}

function isSwitchedOff(steps: readonly Step[]): boolean {
  return steps.some(({ values }) => values.reason === 'controller-off');
}

const changing = new WeakMap<EffectiveCluster, Map<EffectiveParameter, boolean>>();

function mayChangeHeartbeat(parameter: EffectiveParameter, effective: EffectiveCluster): boolean {
  const known = mapAt(changing, effective);
  const answer = known.get(parameter) ?? changesSome(parameter, effective);
  known.set(parameter, answer);
  return answer;
}

/** In some kubelet that it is written for; also where nobody can tell. */
function changesSome({ origin }: EffectiveParameter, effective: EffectiveCluster): boolean {
  if (origin.kind !== 'file') return false;
  const { setting } = origin;
  return effective.cluster.kubelets.some(
    (kubelet) =>
      kubelet.written.get(setting.name)?.setting === setting &&
      changesHeartbeat(effective, kubelet, setting.name) !== false,
  );
}

/** Whether the API server's default is what counts for any of them. */
function defaultCounts(effective: EffectiveCluster, workloads: readonly WorkloadAnalysis[]): boolean {
  const key = unreachableTaint(effective.minors.at(-1) ?? NEWEST_MINOR);
  return workloads.length === 0 || workloads.some(({ workload }) => !hasOwnStay(workload, key));
}

/** The pod's own toleration, its controller's, or that of pods that were admitted long ago decides. */
function hasOwnStay({ kind, admitted = [], pod: { tolerations } }: Workload, key: string): boolean {
  if (kind === 'DaemonSet' || admitted.length > 0) return true;
  if (!tolerations.known) return false;
  const first = tolerations.value.map((one) => matches(one, key)).find((match) => match !== 'no');
  return first === 'yes';
}
