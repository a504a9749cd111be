// What the control plane does to a lost node.
import type { EffectiveCluster } from '../effective/effectiveCluster.ts';
import type { AdmissionInputs } from '../effective/inputs.ts';
import { type ControllerInputs, type KubeletInputs, LONGEST_WAIT } from '../effective/inputs.ts';
import type { ShutdownGroup } from '../effective/shutdownGroups.ts';
import type { UnknownInput } from '../effective/unknownInput.ts';
import { type DetectionWindow, isNever, NEVER, type Window } from '../model/window.ts';
import type { Heartbeat, Scenario } from './analysis.ts';
import { detection, effectiveGrace, extraPeriod, reportedNotReady } from './detection.ts';
import { legacyEviction, lostToken, queueDelay, taint, taintOfNotReady } from './eviction.ts';
import { heartbeat } from './heartbeat.ts';
import { alternativesOf, instancesName } from './representatives.ts';
import { detectionOver, legacyAfterRestart, overtaken, type Restart, restartAt, taintAfterRestart } from './restart.ts';
import { type Absence, absenceOf, whileAway } from './scenario.ts';
import { REPORTS_ENDED_PODS_SINCE } from './shutdown.ts';
import { shift, union } from './windows.ts';
import { longestEvictedStay, longestWait, type ZoneOutage, type ZoneState, zoneState } from './zones.ts';

/**
 * What the control plane does to a lost node, for one combination of instances and one way in which everything that is
 * not a time may be set. Times that are not known are windows already.
 */
export interface NodeReaction {
  /** Instances that it is about: known alternatives, as against unknown values. */
  readonly instances: string;
  readonly controller: ControllerInputs;
  readonly beat: Heartbeat;
  readonly controllerAttachDetach: boolean;
  readonly absence: Absence;
  readonly detection: DetectionWindow;
  /** `NEVER` on the legacy path. With a restart: by the one before it. */
  readonly tainted: Window;
  /** kube-controller-manager is started anew meanwhile, and does these again. */
  readonly restart: RestartReaction | undefined;
  /** Eviction by --pod-eviction-timeout; `undefined` with taints. */
  readonly timedOut: Window | undefined;
  readonly admissions: readonly AdmissionInputs[];
  /** Of a zone whose nodes fail together. */
  readonly zone: ZoneReaction | undefined;
  /** Groups of a graceful shutdown; empty in every other scenario, and where it is not graceful. */
  readonly shutdownGroups: readonly ShutdownGroup[];
  /** Of the kubelet that shuts down. */
  readonly kubeletMinor: number;
  /** Inputs for people; left out where they are not known or differ. */
  readonly numbers: ReactionNumbers;
}

export interface RestartReaction extends Restart {
  readonly tainted: Window;
  readonly timedOut: Window;
}

export interface ZoneReaction {
  readonly state: ZoneState;
  /** Pods that stay no longer than this, in milliseconds, may be evicted although all taints are taken off again. */
  readonly evictsWithin: number;
}

/** Milliseconds. */
export interface ReactionNumbers {
  readonly gracePeriodMs?: number | undefined;
  readonly monitorPeriodMs?: number | undefined;
  readonly effectiveGraceMs?: number | undefined;
  readonly extraPeriodMs?: number | undefined;
  readonly queueDelayMs?: number | undefined;
  readonly podEvictionTimeoutMs?: number | undefined;
  readonly lostTokenMs?: number | undefined;
}

export interface NodeReactions {
  readonly reactions: readonly NodeReaction[];
  readonly unknown: readonly UnknownInput[];
  /** There are so many instances that their windows are united. */
  readonly isUnited: boolean;
}

/** Every reaction that events may take in a cluster; at least one. */
export function nodeReactions(effective: EffectiveCluster, scenario: Scenario): NodeReactions {
  const { managers, kubelets, servers, unknown, isUnited } = alternativesOf(effective, scenario);
  const merged = new Map<string, NodeReaction>();
  for (const manager of managers) {
    for (const [minor, controllers] of manager.byMinor) {
      for (const server of servers) {
        const admissions = server.byMinor.get(minor) ?? [];
        for (const controller of controllers) {
          for (const kubelet of kubelets.get(minor) ?? []) {
            const reaction = reactionOf(controller, kubelet, admissions, scenario, instancesName(manager, server));
            const key = structureOf(reaction);
            const known = merged.get(key);
            merged.set(key, known ? mergeReactions(known, reaction) : reaction);
          }
        }
      }
    }
  }
  return { reactions: [...merged.values()].map(bounded), unknown, isUnited };
}

