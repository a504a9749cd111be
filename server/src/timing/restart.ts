import type { ControllerInputs } from '../effective/inputs.ts';
import type { Window } from '../model/window.ts';
import { later, shift } from '../model/window.ts';
import { effectiveGrace } from './detection.ts';
import { type StaySeconds, taintEviction, taintOfNotReady, tokenWait } from './eviction.ts';
import { FORCE_DETACH_WAIT } from './outcome.ts';

/** `JitterFactor` of the poll for the lock. Source: staging/src/k8s.io/client-go/tools/leaderelection/leaderelection.go */
const ELECTION_JITTER = 1.2;

/**
 * How long after the leader stopped another controller manager works: the standby counts the lease from when it saw the last
 * renewal, and asks every retry period with its jitter. The lease is not given back on a normal exit either.
 *
 * @param leaseDuration --leader-elect-lease-duration, milliseconds
 * @param retryPeriod --leader-elect-retry-period, milliseconds
 */
export function newLeader(leaseDuration: number, retryPeriod: number): Window {
  const longestPoll = (retryPeriod * Math.round((1 + ELECTION_JITTER) * 10)) / 10;
  return { earliest: Math.max(0, leaseDuration - retryPeriod), latest: longestPoll + leaseDuration + longestPoll };
}

/**
 * When a node that is silent already becomes Unknown under a controller manager that has just started: it knows nothing, so
 * that the grace starts at its first pass.
 *
 * @param firstPass of the new one
 */
export function detectionAfterRestart(controller: ControllerInputs, firstPass: Window): Window {
  return shift(firstPass, effectiveGrace(controller.gracePeriod, controller.monitorPeriod));
}

/**
 * When the pods of a node that was tainted before are evicted: the first pass takes the taint off and queues the node
 * again, and the count starts anew.
 */
export function evictionAfterRestart(
  controller: ControllerInputs,
  firstPass: Window,
  stay: StaySeconds,
  nthNode = 1,
): Window {
  const queued = shift(firstPass, tokenWait(nthNode, controller.evictionRate));
  return taintEviction(controller, taintOfNotReady(controller, queued), stay);
}

/** When a volume that nobody wants any more is detached by force: the timer is in memory and starts anew. */
export function forceDetachAfterRestart(started: Window): Window {
  return shift(started, FORCE_DETACH_WAIT);
}

/**
 * From 1.38 on the new controller takes a volume of a Node that is gone off it as it starts. 1.37 forgets that it was
 * attached: the second node gets it at once, and the first attachment stays. Older versions were not recorded.
 */
const FORGETS_SINCE = 37;

/**
 * When a volume can be attached to the second node, where the controller manager was started anew after the Node was deleted
 * and before the volume was detached: recorded with 1.37.2 and 1.38.0-beta.0.
 *
 * @param removal of the pod object
 */
export function attachAfterRestartWithoutNode(removal: Window, started: Window, minor: number): Window {
  const atOnce = later(removal, started);
  return minor >= FORGETS_SINCE ? atOnce : { earliest: atOnce.earliest, latest: atOnce.latest + FORCE_DETACH_WAIT };
}
