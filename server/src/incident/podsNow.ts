// What each pod of a lost node waits for, and each pod that waits for a lost node: since when, until when, who brings it.
import { least, most } from '../model/extremes.ts';
import type { LivePodDetails } from '../model/live.ts';
import { isNever, NEVER, type Window } from '../model/window.ts';
import type { WorkloadAnalysis } from '../timing/analysis.ts';
import { taintEviction } from '../timing/eviction.ts';
import { intervene, orphanRemoval } from '../timing/interventions.ts';
import { possibleStays } from '../timing/tolerations.ts';
import { sooner } from '../timing/windows.ts';
import type { IncidentContext } from './context.ts';
import { podKey } from './context.ts';
import type { HeldVolume, NodeNow, Waits, ZoneNow } from './incident.ts';
import { deletionRequested } from './now.ts';
import { WHOLE_SECOND } from './wholeSeconds.ts';

/** What is known of a pod's fate. */
export interface Fate {
  readonly waits: Waits;
  readonly since: number | undefined;
  readonly until: Window;
  readonly by?: string;
}

export interface Surroundings {
  readonly context: IncidentContext;
  readonly now: number;
  readonly zones: readonly ZoneNow[];
  readonly held: readonly HeldVolume[];
}

/** `gcCheckPeriod` of pod garbage collection. */
const COLLECTOR_PERIOD = 20_000;
/** A kubelet that lives has ended a pod by then, and its object is gone a moment later. */
const OVERDUE = 60_000;
/** An eviction that is later than this is not just on its way. */
const LATE = 5_000;

/** @param node that it is bound to, where that is lost */
export function fateOf(pod: LivePodDetails, node: NodeNow | undefined, around: Surroundings): Fate | undefined {
  if (node === undefined) {
    if (pod.deletionTimestamp === undefined) return replacementFate(pod, around);
    // What ends as it should is nobody's incident.
    const fate = endingFate(pod, undefined, around.now);
    return fate.waits === 'ending' ? undefined : fate;
  }
  const mayBeWell = node.condition === 'silent' || node.condition === 'unlisted';
  if (mayBeWell && pod.deletionTimestamp === undefined) return undefined;
  if (pod.isMirror) return { waits: 'stays', since: undefined, until: NEVER };
  return pod.deletionTimestamp === undefined ? evictionFate(pod, node, around) : terminatingFate(pod, node, around);
}

function terminatingFate(pod: LivePodDetails, node: NodeNow, around: Surroundings): Fate {
  const since = deletionRequested(pod);
  const { context, now } = around;
  const isOver = pod.phase === 'Succeeded' || pod.phase === 'Failed' || pod.deletionGraceSeconds === 0;
  if (isOver && pod.finalizers.length > 0) return { waits: 'finalizers', since, until: NEVER };
  const lives = node.condition === 'not-ready' || node.condition === 'back' || node.condition === 'silent';
  if (lives) return endingFate(pod, node.condition === 'back' ? node.since : undefined, now);
  if (node.condition === 'deleted') return { waits: 'collector', since, until: collected(node, context, now) };
  const { outOfService } = node;
  const works = context.controllers.some((one) => one.outOfServiceDetach && one.podGarbageCollector);
  if (outOfService && works)
    return { waits: 'collector', since, until: { earliest: now, latest: now + COLLECTOR_PERIOD } };
  return actorFate(pod, node, around) ?? { waits: 'kubelet', since, until: NEVER };
}

/** Its kubelet ends it: within its grace, counted from the deletion, or from when the node is back. */
function endingFate(pod: LivePodDetails, back: number | undefined, now: number): Fate {
  const { deletionTimestamp = now, deletionGraceSeconds = 0 } = pod;
  const since = deletionRequested(pod);
  const grace = Math.max(deletionGraceSeconds * 1_000, WHOLE_SECOND);
  const end = back === undefined ? deletionTimestamp : Math.max(back + grace, deletionTimestamp);
  if (now > end + OVERDUE) return { waits: 'overdue', since, until: NEVER };
  return { waits: 'ending', since, until: { earliest: now, latest: Math.max(end, now) } };
}

