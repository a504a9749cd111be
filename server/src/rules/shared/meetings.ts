// Which settings decide how a controller manager and a kubelet meet, and the meetings that a rule may judge.
import { graceFloor } from '../../effective/deadConnection.ts';
import type { EffectiveCluster } from '../../effective/effectiveCluster.ts';
import { parametersOf } from '../../effective/parameters.ts';
import type { Instance } from '../../model/cluster.ts';
import { least, most } from '../../model/extremes.ts';
import { groupBy, mapAt } from '../../model/grouped.ts';
import type { Setting } from '../../model/setting.ts';
import { graceWanted, type Meeting, meetingOf } from '../../timing/results.ts';
import { judgedMinors } from './ruleValues.ts';

const patience = parametersOf('detection').map(({ name }) => name);
const heartbeat = parametersOf('heartbeat').map(({ name }) => name);

/** The written settings that decide how a controller manager and a kubelet meet. */
export function settingsOfBoth(manager: Instance, kubelet: Instance): Setting[] {
  return [...settingsAmong(manager, patience), ...settingsAmong(kubelet, heartbeat)];
}

function settingsAmong({ written }: Instance, names: readonly string[]): Setting[] {
  return names.flatMap((name) => written.get(name)?.setting ?? []);
}

/** A controller manager and a kubelet that a rule may judge. */
export interface JudgedMeeting extends Meeting {
  readonly manager: Instance;
  readonly kubelet: Instance;
}

/** Pairs beyond which each manager is only judged with the slowest kubelet, and each kubelet with the least patient manager. */
const MOST_PAIRS = 1_024;
const meetings = new WeakMap<EffectiveCluster, readonly JudgedMeeting[]>();

/**
 * How controller managers and kubelets meet, in every version that counts. Pairs with a missing file that may decide it are
 * left out.
 */
export function judgedMeetings(effective: EffectiveCluster): readonly JudgedMeeting[] {
  const found = meetings.get(effective) ?? meet(effective);
  meetings.set(effective, found);
  return found;
}

function meet(effective: EffectiveCluster): readonly JudgedMeeting[] {
  const { controllerManagers, kubelets } = effective.cluster;
  const between = (managers: readonly Instance[], others: readonly Instance[]) =>
    managers.flatMap((manager) => others.flatMap((kubelet) => meetingIfKnown(effective, manager, kubelet) ?? []));
  if (controllerManagers.length * kubelets.length <= MOST_PAIRS) return between(controllerManagers, kubelets);
  const slowest = between(controllerManagers.slice(0, 1), kubelets).reduce(
    (kept: JudgedMeeting | undefined, one) => (longestPause(one) > longestPause(kept) ? one : kept),
    undefined,
  );
  const hasty = leastPatient(effective);
  return [
    ...(slowest ? between(controllerManagers, [slowest.kubelet]) : []),
    ...(hasty ? between([hasty], kubelets) : []),
  ];
}

function longestPause(meeting: JudgedMeeting | undefined): number {
  return most(meeting?.ways.map(({ maxMs }) => maxMs) ?? []) ?? -1;
}

function leastPatient(effective: EffectiveCluster): Instance | undefined {
  const { controllerManagers, kubelets } = effective.cluster;
  const kubelet = kubelets.find(({ missing }) => missing.length === 0);
  let kept: { readonly manager: Instance; readonly grace: number } | undefined;
  for (const manager of kubelet ? controllerManagers : []) {
    const meeting = kubelet && meetingIfKnown(effective, manager, kubelet);
    const grace = least(meeting?.ways.map((way) => way.grace) ?? []);
    if (grace !== undefined && (!kept || grace < kept.grace)) kept = { manager, grace };
  }
  return kept?.manager;
}

function meetingIfKnown(
  effective: EffectiveCluster,
  manager: Instance,
  kubelet: Instance,
  reportFrequency?: number,
): JudgedMeeting | undefined {
  if (kubelet.missing.length > 0) return undefined;
  if (manager.missing.length > 0 && !patience.every((name) => manager.written.has(name))) return undefined;
  return {
    ...meetingOnce(effective, effective.alike(manager), effective.alike(kubelet), reportFrequency),
    manager,
    kubelet,
  };
}

type ByFrequency = Map<number | undefined, Meeting>;
type ByKubelet = Map<Instance, ByFrequency>;

/** By manager, kubelet and the frequency that is tried, of those that say the same once. */
const met = new WeakMap<EffectiveCluster, Map<Instance, ByKubelet>>();

function meetingOnce(
  effective: EffectiveCluster,
  manager: Instance,
  kubelet: Instance,
  reportFrequency: number | undefined,
): Meeting {
  const byManager = mapAt(met, effective);
  const byKubelet = mapAt(byManager, manager);
  const byFrequency = mapAt(byKubelet, kubelet);
  const known = byFrequency.get(reportFrequency);
  if (known !== undefined) return known;
  const minors = judgedMinors(effective.cluster, manager, settingsOfBoth(manager, kubelet));
  const meeting = meetingOf(effective, manager, kubelet, minors, reportFrequency);
  byFrequency.set(reportFrequency, meeting);
  return meeting;
}

/**
 * Whether a kubelet's nodes survive so many lost heartbeats in a row with every controller manager if they report their status
 * only so often.
 *
 * @param reportFrequency `nodeStatusReportFrequency` to try, in milliseconds
 */
export function survivesWith(
  effective: EffectiveCluster,
  kubelet: Instance,
  reportFrequency: number,
  wanted: number,
): boolean {
  const { controllerManagers, kubelets } = effective.cluster;
  const areFew = controllerManagers.length * kubelets.length <= MOST_PAIRS;
  const managers = areFew ? controllerManagers : [leastPatient(effective)].flatMap((one) => one ?? []);
  return managers.every((manager) => {
    const meeting = meetingIfKnown(effective, manager, kubelet, reportFrequency);
    return meeting !== undefined && meeting.survivedAtWorst >= wanted;
  });
}

/**
 * The grace period, in milliseconds, that gives the wanted margin with every kubelet of the cluster whose heartbeat is known.
 *
 * @param floor milliseconds that it must exceed
 */
export function wantedGrace(
  effective: EffectiveCluster,
  manager: Instance,
  wanted: number,
  mayBeMisled = true,
): number {
  const floor = mayBeMisled ? graceFloor(manager) : 0;
  const known = mapAt(grown, effective);
  const key = `${effective.cluster.controllerManagers.indexOf(manager)} ${wanted} ${floor}`;
  const grace = known.get(key) ?? graceWanted(waysOf(effective, manager), wanted, floor);
  known.set(key, grace);
  return grace;
}

const grown = new WeakMap<EffectiveCluster, Map<string, number>>();

const byManager = new WeakMap<EffectiveCluster, ReadonlyMap<Instance, readonly JudgedMeeting[]>>();

function waysOf(effective: EffectiveCluster, manager: Instance) {
  const meetingsBy = byManager.get(effective) ?? groupBy(judgedMeetings(effective), (meeting) => meeting.manager);
  byManager.set(effective, meetingsBy);
  return (meetingsBy.get(manager) ?? []).flatMap(({ ways }) => ways);
}
