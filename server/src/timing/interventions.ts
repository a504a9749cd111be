// What people and operators do about a lost node, and what that does to a pod and its volumes.
import type { ControllerInputs } from '../effective/inputs.ts';
import { OUT_OF_SERVICE } from '../kubernetes/taints.ts';
import { isNever, NEVER, type Window } from '../model/window.ts';
import type { Workload } from '../model/workload.ts';
import { type Interventions, type Time, windowOf } from './outsideHelp.ts';
import { delayed, type Restart, waited } from './restart.ts';
import { matches } from './tolerations.ts';
import { later, shift, sooner } from './windows.ts';

/** What the interventions do to one pod. */
export interface PodInterventions {
  /** A deletion that comes from them. */
  readonly deletion: Window;
  /** The same of those who do not know whether the old pod still runs. */
  readonly blindDeletion: Window;
  /** The object's removal by somebody other than the node's kubelet, who does not know whether the old pod still runs; */
  readonly removal: Window;
  /** and by somebody who removes it only once the old pod is surely gone. */
  readonly fencedRemoval: Window;
  /** That part of each which pod garbage collection does for the out-of-service taint of a Node that is there. */
  readonly taintRemoval: { readonly blind: Window; readonly fenced: Window };
  /** Longhorn's removal, of pods whose node is down. */
  readonly longhornRemoval: Window;
  /** When the node has the out-of-service taint. */
  readonly outOfService: Window;
  /** When the Node object is gone. */
  readonly nodeDeleted: Window;
  /** When the node's VolumeAttachments are gone. */
  readonly attachmentsDeleted: Window;
  /** By when the old writer is gone. */
  readonly writerGone: Window;
}

/** `gcCheckPeriod`: pkg/controller/podgc/gc_controller.go. */
const COLLECTOR_PERIOD = 20_000;
/** `quarantineTime`, since 1.17. */
const QUARANTINE = 40_000;
const QUARANTINE_SINCE = 17;

/** When the pod garbage collector removes the pods of a Node that was deleted. Source: gc_controller.go (gcOrphaned) */
export function orphanRemoval(nodeDeletedAt: Time, controller: ControllerInputs, restart?: Restart): Window {
  if (!controller.podGarbageCollector) return NEVER;
  const deleted = windowOf(nodeDeletedAt);
  return controller.minor >= QUARANTINE_SINCE
    ? waited(deleted, QUARANTINE, QUARANTINE + 2 * COLLECTOR_PERIOD, restart)
    : waited(deleted, 0, COLLECTOR_PERIOD, restart);
}

/**
 * When the pod garbage collector removes a Terminating pod of a node with the out-of-service taint that is not Ready.
 *
 * Source: gc_controller.go (gcTerminating); gate NodeOutOfServiceVolumeDetach
 */
function outOfServiceRemoval(
  taintedAt: Time,
  deletion: Window,
  notReady: Window,
  controller: ControllerInputs,
  restart: Restart | undefined,
): Window {
  if (!controller.podGarbageCollector || !controller.outOfServiceDetach) return NEVER;
  return waited([deletion, notReady].reduce(later, windowOf(taintedAt)), 0, COLLECTOR_PERIOD, restart);
}

/**
 * What one set of interventions does to a pod, to be put together with others (`together`).
 *
 * @param eviction by the controllers, without them
 * @param graceMs of the pod
 */
