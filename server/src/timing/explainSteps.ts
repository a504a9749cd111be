// What happens to a node and its pods, in order, with the numbers that decide it.
import { graceSeconds } from '../effective/gracePeriod.ts';
import { LONGEST_WAIT } from '../effective/inputs.ts';
import type { PodVolume, VolumeTraits } from '../effective/volumes.ts';
import { least, most } from '../model/extremes.ts';
import { isNever, type Window } from '../model/window.ts';
import {
  type DisruptionBudget,
  emptiedBy,
  kindOf,
  type OperatorTimes,
  type Workload,
  type WorkloadKind,
} from '../model/workload.ts';
import type { DoubleMount, Heartbeat, Scenario, Step, Verdict } from './analysis.ts';
import { marksHealthyNodes } from './detection.ts';
import type { NextRun } from './nextRun.ts';
import { agreed, type NodeReaction, type ReactionNumbers } from './nodeReaction.ts';
import { FORCE_DETACH_WAIT } from './outcome.ts';
import type { ActingActor } from './outsideHelp.ts';
import { podShutdown } from './shutdown.ts';
import { step } from './stepValues.ts';
import { union } from './windows.ts';
import type { WorkloadRun } from './workloadRuns.ts';
import { evictionRate, type ZoneOutage, zoneState } from './zones.ts';

interface ClusterWindows {
  readonly heartbeat: Heartbeat;
  readonly detection: Window;
  readonly taint: Window;
}

/** What happens to the node, in order. @param reactions at least one */
export function clusterSteps(
  reactions: readonly NodeReaction[],
  scenario: Scenario,
  windows: ClusterWindows,
): readonly Step[] {
  const { heartbeat, detection, taint } = windows;
  const numbers: ReactionNumbers = reactions.map((reaction) => reaction.numbers).reduce(agreed);
  const steps = [
    step('heartbeat', { intervalMs: heartbeat.intervalMs, maxMs: heartbeat.maxMs, by: heartbeat.by }),
    step('silent', { scenario: scenario.kind }, { earliest: 0, latest: 0 }),
  ];
  if (scenario.kind === 'shutdown') steps.push(shutdownStep(reactions));
  const restarts = reactions.flatMap(({ restart }) => restart?.started ?? []);
  if (restarts.length > 0) steps.push(step('restarts', {}, restarts.reduce(union)));
  const returns = reactions[0]?.absence.returnsAt ?? Number.POSITIVE_INFINITY;
  const back = Number.isFinite(returns) ? [step('returns', {}, { earliest: returns, latest: returns })] : [];
  if (isNever(detection)) {
    const off = reactions.every(({ controller }) => !controller.nodeLifecycle);
    const reason = off ? 'controller-off' : back.length > 0 ? 'back-before' : 'no-end';
    return [...steps, step('never-detected', { reason }), ...back];
  }
  const { gracePeriodMs, monitorPeriodMs, effectiveGraceMs, extraPeriodMs } = numbers;
  const flapping = reactions.filter(({ beat, numbers: { effectiveGraceMs: grace } }) => {
    return grace !== undefined && beat.maxMs < LONGEST_WAIT && marksHealthyNodes(grace, beat);
  }).length;
  const marked = flapping === reactions.length;
  steps.push(
    step(
      'detected',
      {
        gracePeriodMs,
        monitorPeriodMs,
        effectiveGraceMs,
        extraPeriodMs,
        ...(marked && { marksHealthyNodes: true }),
        ...(reactions.every(({ controller }) => controller.readsLiveLeases) && { readsLiveLeases: true }),
      },
      detection,
    ),
  );
  if (flapping > 0) steps.push(step('flaps', { always: marked }));
  if (scenario.kind === 'zone-outage') steps.push(zoneStep(reactions, scenario, detection));
  if (reactions.some(({ timedOut }) => timedOut)) {
    steps.push(step('no-taints', { podEvictionTimeoutMs: numbers.podEvictionTimeoutMs }));
  }
  if (!isNever(taint)) {
    const { queueDelayMs, lostTokenMs } = numbers;
    const lost = Number.isFinite(lostTokenMs) ? lostTokenMs : undefined;
    steps.push(step('tainted', { queueDelayMs, lostTokenMs: lost, nthNode: 1 }, taint));
  }
  return [...steps, ...back];
}

function shutdownStep(reactions: readonly NodeReaction[]): Step {
  const groups = reactions[0]?.shutdownGroups.length ?? 0;
  const now = { earliest: 0, latest: 0 };
  return groups > 0 ? step('shutdown-begins', { groups }, now) : step('shutdown-not-graceful', {}, now);
}

