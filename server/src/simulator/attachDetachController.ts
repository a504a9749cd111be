import type { EventQueue, Handle } from './eventQueue.ts';
import type { PodRecord } from './world.ts';

/** `pkg/controller/volume/attachdetach/attach_detach_controller.go (ReconcilerMaxWaitForUnmountDuration)`; no flag changes it. */
const MAX_WAIT_FOR_UNMOUNT = 6 * 60_000;

/**
 * The attach/detach controller, for pods with one volume each: when the replacement may mount it.
 * `pkg/controller/volume/attachdetach/reconciler/reconciler.go (reconcile)`. Attach and detach take no time.
 */
export class AttachDetach {
  private readonly timers = new Map<PodRecord, Handle>();

  constructor(
    private readonly queue: EventQueue,
    private readonly minor: number,
    private readonly disableForceDetachOnTimeout: boolean,
  ) {}

  /** The object is gone: the volume is no longer wanted on the old node. */
  podRemoved(pod: PodRecord): void {
    const { volume } = pod.spec;
    if (volume === undefined) return;
    if (!volume.attachable) return;
    if (this.detachesAtOnce(pod)) this.detach(pod);
    else this.startTimer(pod);
  }

  /** The node's taint or the containers' end may let go of volumes that are waited for. */
  recheck(pods: readonly PodRecord[]): void {
    for (const pod of pods)
      if (!pod.exists && pod.events.oldAttachmentRemoved === undefined && this.detachesAtOnce(pod)) this.detach(pod);
  }

  /** A new controller has forgotten how long the old one had waited. */
  restart(pods: readonly PodRecord[]): void {
    for (const handle of this.timers.values()) handle.cancel();
    this.timers.clear();
    for (const pod of pods) if (!pod.exists && pod.events.oldAttachmentRemoved === undefined) this.podRemoved(pod);
  }

  stop(): void {
    for (const handle of this.timers.values()) handle.cancel();
  }

  private detachesAtOnce(pod: PodRecord): boolean {
    if (this.minor >= 26 && pod.node.outOfService) return true;
    // nodeDelete takes the list of volumes in use away.
    if (this.minor >= 38 && !pod.node.exists) return true;
    // A kubelet that can be reached unmounts and reports the volume as no longer in use.
    return !pod.containersRun && pod.node.ready === 'True';
  }

  private startTimer(pod: PodRecord): void {
    this.timers.set(
      pod,
      this.queue.at(this.queue.now + MAX_WAIT_FOR_UNMOUNT, () => {
        const unhealthy = pod.node.ready !== 'True' || !pod.node.exists;
        if (this.disableForceDetachOnTimeout || (this.minor >= 25 && !unhealthy)) return;
        this.detach(pod);
      }),
    );
  }

  private detach(pod: PodRecord): void {
    this.timers.get(pod)?.cancel();
    pod.events.oldAttachmentRemoved ??= this.queue.now;
  }
}

/** When the replacement can mount the volume, from what has happened; `undefined`: not yet. */
export function secondMount(pod: PodRecord): number | undefined {
  const { replacementCreated, oldAttachmentRemoved } = pod.events;
  const { volume } = pod.spec;
  if (volume === undefined || replacementCreated === undefined) return undefined;
  if (!volume.attachable || volume.multiAttach) return replacementCreated;
  if (oldAttachmentRemoved === undefined) return undefined;
  const free = Math.max(replacementCreated, oldAttachmentRemoved);
  if (volume.storage !== 'refuses') return free;
  // The provider does not release a disk that is in use; a storage with sessions refuses the second one.
  const { oldWriterGone } = pod.events;
  return oldWriterGone === undefined ? undefined : Math.max(free, oldWriterGone);
}

/** The second mount of a disk that its provider takes away from the old node ends the old writer. */
export function writerRevoked({ spec, events }: PodRecord): number | undefined {
  const { volume } = spec;
  const revokes = volume?.attachable === true && !volume.multiAttach && volume.storage === 'revokes';
  return revokes && events.oldWriterGone === undefined ? events.secondMount : undefined;
}
