// What happens in a cluster when a node is lost, and when.

import { unique } from '../effective/combinations.ts';
import { type EffectiveCluster, effectiveCluster } from '../effective/effectiveCluster.ts';
import { distinctUnknown, type UnknownInput } from '../effective/unknownInput.ts';
import { parseDuration } from '../kubernetes/duration.ts';
import type { Cluster, ClusterBasis } from '../model/cluster.ts';
import { basisOf } from '../model/clusterBasis.ts';
import { least, most } from '../model/extremes.ts';
import { mapAt } from '../model/grouped.ts';
import { differenceOf, mapSpliced } from '../model/spliced.ts';
import { atOnce, type Steps } from '../model/steps.ts';
import { type DetectionWindow, isNever, NEVER, type Window } from '../model/window.ts';
import type { Workload } from '../model/workload.ts';
import { say } from '../text/message.ts';
import { actorsOf, actorsSeenIn, knowSeen, mayAct } from './actorsAtWork.ts';
import {
  type ClusterAnalysis,
  type DoubleMount,
  type Scenario,
  VERDICTS,
  type Verdict,
  type WorkloadAnalysis,
} from './analysis.ts';
import type { AnalysisCache } from './analysisCache.ts';
import { waysByStorage } from './byStorage.ts';
import { clusterSteps, nextRunOf, workloadSteps } from './explainSteps.ts';
import { slowest } from './heartbeat.ts';
import { whileThere } from './interventions.ts';
import { type NodeReaction, type NodeReactions, nodeReactions, structureOf, taintWindow } from './nodeReaction.ts';
import { type ActingActor, type Interventions, windowOf } from './outsideHelp.ts';
import { areKnownInFull } from './representatives.ts';
import { whileAway } from './scenario.ts';
import { roundedDown, roundedUp } from './wholeMilliseconds.ts';
import { shift, union } from './windows.ts';
import { runsOf, unknownOf, type WorkloadRun } from './workloadRuns.ts';

/**
 * What happens in a cluster, and when: the union over everything that is not known and over all instances that may be in
 * charge. Pure; linear in the number of workloads.
 *
 * Settings become candidates (`candidates.ts`: every concrete input that they allow), candidates reactions (`nodeReaction.ts`: what
 * the control plane does to the node), reactions and a workload runs (`workloadRuns.ts`), a run its outcome (`outcome.ts`).
 *
 * @param interventions what people or operators do about the node; nothing where it is left out
 * @param cache of earlier calls; the result is the same without it
 * @param only workloads that are asked for
 */
export function analyse(
  cluster: Cluster,
  scenario: Scenario,
  interventions: Interventions = scenario.meanwhile ?? {},
  cache?: AnalysisCache,
  only: readonly Workload[] = cluster.workloads,
): ClusterAnalysis {
  return atOnce(analysing(cluster, scenario, interventions, cache, only));
}

/** The same in steps: one for each workload. */
export function* analysing(
  cluster: Cluster,
  scenario: Scenario,
  interventions: Interventions = scenario.meanwhile ?? {},
  cache?: AnalysisCache,
  only: readonly Workload[] = cluster.workloads,
): Steps<ClusterAnalysis> {
  const effective = effectiveCluster(cluster);
  const { reactions, unknown, isUnited } = reactionsOnce(effective, scenario);
  const gone = interventions.nodeDeletedAt === undefined ? NEVER : windowOf(interventions.nodeDeletedAt);
  const marked = detectionOf(reactions);
  const detection = { ...whileThere(marked, gone), typical: whileThere(typicalOf(marked), gone).latest };
  const heartbeat = slowest(reactions.map(({ beat }) => beat));
  const tainted = unite(reactions.map((reaction) => whileAway(taintWindow(reaction), reaction.absence)));
  const taint = whole(whileThere(tainted, gone));
  const version = versionUnknown(cluster);
  const shared = [...version, ...unknown];
  const seen = actorsSeenIn(cluster);
  // Volumes are of the cluster's versions, which may be more than those that matter to reactions.
  const plain = [scenario, interventions, reactions, shared, effective.minors, seen.map(({ title }) => title)];
  const known = cache?.under(cluster, plain);
  const analyseOnce = (workload: Workload): WorkloadAnalysis => {
    const analysis =
      known?.get(workload) ??
      analyseWorkload(workload, { effective, reactions, scenario, shared, interventions, seen });
    known?.set(workload, analysis);
    return analysis;
  };
  const steps = clusterSteps(reactions, scenario, { heartbeat, detection, taint });
  const workloads: WorkloadAnalysis[] = [];
  for (const workload of only) {
    yield;
    workloads.push(analyseOnce(workload));
  }
  return { cluster, effective, scenario, isUnited, heartbeat, detection, taint, steps, workloads };
}

