// Plays a scenario many times, with random phases and every possible input.
import { effectiveCluster } from '../effective/effectiveCluster.ts';
import type { ControllerInputs } from '../effective/inputs.ts';
import type { Cluster } from '../model/cluster.ts';
import { most } from '../model/extremes.ts';
import type { Workload } from '../model/workload.ts';
import { actorsOf, actorsSeenIn } from '../timing/actorsAtWork.ts';
import { cloudPeriod } from '../timing/analyse.ts';
import type { Scenario } from '../timing/analysis.ts';
import { combinationsOf } from '../timing/inputSets.ts';
import { type ActingActor, type Interventions, longhornTold } from '../timing/outsideHelp.ts';
import { restartAt } from '../timing/restart.ts';
import { helpsOf } from './forecastHelps.ts';
import { LOST_NODE, podOf, settingsOf } from './forecastInputs.ts';
import { SHORTEST_PERIOD } from './nodeController.ts';
import { type Random, seededRandom } from './random.ts';
import { simulate } from './simulate.ts';
import type { NodeEvents, PodEvents, SimulatedHelp, SimulatedNode, SimulatedPod } from './simulation.ts';

/** What many runs gave for one event. Milliseconds; `undefined` where it never came. */
export interface Spread {
  readonly earliest: number | undefined;
  readonly median: number | undefined;
  readonly latest: number | undefined;
  /** Runs in which it did not come while they were observed. */
  readonly missing: number;
}

export interface WorkloadForecast {
  readonly workload: Workload;
  readonly eviction: Spread;
  readonly objectRemoval: Spread;
  readonly replacementMount: Spread;
  readonly oldWriterGone: Spread;
  /** Runs in which the replacement could mount before the old writer was gone. */
  readonly doubleMounts: number;
}

export interface Forecast {
  readonly runs: number;
  readonly detection: Spread;
  /** Workloads whose own inputs are known; the others cannot be played. */
  readonly workloads: readonly WorkloadForecast[];
}

/** After the last step that has a bound: detection and eviction of any length we meet, and 6 min of force-detach. */
const OBSERVED_BEYOND = 20 * 60_000;
const LONGEST_PLAYED = 24 * 3_600_000;
const MOST_PASSES = 100_000;
/** Nodes that stay well, so that the zone and the cluster do. */
const WELL_NODES = 3;

/**
 * Plays a scenario `runs` times with random phases, and with every combination of instances, versions and unknown values
 * in turn. The same seed gives the same forecast.
 *
 * What somebody does meanwhile is played, and so are the actors of the cluster; of those that may be about other nodes every
 * second run.
 *
 * @returns `undefined` for what cannot be played: a shutdown has no phases
 */
export function forecast(cluster: Cluster, scenario: Scenario, runs: number, seed = 1): Forecast | undefined {
  const play = playerOf(cluster, scenario, cluster.workloads);
  if (play === undefined) return undefined;
  const detections: (number | undefined)[] = [];
  const events = new Map<Workload, PlayedPod[]>();
  for (let run = 0; run < runs; run++) {
    const { node, pods } = play(run, seed);
    detections.push(node?.readyUnknown.find((at) => at >= 0));
    for (const [workload, pod] of pods) {
      const list = events.get(workload) ?? [];
      list.push(pod);
      events.set(workload, list);
    }
  }
  return {
    runs,
    detection: spread(detections),
    workloads: [...events].map(([workload, list]) => ({
      workload,
      eviction: spread(list.map(({ events: { deletion } }) => deletion)),
      objectRemoval: spread(list.map(({ events: { removed } }) => removed)),
      replacementMount: spread(list.map(({ events: { secondMount } }) => secondMount)),
      oldWriterGone: spread(list.map(({ events: { oldWriterGone } }) => oldWriterGone)),
      doubleMounts: list.filter(overlaps).length,
    })),
  };
}

/** One run: what became of the lost node, and of the pod of each workload that could be played. */
export interface PlayedRun {
  readonly node: NodeEvents | undefined;
  readonly pods: readonly (readonly [Workload, PlayedPod])[];
  /** How long it was looked at, milliseconds from the silence. */
  readonly observedUntil: number;
}

