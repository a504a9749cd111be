// What only a running cluster says: where its nodes, pods and volumes are just now. Times are milliseconds of the epoch.
import type { Said } from '../text/message.ts';
import type { Location } from './location.ts';
import type { ClusterNode } from './node.ts';
import type { Workload } from './workload.ts';

/** What only a running cluster says of itself. */
export interface LiveFacts extends LiveObjects {
  readonly nodes: readonly ClusterNode[];
}

/** Objects that say what is happening, as far as they were asked for. */
export interface LiveObjects {
  readonly leases: readonly NodeLease[];
  readonly pods: readonly LivePod[];
  readonly attachments: readonly VolumeAttachment[];
  readonly volumes: readonly LiveVolume[];
  readonly claims: readonly LiveClaim[];
  readonly events: readonly LiveEvent[];
  /** Other events were in the list as well. */
  readonly hasOtherEvents: boolean;
  /** The newest time of every clock that wrote in the list. One for each reading; looked for when asked. */
  readonly clocks: readonly (() => readonly ClockTime[])[];
}

/** `kube-node-lease/NODE`. */
export interface NodeLease {
  readonly node: string;
  /** The kubelet's clock. */
  readonly renewed: number | undefined;
  /** It has labels or annotations, which no kubelet writes: `pkg/kubelet/util/nodelease.go` (SetNodeOwnerFunc). */
  readonly isWrittenByOthers?: true;
}

/** A pod, as far as it can be told without parsing it. */
export interface LivePod {
  /** Empty where it is not scheduled. */
  readonly node: string;
  readonly isTerminating: boolean;
  readonly isPending: boolean;
  /** All of it; `undefined` where it cannot be parsed. */
  details(): LivePodDetails | undefined;
}

export interface LivePodDetails extends Location {
  readonly namespace: string;
  readonly name: string;
  readonly node: string;
  readonly phase: string;
  readonly created: number | undefined;
  /** When its grace is over; it was deleted `deletionGraceSeconds` before. */
  readonly deletionTimestamp: number | undefined;
  readonly deletionGraceSeconds: number | undefined;
  readonly finalizers: readonly string[];
  /** What it belongs to: `StatefulSet db`, itself where nothing owns it. */
  readonly root: { readonly kind: string; readonly name: string };
  /** A static pod's mirror, which nobody evicts. */
  readonly isMirror: boolean;
  /** Some container runs, or none does, as last reported; `undefined` where the list of statuses is not there. */
  readonly runs: boolean | undefined;
  /** The pod by itself, with the tolerations that it was admitted with. */
  readonly workload: Workload;
}

export interface VolumeAttachment {
  readonly name: string;
  readonly attacher: string;
  readonly node: string;
  /** Of the PersistentVolume; empty for an inline volume. */
  readonly volume: string;
  readonly isAttached: boolean;
  readonly created: number | undefined;
  readonly deleted: number | undefined;
  /** What the driver said last, where it failed. */
  readonly error: string;
}

/** A PersistentVolume by its names. */
export interface LiveVolume {
  readonly name: string;
  /** As nodes call it: `kubernetes.io/csi/DRIVER^HANDLE`; `undefined` for in-tree volumes. */
  readonly uniqueName: string | undefined;
  readonly claim: { readonly namespace: string; readonly name: string } | undefined;
}

export interface LiveClaim {
  readonly namespace: string;
  readonly name: string;
  readonly volume: string;
}

/** An event that tells of a lost node, an eviction or a volume; of a series the last time. */
export interface LiveEvent {
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
  readonly reason: string;
  readonly message: string;
  /** The component that says so: `node-controller`, `kubelet`. */
  readonly by: string;
  readonly at: number;
}

/** The newest time that a clock wrote. */
export interface ClockTime {
  /** The node whose kubelet wrote it; empty for the control plane. */
  readonly node: string;
  readonly at: number;
  /** What it is, for people: the name of an object or a field, or words of its own. */
  readonly what: Said;
}
