import { effectiveCluster } from '../effective/effectiveCluster.ts';
import type { ControllerInputs } from '../effective/inputs.ts';
import type { Cluster } from '../model/cluster.ts';
import { most } from '../model/extremes.ts';
import type { Workload } from '../model/workload.ts';
import type { Scenario } from '../timing/analysis.ts';
import { combinationsOf } from '../timing/combinations.ts';
import { LOST_NODE, podOf, settingsOf } from './forecastInputs.ts';
import { SHORTEST_PERIOD } from './nodeController.ts';
import { simulate } from './simulate.ts';
import type { PodEvents, SimulatedNode, SimulatedPod } from './simulation.ts';

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
 * @returns `undefined` for what cannot be played: a shutdown has no phases, and what somebody does meanwhile is not played
 */
export function forecast(cluster: Cluster, scenario: Scenario, runs: number, seed = 1): Forecast | undefined {
  const nodes = scenario.meanwhile === undefined ? nodesOf(scenario) : undefined;
  if (nodes === undefined) return undefined;
  const combinations = combinationsOf(cluster, scenario.kind === 'zone-outage');
  const effective = effectiveCluster(cluster);
  const detections: (number | undefined)[] = [];
  const events = new Map<Workload, PodEvents[]>();
  for (let run = 0; run < runs; run++) {
    const { controller, kubelet, admission } = combinations[run % combinations.length] ?? combinations[0];
    const pods = cluster.workloads.flatMap((workload): [Workload, SimulatedPod][] => {
      const volumes = effective.volumes(workload).byMinor.get(controller.minor) ?? [];
      const pod = podOf(
        workload,
        admission,
        volumes.flatMap(({ possibilities }) => pick(possibilities, run) ?? []),
        run,
      );
      return pod === undefined ? [] : [[workload, pod]];
    });
    const result = simulate({
      settings: settingsOf(controller, kubelet),
      nodes,
      pods: pods.map(([, pod]) => pod),
      observedUntil: observedUntil(controller, scenario, pods),
      warmUp: Math.min(2 * kubelet.reportFrequency, 1_200_000) + 60_000,
      seed: seed + run,
    });
    detections.push(result.nodes.get(LOST_NODE)?.readyUnknown.find((at) => at >= 0));
    for (const [workload, { name }] of pods) {
      const list = events.get(workload) ?? [];
      list.push(result.pods.get(name) ?? {});
      events.set(workload, list);
    }
  }
  return {
    runs,
    detection: spread(detections),
    workloads: [...events].map(([workload, list]) => ({
      workload,
      eviction: spread(list.map(({ deletion }) => deletion)),
      objectRemoval: spread(list.map(({ removed }) => removed)),
      replacementMount: spread(list.map(({ secondMount }) => secondMount)),
      oldWriterGone: spread(list.map(({ oldWriterGone }) => oldWriterGone)),
      doubleMounts: list.filter(overlaps).length,
    })),
  };
}

function overlaps({ secondMount, oldWriterGone }: PodEvents): boolean {
  return secondMount !== undefined && (oldWriterGone === undefined || secondMount < oldWriterGone);
}

function nodesOf(scenario: Scenario): readonly SimulatedNode[] | undefined {
  const well = (count: number): SimulatedNode[] =>
    Array.from({ length: count }, (_, i) => ({ name: `well-${i}`, zone: '' }));
  const lost = { name: LOST_NODE, zone: '', silentAt: 0 };
  switch (scenario.kind) {
    case 'shutdown':
    case 'node-deleted':
      return undefined;
    case 'partition':
    case 'kubelet-stopped':
      return [lost, ...well(WELL_NODES)];
    case 'crash':
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
): number {
  const longest = Math.max(
    0,
    most(pods.flatMap(([, pod]) => pod.tolerations.map(({ tolerationSeconds }) => tolerationSeconds ?? 0))) ?? 0,
  );
  // So that a loop without a pause ends too.
  const longestPlayed = Math.min(LONGEST_PLAYED, MOST_PASSES * Math.max(controller.monitorPeriod, SHORTEST_PERIOD));
  const known = (time: number) => Math.min(Math.max(time, 0), longestPlayed);
  const back = scenario.kind === 'overload' ? known(scenario.forMs) : 0;
  const grace = known(controller.gracePeriod) + known(controller.podEvictionTimeout);
  return known(longest * 1_000) + grace + 4 * known(controller.monitorPeriod) + back + OBSERVED_BEYOND;
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