function reactionOf(
  controller: ControllerInputs,
  kubelet: KubeletInputs,
  admissions: readonly AdmissionInputs[],
  scenario: Scenario,
  instances: string,
): NodeReaction {
  const beat = heartbeat(kubelet, controller.leaseEnabled);
  const groups = kubelet.shutdownGroups ?? [];
  const absence = absenceOf(scenario, beat, controller);
  const detected = groups.length > 0 ? reportedNotReady(controller) : detection(controller, beat, kubelet.leaseEnabled);
  const extra = extraPeriod(controller, kubelet.leaseEnabled);
  const outage = scenario.kind === 'zone-outage' ? scenario : undefined;
  const queued = (first: Window): Window => {
    return outage ? shift(first, 0, longestWait(outage, controller)) : first;
  };
  const stopped = groups.length > 0 ? undefined : scenario.meanwhile?.restartedAt;
  const restart = stopped === undefined ? undefined : restartAt(stopped, controller);
  const found = restart ? detectionOver(detected, controller, restart) : detected;
  const zoneWait = outage ? longestWait(outage, controller) : 0;
  return {
    instances,
    controller,
    beat,
    controllerAttachDetach: kubelet.controllerAttachDetach,
    absence,
    detection: { ...whileAway(found, absence), typical: whileAway(typicalOf(found), absence).latest },
    restart: restart && {
      ...restart,
      tainted: taintAfterRestart(detected, controller, restart, queueDelay(controller), zoneWait),
      timedOut: shift(legacyAfterRestart(controller, restart), 0, zoneWait),
    },
    tainted: queued(groups.length > 0 ? taintOfNotReady(controller, detected) : taint(controller, detected)),
    shutdownGroups: groups,
    kubeletMinor: kubelet.minor,
    timedOut: controller.taintBasedEvictions ? undefined : queued(legacyEviction(controller, beat, extra)),
    zone: outage && zoneReaction(outage, controller, detected),
    admissions,
    numbers: {
      gracePeriodMs: controller.gracePeriod,
      monitorPeriodMs: controller.monitorPeriod,
      effectiveGraceMs: effectiveGrace(controller.gracePeriod, controller.monitorPeriod),
      extraPeriodMs: extra ? Math.max(controller.monitorPeriod, 0) : 0,
      queueDelayMs: queueDelay(controller),
      podEvictionTimeoutMs: controller.podEvictionTimeout,
      lostTokenMs: lostToken(controller),
    },
  };
}

/** The numbers on which both agree. */
export function agreed(a: ReactionNumbers, b: ReactionNumbers): ReactionNumbers {
  const entries = Object.entries(a).filter(([name, value]) => value === b[name as keyof ReactionNumbers]);
  return Object.fromEntries(entries);
}

function zoneReaction(outage: ZoneOutage, controller: ControllerInputs, detected: Window): ZoneReaction {
  const state = zoneState(outage, controller);
  if (state !== 'all-zones-down') return { state, evictsWithin: Number.POSITIVE_INFINITY };
  return { state, evictsWithin: longestEvictedStay(outage, controller, detected) };
}

function typicalOf({ earliest, typical }: DetectionWindow): Window {
  return { earliest, latest: typical };
}

/** What decides about more than times. What admission does goes with the instances and the minor. */
export function structureOf({
  instances,
  controller,
  controllerAttachDetach,
  timedOut,
  zone,
  shutdownGroups,
  kubeletMinor,
}: NodeReaction): string {
  const { taintEviction, nodeLifecycle, attachDetach, forceDetach, outOfServiceDetach, podGarbageCollector } =
    controller;
  const { workloadControllers, jobPodReplacementPolicy, droppedOfJobs, minor } = controller;
  return JSON.stringify([
    instances,
    minor,
    taintEviction,
    nodeLifecycle,
    attachDetach,
    forceDetach,
    outOfServiceDetach,
    podGarbageCollector,
    workloadControllers,
    jobPodReplacementPolicy,
    droppedOfJobs,
    controllerAttachDetach,
    timedOut !== undefined,
    zone?.state,
    shutdownGroups,
    kubeletMinor >= REPORTS_ENDED_PODS_SINCE,
  ]);
}

function mergeReactions(a: NodeReaction, b: NodeReaction): NodeReaction {
  const slower = b.beat.maxMs > a.beat.maxMs ? b : a;
  return {
    ...slower,
    controller: a.controller,
    absence: { ...a.absence, backSeenBy: Math.max(a.absence.backSeenBy, b.absence.backSeenBy) },
    detection: { ...union(a.detection, b.detection), typical: Math.max(a.detection.typical, b.detection.typical) },
    tainted: unionOf(a.tainted, b.tainted),
    timedOut: a.timedOut && b.timedOut ? union(a.timedOut, b.timedOut) : undefined,
    restart: a.restart && b.restart && mergeRestarts(a.restart, b.restart),
    zone: a.zone && b.zone && { ...a.zone, evictsWithin: Math.max(a.zone.evictsWithin, b.zone.evictsWithin) },
    numbers: agreed(a.numbers, b.numbers),
  };
}

function mergeRestarts(a: RestartReaction, b: RestartReaction): RestartReaction {
  return {
    stopped: a.stopped,
    started: union(a.started, b.started),
    tainted: unionOf(a.tainted, b.tainted),
    timedOut: union(a.timedOut, b.timedOut),
  };
}

function unionOf(a: Window, b: Window): Window {
  return isNever(a) && isNever(b) ? NEVER : union(a, b);
}

/** What stands for any length has no end. */
function bounded(reaction: NodeReaction): NodeReaction {
  return {
    ...reaction,
    detection: { ...open(reaction.detection), typical: endless(reaction.detection.typical) },
    tainted: open(reaction.tainted),
    timedOut: reaction.timedOut && open(reaction.timedOut),
  };
}

export function open(window: Window): Window {
  if (window.earliest >= LONGEST_WAIT) return NEVER;
  return { earliest: window.earliest, latest: endless(window.latest) };
}

function endless(time: number): number {
  return time >= LONGEST_WAIT ? Number.POSITIVE_INFINITY : time;
}

/** When the node is tainted for the first time. */
export function taintWindow({ tainted, restart }: NodeReaction): Window {
  return restart && !isNever(tainted) ? overtaken(tainted, restart.tainted, restart) : tainted;
}
