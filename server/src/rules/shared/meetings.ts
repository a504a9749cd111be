// Which settings decide how a controller manager and a kubelet meet, and the meetings that a rule may judge.
import type { EffectiveCluster } from '../../effective/effectiveCluster.ts';
import { parametersOf } from '../../effective/parameters.ts';
import type { Instance } from '../../model/cluster.ts';
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

/**
 * How the two meet in every version that counts.
 *
 * @param reportFrequency `nodeStatusReportFrequency` to try, in milliseconds
 * @returns `undefined` where a file is missing that may decide it
 */
export function judgedMeeting(
  effective: EffectiveCluster,
  manager: Instance,
  kubelet: Instance,
  reportFrequency?: number,
): Meeting | undefined {
  if (kubelet.missing.length > 0) return undefined;
  if (manager.missing.length > 0 && !patience.every((name) => manager.written.has(name))) return undefined;
  const minors = judgedMinors(effective.cluster, manager, settingsOfBoth(manager, kubelet));
  return meetingOf(effective, manager, kubelet, minors, reportFrequency);
}

/**
 * The grace period, in milliseconds, that gives the wanted margin with every kubelet of the cluster whose heartbeat is known.
 *
 * @param floor milliseconds that it must exceed
 */
export function wantedGrace(effective: EffectiveCluster, manager: Instance, wanted: number, floor: number): number {
  const ways = effective.cluster.kubelets.flatMap((kubelet) => judgedMeeting(effective, manager, kubelet)?.ways ?? []);
  return graceWanted(ways, wanted, floor);
}