function zoneStep(reactions: readonly NodeReaction[], outage: ZoneOutage, detection: Window): Step {
  const { failed, nodes, zones } = outage;
  const states = new Set(reactions.map(({ controller }) => zoneState(outage, controller)));
  const rates = new Set(
    reactions.map(({ controller, zone }) => evictionRate(zone?.state ?? 'Normal', nodes, controller)),
  );
  const [state] = states;
  const [rate] = rates;
  const known = states.size === 1 && state ? state : 'unknown';
  return step(
    'zone-state',
    { state: known, failed, nodes, zones, rate: rates.size === 1 ? rate : undefined },
    detection,
  );
}

interface WorkloadWindows {
  readonly eviction: Window;
  readonly objectRemoval: Window;
  readonly replacementMount: Window;
  readonly oldWriterGone: Window;
  readonly doubleMount: DoubleMount;
  readonly verdict: Verdict;
  readonly actors: readonly ActingActor[];
}

/** What happens to the pods of a workload, in order. @param runs at least one */
export function workloadSteps(
  workload: Workload,
  runs: readonly WorkloadRun[],
  volumes: readonly PodVolume[],
  windows: WorkloadWindows,
): readonly Step[] {
  const field = emptiedBy(workload);
  const { verdict: which, doubleMount } = windows;
  const verdict = field === undefined ? [step('verdict', { verdict: which, marginMs: doubleMount.marginMs })] : [];
  const graceful = runs.every(({ reaction }) => reaction.shutdownGroups.length > 0);
  const steps = graceful ? [endedStep(workload, runs, windows)] : evictionSteps(workload, runs, windows.eviction);
  const { operator } = workload;
  if (operator !== undefined) steps.unshift(step('operator', { kind: kindOf(workload), by: operator.by }));
  if (operator?.failover) steps.push(failoverStep(operator.failover, runs));
  const next = nextRunStep(runs);
  // What is deleted with its Job is not evicted any more.
  if (next !== undefined) steps.splice(0, next.values.policy === 'Replace' ? steps.length : 0, next);
  if (field !== undefined) steps.unshift(step('no-pods', { field }));
  if (isNever(windows.eviction) && next === undefined) return [...steps, ...verdict];
  for (const actor of windows.actors) steps.push(actorStep(actor));
  if (!isNever(windows.eviction)) steps.push(removalStep(workload, windows, runs));
  if (next === undefined) steps.push(failedJobStep(runs) ?? replacementStep(workload, runs));
  if (meetsOnReturn(workload, runs, windows.verdict)) {
    steps.push(step('replacement-on-return', { graceSeconds: graceSeconds(workload) }));
  }
  const { objectRemoval, replacementMount } = windows;
  const isSooner = !isNever(objectRemoval) && replacementMount.earliest < objectRemoval.earliest + FORCE_DETACH_WAIT;
  for (const each of volumes.flatMap((volume) => volumeSteps(volume, runs, isSooner))) steps.push(each);
  if (volumes.length > 0) {
    const never = isNever(windows.replacementMount);
    steps.push(never ? step('second-mount-never', {}) : step('second-mount', {}, windows.replacementMount));
    const stays = isNever(windows.oldWriterGone);
    steps.push(stays ? step('old-writer-runs-on', {}) : step('old-writer-gone', {}, windows.oldWriterGone));
  }
  const missing = replicasStep(workload, replacementWindow(runs), windows.replacementMount, volumes.length > 0);
  return [...steps, ...missing, ...budgetSteps(workload), ...verdict];
}

/** Source: pkg/registry/core/pod/storage/eviction.go (Create): the API that drains use, and taint_eviction.go does not */
function budgetSteps(workload: Workload): readonly Step[] {
  const [budget, ...others] = workload.budgets ?? [];
  if (budget === undefined) return [];
  if (others.length > 0) return [step('disruption-budgets', { names: [budget, ...others].map(({ name }) => name) })];
  const { name, limit, pods } = budget;
  return [step('disruption-budget', { name, limit, pods, allowed: allowedBeside(workload, budget) })];
}

const SCALED: ReadonlySet<WorkloadKind> = new Set(['Deployment', 'ReplicaSet', 'StatefulSet']);

