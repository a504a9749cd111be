// From the DELETE of a pod to the end of its object and of its containers, simulated.
import type { EventQueue, Handle } from './eventQueue.ts';
import type { Random } from './random.ts';
import type { SimulatedPod } from './simulation.ts';
import { isReachable, type NodeRecord, type PodRecord } from './world.ts';

/** `pkg/controller/podgc/gc_controller.go (gcCheckPeriod, quarantineTime)` */
const GC_PERIOD = 20_000;
const GC_QUARANTINE = 40_000;
/** The quarantine ends about when the second pass after it began comes: either may be first. */
const GC_RACE = 4;

/**
 * From the DELETE of a pod to the end of its object and of its containers: API server, kubelet, pod garbage collector,
 * and the workload controller that makes the replacement.
 */
export class PodLifecycle {
  private readonly notReadyAt = new Map<PodRecord, number>();
  private readonly quarantined = new Map<NodeRecord, number>();
  private collector: Handle | undefined;
  /** Replacements that nobody makes while no controller manager runs. */
  private readonly due = new Set<PodRecord>();
  private isManaged = true;
  /** Called when an object is gone. */
  onRemoved: (pod: PodRecord) => void = () => {};
  /** Called when the old containers have ended. */
  onContainersEnded: (pod: PodRecord) => void = () => {};

  constructor(
    private readonly queue: EventQueue,
    private readonly pods: readonly PodRecord[],
    private readonly minor: number,
    private readonly random: Random,
    private readonly outOfServiceDetach: boolean = minor >= 26,
  ) {}

  /** A controller manager works from now on. */
  resume(): void {
    this.isManaged = true;
    for (const pod of this.due) this.createReplacement(pod);
    this.due.clear();
  }

  pause(): void {
    this.isManaged = false;
  }

  /** A DELETE with a grace of 0, of a pod that is Terminating or of any. */
  deleteByForce(pod: PodRecord, onlyTerminating: boolean): void {
    if (!pod.exists || (onlyTerminating && pod.events.deletion === undefined)) return;
    if (pod.events.deletion === undefined) {
      pod.events.deletion = this.queue.now;
      this.replaceDeleted(pod);
    }
    this.removeByForce(pod);
  }

  /** Starts the garbage collector; a collector that runs is stopped first. */
  startCollector(): void {
    this.stopCollector();
    this.quarantined.clear();
    const tick = () => {
      this.collect();
      this.collector = this.queue.at(this.queue.now + GC_PERIOD + this.random(), tick);
    };
    this.collector = this.queue.at(this.queue.now + this.random() * GC_PERIOD, tick);
  }

  stopCollector(): void {
    this.collector?.cancel();
  }

  markNotReady(node: NodeRecord): void {
    for (const pod of this.pods) {
      if (pod.node !== node) continue;
      this.notReadyAt.set(pod, this.queue.now);
      const { deletion = Number.POSITIVE_INFINITY } = pod.events;
      const isOver = deletion + pod.spec.terminationGracePeriodSeconds * 1_000 <= this.queue.now;
      if (pod.spec.longhornDeletes && isOver) this.removeByForce(pod);
    }
  }

  /** A plain DELETE: grace is the pod's own. `pkg/registry/core/pod/strategy.go (CheckGracefulDelete)` */
  delete(pod: PodRecord): void {
    if (!pod.exists || pod.events.deletion !== undefined) return;
    pod.events.deletion = this.queue.now;
    this.replaceDeleted(pod);
    const { terminationGracePeriodSeconds: grace, longhornDeletes } = pod.spec;
    if (grace === 0 && !pod.spec.keepsObject) this.remove(pod);
    else if (this.reachable(pod.node)) this.terminateOnNode(pod);
    if (longhornDeletes) this.queue.at(this.queue.now + grace * 1_000, () => this.removeIfDown(pod));
  }

  /** Longhorn removes pods of nodes that are down only. */
  private removeIfDown(pod: PodRecord): void {
    if (pod.node.ready !== 'True') this.removeByForce(pod);
  }