/**
 * The analysis of a cluster of which only workloads have changed, from that before.
 * @param before of a cluster on the same basis (`clusterBasis.ts`), without interventions besides those of its scenario
 * @returns `undefined` where what has changed concerns the other workloads as well
 */
export function analyseChanged(before: ClusterAnalysis, cluster: Cluster): ClusterAnalysis | undefined {
  const { effective, scenario } = before;
  const were = before.cluster.workloads;
  const { start, behind } = differenceOf(were, cluster.workloads);
  const changed = [
    ...were.slice(start, were.length - behind),
    ...cluster.workloads.slice(start, cluster.workloads.length - behind),
  ];
  if (basisOf(before.cluster) !== basisOf(cluster) || changed.some(mayAct)) return undefined;
  const { reactions, unknown } = reactionsOnce(effective, scenario);
  const conditions: Conditions = {
    effective,
    reactions,
    scenario,
    shared: [...versionUnknown(cluster), ...unknown],
    interventions: scenario.meanwhile ?? {},
    seen: actorsSeenIn(before.cluster),
  };
  const workloads = mapSpliced(were, before.workloads, cluster.workloads, (workload) =>
    analyseWorkload(workload, conditions),
  );
  knowSeen(cluster, conditions.seen);
  return { ...before, cluster, workloads };
}

/** One workload by itself, beside no other that might be an actor: to see what a change of it does. */
export function analyseAlone(
  { effective }: Pick<ClusterAnalysis, 'effective'>,
  scenario: Scenario,
  workload: Workload,
): WorkloadAnalysis {
  const { reactions, unknown } = reactionsOnce(effective, scenario);
  const shared = [...versionUnknown(effective.cluster), ...unknown];
  const interventions = scenario.meanwhile ?? {};
  return analyseWorkload(workload, { effective, reactions, scenario, shared, interventions, seen: [] });
}

const reactions = new WeakMap<EffectiveCluster, Map<string, NodeReactions>>();

/** What the control plane does to the node depends on what happens to it, not on what is done about its pods meanwhile. */
function reactionsOnce(effective: EffectiveCluster, scenario: Scenario): NodeReactions {
  const { meanwhile, ...happening } = scenario;
  const known = mapAt(reactions, effective);
  const key = JSON.stringify([happening, meanwhile?.returnsAt, meanwhile?.restartedAt]);
  const found = known.get(key) ?? nodeReactions(effective, scenario);
  known.set(key, found);
  return found;
}

/** What decides about every workload of a cluster. */
interface Conditions {
  readonly effective: EffectiveCluster;
  readonly reactions: readonly NodeReaction[];
  readonly scenario: Scenario;
  readonly shared: readonly UnknownInput[];
  readonly interventions: Interventions;
  /** Actors that run as workloads. */
  readonly seen: readonly ActingActor[];
}

