// The attach/detach controller, simulated.
import type { EventQueue, Handle } from './eventQueue.ts';
import type { Random } from './random.ts';
import type { SimulatedSettings } from './simulation.ts';
import { isReachable, type PodRecord } from './world.ts';

/** `pkg/controller/volume/attachdetach/attach_detach_controller.go (ReconcilerMaxWaitForUnmountDuration)`; no flag changes it. */
const MAX_WAIT_FOR_UNMOUNT = 6 * 60_000;

/**
 * The attach/detach controller: when the volumes of a pod are free for its replacement.
 * `pkg/controller/volume/attachdetach/reconciler/reconciler.go (reconcile)`. Attach and detach take no time.
 */
export class AttachDetach {
  private readonly timers = new Map<PodRecord, Handle>();
  /** Their six minutes are over, and their node is well. */
  private readonly elapsed = new Set<PodRecord>();
  /** Pods of whose old attachment a controller that was started anew knows nothing. */
  private readonly forgotten = new Set<PodRecord>();
  private isRunning = true;

  constructor(
    private readonly queue: EventQueue,
    private readonly random: Random,
    private readonly settings: Pick<
      SimulatedSettings,
      'minor' | 'disableForceDetachOnTimeout' | 'outOfServiceDetach' | 'off'
    >,
  ) {}

  /** The object is gone: its volumes are no longer wanted on the old node. */
  podRemoved(pod: PodRecord): void {
    if (!this.isRunning || this.settings.off?.attachDetach || !isGuarded(pod)) return;
    if (isDetachedByLonghorn(pod)) pod.events.longhornDetached ??= this.queue.now;
    if (this.detachesAtOnce(pod)) this.detach(pod);
    else this.startTimer(pod);
  }

  /** The node's taint, its health or the containers' end may let go of volumes that are waited for. */
  recheck(pods: readonly PodRecord[]): void {
    if (!this.isRunning || this.settings.off?.attachDetach) return;
    for (const pod of pods) {
      if (pod.exists || !isGuarded(pod) || pod.events.oldAttachmentRemoved !== undefined) continue;
      if (this.detachesAtOnce(pod) || (this.elapsed.has(pod) && isUnhealthy(pod))) this.detach(pod);
    }
  }

  /** A new controller has forgotten how long the old one had waited; up to 1.37 the attachments of Nodes that are gone, too. */
  restart(pods: readonly PodRecord[]): void {
    this.isRunning = true;
    for (const pod of pods) {
      if (pod.events.oldAttachmentRemoved !== undefined) continue;
      if (!pod.node.exists && this.settings.minor < 38 && this.forgets()) this.forgotten.add(pod);
      if (!pod.exists) this.podRemoved(pod);
    }
  }

  stop(): void {
    this.isRunning = false;
    for (const handle of this.timers.values()) handle.cancel();
    this.timers.clear();
    this.elapsed.clear();
  }

  /** Recorded with 1.37; of older ones nobody knows. */
  private forgets(): boolean {
    return this.settings.minor >= 37 || this.random() < 0.5;
  }

  private detachesAtOnce(pod: PodRecord): boolean {
    const { minor, outOfServiceDetach = minor >= 26 } = this.settings;
    if (this.forgotten.has(pod)) return true;
    if (outOfServiceDetach && pod.node.outOfService) return true;
    if (pod.node.attachmentsDeleted) return true;
    // nodeDelete takes the list of volumes in use away.
    if (minor >= 38 && !pod.node.exists) return true;
    // A kubelet that can be reached unmounts and reports the volume as no longer in use.
    return !pod.containersRun && pod.node.ready === 'True' && isReachable(pod.node, this.queue.now);
  }

  private startTimer(pod: PodRecord): void {
    this.timers.set(
      pod,
      this.queue.at(this.queue.now + MAX_WAIT_FOR_UNMOUNT, () => {
        const { minor, disableForceDetachOnTimeout } = this.settings;
        if (disableForceDetachOnTimeout) return;
        if (minor < 25 || isUnhealthy(pod)) this.detach(pod);
        else this.elapsed.add(pod);
      }),
    );
  }

  private detach(pod: PodRecord): void {
    this.timers.get(pod)?.cancel();
    pod.events.oldAttachmentRemoved ??= this.queue.now;
  }
}

function isUnhealthy({ node }: PodRecord): boolean {
  return node.ready !== 'True' || !node.exists;
}

/** Longhorn has deleted the attachments while the pod was Terminating. */
function isDetachedByLonghorn({ spec: { longhornDeletes, terminationGracePeriodSeconds: grace } }: PodRecord): boolean {
  return longhornDeletes === true && grace > 0;
}

/** One of its volumes is attached to one node at a time. */
function isGuarded({ spec: { volumes = [] } }: PodRecord): boolean {
  return volumes.some(({ attachable, multiAttach }) => attachable && !multiAttach);
}

/**
 * When the replacement can mount the last of the volumes, from what has happened; `undefined`: not yet. Without volumes it waits for none.
 *
 * @param storageCut sessions with the storage have ended
 */
export function secondMount(pod: PodRecord, storageCut: boolean): number | undefined {
  const { replacementCreated, oldAttachmentRemoved, longhornDetached, removed, oldWriterGone } = pod.events;
  const { volumes = [] } = pod.spec;
  const waits: (number | undefined)[] = [replacementCreated];
  for (const { attachable, multiAttach, storage, oncePod, takesOver, longhorn } of volumes) {
    if (oncePod) waits.push(removed);
    if (!attachable) continue;
    // A storage with sessions refuses the second one, however often it is attached.
    if (storage === 'session' && !storageCut) waits.push(oldWriterGone);
    if (multiAttach || takesOver) continue;
    waits.push((longhorn ? longhornDetached : undefined) ?? oldAttachmentRemoved);
    // The provider does not release a disk that is in use.
    if (storage === 'refuses') waits.push(oldWriterGone);
  }
  if (waits.includes(undefined)) return undefined;
  return waits.reduce<number>((last, time) => Math.max(last, time ?? 0), 0);
}

/** The second mount of disks that their provider takes away from the old node ends the old writer. */
export function writerRevoked({ spec: { volumes = [] }, events }: PodRecord): number | undefined {
  const written = volumes.filter(({ isHarmless }) => !isHarmless);
  const revokes = written.every(
    ({ attachable, multiAttach, storage }) => attachable && !multiAttach && storage === 'revokes',
  );
  const { secondMount: mount, oldWriterGone = Number.POSITIVE_INFINITY } = events;
  return written.length > 0 && revokes && mount !== undefined && mount < oldWriterGone ? mount : undefined;
}
