// The taint eviction controller, simulated.
import type { EventQueue, Handle } from './eventQueue.ts';
import type { SimulatedToleration } from './simulation.ts';
import type { NodeRecord, PodRecord } from './world.ts';

interface Taint {
  readonly key: string;
  readonly effect: string;
}

/**
 * Deletes the pods of nodes with NoExecute taints when their tolerations have run out. The countdown is in memory and
 * starts when the controller sees the taint: `pkg/controller/tainteviction/taint_eviction.go (processPodOnNode)`.
 */
export class TaintEviction {
  private readonly scheduled = new Map<PodRecord, Handle>();

  constructor(
    private readonly queue: EventQueue,
    private readonly pods: readonly PodRecord[],
    private readonly deletePod: (pod: PodRecord) => void,
  ) {}

  handleNode(node: NodeRecord): void {
    const taints = noExecuteTaints(node);
    for (const pod of this.pods) if (pod.node === node) this.handlePod(pod, taints);
  }

  stop(): void {
    for (const handle of this.scheduled.values()) handle.cancel();
    this.scheduled.clear();
  }

  private handlePod(pod: PodRecord, taints: readonly Taint[]): void {
    if (!pod.exists) return;
    if (taints.length === 0) {
      this.cancel(pod);
      return;
    }
    const delay = tolerated(taints, pod.spec.tolerations);
    if (delay === 0) {
      this.cancel(pod);
      this.deletePod(pod);
    } else if (delay === Number.POSITIVE_INFINITY) {
      this.cancel(pod);
    } else if (!this.scheduled.has(pod)) {
      this.scheduled.set(
        pod,
        this.queue.at(this.queue.now + delay, () => {
          this.scheduled.delete(pod);
          if (pod.exists) this.deletePod(pod);
        }),
      );
    }
  }

  private cancel(pod: PodRecord): void {
    this.scheduled.get(pod)?.cancel();
    this.scheduled.delete(pod);
  }
}

function noExecuteTaints(node: NodeRecord): Taint[] {
  const taints: Taint[] = [];
  if (node.noExecute !== undefined) taints.push({ key: `node.kubernetes.io/${node.noExecute}`, effect: 'NoExecute' });
  if (node.outOfService && node.spec.outOfServiceEffect !== 'NoSchedule')
    taints.push({ key: 'node.kubernetes.io/out-of-service', effect: 'NoExecute' });
  return taints;
}

/** Milliseconds for which all taints are tolerated; 0: not at all; Infinity: for ever. */
function tolerated(taints: readonly Taint[], tolerations: readonly SimulatedToleration[]): number {
  let shortest = Number.POSITIVE_INFINITY;
  for (const taint of taints) {
    const first = tolerations.find((toleration) => matches(toleration, taint));
    if (first === undefined) return 0;
    if (first.tolerationSeconds !== undefined)
      shortest = Math.min(shortest, Math.max(0, first.tolerationSeconds * 1000));
  }
  return shortest;
}

/** `staging/src/k8s.io/api/core/v1/toleration.go (ToleratesTaint)`; the controllers' taints have no value. */
function matches(toleration: SimulatedToleration, taint: Taint): boolean {
  if (toleration.effect !== undefined && toleration.effect !== '' && toleration.effect !== taint.effect) return false;
  if (toleration.key !== undefined && toleration.key !== '' && toleration.key !== taint.key) return false;
  return toleration.operator === 'Exists' || (toleration.value ?? '') === '';
}