  /** No force removes an object that a finalizer keeps. */
  private removeByForce(pod: PodRecord): void {
    if (!pod.spec.keepsObject) this.remove(pod);
  }

  /** Controllers that do not wait for the object to go. */
  private replaceDeleted(pod: PodRecord): void {
    if (pod.spec.controller === 'ReplicaSet') this.createReplacement(pod);
    if (pod.spec.controller === 'Job') this.replaceJobPod(pod);
    this.awaitNextRun(pod, 'deleted');
  }

  /** The Job has failed: `pkg/controller/job/job_controller.go (enactJobFinished)`. */
  private awaitNextRun(pod: PodRecord, happened: 'deleted' | 'removed'): void {
    const { nextRun } = pod.spec;
    if (nextRun?.once !== happened) return;
    this.queue.at(this.queue.now + this.random() * nextRun.within, () => this.startNextRun(pod, nextRun));
  }

  /** A CronJob's schedule: `pkg/controller/cronjob/cronjob_controllerv2.go (syncCronJob)`. */
  startNextRun(pod: PodRecord, { deletesPod, isPinned }: NonNullable<SimulatedPod['nextRun']>): void {
    if (deletesPod) this.delete(pod);
    if (isPinned !== true) this.createReplacement(pod);
  }

  /** The node is back: its kubelet ends what should not run any more, each with its full grace. */
  nodeReturns(node: NodeRecord): void {
    for (const pod of this.pods)
      if (pod.node === node && (pod.events.deletion !== undefined || !pod.exists)) this.terminateOnNode(pod);
  }

  remove(pod: PodRecord): void {
    if (!pod.exists) return;
    pod.exists = false;
    pod.events.removed = this.queue.now;
    if (pod.spec.controller === 'StatefulSet') this.createReplacement(pod);
    this.awaitNextRun(pod, 'removed');
    this.onRemoved(pod);
    if (this.reachable(pod.node)) this.terminateOnNode(pod);
  }

  endContainers(pod: PodRecord): void {
    if (!pod.containersRun) return;
    pod.containersRun = false;
    pod.events.oldWriterGone = this.queue.now;
    this.onContainersEnded(pod);
  }

  private terminateOnNode(pod: PodRecord): void {
    const grace = Math.max(1, pod.spec.terminationGracePeriodSeconds) * 1000;
    this.queue.at(this.queue.now + grace, () => {
      this.endContainers(pod);
      this.remove(pod);
    });
  }

  private createReplacement(pod: PodRecord): void {
    if (this.isManaged) pod.events.replacementCreated ??= this.queue.now;
    else this.due.add(pod);
  }

  /** `pkg/controller/job/backoff_utils.go`: the first failure counts 10 s from the pod's Ready=False (≥ 1.28). */
  private replaceJobPod(pod: PodRecord): void {
    const notBefore = this.minor >= 28 ? (this.notReadyAt.get(pod) ?? this.queue.now) + 10_000 : this.queue.now;
    this.queue.at(notBefore, () => this.createReplacement(pod));
  }

  private collect(): void {
    for (const pod of this.pods) {
      if (!pod.exists) continue;
      if (!pod.node.exists) this.collectOrphan(pod);
      else if (
        this.outOfServiceDetach &&
        pod.node.outOfService &&
        pod.node.ready !== 'True' &&
        pod.events.deletion !== undefined
      )
        this.remove(pod);
    }
  }

  private collectOrphan(pod: PodRecord): void {
    const until = this.quarantined.get(pod.node);
    if (this.minor >= 17 && until === undefined) {
      this.quarantined.set(pod.node, this.queue.now + GC_QUARANTINE + this.random() * GC_RACE);
      return;
    }
    if (until !== undefined && this.queue.now < until) return;
    pod.events.deletion ??= this.queue.now;
    this.remove(pod);
    this.replaceDeleted(pod);
  }

  private reachable(node: NodeRecord): boolean {
    return isReachable(node, this.queue.now);
  }
}