/**
 * Plays runs of a scenario, each with its own phases and its own of the combinations that are possible.
 *
 * @param only workloads that are played
 * @returns `undefined` for what cannot be played: a shutdown has no phases
 */
export function playerOf(
  cluster: Cluster,
  scenario: Scenario,
  only: readonly Workload[],
): ((run: number, seed: number) => PlayedRun) | undefined {
  const nodes = nodesOf(scenario);
  if (nodes === undefined) return undefined;
  const combinations = combinationsOf(cluster, scenario.kind === 'zone-outage');
  const effective = effectiveCluster(cluster);
  const seenActors = actorsSeenIn(cluster);
  const actors = new Map(
    only.map((workload) => {
      const { union } = effective.volumes(workload);
      return [workload, union.length === 0 ? [] : actorsOf(cluster, workload, union, seenActors, scenario)];
    }),
  );
  return (run, seed) => {
    const { controller, kubelet, admission } = combinations[run % combinations.length] ?? combinations[0];
    const random = seededRandom(seed + run);
    // Neighbouring seeds have neighbouring first numbers.
    random();
    const helps: SimulatedHelp[] = [...helpsOfScenario(cluster, scenario, random)];
    const pods = only.flatMap((workload, index): [Workload, SimulatedPod][] => {
      const volumes = effective.volumes(workload).byMinor.get(controller.minor) ?? [];
      const name = `pod-${index}`;
      const chosen = volumes.flatMap(
        ({ driver, possibilities }) => pick(longhornTold(driver, possibilities), run) ?? [],
      );
      const pod = podOf(name, workload, { controller, admission }, chosen, run);
      if (pod === undefined) return [];
      const done = doneBy(actors.get(workload) ?? [], controller.minor, run);
      for (const help of done.flatMap((one) => helpsOf(one, 'mark', random, name))) helps.push(help);
      const longhornDeletes = done.some((one) => one.longhornDeletes);
      return [[workload, longhornDeletes ? { ...pod, longhornDeletes } : pod]];
    });
    const restart = restartOf(scenario, controller, random);
    const until = observedUntil(controller, scenario, pods, helps);
    const result = simulate({
      settings: { ...settingsOf(controller, kubelet), ...(restart && { restart }) },
      nodes,
      pods: pods.map(([, pod]) => pod),
      helps,
      storageCut: scenario.meanwhile?.storageCut === true,
      observedUntil: until,
      warmUp: Math.min(2 * kubelet.reportFrequency, 1_200_000) + 60_000,
      seed: seed + run,
    });
    return {
      node: result.nodes.get(LOST_NODE),
      pods: pods.map(([workload, pod]) => [workload, { pod, events: result.pods.get(pod.name) ?? {} }]),
      observedUntil: until,
    };
  };
}

/** A pod with what became of it. */
export interface PlayedPod {
  readonly pod: SimulatedPod;
  readonly events: PodEvents;
}

/** What is meant for many writers, or only read, has no second writer. */
export function overlaps({ pod: { volumes = [] }, events: { secondMount, oldWriterGone } }: PlayedPod): boolean {
  if (volumes.every(({ isHarmless }) => isHarmless)) return false;
  return secondMount !== undefined && (oldWriterGone === undefined || secondMount < oldWriterGone);
}

/** What actors do from the mark on: those that surely act, and in every second run one of the others. */
function doneBy(actors: readonly ActingActor[], minor: number, run: number): readonly Interventions[] {
  const marked = { earliest: 0, latest: 0 };
  const known = actors.filter(({ interventions }) => interventions !== undefined);
  const certain = known.filter(({ isCertain }) => isCertain);
  const perhaps = known.filter(({ isCertain }) => !isCertain);
  const also = run % 2 === 1 ? (pick(perhaps, run >> 1) ?? []) : [];
  return [...certain, ...[also].flat()].flatMap(({ interventions }) => interventions?.(marked, minor) ?? []);
}

