// When a pod is evicted, from the detection on.
import type { ControllerInputs } from '../effective/inputs.ts';
import { NEVER, type Window } from '../model/window.ts';
import type { Heartbeat } from './analysis.ts';
import { roundUp } from './heartbeat.ts';
import { shift } from './windows.ts';

/** `scheduler.NodeEvictionPeriod`: how often the queue of nodes to taint is looked at. */
export const QUEUE_PERIOD = 100;

/**
 * N: from Unknown to the queue. Up to 1.33 a pass goes by the condition that it found, so the node is queued by the next;
 * since 1.34 (PR #120816) by the one that it has just written.
 *
 * Source: pkg/controller/nodelifecycle/node_lifecycle_controller.go (monitorNodeHealth, processTaintBaseEviction)
 */
export function queueDelay({ minor, monitorPeriod }: ControllerInputs): number {
  return minor >= 34 ? 0 : Math.max(monitorPeriod, 0);
}

/**
 * How long the i-th node of a zone waits for its token: the bucket holds one and is born full, so the first waits for
 * none, whatever the rate, and with a rate of zero or less every other waits for ever.
 *
 * Source: pkg/controller/nodelifecycle/scheduler/rate_limited_queue.go; EvictionRateLimiterBurst = 1
 */
export function tokenWait(nthNode: number, rate: number): number {
  if (nthNode <= 1) return 0;
  if (!(rate > 0)) return Number.POSITIVE_INFINITY;
  return ((nthNode - 1) * 1_000) / rate;
}

/**
 * Since 1.34 the queue may be emptied before the controller's cache shows the condition just written: the node is dropped
 * with its token spent, queued again by the next pass, and waits for the next token. Rare (3 of 407 recorded), so that the
 * windows leave it out.
 *
 * Source: node_lifecycle_controller.go (doNoExecuteTaintingPass), rate_limited_queue.go (Try)
 * @returns `undefined` up to 1.33; `Infinity` where no second token comes
 */
export function lostToken({ minor, monitorPeriod, evictionRate }: ControllerInputs): number | undefined {
  if (minor < 34) return undefined;
  return Math.max(monitorPeriod, evictionRate > 0 ? 1_000 / evictionRate : Number.POSITIVE_INFINITY);
}

/** When the node gets its NoExecute taint. */
export function taint(controller: ControllerInputs, detected: Window, nthNode = 1): Window {
  if (!controller.taintBasedEvictions) return NEVER;
  const delay = queueDelay(controller) + tokenWait(nthNode, controller.evictionRate);
  return shift(detected, delay, delay + QUEUE_PERIOD);
}

/** When a node that reports Ready=False gets its NoExecute taint: it is queued in the very pass that sees it, in all versions. */
export function taintOfNotReady(controller: ControllerInputs, seen: Window): Window {
  return controller.taintBasedEvictions ? shift(seen, 0, QUEUE_PERIOD) : NEVER;
}

/** Seconds that a pod may stay on the tainted node. `null`: for ever. A span: a number that is not known. */
export type StaySeconds = number | null | { readonly from: number; readonly to: number };

/** When taint eviction deletes the pod. The count starts when the controller sees the taint. */
export function taintEviction(controller: ControllerInputs, tainted: Window, stay: StaySeconds): Window {
  if (stay === null || !controller.taintEviction) return NEVER;
  const { from, to } = typeof stay === 'number' ? { from: stay, to: stay } : stay;
  return shift(tainted, Math.max(0, from) * 1_000, Math.max(0, to) * 1_000);
}

/**
 * When the node controller deletes the pods of a node that is Unknown, without taints: --pod-eviction-timeout counts from
 * the last heartbeat that was seen, like the grace, and the node must have been Unknown in a pass before.
 *
 * Source: node_lifecycle_controller.go (processNoTaintBaseEviction), 1.18–1.26; before it (monitorNodeStatus)
 */
export function legacyEviction(
  controller: ControllerInputs,
  beat: Heartbeat,
  extraPeriod: boolean,
  nthNode = 1,
): Window {
  if (!controller.nodeLifecycle) return NEVER;
  const period = Math.max(controller.monitorPeriod, 0);
  const silence = Math.max(
    roundUp(controller.podEvictionTimeout, period),
    roundUp(controller.gracePeriod, period) + period,
  );
  const wait = tokenWait(nthNode, controller.evictionRate);
  return {
    earliest: Math.max(0, silence - beat.maxMs) + wait,
    latest: period + silence + (extraPeriod ? period : 0) + QUEUE_PERIOD + wait,
  };
}

/**
 * The eviction of pods whose Node is deleted meanwhile: one that is not tainted by then never is, and only the garbage
 * collector deletes its pods. Timers that run already go on (recorded: 1.37.2, Node deleted before its detection).
 * Source: pkg/controller/tainteviction/taint_eviction.go (handleNodeUpdate)
 *
 * @param tainted when the eviction's count begins
 */
export function evictionBesideDeletion(eviction: Window, tainted: Window, nodeDeleted: Window): Window {
  if (nodeDeleted.earliest >= tainted.latest) return eviction;
  return nodeDeleted.latest <= tainted.earliest ? NEVER : { ...eviction, latest: Number.POSITIVE_INFINITY };
}