export function interventionOf(
  interventions: Interventions,
  workload: Workload,
  eviction: Window,
  notReady: Window,
  controller: ControllerInputs,
  graceMs = 0,
  restart?: Restart,
): PodInterventions {
  const { forceDeletedAt, podDeletedAt, nodeDeletedAt, outOfServiceAt, writerGoneBy, fencesFirst } = interventions;
  const removals: Window[] = [];
  let collected = NEVER;
  const deletions: Window[] = [];
  if (podDeletedAt !== undefined) {
    removals.push(windowOf(podDeletedAt));
    deletions.push(windowOf(podDeletedAt));
  }
  if (interventions.drainedAt !== undefined) deletions.push(windowOf(interventions.drainedAt));
  if (nodeDeletedAt !== undefined) {
    const orphaned = orphanRemoval(nodeDeletedAt, controller, restart);
    removals.push(orphaned);
    deletions.push(orphaned);
  }
  if (outOfServiceAt !== undefined) {
    const tainted = delayed(windowOf(outOfServiceAt), restart);
    const deletes =
      interventions.outOfServiceEffect !== 'NoSchedule' && controller.taintEviction && !toleratesIt(workload);
    if (deletes) deletions.push(tainted);
    const deletion = deletes ? sooner(eviction, tainted) : eviction;
    if (!isNever(deletion)) collected = outOfServiceRemoval(outOfServiceAt, deletion, notReady, controller, restart);
  }
  const terminating = deletions.reduce(sooner, eviction);
  if (forceDeletedAt !== undefined) removals.push(whereTerminating(windowOf(forceDeletedAt), terminating));
  const byLonghorn =
    interventions.longhornDeletes && !isNever(eviction) ? later(shift(eviction, graceMs), notReady) : NEVER;
  const removal = removals.reduce(sooner, NEVER);
  const deleted = deletions.reduce(sooner, NEVER);
  const drained = interventions.drainedAt === undefined ? NEVER : windowOf(interventions.drainedAt);
  return {
    deletion: deleted,
    // A Machine is drained before its instance ends.
    blindDeletion: fencesFirst ? drained : deleted,
    removal: fencesFirst ? NEVER : removal,
    fencedRemoval: fencesFirst ? removal : NEVER,
    longhornRemoval: byLonghorn,
    taintRemoval: { blind: fencesFirst ? NEVER : collected, fenced: fencesFirst ? collected : NEVER },
    outOfService: outOfServiceAt !== undefined && controller.outOfServiceDetach ? windowOf(outOfServiceAt) : NEVER,
    nodeDeleted: nodeDeletedAt === undefined ? NEVER : windowOf(nodeDeletedAt),
    attachmentsDeleted:
      interventions.attachmentsDeletedAt === undefined ? NEVER : windowOf(interventions.attachmentsDeletedAt),
    writerGone:
      writerGoneBy === undefined || isNever(windowOf(writerGoneBy))
        ? NEVER
        : { earliest: 0, latest: windowOf(writerGoneBy).latest },
  };
}

/** What one set of interventions does alone. */
export function intervene(...given: Parameters<typeof interventionOf>): PodInterventions {
  return together([interventionOf(...given)]);
}

/** Several, each by itself: whoever comes first. */
export function together(all: readonly PodInterventions[]): PodInterventions {
  const first = (pick: (one: PodInterventions) => Window) => all.map(pick).reduce(sooner, NEVER);
  const nodeDeleted = first((one) => one.nodeDeleted);
  const longhornRemoval = first((one) => one.longhornRemoval);
  const taintRemoval = {
    blind: whileThere(
      first((one) => one.taintRemoval.blind),
      nodeDeleted,
    ),
    fenced: whileThere(
      first((one) => one.taintRemoval.fenced),
      nodeDeleted,
    ),
  };
  return {
    deletion: first(({ deletion }) => deletion),
    blindDeletion: first(({ blindDeletion }) => blindDeletion),
    removal: [first(({ removal }) => removal), taintRemoval.blind, longhornRemoval].reduce(sooner),
    longhornRemoval,
    fencedRemoval: sooner(
      first(({ fencedRemoval }) => fencedRemoval),
      taintRemoval.fenced,
    ),
    taintRemoval,
    outOfService: first(({ outOfService }) => outOfService),
    nodeDeleted,
    attachmentsDeleted: first(({ attachmentsDeleted }) => attachmentsDeleted),
    writerGone: first(({ writerGone }) => writerGone),
  };
}

/** The part of a window in which the Node object is there: nothing is written to one that is gone. */
export function whileThere(window: Window, nodeDeleted: Window): Window {
  if (window.latest <= nodeDeleted.earliest) return window;
  return window.earliest > nodeDeleted.latest ? NEVER : { ...window, latest: Number.POSITIVE_INFINITY };
}

/** What is done at a time to pods that are Terminating by then; where they may or may not be, perhaps never. */
function whereTerminating(done: Window, terminating: Window): Window {
  if (terminating.earliest > done.latest) return NEVER;
  return terminating.latest <= done.earliest ? done : { earliest: done.earliest, latest: Number.POSITIVE_INFINITY };
}

function toleratesIt({ kind, pod }: Workload): boolean {
  if (kind === 'DaemonSet') return false;
  return pod.tolerations.known && pod.tolerations.value.some((one) => matches(one, OUT_OF_SERVICE) !== 'no');
}
