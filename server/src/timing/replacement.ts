// What replaces a pod that is gone, and what it waits for: by kind, by a Job's own limits, by the controllers that run.
import type { ControllerInputs, DroppedOfJobs } from '../effective/inputs.ts';
import { holds } from '../model/field.ts';
import { emptiedBy, type JobLimits, podOwner, type Workload, type WorkloadKind } from '../model/workload.ts';
import { failsWithPods, type NextRun, nextRuns } from './nextRun.ts';
import type { ControlPlane } from './outcome.ts';

/** One way in which a pod may be replaced. */
interface Replacement {
  readonly control: ControlPlane;
  /** Of a CronJob, where it does not wait. */
  readonly nextRun: NextRun | undefined;
  /** The kind as which it behaves. */
  readonly kind: WorkloadKind;
  /** Its Job waits until the pod has ended. */
  readonly replacesEndedPods: boolean;
}

/** Every way in which its pods may be replaced; at least one. @param workload without what the API server drops */
export function replacements(workload: Workload, controller: ControllerInputs): readonly Replacement[] {
  const { minor, workloadControllers, attachDetach, forceDetach } = controller;
  const fails = workloadControllers.job && mayFail(workload, controller);
  const control = { minor, failsWithPods: failsWithPods(controller), attachDetach, forceDetach };
  return choicesOf(workload, controller).flatMap((replaces) =>
    nextRuns(workload, minor, workloadControllers.cronJob, fails).flatMap((nextRun) =>
      endedPodPolicies(workload, controller).flatMap((replacesEndedPods) =>
        kindsOf(workload, minor).map((kind) => ({
          control: { ...control, replaces },
          nextRun,
          kind,
          replacesEndedPods,
        })),
      ),
    ),
  );
}

function choicesOf(workload: Workload, controller: ControllerInputs): readonly boolean[] {
  if (foreignController(workload, controller.minor) !== undefined) return [true];
  return replacementController(workload, controller) ? replacementChoices(workload, controller.minor) : [false];
}

/** A controller that we do not know may wait for the old pod's object, as a StatefulSet does, or may not. */
function kindsOf(workload: Workload, minor: number): readonly WorkloadKind[] {
  return foreignController(workload, minor) === undefined ? [workload.kind] : ['StatefulSet', 'ReplicaSet'];
}

/** `spec.managedBy` of a Job is in effect since then. Source: pkg/features/kube_features.go (JobManagedBy) */
const MANAGED_BY_SINCE = 32;
const OWN_CONTROLLER = 'kubernetes.io/job-controller';

/** What makes its pods, where that is none that we know. */
export function foreignController({ kind, name, controller, job }: Workload, minor: number): Workload['controller'] {
  const managedBy = job?.managedBy?.value;
  if (controller !== undefined || managedBy === undefined || minor < MANAGED_BY_SINCE) return controller;
  return managedBy.known && managedBy.value === OWN_CONTROLLER ? undefined : { kind, name };
}

/** A Job without the fields that the API server drops. */
export function withoutDropped(
  workload: Workload,
  { droppedOfJobs }: Pick<ControllerInputs, 'droppedOfJobs'>,
): Workload {
  const { job } = workload;
  if (job === undefined || droppedOfJobs.length === 0) return workload;
  const isDropped = (field: DroppedOfJobs) => droppedOfJobs.includes(field);
  return {
    ...workload,
    job: { ...job, backoffLimitPerIndex: isDropped('backoffLimitPerIndex') ? undefined : job.backoffLimitPerIndex },
    hasPodFailurePolicy: workload.hasPodFailurePolicy && !isDropped('podFailurePolicy'),
  };
}

/** A Job counts a pod that was deleted as failed since then. Source: pkg/controller/job/job_controller.go */
const DELETED_COUNTS_SINCE = 23;

/** `podFailurePolicy` is in effect since then; a pod that is only Terminating never counts with it. */
const FAILURE_POLICY_SINCE = 26;
/** Since then its Job waits until the pod has ended. */
const REPLACEMENT_POLICY_SINCE = 28;

/**
 * Whether it makes another pod at all, in each way in which that may be: not with replicas 0, nor a Job that is suspended
 * or has no retry left.
 */
export function replacementChoices(workload: Workload, minor: number): readonly boolean[] {
  if (emptiedBy(workload) !== undefined) return [false];
  const { job, hasPodFailurePolicy } = workload;
  if (job === undefined) return [true];
  const spent = hasNoRetry(job);
  if (!hasPodFailurePolicy || minor < FAILURE_POLICY_SINCE) return [!(spent && minor >= DELETED_COUNTS_SINCE)];
  if (minor < REPLACEMENT_POLICY_SINCE) return [true];
  return [...new Set(job.onDisruption.map((action) => action === 'ignore' || (action === 'count' && !spent)))];
}

/** Whether its Job fails when its only pod is deleted, or at the end of its time: not where a pod has to fail by itself for that. */
export function mayFail(
  workload: Workload,
  controller: Pick<ControllerInputs, 'minor' | 'jobPodReplacementPolicy'>,
): boolean {
  const { job, hasPodFailurePolicy } = workload;
  if (job === undefined || emptiedBy(workload) !== undefined) return false;
  if (job.activeDeadlineSeconds !== undefined) return true;
  const { minor } = controller;
  if (minor < DELETED_COUNTS_SINCE || !hasNoRetry(job)) return false;
  return (
    !(hasPodFailurePolicy && minor >= FAILURE_POLICY_SINCE) && endedPodPolicies(workload, controller).includes(false)
  );
}

function hasNoRetry({ backoffLimit, backoffLimitPerIndex }: JobLimits): boolean {
  return holds(backoffLimit, 0) || holds(backoffLimitPerIndex, 0);
}

/** OpenKruise's StatefulSets have the name of Kubernetes' own. */
const OF_KRUISE = /^apps\.kruise\.io\//;

/** Whether what replaces its pods runs: `--controllers` of kube-controller-manager says nothing of the controllers of others. */
export function replacementController(
  workload: Workload,
  { workloadControllers }: Pick<ControllerInputs, 'workloadControllers'>,
): boolean {
  if (OF_KRUISE.test(workload.apiVersion)) return true;
  switch (podOwner(workload)) {
    case 'StatefulSet':
      return workloadControllers.statefulSet;
    case 'ReplicaSet':
      return workloadControllers.replicaSet;
    case 'ReplicationController':
      return workloadControllers.replicationController;
    case 'Job':
      return workloadControllers.job;
    default:
      return true;
  }
}

/** A Job with a policy of failures waits whatever the gate of the other policy says. Source: job_controller.go (onlyReplaceFailedPods) */
export function endedPodPolicies(
  { podReplacementPolicy, hasPodFailurePolicy }: Workload,
  { minor, jobPodReplacementPolicy }: Pick<ControllerInputs, 'minor' | 'jobPodReplacementPolicy'>,
): readonly boolean[] {
  if (hasPodFailurePolicy && minor >= REPLACEMENT_POLICY_SINCE) return [true];
  if (!podReplacementPolicy || !jobPodReplacementPolicy) return [false];
  return podReplacementPolicy.value.known ? [podReplacementPolicy.value.value === 'Failed'] : [true, false];
}

/** The pod can run on no other node. Pods of a running cluster are bound to theirs, which says nothing of the next one. */
export function isPinned({ pod: { oneHost, nodeName }, admitted }: Workload): boolean {
  if (oneHost !== undefined) return true;
  return admitted === undefined && nodeName?.value.known === true && nodeName.value.value !== '';
}