function helpsOfScenario(cluster: Cluster, { kind, meanwhile }: Scenario, random: Random): readonly SimulatedHelp[] {
  const asked = meanwhile === undefined ? [] : helpsOf(meanwhile, 'silence', random);
  if (kind !== 'node-deleted') return asked;
  const deleted = { nodeDeletedAt: { earliest: 0, latest: cloudPeriod(cluster) } };
  return [...asked, ...helpsOf(deleted, 'mark', random)];
}

function restartOf({ meanwhile }: Scenario, controller: ControllerInputs, random: Random) {
  if (meanwhile?.restartedAt === undefined) return undefined;
  const { stopped, started } = restartAt(meanwhile.restartedAt, controller);
  return { stoppedAt: stopped, startedAt: started.earliest + random() * (started.latest - started.earliest) };
}

/** The nodes, the first of them lost; it may be brought back meanwhile. */
function nodesOf(scenario: Scenario): readonly SimulatedNode[] | undefined {
  const returns = scenario.meanwhile?.returnsAt;
  const nodes = lostNodes(scenario);
  // An instance that is gone does not come back.
  if (returns === undefined || scenario.kind === 'node-deleted') return nodes;
  return nodes?.map((node) =>
    node.name === LOST_NODE ? { ...node, backAt: Math.min(returns, node.backAt ?? returns) } : node,
  );
}

function lostNodes(scenario: Scenario): readonly SimulatedNode[] | undefined {
  const well = (count: number): SimulatedNode[] =>
    Array.from({ length: count }, (_, i) => ({ name: `well-${i}`, zone: '' }));
  const lost = { name: LOST_NODE, zone: '', silentAt: 0 };
  switch (scenario.kind) {
    case 'shutdown':
      return undefined;
    case 'partition':
    case 'kubelet-stopped':
      return [lost, ...well(WELL_NODES)];
    case 'crash':
    case 'node-deleted':
      return [{ ...lost, crashes: true }, ...well(WELL_NODES)];
    case 'overload':
      return [{ ...lost, backAt: scenario.forMs, loss: scenario.loss }, ...well(WELL_NODES)];
    case 'zone-outage': {
      const failed = Array.from({ length: scenario.failed }, (_, i) => ({ ...lost, name: `lost-${i}` }));
      const others = Array.from({ length: scenario.zones - 1 }, (_, i) => ({ name: `other-${i}`, zone: `other-${i}` }));
      return [...failed, ...well(Math.max(0, scenario.nodes - scenario.failed)), ...others];
    }
  }
}

function pick<T>(items: readonly T[], index: number): T | undefined {
  return items[index % Math.max(items.length, 1)];
}

function observedUntil(
  controller: ControllerInputs,
  scenario: Scenario,
  pods: readonly (readonly [Workload, SimulatedPod])[],
  helps: readonly SimulatedHelp[],
): number {
  const longest = Math.max(
    0,
    most(pods.flatMap(([, pod]) => pod.tolerations.map(({ tolerationSeconds }) => tolerationSeconds ?? 0))) ?? 0,
  );
  // So that a loop without a pause ends too.
  const longestPlayed = Math.min(LONGEST_PLAYED, MOST_PASSES * Math.max(controller.monitorPeriod, SHORTEST_PERIOD));
  const known = (time: number) => Math.min(Math.max(time, 0), longestPlayed);
  const back = scenario.kind === 'overload' ? known(scenario.forMs) : 0;
  const { returnsAt = 0, restartedAt = 0 } = scenario.meanwhile ?? {};
  const helped = known(most([...helps.map(({ at }) => at), returnsAt, restartedAt]) ?? 0);
  const grace = known(controller.gracePeriod) + known(controller.podEvictionTimeout);
  return known(longest * 1_000) + grace + 4 * known(controller.monitorPeriod) + back + helped + OBSERVED_BEYOND;
}

function spread(times: readonly (number | undefined)[]): Spread {
  const seen = times.filter((time) => time !== undefined).sort((a, b) => a - b);
  const whole = (time: number | undefined) => (time === undefined ? undefined : Math.round(time));
  return {
    earliest: whole(seen[0]),
    median: whole(seen[Math.floor(seen.length / 2)]),
    latest: whole(seen.at(-1)),
    missing: times.length - seen.length,
  };
}
