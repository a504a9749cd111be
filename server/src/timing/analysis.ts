// What an analysis gives: windows, verdicts and steps of a cluster and its workloads, with what they were computed from.
import type { EffectiveCluster } from '../effective/effectiveCluster.ts';
import type { UnknownInput } from '../effective/unknownInput.ts';
import type { WorkloadVolumes } from '../effective/volumes.ts';
import type { Cluster } from '../model/cluster.ts';
import type { DetectionWindow, Window } from '../model/window.ts';
import type { Workload } from '../model/workload.ts';
import type { NextRun } from './nextRun.ts';
import type { ActingActor, Interventions } from './outsideHelp.ts';

/** What happens to the node, and what somebody does meanwhile. */
export type Scenario = Happening & { readonly meanwhile?: Interventions };

/** What happens to the node by itself. Durations in milliseconds. */
export type Happening =
  /** Cut off: containers run, the storage is reachable. The default, and the worst. */
  | { readonly kind: 'partition' }
  /** Heartbeats are lost with probability `loss` (0…1) for `forMs`, then the node is back. */
  | { readonly kind: 'overload'; readonly forMs: number; readonly loss: number }
  | { readonly kind: 'kubelet-stopped' }
  | { readonly kind: 'crash' }
  /** `failed` of `nodes` nodes of one zone of `zones` fall silent at once. */
  | { readonly kind: 'zone-outage'; readonly failed: number; readonly nodes: number; readonly zones: number }
  | { readonly kind: 'shutdown' }
  /** The instance is gone, and a cloud deletes its Node as soon as it is found out. */
  | { readonly kind: 'node-deleted' };

export type Verdict =
  | 'stateless'
  | 'never-evicted'
  | 'pinned'
  | 'shared'
  | 'unknown'
  | 'blocked'
  | 'fenced'
  | 'guarded'
  | 'double-mount';

/** Worst first: what counts where several may hold, and what to look at before anything else. */
export const VERDICTS: readonly Verdict[] = [
  'double-mount',
  'guarded',
  'unknown',
  'fenced',
  'blocked',
  'shared',
  'pinned',
  'never-evicted',
  'stateless',
];

/**
 * One step of what happens, in order. `code` is put into words by `render`; `values` holds what the sentence
 * needs: times in milliseconds under names that end in `Ms`, else names and numbers.
 */
export interface Step {
  readonly code: string;
  readonly at: Window | undefined;
  readonly values: Readonly<Record<string, string | number | boolean>>;
}

export interface Heartbeat {
  /** Shortest regular interval H, without jitter. */
  readonly intervalMs: number;
  /** Longest regular interval Hmax, with jitter. */
  readonly maxMs: number;
  readonly by: 'lease' | 'status';
}

export interface DoubleMount {
  /** `true` for exactly `double-mount` and `guarded`; `undefined` for `unknown`. */
  readonly possible: boolean | undefined;
  /** The overlap, where possible: from the second mount … */
  readonly fromMs: number | undefined;
  /** … until the old writer is gone; `Infinity`: until someone ends it. */
  readonly untilMs: number | undefined;
  /** How long before the second mount the old writer is gone, where safe and known. */
  readonly marginMs: number | undefined;
}

/**
 * What storage that is not known may be: none that outlives the pod, on one node, attached to one node or to many at a time, or
 * mounted by any node without an attach.
 */
export type StorageGuess = 'no-volume' | 'node-bound' | 'attached' | 'attached-to-many' | 'not-attached';

/** What comes of a workload if its storage is of one kind. */
export interface StorageWay {
  readonly storage: StorageGuess;
  readonly verdict: Verdict;
  readonly replacementMount: Window;
}

export interface WorkloadAnalysis {
  readonly workload: Workload;
  /** The volumes that the windows were computed from. */
  readonly volumes: WorkloadVolumes;
  /** Effective seconds for `node.kubernetes.io/unreachable`; `null` for ever. Several where inputs differ or are unknown. */
  readonly tolerationSeconds: { readonly known: true; readonly value: number | null } | { readonly known: false };
  readonly eviction: Window;
  readonly objectRemoval: Window;
  /** When the replacement can mount the (last) volume: the second mount. */
  readonly replacementMount: Window;
  readonly oldWriterGone: Window;
  readonly doubleMount: DoubleMount;
  readonly verdict: Verdict;
  /** Where the storage decides and is not known: what each that it may be comes to, the worst first. */
  readonly byStorage: readonly StorageWay[];
  /** A CronJob's next Job, which starts beside the old pod; `undefined` where it waits, or may wait. */
  readonly nextRun: NextRun | undefined;
  /** Who acts on the lost node by itself, as far as it concerns this workload. */
  readonly actors: readonly ActingActor[];
  readonly unknown: readonly UnknownInput[];
  readonly steps: readonly Step[];
}

/** Whether the controller's time-out evicts it, which counts from the node's last heartbeat, whatever is tolerated: without taints. */
export function isEvictedByTimeOut({ steps }: Pick<WorkloadAnalysis, 'steps'>): boolean {
  return steps.some((step) => step.code === 'evicted' && step.values.by === 'timeout');
}

export interface ClusterAnalysis {
  readonly cluster: Cluster;
  /** The answers that everything was computed from. */
  readonly effective: EffectiveCluster;
  readonly scenario: Scenario;
  /** There are so many controller managers and API servers that their windows are united, not every pair looked at. */
  readonly isUnited: boolean;
  /** The slowest of all instances and versions that are possible. */
  readonly heartbeat: Heartbeat;
  readonly detection: DetectionWindow;
  readonly taint: Window;
  readonly steps: readonly Step[];
  readonly workloads: readonly WorkloadAnalysis[];
}