function analyseWorkload(workload: Workload, conditions: Conditions): WorkloadAnalysis {
  const { effective, reactions, scenario, shared, interventions, seen } = conditions;
  const volumes = effective.volumes(workload);
  // Where the node shuts down in order, nobody takes it for lost.
  const actors =
    scenario.kind === 'shutdown' || volumes.union.length === 0
      ? []
      : actorsOf(effective.cluster, workload, volumes.union, seen, scenario);
  const runs = reactions.flatMap((reaction) =>
    runsOf(
      workload,
      reaction,
      volumes.byMinor.get(reaction.controller.minor) ?? volumes.union,
      alternatives(reaction, scenario, interventions, actors, effective.cluster),
    ),
  );
  const unmodelled = actors.filter((actor) => actor.interventions === undefined && actor.endsWriterFirst !== true);
  const decided = overallVerdict(runs);
  // What an actor does whose times are not computed may end the waiting, and then nobody knows how.
  const verdict = decided === 'blocked' && unmodelled.length > 0 ? 'unknown' : decided;
  const windows = {
    eviction: whole(unite(runs.map(({ eviction }) => eviction))),
    objectRemoval: whole(unite(runs.map(({ outcome }) => outcome.removal))),
    replacementMount: whole(unite(runs.map(({ outcome }) => outcome.mount))),
    oldWriterGone: whole(unite(runs.map(({ outcome }) => outcome.gone))),
  };
  const doubleMount = overallDoubleMount(runs, verdict);
  const isByStorage = storageMatters(runs);
  const volumeUnknown = isByStorage ? volumes.union.flatMap(({ unknown }) => unknown) : [];
  return {
    workload,
    volumes,
    tolerationSeconds: tolerationSeconds(runs),
    ...windows,
    doubleMount,
    verdict,
    byStorage: isByStorage && verdict === 'unknown' ? waysByStorage(runs) : [],
    unknown: distinctUnknown([
      ...unknownOf(workload, effective.minors),
      ...(verdict === 'unknown' ? actors.filter(({ isCertain }) => !isCertain).map(unknownActor) : []),
      ...volumeUnknown,
      ...shared,
    ]),
    nextRun: nextRunOf(runs),
    actors,
    steps: workloadSteps(workload, runs, volumes.union, { ...windows, doubleMount, verdict, actors }),
  };
}

/** When a cloud's node lifecycle controller asks for the instance. */
const CLOUD_PERIOD = 5_000;

/** `--node-monitor-period` of cloud-controller-manager, in milliseconds; the default where nobody writes it. */
export function cloudPeriod({ settings }: ClusterBasis): number {
  const written = settings.filter(
    ({ component, name }) => component === 'cloud-controller-manager' && name === 'node-monitor-period',
  );
  const periods = written.map(({ value }) => {
    const parsed = value.known ? parseDuration(value.value) : undefined;
    return parsed?.ok ? Math.max(0, parsed.value) : Number.POSITIVE_INFINITY;
  });
  return most(periods) ?? CLOUD_PERIOD;
}

/** What may be done about the node, in each way in which it may be: by the scenario, by the cluster's own actors. */
function alternatives(
  { detection, controller }: NodeReaction,
  { kind }: Scenario,
  interventions: Interventions,
  actors: readonly ActingActor[],
  cluster: ClusterBasis,
): readonly (readonly Interventions[])[] {
  const deleted: Interventions[] =
    kind === 'node-deleted' ? [{ nodeDeletedAt: shift(detection, 0, cloudPeriod(cluster)), fencesFirst: true }] : [];
  const base = [interventions, ...deleted];
  // A Node that is gone is not marked, and nobody who waits for that acts.
  const gone = interventions.nodeDeletedAt === undefined ? NEVER : windowOf(interventions.nodeDeletedAt);
  const marked = whileThere(detection, gone);
  const done = (actor: ActingActor) => actor.interventions?.(marked, controller.minor) ?? {};
  // Thirty releases of one operator do the same.
  const certain = unique(actors.filter(({ isCertain }) => isCertain).map(done));
  const perhaps = unique(actors.filter((actor) => !actor.isCertain && actor.interventions !== undefined).map(done));
  const all = [...base, ...certain];
  return perhaps.length === 0
    ? [all]
    : [all, ...perhaps.map((one) => [...all, one]), ...(perhaps.length > 1 ? [[...all, ...perhaps]] : [])];
}

