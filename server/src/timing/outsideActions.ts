import type { ControllerInputs } from '../effective/inputs.ts';
import { OUT_OF_SERVICE } from '../kubernetes/taints.ts';
import { isNever, later, NEVER, shift, sooner, type Window } from '../model/window.ts';
import type { Workload } from '../model/workload.ts';
import { matches } from './tolerations.ts';

/** What people or operators do about a lost node, at known times: milliseconds from the silence. */
export interface Interventions {
  /** The pod is deleted with a grace of 0. */
  readonly forceDeletedAt?: number;
  /** The Node object is deleted: by hand, by a cloud's node lifecycle controller, by Cluster API. */
  readonly nodeDeletedAt?: number;
  /** The node gets the taint `node.kubernetes.io/out-of-service`. */
  readonly outOfServiceAt?: number;
  /** Default `NoExecute`, which deletes the pods too. */
  readonly outOfServiceEffect?: 'NoExecute' | 'NoSchedule';
  /**
   * Longhorn's node-down-pod-deletion-policy covers the pod: its volumes are detached as soon as it is Terminating, and it is
   * deleted by force once its grace is over. Source: longhorn-manager controller/kubernetes_pod_controller.go
   * (handlePodDeletionIfNodeDown), since PR #1395
   */
  readonly longhornDeletes?: boolean;
  /** The node is fenced: its processes are gone, or cut off from the storage, by then. */
  readonly writerGoneBy?: number;
}

/** What the interventions does to one pod. */
export interface PodInterventions {
  /** A deletion that comes from the interventions. */
  readonly deletion: Window;
  /** The object's removal by somebody other than the node's kubelet. */
  readonly removal: Window;
}

/** `gcCheckPeriod`: pkg/controller/podgc/gc_controller.go. */
const COLLECTOR_PERIOD = 20_000;
/** `quarantineTime`, since 1.17. */
const QUARANTINE = 40_000;
const QUARANTINE_SINCE = 17;

/** When the pod garbage collector removes the pods of a Node that was deleted. Source: gc_controller.go (gcOrphaned) */
export function orphanRemoval(nodeDeletedAt: number, controller: ControllerInputs): Window {
  if (!controller.podGarbageCollector) return NEVER;
  const deleted = { earliest: nodeDeletedAt, latest: nodeDeletedAt };
  return controller.minor >= QUARANTINE_SINCE
    ? shift(deleted, QUARANTINE, QUARANTINE + 2 * COLLECTOR_PERIOD)
    : shift(deleted, 0, COLLECTOR_PERIOD);
}

/**
 * When the pod garbage collector removes a Terminating pod of a node with the out-of-service taint that is not Ready.
 *
 * Source: gc_controller.go (gcTerminating); gate NodeOutOfServiceVolumeDetach
 */
export function outOfServiceRemoval(
  taintedAt: number,
  deletion: Window,
  notReady: Window,
  controller: ControllerInputs,
): Window {
  if (!controller.podGarbageCollector || !controller.outOfServiceDetach) return NEVER;
  const tainted = { earliest: taintedAt, latest: taintedAt };
  return shift([deletion, notReady].reduce(later, tainted), 0, COLLECTOR_PERIOD);
}

/**
 * @param eviction by the controllers, without the interventions
 * @param graceMs of the pod
 */
export function intervene(
  interventions: Interventions,
  workload: Workload,
  eviction: Window,
  notReady: Window,
  controller: ControllerInputs,
  graceMs = 0,
): PodInterventions {
  const removals: Window[] = [];
  const deletions: Window[] = [];
  if (interventions.forceDeletedAt !== undefined) {
    removals.push({ earliest: interventions.forceDeletedAt, latest: interventions.forceDeletedAt });
  }
  if (interventions.nodeDeletedAt !== undefined) removals.push(orphanRemoval(interventions.nodeDeletedAt, controller));
  if (interventions.outOfServiceAt !== undefined) {
    const tainted = { earliest: interventions.outOfServiceAt, latest: interventions.outOfServiceAt };
    const deletes =
      interventions.outOfServiceEffect !== 'NoSchedule' && controller.taintEviction && !toleratesIt(workload);
    if (deletes) deletions.push(tainted);
    const deletion = deletes ? sooner(eviction, tainted) : eviction;
    if (!isNever(deletion))
      removals.push(outOfServiceRemoval(interventions.outOfServiceAt, deletion, notReady, controller));
  }
  if (interventions.longhornDeletes && !isNever(eviction)) removals.push(shift(eviction, graceMs));
  return {
    deletion: [...deletions, ...removals].reduce(sooner, NEVER),
    removal: removals.reduce(sooner, NEVER),
  };
}

function toleratesIt({ kind, pod }: Workload): boolean {
  if (kind === 'DaemonSet') return false;
  return pod.tolerations.known && pod.tolerations.value.some((one) => matches(one, OUT_OF_SERVICE) !== 'no');
}