/** Disruptions of its own pods that are allowed while one of them is missing. Source: pkg/controller/disruption/disruption.go (getExpectedPodCount) */
function allowedBeside({ kind, replicas }: Workload, { limit, pods }: DisruptionBudget): number | undefined {
  const count = replicas === undefined ? 1 : replicas.value.known ? replicas.value.value : undefined;
  const number = Number.parseInt(pods, 10);
  if (count === undefined || !SCALED.has(kind) || !/^\d+%?$/.test(pods)) return undefined;
  const scaled = pods.endsWith('%') ? Math.ceil((number * count) / 100) : number;
  const healthy = limit === 'minAvailable' ? scaled : Math.max(0, count - scaled);
  return Math.max(0, count - 1 - healthy);
}

const WAIT_FOR_NO_POD: ReadonlySet<WorkloadKind> = new Set(['Deployment', 'ReplicaSet']);

/** A pod that can run on the lost node only may start there, once that is back, while its kubelet still ends the old one. */
function meetsOnReturn(workload: Workload, runs: readonly WorkloadRun[], verdict: Verdict): boolean {
  const { kind, controller } = workload;
  if (verdict !== 'pinned' || controller !== undefined || !WAIT_FOR_NO_POD.has(kind)) return false;
  if (graceSeconds(workload) === 0) return false;
  return runs.some(({ reaction: { absence } }) => Number.isFinite(absence.returnsAt) && !absence.writerDead);
}

/** Of several replicas one is missing until its replacement can start, and more where they stood together. */
function replicasStep(
  { kind, replicas, controller, pod, budgets }: Workload,
  made: Window,
  mounted: Window,
  hasVolumes: boolean,
): readonly Step[] {
  const count = replicas?.value.known === true ? replicas.value.value : undefined;
  if (count === undefined || count < 2 || controller !== undefined || kind === 'Job' || kind === 'DaemonSet') return [];
  const until = hasVolumes ? mounted : made;
  const values = { replicas: count, spread: pod.spread, ...(budgets && { hasBudget: true as const }) };
  return [isNever(until) ? step('replicas', values) : step('replicas', values, until)];
}

function endedStep(workload: Workload, runs: readonly WorkloadRun[], { oldWriterGone }: WorkloadWindows): Step {
  const graceMs = (graceSeconds(workload) ?? 0) * 1_000;
  const groups = runs[0]?.reaction.shutdownGroups ?? [];
  const { groupSeconds } = podShutdown(workload, graceMs, groups);
  return step('ended-by-shutdown', { groupSeconds, graceSeconds: graceSeconds(workload) }, oldWriterGone);
}

function evictionSteps({ kind }: Workload, runs: readonly WorkloadRun[], eviction: Window): Step[] {
  const reactions = runs.map(({ reaction }) => reaction);
  const byTimeout = reactions.every(({ timedOut }) => timedOut) && kind !== 'DaemonSet';
  const steps = byTimeout ? [] : [stayStep(kind, runs)];
  if (!isNever(eviction)) return [...steps, step('evicted', { by: byTimeout ? 'timeout' : 'taint' }, eviction)];
  const off = reactions.every(({ controller }) => !controller.taintEviction || !controller.nodeLifecycle);
  const unseen = reactions.every(({ detection }) => isNever(detection));
  const tolerated = runs.every(({ stay }) => stay === null);
  const allDown = reactions.every(({ zone }) => zone?.state === 'all-zones-down');
  const back = allDown ? 'all-zones-down' : 'back-before';
  const reason = off ? 'controller-off' : unseen ? 'not-detected' : tolerated ? 'tolerates' : back;
  return [...steps, step('not-evicted', { reason })];
}

function stayStep(kind: string, runs: readonly WorkloadRun[]): Step {
  const [first] = runs;
  const same = runs.every(({ stay }) => stay === first?.stay);
  if (same && first?.stay === null) return step('tolerates-for-ever', { daemonSet: kind === 'DaemonSet' });
  return step('tolerates', same && typeof first?.stay === 'number' ? { seconds: first.stay } : {});
}

function actorStep({ title, does, isCertain }: ActingActor): Step {
  return step('actor', { title, isCertain, does });
}

function removalStep(
  workload: Workload,
  { objectRemoval: removal, actors }: WorkloadWindows,
  runs: readonly WorkloadRun[],
): Step {
  const seconds = graceSeconds(workload);
  if (seconds === 0 && !isNever(removal)) return step('object-removed-at-once', {}, removal);
  const values = { graceSeconds: seconds };
  if (isNever(removal) || seconds === undefined) {
    const isHeld = runs.some((run) => run.isHeld);
    return step('object-stays', isHeld ? { ...values, hasFinalizer: true } : values);
  }
  const byOthers = actors.some(({ interventions }) => interventions !== undefined);
  return byOthers
    ? step('object-removed-by-others', values, removal)
    : step('object-removed-by-kubelet', values, removal);
}