function unknownActor({ title, does, interventions }: ActingActor): UnknownInput {
  if (interventions !== undefined) {
    return { what: say`whether ${title} acts on the node`, where: say`it may be about other nodes, or be held up` };
  }
  return {
    what: say`what ${title} does`,
    where: say`it ${does ?? 'acts'}: when, and whether the old pod is gone by then, is not computed`,
  };
}

/** Whether anything would be otherwise if the volumes behaved in another of the ways that they may. */
function storageMatters(runs: readonly WorkloadRun[]): boolean {
  const seen = new Map<object, string>();
  return runs.some(({ pod, outcome: { verdict, mount, gone } }) => {
    const end = [verdict, mount.earliest, mount.latest, gone.earliest, gone.latest].join(' ');
    const other = seen.get(pod);
    seen.set(pod, end);
    return other !== undefined && other !== end;
  });
}

/**
 * Where one set of instances may end in several verdicts, something unknown decides. Of several sets of instances any may be
 * in charge, so the worst counts.
 */
function overallVerdict(runs: readonly WorkloadRun[]): Verdict {
  const byInstances = new Map<string, Set<Verdict>>();
  for (const { reaction, stay, outcome } of runs) {
    const isKnown = areKnownInFull(reaction.instances);
    const alternative = isKnown ? `${structureOf(reaction)} ${JSON.stringify(stay)}` : reaction.instances;
    const verdicts = byInstances.get(alternative) ?? new Set();
    byInstances.set(alternative, verdicts.add(outcome.verdict));
  }
  const decided = [...byInstances.values()].map((verdicts): Verdict => {
    const [only] = verdicts;
    return verdicts.size === 1 && only ? only : 'unknown';
  });
  return VERDICTS.find((verdict) => decided.includes(verdict)) ?? 'unknown';
}

function overallDoubleMount(runs: readonly WorkloadRun[], verdict: Verdict): DoubleMount {
  if (verdict === 'unknown') {
    return { possible: undefined, fromMs: undefined, untilMs: undefined, marginMs: undefined };
  }
  const these = runs.filter(({ outcome }) => outcome.verdict === verdict).map(({ outcome }) => outcome.doubleMount);
  return {
    possible: verdict === 'double-mount' || verdict === 'guarded',
    fromMs: least(these.flatMap(({ fromMs }) => fromMs ?? []).map(roundedDown)),
    untilMs: most(these.flatMap(({ untilMs }) => untilMs ?? []).map(roundedUp)),
    marginMs: least(these.flatMap(({ marginMs }) => marginMs ?? []).map(roundedDown)),
  };
}

function tolerationSeconds(runs: readonly WorkloadRun[]): WorkloadAnalysis['tolerationSeconds'] {
  const stays = new Set(runs.map(({ stay }) => stay));
  const [only] = stays;
  if (stays.size !== 1 || only === undefined || (typeof only === 'object' && only !== null)) return { known: false };
  return { known: true, value: only };
}

function detectionOf(reactions: readonly NodeReaction[]): DetectionWindow {
  const window = whole(unite(reactions.map(({ detection }) => detection)));
  return { ...window, typical: roundedUp(most(reactions.map(({ detection }) => detection.typical)) ?? 0) };
}

function typicalOf({ earliest, typical }: DetectionWindow): Window {
  return { earliest, latest: typical };
}

function versionUnknown({ version }: ClusterBasis): readonly UnknownInput[] {
  if (version.origin !== 'assumed' && version.origin !== 'bounded') return [];
  const why = version.origin === 'assumed' ? say`is assumed` : say`is what the files leave`;
  return [
    { what: say`the Kubernetes version`, where: say`no file of the workspace states it; ${version.text} ${why}` },
  ];
}

/** @param windows at least one */
function unite(windows: readonly Window[]): Window {
  return windows.reduce((a, b) => (isNever(a) && isNever(b) ? a : union(a, b)));
}

/** Whole milliseconds, never narrower than the window itself. */
function whole({ earliest, latest }: Window): Window {
  return { earliest: roundedDown(earliest), latest: roundedUp(latest) };
}
