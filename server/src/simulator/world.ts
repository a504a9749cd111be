// The objects of a simulation, as the API server and the machines hold them.
import type { NodeEvents, PodEvents, SimulatedNode, SimulatedPod } from './simulation.ts';

export type Ready = 'True' | 'False' | 'Unknown';
export type NoExecuteTaint = 'unreachable' | 'not-ready';

/** A Node object and its lease, as the API server holds them. */
export class NodeRecord {
  /** Condition Ready; `undefined` until a status was posted. */
  ready: Ready | undefined;
  /** `lastHeartbeatTime` of the condition: whole seconds, as the API keeps it. */
  heartbeat = Number.NEGATIVE_INFINITY;
  leaseRenewed: number | undefined;
  noExecute: NoExecuteTaint | undefined;
  outOfService = false;
  /** Its VolumeAttachments were. */
  attachmentsDeleted = false;
  exists: boolean;
  readonly events: NodeEvents = {
    readyUnknown: [],
    readyTrue: [],
    readyFalse: [],
    noExecuteAdded: [],
    noExecuteRemoved: [],
  };

  constructor(readonly spec: SimulatedNode) {
    this.exists = spec.createdAt === undefined;
    if (spec.neverPostsStatus !== true) this.ready = 'True';
  }

  /** A status of the kubelet arrives. */
  post(at: number, ready: Ready): void {
    if (this.ready !== ready && this.ready !== undefined)
      (ready === 'True' ? this.events.readyTrue : this.events.readyFalse).push(at);
    this.ready = ready;
    this.heartbeat = Math.floor(at / 1000) * 1000;
  }
}

/** A Pod object and its containers. */
export class PodRecord {
  exists = true;
  containersRun = true;
  readonly events: PodEvents = {};

  constructor(
    readonly spec: SimulatedPod,
    readonly node: NodeRecord,
  ) {}
}

/** Whether the API server and the node's kubelet reach each other. */
export function isReachable({ spec: { silentAt, backAt } }: NodeRecord, now: number): boolean {
  if (silentAt === undefined || now < silentAt) return true;
  return backAt !== undefined && now >= backAt;
}
