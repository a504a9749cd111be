// What timing computes from: numbers without places, one for each way in which a component may run.
import type { ShutdownGroup } from './shutdownGroups.ts';

/**
 * Concrete inputs of the model: one number each, in milliseconds unless a name says otherwise. What is not known in a
 * cluster becomes several of these (`candidates.ts`), and the windows of all of them are united.
 */

/**
 * Stands for "any number of milliseconds, however many": more than the 292 years that Go's durations reach, and small
 * enough that sums of it stay exact.
 */
export const ANY_LENGTH = 1e15;

/** What lies beyond this many milliseconds, the 292 years that Go's durations reach, never happens. */
export const LONGEST_WAIT = 292 * 365 * 86_400_000;

/** A kubelet's heartbeats. */
export interface KubeletInputs {
  readonly minor: number;
  /** nodeStatusUpdateFrequency in effect. Zero or less (the flag only): a loop without a pause. */
  readonly updateFrequency: number;
  /** nodeStatusReportFrequency in effect, after its defaulting. */
  readonly reportFrequency: number;
  /** nodeLeaseDurationSeconds, in milliseconds. */
  readonly leaseDuration: number;
  /** The feature gate NodeLease, or its time. */
  readonly leaseEnabled: boolean;
  /** 1.14.6+, 1.15.3+: the lease is renewed every `min(10 s, updateFrequency)`; before it every 10 s. */
  readonly leaseFollowsUpdates: boolean;
  /** `false`: the kubelet attaches and detaches itself. */
  readonly controllerAttachDetach: boolean;
  /** Groups of a graceful shutdown; none, or absent: not graceful. */
  readonly shutdownGroups?: readonly ShutdownGroup[];
}

/** Fields of Jobs that count only with a gate. */
export type DroppedOfJobs = 'backoffLimitPerIndex' | 'podFailurePolicy';

/** kube-controller-manager: node lifecycle, taint eviction, pod garbage collection, attach/detach. */
export interface ControllerInputs {
  readonly minor: number;
  readonly monitorPeriod: number;
  readonly gracePeriod: number;
  readonly startupGracePeriod: number;
  readonly podEvictionTimeout: number;
  /** Nodes per second and zone. */
  readonly evictionRate: number;
  readonly secondaryEvictionRate: number;
  readonly unhealthyZoneThreshold: number;
  readonly largeClusterSize: number;
  /** NoExecute taints and tolerations; `false`: the legacy path of --pod-eviction-timeout. */
  readonly taintBasedEvictions: boolean;
  /** The controller manager watches leases (gate NodeLease). */
  readonly leaseEnabled: boolean;
  /** Pods are deleted from the node for taints; needs its own controller since 1.29. */
  readonly taintEviction: boolean;
  readonly nodeLifecycle: boolean;
  readonly podGarbageCollector: boolean;
  readonly attachDetach: boolean;
  /** Volumes are detached by force 6 min after they are no longer wanted. */
  readonly forceDetach: boolean;
  readonly outOfServiceDetach: boolean;
  /** Controllers that make replacements. */
  readonly workloadControllers: {
    readonly statefulSet: boolean;
    readonly replicaSet: boolean;
    readonly replicationController: boolean;
    readonly job: boolean;
    readonly cronJob: boolean;
  };
  readonly jobPodReplacementPolicy: boolean;
  /** Fields of Jobs that kube-apiserver drops, since their gates are off: pkg/registry/batch/job/strategy.go (PrepareForCreate). */
  readonly droppedOfJobs: readonly DroppedOfJobs[];
  /**
   * Before it marks a node the controller reads its lease live, and leaves the node alone where that differs from what it
   * remembers: its own dead connection marks nobody (gate NodeControllerLeaseCircuitBreaker, 1.37).
   */
  readonly readsLiveLeases: boolean;
  /** Until it notices that its own connection is dead; infinite: nobody knows, or it never looks. 45 s where it is left out. */
  readonly deadConnection?: number;
  /** How long a change of the leader takes; milliseconds. The defaults where it is left out. */
  readonly election?: { readonly leaseDuration: number; readonly retryPeriod: number };
}

/** Admission plugin DefaultTolerationSeconds of kube-apiserver. */
export interface AdmissionInputs {
  readonly minor: number;
  readonly enabled: boolean;
  /** PodTolerationRestriction is on, too. */
  readonly restricts?: true;
  /** `undefined`: not known. */
  readonly notReadySeconds: number | undefined;
  readonly unreachableSeconds: number | undefined;
}