/** The schedule that starts another Job beside the old pod; `undefined` where it may not. */
export function nextRunOf(runs: readonly WorkloadRun[]): NextRun | undefined {
  const next = runs.flatMap(({ nextRun }) => (nextRun === undefined || nextRun.policy === 'Forbid' ? [] : nextRun));
  if (next.length < runs.length) return undefined;
  const policy = next.every((one) => one.policy === 'Replace') ? 'Replace' : 'Allow';
  return { policy, window: next.map(({ window }) => window).reduce(union) };
}

/** With volumes of its own the new primary waits for nothing of this. */
function failoverStep({ title, from, afterMs, untilMs, old }: OperatorTimes, runs: readonly WorkloadRun[]): Step {
  const detections = runs.map(({ reaction }) => reaction.detection.earliest);
  const begins = from === 'detection' ? (least(detections) ?? 0) : 0;
  return step('operator-failover', { title, old }, { earliest: begins + afterMs, latest: begins + untilMs });
}

function nextRunStep(runs: readonly WorkloadRun[]): Step | undefined {
  const next = nextRunOf(runs);
  return next && step('next-run', { policy: next.policy }, next.window);
}

/** The Job failed where it was to make another pod, or its time was over. */
function failedJobStep(runs: readonly WorkloadRun[]): Step | undefined {
  const window = replacementWindow(runs);
  const isForbidden = runs.every(({ nextRun }) => nextRun?.policy === 'Forbid');
  return isForbidden && !isNever(window) ? step('next-run', { policy: 'Forbid' }, window) : undefined;
}

function replacementStep({ kind, writtenKind, controller }: Workload, runs: readonly WorkloadRun[]): Step {
  if (controller !== undefined) return step('replacement-unknown', controller);
  const window = replacementWindow(runs);
  // Of a CronJob it is the Job that replaces a pod.
  const named = { kind, written: writtenKind === 'CronJob' ? kind : writtenKind };
  if (isNever(window)) return step('replacement-never', named);
  return kind === 'StatefulSet'
    ? step('replacement-after-removal', named, window)
    : step('replacement-at-eviction', named, window);
}

function replacementWindow(runs: readonly WorkloadRun[]): Window {
  const replacements = runs.map(({ outcome }) => outcome.replacement);
  return {
    earliest: least(replacements.map(({ earliest }) => earliest)) ?? Number.POSITIVE_INFINITY,
    latest: most(replacements.map(({ latest }) => latest)) ?? Number.POSITIVE_INFINITY,
  };
}

/** @param isSooner the replacement has its volumes before a force-detach could have come */
function volumeSteps(
  { use, title, possibilities }: PodVolume,
  runs: readonly WorkloadRun[],
  isSooner: boolean,
): readonly Step[] {
  const [traits] = possibilities;
  const volume = use.name;
  if (!traits || possibilities.length > 1) return [step('volume-unknown', { volume })];
  const named = { volume, storage: title };
  const steps = [attachStep(traits, named, runs, isSooner)];
  if (traits.oncePod) steps.push(step('volume-once-pod', { volume }));
  return steps;
}

function attachStep(
  { attachment, multiAttach, onForceDetach, takesOver }: VolumeTraits,
  named: { volume: string; storage: string | undefined },
  runs: readonly WorkloadRun[],
  isSooner: boolean,
): Step {
  if (attachment === 'node-bound') return step('volume-node-bound', named);
  if (attachment === 'none') return step('volume-not-attached', named);
  if (multiAttach) return step(onForceDetach === 'refusesSecond' ? 'volume-session' : 'volume-many-nodes', named);
  if (takesOver) return step('volume-taken-over', named);
  const detaching = runs.filter(({ reaction }) => reaction.controller.attachDetach);
  if (detaching.length === 0) return step('volume-stays-attached', { ...named, reason: 'controller-off' });
  return detaching.some(({ reaction }) => reaction.controller.forceDetach)
    ? step('volume-guarded', {
        ...{ ...named, waitMs: FORCE_DETACH_WAIT, onForceDetach },
        ...(isSooner && { orBefore: true as const }),
      })
    : step('volume-stays-attached', named);
}
