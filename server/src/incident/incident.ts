// What is happening in a running cluster: lost nodes, what their pods and volumes wait for, what comes next, what frees it.
import type { LiveEvent, LivePodDetails, VolumeAttachment } from '../model/live.ts';
import type { ClusterNode } from '../model/node.ts';
import type { Window } from '../model/window.ts';
import type { Said } from '../text/message.ts';
import type { WorkloadAnalysis } from '../timing/analysis.ts';
import type { WayOut } from '../timing/waysOut.ts';
import type { ZoneState } from '../timing/zones.ts';

/** Instants are milliseconds of the epoch, windows are between two of them; `Infinity`: nobody can tell, or never. */
export interface Incident {
  readonly now: Now;
  /** Zones with a node that is not ready, and all others that count for them. */
  readonly zones: readonly ZoneNow[];
  readonly nodes: readonly NodeNow[];
  /** Pods with something at stake: a volume, or a name that only one pod may have. */
  readonly pods: readonly PodNow[];
  /** All other pods of lost nodes. */
  readonly others: readonly OtherPods[];
  readonly held: readonly HeldVolume[];
  /** What only events tell, oldest first. */
  readonly told: readonly ToldObject[];
  /** The list has nothing but events. */
  readonly isEventsAlone: boolean;
  readonly missing: readonly MissingKind[];
  readonly clocks: readonly ClockSkew[];
}

export interface Now {
  readonly at: number;
  /** What says so, for people: `the lease of worker-1`; `undefined` where it was given. */
  readonly because: Said | undefined;
}

export interface ZoneNow {
  /** Region and zone, empty for nodes without labels. */
  readonly zone: string;
  /** Nodes that count. */
  readonly nodes: number;
  readonly notReady: number;
  /** As far as it is known: several where a setting that decides is not. */
  readonly states: readonly ZoneState[];
  /** Nodes a second that get their taint; 0: evictions are stopped. One for each state that is possible. */
  readonly rates: readonly number[];
  /** Pods are deleted for --pod-eviction-timeout, not for taints. */
  readonly isLegacy: boolean;
}

/**
 * `unknown`: Ready Unknown. `not-ready`: its kubelet says so itself, and so is alive. `tainted`: a taint says that it is lost,
 * and there is no condition. `deleted`: pods or volumes are bound to a Node that is not in the list. `back`: Ready, while pods
 * that were deleted before still stand. `silent`: Ready, and its lease is older than it should be. `unlisted`: no Node is in the
 * list at all; its lease is old, pods of it are Terminating, or an event says that it is not ready.
 */
export type NodeCondition = 'unknown' | 'not-ready' | 'tainted' | 'deleted' | 'back' | 'silent' | 'unlisted';

export interface NodeNow {
  readonly name: string;
  readonly node: ClusterNode | undefined;
  readonly condition: NodeCondition;
  /** When it became so; `undefined` where nothing says so. */
  readonly since: number | undefined;
  /** When its last heartbeat may have been. */
  readonly silent: Window | undefined;
  /** The lease's last renewal, by the node's own clock. */
  readonly renewed: number | undefined;
  /** The NoExecute taint for being lost, and since when. */
  readonly tainted: { readonly key: string; readonly at: number | undefined } | undefined;
  readonly outOfService: boolean;
  /** Of a silent node: when it becomes Unknown, if it stays so. */
  readonly becomesUnknown: Window | undefined;
  /** Of one that waits for its taint: when it gets it; never where evictions are stopped. */
  readonly getsTaint: Window | undefined;
}

/**
 * What a pod waits for. `toleration`: its seconds, then it is evicted. `taint`: its node's turn. `stopped`: evictions are
 * stopped. `late`: it should be evicted by now. `stays`: it tolerates the taint for ever. `kubelet`: a kubelet that is not
 * heard. `ending`: its kubelet, which is alive. `overdue`: the same, longer than its grace. `collector`: pod garbage
 * collection. `actor`: somebody of the cluster. `finalizers`: nothing else. `attachment`: its volume is attached elsewhere.
 * `old-pod`: the one before it. `schedule`: a node.
 */
export type Waits =
  | 'toleration'
  | 'taint'
  | 'stopped'
  | 'late'
  | 'stays'
  | 'kubelet'
  | 'ending'
  | 'overdue'
  | 'collector'
  | 'actor'
  | 'finalizers'
  | 'attachment'
  | 'old-pod'
  | 'schedule';

export interface PodNow {
  readonly pod: LivePodDetails;
  readonly node: NodeNow | undefined;
  readonly analysis: WorkloadAnalysis | undefined;
  readonly waits: Waits;
  /** When it was deleted, or became what it is. */
  readonly since: number | undefined;
  /** When what it waits for comes; never where nothing brings it. */
  readonly until: Window;
  /** Who brings it, where it is no controller of Kubernetes; or the pod before it. */
  readonly by: string | undefined;
  /** Actors of the cluster whose times are not computed. */
  readonly mayAct: readonly string[];
  readonly volumes: readonly VolumeNow[];
  readonly frees: readonly FreeNow[];
}

export interface VolumeNow {
  readonly claim: string;
  /** The PersistentVolume; `undefined` where the list does not say. */
  readonly volume: string | undefined;
  readonly driver: string | undefined;
  readonly attachments: readonly VolumeAttachment[];
  /** Its node says that it is mounted there; `undefined` where the list does not say. */
  readonly inUse: boolean | undefined;
}

/** A way out, with the names of this incident and in instants. */
export interface FreeNow extends WayOut {
  readonly objectGone: Window;
}

/**
 * `pod`: a pod on the node uses it. `timer`: none does, and it is detached by force. `at-once`, `never`: the same. `driver`:
 * it is to be detached, and its driver has not done it. `kubelet`: its node lives, and unmounts it first. `unknown`: pods are not listed.
 */
export type HeldBecause = 'pod' | 'timer' | 'at-once' | 'never' | 'driver' | 'kubelet' | 'unknown';

/** A volume that is attached to a lost node. */
export interface HeldVolume {
  readonly attachment: VolumeAttachment;
  readonly claim: string | undefined;
  readonly because: HeldBecause;
  /** Why it is held once no pod's object holds it any more. */
  readonly afterwards: HeldBecause;
  /** When the force-detach timer began. */
  readonly since: Window;
  readonly detaches: Window;
  /** Pods on the node that use it, and pods elsewhere that wait for it: `NAMESPACE/NAME`. */
  readonly users: readonly string[];
  readonly wanted: readonly string[];
  readonly inUse: boolean | undefined;
  /** What a force-detach does to a writer that still runs. */
  readonly onForceDetach: readonly string[];
}

/** An object that is not in the list, and what events say of it, in time. */
export interface ToldObject {
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
  readonly events: readonly LiveEvent[];
}

export interface OtherPods {
  readonly node: string;
  readonly terminating: number;
  readonly running: number;
  readonly staying: number;
  /** They would be evicted, were evictions not stopped. */
  readonly stopped: number;
}

/** What was not asked for and would tell more. */
export type MissingKind =
  | 'nodes'
  | 'other-nodes'
  | 'other-namespaces'
  | 'leases'
  | 'pods'
  | 'volumeattachments'
  | 'persistentvolumes'
  | 'version'
  | 'conditions';

/** A node whose clock, or the control plane's, is wrong. */
export interface ClockSkew {
  readonly node: string;
  /** How far it is ahead of the others, at least; milliseconds. */
  readonly aheadMs: number;
}