function collected(node: NodeNow, { controllers }: IncidentContext, now: number): Window {
  // Where no event says when it was deleted, that may be long ago.
  const deleted = node.since ?? 0;
  const removals = controllers.map((one) => orphanRemoval({ earliest: deleted, latest: now }, one));
  const window = removals.reduce((a, b) => ({
    earliest: Math.min(a.earliest, b.earliest),
    latest: Math.max(a.latest, b.latest),
  }));
  return { earliest: Math.max(window.earliest, now), latest: Math.max(window.latest, now) };
}

/** A remediation that has begun says by when it takes the node for rebooted; then it removes the pods. */
function startedFate(pod: LivePodDetails, { context, now }: Surroundings): Fate | undefined {
  const { remediations } = context.analysis.cluster;
  const started = remediations.find((one) => one.kind === 'StartedRemediation' && one.node === pod.node);
  if (started?.kind !== 'StartedRemediation') return undefined;
  const { title, rebootedBy } = started;
  const latest = rebootedBy + COLLECTOR_PERIOD;
  const until = { earliest: Math.max(now, rebootedBy), latest: latest < now ? Number.POSITIVE_INFINITY : latest };
  return { waits: 'actor', since: deletionRequested(pod), until, by: title };
}

/** Somebody of the cluster removes it: who does so first. */
function actorFate(pod: LivePodDetails, node: NodeNow, around: Surroundings): Fate | undefined {
  const { context, now } = around;
  const started = startedFate(pod, around);
  if (started !== undefined) return started;
  const analysis = context.workloadOf(pod);
  const requested = deletionRequested(pod);
  const marked = node.since;
  if (analysis === undefined || requested === undefined || marked === undefined) return undefined;
  const detection = { earliest: marked, latest: marked + WHOLE_SECOND };
  const eviction = { earliest: requested, latest: requested };
  const graceMs = (pod.deletionGraceSeconds ?? 0) * 1_000;
  let best: Fate | undefined;
  for (const { title, isCertain, interventions } of analysis.actors) {
    if (interventions === undefined) continue;
    for (const controller of context.controllers) {
      const done = intervene(
        interventions(detection, controller.minor),
        analysis.workload,
        eviction,
        detection,
        controller,
        graceMs,
      );
      const removal = sooner(done.removal, done.fencedRemoval);
      if (isNever(removal)) continue;
      // What should have been done by now is held up, nobody knows for how long.
      const isDue = isCertain && removal.latest >= now;
      const until = {
        earliest: Math.max(now, removal.earliest),
        latest: isDue ? removal.latest : Number.POSITIVE_INFINITY,
      };
      if (best === undefined || until.earliest < best.until.earliest) {
        best = { waits: 'actor', since: requested, until, by: title };
      }
    }
  }
  return best;
}

