// How a controller manager's patience and a kubelet's heartbeats meet.

import { unique } from '../effective/combinations.ts';
import type { EffectiveCluster } from '../effective/effectiveCluster.ts';
import type { KubeletInputs } from '../effective/inputs.ts';
import type { Instance } from '../model/cluster.ts';
import { mapAt } from '../model/grouped.ts';
import type { Heartbeat } from './analysis.ts';
import { effectiveGrace, graceForMargin, marksHealthyNodes, survivedHeartbeats } from './detection.ts';
import { heartbeat, slowest } from './heartbeat.ts';

/** One way in which they may meet. Milliseconds. */
export interface GraceAndHeartbeat {
  readonly gracePeriod: number;
  readonly monitorPeriod: number;
  /** ⌈G⌉P. */
  readonly grace: number;
  /** H, without jitter. */
  readonly intervalMs: number;
  /** Hmax. */
  readonly maxMs: number;
}

/** Every way in which a controller manager and a kubelet may meet, each once. */
export interface Meeting {
  readonly ways: readonly GraceAndHeartbeat[];
  /** The way with the least margin. */
  readonly tightest: GraceAndHeartbeat | undefined;
  /** In every way, healthy nodes are marked. */
  readonly alwaysMarks: boolean;
  /** Lost heartbeats in a row that are survived in the best way, and in the worst; −1: healthy nodes are marked. */
  readonly survivedAtBest: number;
  readonly survivedAtWorst: number;
}

/**
 * @param minors of the controller manager that count
 * @param reportFrequency `nodeStatusReportFrequency` to try instead of the one in effect, in milliseconds
 */
export function meetingOf(
  effective: EffectiveCluster,
  manager: Instance,
  kubelet: Instance,
  minors: readonly number[],
  reportFrequency?: number,
): Meeting {
  const hasOwnVersion = kubelet.minors.length > 0 && kubelet.minors.join() !== manager.minors.join();
  const ways = minors.flatMap((minor) => {
    const own = hasOwnVersion ? kubelet.minors : [minor];
    return patience(effective, manager, minor).flatMap(({ leaseEnabled, ...one }) => {
      const grace = effectiveGrace(one.gracePeriod, one.monitorPeriod);
      const beats = unique(own.flatMap((each) => pauses(effective, kubelet, each, reportFrequency, leaseEnabled)));
      return beats.map((beat): GraceAndHeartbeat => ({ ...one, grace, ...beat }));
    });
  });
  const survived = ways.map(({ grace, maxMs }) => survivedHeartbeats(grace, maxMs)).sort((a, b) => a - b);
  return {
    ways,
    tightest: [...ways].sort((a, b) => a.grace / a.maxMs - b.grace / b.maxMs)[0],
    alwaysMarks: ways.length > 0 && ways.every((way) => marksHealthyNodes(way.grace, way)),
    survivedAtBest: survived.at(-1) ?? Number.POSITIVE_INFINITY,
    survivedAtWorst: survived[0] ?? Number.POSITIVE_INFINITY,
  };
}

function pauses(
  effective: EffectiveCluster,
  kubelet: Instance,
  minor: number,
  reportFrequency?: number,
  leasesWatched?: boolean,
): readonly Pick<GraceAndHeartbeat, 'intervalMs' | 'maxMs'>[] {
  const change = (inputs: KubeletInputs) => (reportFrequency === undefined ? inputs : { ...inputs, reportFrequency });
  return effective.kubelet(kubelet, minor).inputs.map((inputs) => {
    const { intervalMs, maxMs } = heartbeat(change(inputs), leasesWatched);
    return { intervalMs, maxMs };
  });
}

function patience(effective: EffectiveCluster, manager: Instance, minor: number) {
  return unique(
    effective
      .controllers(manager, minor, false)
      .inputs.map(({ gracePeriod, monitorPeriod, leaseEnabled }) => ({ gracePeriod, monitorPeriod, leaseEnabled })),
  );
}

/** The slowest heartbeat of a kubelet, in all of its versions and beside every controller manager. */
export function heartbeatOf(effective: EffectiveCluster, kubelet: Instance): Heartbeat {
  const watched = unique(
    effective
      .distinct(effective.cluster.controllerManagers)
      .flatMap((manager) => effective.versionsOf(manager).flatMap(({ minor }) => patience(effective, manager, minor))),
  );
  const all = effective.versionsOf(kubelet).flatMap(({ minor }) => effective.kubelet(kubelet, minor).inputs);
  return slowest(all.flatMap((inputs) => watched.map(({ leaseEnabled }) => heartbeat(inputs, leaseEnabled))));
}

/**
 * The grace period, in milliseconds, that gives the wanted margin in all of these ways.
 *
 * @param wanted lost heartbeats in a row that a node is to survive
 * @param floor milliseconds that it must exceed
 */
export function graceWanted(ways: readonly GraceAndHeartbeat[], wanted: number, floor: number): number {
  return ways.reduce(
    (most, { maxMs, monitorPeriod }) => Math.max(most, graceForMargin(wanted, maxMs, monitorPeriod, floor)),
    0,
  );
}

/**
 * Whether a kubelet's heartbeat would be another without one of its settings.
 *
 * @returns `undefined` where it cannot be told: a value that is not known, a file that is missing
 */
export function changesHeartbeat(effective: EffectiveCluster, kubelet: Instance, name: string): boolean | undefined {
  if (kubelet.missing.length > 0) return undefined;
  const alike = effective.alike(kubelet);
  const byName = mapAt(changes, effective);
  const known = mapAt(byName, name);
  if (!known.has(alike)) known.set(alike, isOtherWithout(effective, alike, name));
  return known.get(alike);
}

/** By the name of the setting, of kubelets that say the same once. */
const changes = new WeakMap<EffectiveCluster, Map<string, Map<Instance, boolean | undefined>>>();

function isOtherWithout(effective: EffectiveCluster, kubelet: Instance, name: string): boolean | undefined {
  const without: Instance = { ...kubelet, written: new Map([...kubelet.written].filter(([key]) => key !== name)) };
  const answers = effective.versionsOf(kubelet).map(({ minor }) => {
    const [before, after] = [kubelet, without].map((instance) => onlyBeat(effective, instance, minor));
    return before === undefined || after === undefined ? undefined : before !== after;
  });
  if (answers.includes(undefined)) return undefined;
  return answers.includes(true);
}

/** The heartbeat as a text to compare; `undefined` where there are several. */
function onlyBeat(effective: EffectiveCluster, kubelet: Instance, minor: number): string | undefined {
  const all = effective.kubelet(kubelet, minor).inputs.map((inputs) => {
    const { intervalMs, maxMs } = heartbeat(inputs);
    return `${intervalMs} ${maxMs}`;
  });
  return new Set(all).size === 1 ? all[0] : undefined;
}

/** The least that the longest pause between two heartbeats may be, over all kubelets and versions: milliseconds. */
export function leastPause(effective: EffectiveCluster): number {
  const known = leastPauses.get(effective);
  if (known !== undefined) return known;
  const least = effective
    .distinct(effective.cluster.kubelets)
    .flatMap((kubelet) => effective.versionsOf(kubelet).flatMap(({ minor }) => pauses(effective, kubelet, minor)))
    .reduce((least, { maxMs }) => Math.min(least, maxMs), Number.POSITIVE_INFINITY);
  leastPauses.set(effective, least);
  return least;
}

/** Asked for each workload. */
const leastPauses = new WeakMap<EffectiveCluster, number>();
