// What the tuner is asked for, what it may change, and what it gives.
import type { ControllerInputs, KubeletInputs } from '../effective/inputs.ts';
import type { FileEdit } from '../model/location.ts';
import type { Said } from '../text/message.ts';

/** What can be asked of the control plane whatever runs in the cluster. Milliseconds; what is left out is not asked for. */
export interface NodeTargets {
  /** The pods of a silent node are deleted no later than this after the silence. */
  readonly evictedBy?: number;
  /** A healthy node may lose so many heartbeats in a row without being marked. */
  readonly missedHeartbeats?: number;
  /** From the moment the node is marked until its pods are deleted there is at least this much time to fence it. */
  readonly fencing?: number;
}

/** What the user wants. */
export interface TuningTargets extends NodeTargets {
  /** The replacement of every pod can mount its volumes no later than this after the silence, with one writer. */
  readonly failover?: number;
}

/** What the tuner may change. Values as they are written: durations in milliseconds, seconds where the API has seconds. */
export interface TunedValues {
  /** `--node-monitor-period` */
  readonly monitorPeriod: number;
  /** `--node-monitor-grace-period` */
  readonly gracePeriod: number;
  /** `nodeLeaseDurationSeconds`, in seconds */
  readonly leaseDurationSeconds: number;
  /** `tolerationSeconds` in effect (`--default-unreachable-toleration-seconds`), in seconds; no effect on the legacy path */
  readonly tolerationSeconds: number;
  /** `--pod-eviction-timeout`; of effect on the legacy path only */
  readonly podEvictionTimeout: number;
}

export type Tunable = keyof TunedValues;

/** What the tuner puts in place of the cluster's own values; what is left out stays as it is. */
export type Changes = Partial<TunedValues>;

/** One concrete set of inputs of the cluster. */
export interface TunedSettings {
  readonly controller: ControllerInputs;
  readonly kubelet: KubeletInputs;
  /** In seconds. */
  readonly tolerationSeconds: number;
}

export interface TuningInput {
  /** Every set that may be in charge; the targets must be met with each of them. */
  readonly settings: readonly [TunedSettings, ...TunedSettings[]];
  readonly targets: NodeTargets;
  /** What is left alone keeps its value. */
  readonly mayChange: ReadonlySet<Tunable>;
}

/** What a set of values gives at the worst, by the same formulas as everything else. Milliseconds. */
export interface Achieved {
  /** Latest deletion of pods with the default tolerations. */
  readonly evictedBy: number;
  readonly detection: { readonly earliest: number; readonly typical: number; readonly latest: number };
  /** The slowest heartbeat, without jitter. */
  readonly heartbeatEvery: number;
  readonly missedHeartbeats: number;
  /** What one request of the kubelet that hangs costs of the grace: the time-out of its client, min(U, L). */
  readonly hungRequest: number;
  /** From the mark to the deletion, at the least. */
  readonly fencing: number;
  /** Until every controller manager has noticed that its connection is dead; infinite: nothing says when. */
  readonly deadConnection: number;
  /** ⌈G⌉P is more than one dead HTTP/2 connection costs. */
  readonly outlastsDeadConnection: boolean;
  /** A node that sends its next heartbeat after the mark is seen, as a rule, before its pods are deleted. */
  readonly roomToReturn: boolean;
}

/** Writes of heartbeats to the API server, a minute. */
export interface HeartbeatCost {
  readonly nodes: number;
  readonly leaseWritesPerMinute: number;
  readonly statusWritesPerMinute: number;
}

/** Targets that cannot be had together: each with what the others leave of it. */
export interface Conflict {
  readonly target: keyof NodeTargets;
  readonly wanted: number;
  /** The best that this target can have while all others are kept. */
  readonly best: number;
}

export interface TuningResult {
  readonly feasible: boolean;
  /** Of several sets of inputs those that evict last. */
  readonly current: TunedValues;
  /** The values found; where not feasible, those with the earliest eviction that keep the other targets. */
  readonly values: TunedValues;
  readonly changed: readonly Tunable[];
  /** Which values are of any effect here. */
  readonly effective: readonly Tunable[];
  readonly before: Achieved;
  readonly after: Achieved;
  /** Empty where feasible. */
  readonly conflicts: readonly Conflict[];
  readonly costBefore: readonly HeartbeatCost[];
  readonly costAfter: readonly HeartbeatCost[];
}

/** One setting, changed or added in one file. */
export interface TuningChange {
  readonly title: Said;
  /** Why it is changed: the end of a sentence. */
  readonly because: Said;
  readonly file: string;
  readonly edits: readonly FileEdit[];
}
