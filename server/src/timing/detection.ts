// When Ready becomes Unknown, from the silence on.
import { HTTP2_TIMEOUT } from '../effective/deadConnection.ts';
import type { ControllerInputs } from '../effective/inputs.ts';
import type { DetectionWindow, Window } from '../model/window.ts';
import { NEVER } from '../model/window.ts';
import type { Heartbeat } from './analysis.ts';
import { roundUp } from './heartbeat.ts';

const NEVER_DETECTED: DetectionWindow = { ...NEVER, typical: Number.POSITIVE_INFINITY };

/**
 * ⌈G⌉P: how long a node must have been silent, as seen by passes that are P apart. G rounded up to a multiple of P; the
 * tie costs nothing, since the pause of P starts when a pass has ended.
 *
 * Source: pkg/controller/nodelifecycle/node_lifecycle_controller.go (Run, tryUpdateNodeHealth);
 * staging/src/k8s.io/apimachinery/pkg/util/wait/backoff.go (BackoffUntil, sliding)
 */
export function effectiveGrace(gracePeriod: number, monitorPeriod: number): number {
  return roundUp(gracePeriod, monitorPeriod);
}

/**
 * When Ready becomes Unknown, from the silence on. The last heartbeat was sent up to one interval before it and seen
 * up to one period after that. A status seen in a pass without a lease renewal loses the saved lease, so that the next
 * pass starts the grace anew: one period more, rare where statuses are.
 *
 * Source: node_lifecycle_controller.go (tryUpdateNodeHealth), since 1.14 with leases
 */
export function detection(controller: ControllerInputs, beat: Heartbeat, kubeletHasLease: boolean): DetectionWindow {
  if (!controller.nodeLifecycle) return NEVER_DETECTED;
  const period = Math.max(controller.monitorPeriod, 0);
  const grace = effectiveGrace(controller.gracePeriod, period);
  const typical = period + grace;
  return {
    earliest: Math.max(0, grace - beat.maxMs),
    typical,
    latest: typical + (extraPeriod(controller, kubeletHasLease) ? period : 0),
  };
}

/** Whether a status written just before the silence can cost one more period. */
export function extraPeriod(controller: ControllerInputs, kubeletHasLease: boolean): boolean {
  return controller.leaseEnabled && kubeletHasLease;
}

/**
 * When a Node that never posted a status becomes Unknown, from its creation on: creation times are whole seconds, so up to
 * one second early. It has no Ready condition, so the start-up grace counts. Never, while its lease is renewed.
 */
export function neverPostedDetection(controller: ControllerInputs, leaseRenewed: boolean): Window {
  if (!controller.nodeLifecycle || (leaseRenewed && controller.leaseEnabled)) return NEVER;
  const grace = Math.max(controller.startupGracePeriod, 0);
  return { earliest: Math.max(0, grace - 1_000), latest: grace + Math.max(controller.monitorPeriod, 0) };
}

/**
 * When a kubelet that reports Ready=False itself (a shutdown) is seen, from its report on: by the next pass.
 * Source: pkg/kubelet/nodestatus/setters.go (ReadyCondition)
 */
export function reportedNotReady(controller: ControllerInputs): DetectionWindow {
  if (!controller.nodeLifecycle) return NEVER_DETECTED;
  const period = Math.max(controller.monitorPeriod, 0);
  return { earliest: 0, typical: period, latest: period };
}

/**
 * Whether a healthy node is marked although it is well: its heartbeats may be further apart than the grace. Without jitter
 * (leases up to 1.19) their pause is exact, and the round trip comes on top of it, so that a grace of the same length is
 * too short as well (kubernetes#80172).
 */
export function marksHealthyNodes(
  grace: number,
  { intervalMs, maxMs }: Pick<Heartbeat, 'intervalMs' | 'maxMs'>,
): boolean {
  return grace < maxMs || (grace === maxMs && intervalMs === maxMs && maxMs > 0);
}

/**
 * How many heartbeats in a row a node may lose without being marked: ⌈G⌉P ≥ (m + 1)·Hmax.
 *
 * @param grace ⌈G⌉P in milliseconds
 * @returns −1 where even a healthy node is marked; `Infinity` for heartbeats without a pause
 */
export function survivedHeartbeats(grace: number, maxMs: number): number {
  if (maxMs <= 0) return Number.POSITIVE_INFINITY;
  return Math.floor(grace / maxMs) - 1;
}

/**
 * The smallest grace period that is a multiple of P, survives `lost` heartbeats in a row, and lies above `floor`.
 *
 * @param floor 45 s: what one dead HTTP/2 connection costs (30 s read idle, 15 s ping)
 */
export function graceForMargin(
  lost: number,
  maxMs: number,
  monitorPeriod: number,
  floor: number = HTTP2_TIMEOUT,
): number {
  const step = monitorPeriod > 0 ? monitorPeriod : 1_000;
  const grace = roundUp((lost + 1) * maxMs, step);
  return grace > floor ? grace : (Math.floor(floor / step) + 1) * step;
}
