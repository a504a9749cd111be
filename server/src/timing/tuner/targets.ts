import type { ControllerInputs, KubeletInputs } from '../inputs.ts';

/** What the user wants. Milliseconds; what is left out is not asked for. */
export interface TuningTargets {
  /** The pods of a silent node are deleted no later than this after the silence. */
  readonly failover?: number;
  /** A healthy node may lose so many heartbeats in a row without being marked. */
  readonly missedHeartbeats?: number;
  /** From the moment the node is marked until its pods are deleted there is at least this much time to fence it. */
  readonly fencing?: number;
}

/** What the tuner may change. Values as they are written: durations in milliseconds, seconds where the API has seconds. */
export interface TunedValues {
  /** `--node-monitor-period` */
  readonly monitorPeriod: number;
  /** `--node-monitor-grace-period` */
  readonly gracePeriod: number;
  /** `nodeLeaseDurationSeconds`, in seconds */
  readonly leaseDurationSeconds: number;
  /** `tolerationSeconds` in effect (`--default-unreachable-toleration-seconds`), in seconds */
  readonly tolerationSeconds: number;
}

export type Tunable = keyof TunedValues;

/** The cluster as it is: one concrete set of inputs. */
export interface TuningInput {
  readonly controller: ControllerInputs;
  readonly kubelet: KubeletInputs;
  /** In seconds. */
  readonly tolerationSeconds: number;
  readonly targets: TuningTargets;
  /** What is left alone keeps its value. */
  readonly mayChange: ReadonlySet<Tunable>;
}

/** What a set of values gives, by the same formulas as everything else. Milliseconds. */
export interface Achieved {
  /** Latest deletion of the pods. */
  readonly failover: number;
  readonly detection: { readonly earliest: number; readonly typical: number; readonly latest: number };
  readonly missedHeartbeats: number;
  /** From the mark to the deletion, at the least. */
  readonly fencing: number;
  /** ⌈G⌉P is more than one dead HTTP/2 connection costs. */
  readonly outlastsDeadConnection: boolean;
}

/** Writes of heartbeats to the API server, a minute. */
export interface HeartbeatCost {
  readonly nodes: number;
  readonly leaseWritesPerMinute: number;
  readonly statusWritesPerMinute: number;
}

/** Targets that cannot be had together: each with what the others leave of it. */
export interface Conflict {
  readonly target: keyof TuningTargets;
  readonly wanted: number;
  /** The best that this target can have while all others are kept. */
  readonly best: number;
}

export interface TuningResult {
  readonly feasible: boolean;
  readonly current: TunedValues;
  /** The values found; where not feasible, those with the earliest failover that keep the other targets. */
  readonly values: TunedValues;
  readonly changed: readonly Tunable[];
  readonly before: Achieved;
  readonly after: Achieved;
  /** Empty where feasible. */
  readonly conflicts: readonly Conflict[];
  readonly costBefore: readonly HeartbeatCost[];
  readonly costAfter: readonly HeartbeatCost[];
}