/** A pod that is not deleted yet, on a node that is lost. */
function evictionFate(pod: LivePodDetails, node: NodeNow, around: Surroundings): Fate {
  const { context, now } = around;
  if (node.condition === 'deleted')
    return { waits: 'collector', since: node.since, until: collected(node, context, now) };
  if (node.condition === 'back') return { waits: 'stays', since: undefined, until: NEVER };
  const which = node.condition === 'not-ready' ? 'not-ready' : 'unreachable';
  const tainted = taintTime(node);
  const ways = context.controllers.flatMap((controller) => {
    const admission = { minor: controller.minor, enabled: false, notReadySeconds: 300, unreachableSeconds: 300 };
    return possibleStays(pod.workload, which, admission).map((stay) => ({ controller, stay }));
  });
  const windows = ways.flatMap(({ controller, stay }): Window[] =>
    tainted === undefined || !controller.taintBasedEvictions ? [] : [taintEviction(controller, tainted, stay)],
  );
  if (node.outOfService && context.controllers.some((one) => one.taintEviction)) {
    return { waits: 'collector', since: node.since, until: { earliest: now, latest: now + COLLECTOR_PERIOD } };
  }
  const zone = around.zones.find((one) => one.zone === node.node?.zone);
  const staysForEver = zone?.isLegacy ? pod.root.kind === 'DaemonSet' : ways.every(({ stay }) => stay === null);
  if (staysForEver) return { waits: 'stays', since: undefined, until: NEVER };
  if (node.tainted === undefined) {
    if (zone?.isLegacy) return { waits: 'toleration', since: node.since, until: legacy(node, context, now) };
    if (node.getsTaint !== undefined && isNever(node.getsTaint))
      return { waits: 'stopped', since: node.since, until: NEVER };
  }
  const until = windows
    .filter((window) => !isNever(window))
    .reduce<Window>((a, b) => ({ earliest: Math.min(a.earliest, b.earliest), latest: Math.max(a.latest, b.latest) }), {
      earliest: Number.POSITIVE_INFINITY,
      latest: 0,
    });
  if (until.latest === 0) return { waits: 'taint', since: node.since, until: node.getsTaint ?? NEVER };
  if (until.latest + LATE < now) return { waits: 'late', since: until.latest, until: NEVER };
  const wait = node.tainted === undefined ? 'taint' : 'toleration';
  return { waits: wait, since: node.tainted?.at ?? node.since, until };
}

function taintTime({ tainted, getsTaint }: NodeNow): Window | undefined {
  if (tainted === undefined) return getsTaint;
  return tainted.at === undefined ? undefined : { earliest: tainted.at, latest: tainted.at + WHOLE_SECOND };
}

/** --pod-eviction-timeout counts from the last heartbeat. */
function legacy({ silent }: NodeNow, { controllers }: IncidentContext, now: number): Window {
  const from = silent?.earliest ?? now;
  const times = controllers.map(({ podEvictionTimeout }) => podEvictionTimeout);
  return {
    earliest: Math.max(now, from + (least(times) ?? 0)),
    latest: Math.max(now, (silent?.latest ?? now) + (most(times) ?? 0) + 2 * (controllers[0]?.monitorPeriod ?? 0)),
  };
}

/** A pod elsewhere that has not started: whether it waits for a volume, or for the pod before it. */
function replacementFate(pod: LivePodDetails, { held }: Surroundings): Fate | undefined {
  if (pod.phase !== 'Pending') return undefined;
  const own = held.filter(({ wanted }) => wanted.includes(podKey(pod)));
  if (own.length === 0) return undefined;
  const since = pod.created;
  if (pod.node === '') return { waits: 'schedule', since, until: NEVER };
  const old = own.flatMap(({ users }) => users);
  if (old.length > 0) return { waits: 'old-pod', since, until: NEVER, by: old.join(', ') };
  const until = own
    .map(({ detaches }) => detaches)
    .reduce((a, b) => ({ earliest: Math.max(a.earliest, b.earliest), latest: Math.max(a.latest, b.latest) }));
  // Detached by force, it is free once the old node has let go, where that is what the storage waits for.
  const waitsForNode = own.some(({ because, onForceDetach }) => because === 'timer' && onForceDetach.some(asksOldNode));
  return { waits: 'attachment', since, until: waitsForNode ? { ...until, latest: Number.POSITIVE_INFINITY } : until };
}

function asksOldNode(onForceDetach: string): boolean {
  return onForceDetach === 'waitsForUnmount' || onForceDetach === 'refusesSecond';
}

/** Whether a pod is worth a paragraph of its own: a volume is at stake, or the only pod of its name. */
export function isAtStake(pod: LivePodDetails, waits: Waits, analysis: WorkloadAnalysis | undefined): boolean {
  if (waits === 'stays' && analysis?.verdict !== 'pinned') return false;
  if (pod.root.kind === 'StatefulSet') return true;
  return analysis === undefined
    ? pod.workload.pod.volumes.some(({ source }) => source.kind === 'claim' || source.kind === 'inline')
    : analysis.verdict !== 'stateless' && analysis.verdict !== 'never-evicted';
}
