// A restart of kube-controller-manager, or a new leader: what is in memory begins anew, what is due meanwhile waits for it.
import type { ControllerInputs } from '../effective/inputs.ts';
import type { DetectionWindow, Window } from '../model/window.ts';
import { isNever, NEVER } from '../model/window.ts';
import { effectiveGrace } from './detection.ts';
import { QUEUE_PERIOD, type StaySeconds, taintEviction, taintOfNotReady, tokenWait } from './eviction.ts';
import { roundUp } from './heartbeat.ts';
import { later, shift, union } from './windows.ts';

/** `JitterFactor` of the poll for the lock. Source: staging/src/k8s.io/client-go/tools/leaderelection/leaderelection.go */
const ELECTION_JITTER = 1.2;
/** Defaults of `--leader-elect-lease-duration` and `--leader-elect-retry-period`. */
const DEFAULT_ELECTION = { leaseDuration: 15_000, retryPeriod: 2_000 };

/** `ReconcilerMaxWaitForUnmountDuration`. */
const FORCE_DETACH_WAIT = 6 * 60_000;

/** One that is in charge stops, and another one makes its first pass. Milliseconds from the silence. */
export interface Restart {
  readonly stopped: number;
  readonly started: Window;
}

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

/** It ends at a time; the next one works at once, or up to a leader change later. */
export function restartAt(stopped: number, { election = DEFAULT_ELECTION }: ControllerInputs): Restart {
  const { latest } = newLeader(election.leaseDuration, election.retryPeriod);
  return { stopped, started: { earliest: stopped, latest: stopped + latest } };
}

/** The part of a window that lies before the stop; never where none does. */
function before({ earliest, latest }: Window, stopped: number): Window {
  return earliest > stopped ? NEVER : { earliest, latest: Math.min(latest, stopped) };
}

function either(a: Window, b: Window): Window {
  if (isNever(a)) return b;
  return isNever(b) ? a : union(a, b);
}

/** When the controller manager does what it does at once: what falls into the gap waits for the next one. */
export function delayed(window: Window, restart: Restart | undefined): Window {
  return waited(window, 0, 0, restart);
}

/**
 * When something happens that it waits for in memory: what is not over at the stop begins anew with the next one.
 *
 * @param from when the wait begins
 */
export function waited(from: Window, least: number, most: number, restart: Restart | undefined): Window {
  const whole = shift(from, least, most);
  if (restart === undefined || isNever(from) || whole.latest < restart.stopped) return whole;
  const open = { earliest: Math.max(from.earliest, restart.stopped - most), latest: from.latest };
  return either(before(whole, restart.stopped), shift(later(open, restart.started), least, most));
}

/** One over another: those runs whose first time is after the stop have the second. */
export function overtaken(first: Window, second: Window, restart: Restart): Window {
  if (first.latest < restart.stopped) return first;
  const early = before(first, restart.stopped);
  if (isNever(early)) return second;
  return isNever(second) ? { ...early, latest: Number.POSITIVE_INFINITY } : union(early, second);
}

/** When a node becomes Unknown. */
export function detectionOver(old: DetectionWindow, controller: ControllerInputs, restart: Restart): DetectionWindow {
  const again = controller.nodeLifecycle ? detectionAfterRestart(controller, restart.started) : NEVER;
  const typical = old.typical < restart.stopped ? old.typical : again.latest;
  return { ...overtaken(old, again, restart), typical };
}

/**
 * When the new one sets the taint: at once where the node is Unknown already, else once it is.
 *
 * @param detected without the restart
 * @param wait how much longer than the first node of its zone it may wait, milliseconds
 */
export function taintAfterRestart(
  detected: Window,
  controller: ControllerInputs,
  restart: Restart,
  delay: number,
  wait: number,
): Window {
  if (!controller.taintBasedEvictions) return NEVER;
  const known = detected.earliest <= restart.stopped ? shift(restart.started, 0, QUEUE_PERIOD + wait) : NEVER;
  const found = detected.latest > restart.stopped ? detectionAfterRestart(controller, restart.started) : NEVER;
  return either(known, isNever(found) ? NEVER : shift(found, delay, delay + QUEUE_PERIOD + wait));
}

/** When the new one deletes pods by --pod-eviction-timeout: it counts from its first pass. */
export function legacyAfterRestart(controller: ControllerInputs, { started }: Restart): Window {
  const period = Math.max(controller.monitorPeriod, 0);
  const timeout = roundUp(controller.podEvictionTimeout, period);
  const found = roundUp(controller.gracePeriod, period) + period;
  return shift(started, timeout, Math.max(timeout, found) + QUEUE_PERIOD);
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
