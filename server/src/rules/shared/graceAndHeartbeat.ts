import { controllerCandidates, kubeletCandidates } from '../../effective/candidates.ts';
import { unique } from '../../effective/combinations.ts';
import type { KubeletInputs } from '../../effective/inputs.ts';
import type { Cluster, Instance } from '../../model/cluster.ts';
import type { Setting } from '../../model/setting.ts';
import { effectiveGrace, graceForMargin, marksHealthyNodes, survivedHeartbeats } from '../../timing/detection.ts';
import { heartbeat } from '../../timing/heartbeat.ts';
import { judgedMinors } from './ruleValues.ts';

/** One way in which a controller manager's patience and a kubelet's heartbeats may meet. Milliseconds. */
export interface GraceAndHeartbeat {
  readonly gracePeriod: number;
  readonly monitorPeriod: number;
  /** ⌈G⌉P. */
  readonly grace: number;
  /** Hmax. */
  readonly maxMs: number;
}

const controllerNames = ['node-monitor-period', 'node-monitor-grace-period'];
const kubeletNames = [
  'node-status-update-frequency',
  'nodeStatusUpdateFrequency',
  'nodeStatusReportFrequency',
  'nodeLeaseDurationSeconds',
];

/** The written settings that decide how a controller manager and a kubelet meet. */
export function settingsOfBoth(controllerManager: Instance, kubelet: Instance): Setting[] {
  return [...settingsAmong(controllerManager, controllerNames), ...settingsAmong(kubelet, kubeletNames)];
}

function settingsAmong({ written }: Instance, names: readonly string[]): Setting[] {
  return names.flatMap((name) => written.get(name)?.setting ?? []);
}

/**
 * Every way in which the two may meet, in every version that counts.
 * @param change tries other inputs of the kubelet
 * @returns `undefined` where a file is missing that may decide it
 */
export function gracesAndHeartbeats(
  cluster: Cluster,
  controllerManager: Instance,
  kubelet: Instance,
  change: (inputs: KubeletInputs) => KubeletInputs = (inputs) => inputs,
): readonly GraceAndHeartbeat[] | undefined {
  if (kubelet.missing.length > 0) return undefined;
  const isWritten = controllerNames.every((name) => controllerManager.written.has(name));
  if (controllerManager.missing.length > 0 && !isWritten) return undefined;
  const minors = judgedMinors(cluster, controllerManager, settingsOfBoth(controllerManager, kubelet));
  const own = kubelet.minors.length > 0 && kubelet.minors.join() !== controllerManager.minors.join();
  return minors.flatMap((minor) => {
    const beats = (own ? kubelet.minors : [minor]).flatMap((kubeletMinor) =>
      kubeletCandidates(kubelet, kubeletMinor, cluster.version.patch).inputs.map(
        (inputs) => heartbeat(change(inputs)).maxMs,
      ),
    );
    const patience = controllerCandidates(controllerManager, minor, false).inputs.map(
      ({ gracePeriod, monitorPeriod }) => ({ gracePeriod, monitorPeriod }),
    );
    return unique(patience).flatMap((one) =>
      [...new Set(beats)].map((maxMs): GraceAndHeartbeat => {
        return { ...one, grace: effectiveGrace(one.gracePeriod, one.monitorPeriod), maxMs };
      }),
    );
  });
}

/** In every way, healthy nodes are marked. */
export function alwaysMarks(all: readonly GraceAndHeartbeat[]): boolean {
  return all.length > 0 && all.every(({ grace, maxMs }) => marksHealthyNodes(grace, maxMs));
}

/** In every way, fewer lost heartbeats in a row are survived than wanted. */
export function neverSurvives(all: readonly GraceAndHeartbeat[], wanted: number): boolean {
  return all.length > 0 && all.every(({ grace, maxMs }) => survivedHeartbeats(grace, maxMs) < wanted);
}

/** The way with the least margin. */
export function tightest(all: readonly GraceAndHeartbeat[]): GraceAndHeartbeat | undefined {
  return [...all].sort((a, b) => a.grace / a.maxMs - b.grace / b.maxMs)[0];
}

/**
 * The grace period, in milliseconds, that gives the wanted margin with every kubelet of the cluster whose heartbeat is known.
 * @param floor milliseconds that it must exceed
 */
export function graceWanted(cluster: Cluster, controllerManager: Instance, wanted: number, floor: number): number {
  const all = cluster.kubelets.flatMap((kubelet) => gracesAndHeartbeats(cluster, controllerManager, kubelet) ?? []);
  return Math.max(...all.map(({ maxMs, monitorPeriod }) => graceForMargin(wanted, maxMs, monitorPeriod, floor)));
}
