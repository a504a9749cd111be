// What a simulation needs of one set of inputs.
import { DEFAULT_GRACE_SECONDS, graceSeconds } from '../effective/gracePeriod.ts';
import type { AdmissionInputs, ControllerInputs, KubeletInputs } from '../effective/inputs.ts';
import type { VolumeTraits } from '../effective/volumes.ts';
import { staySeconds } from '../kubernetes/duration.ts';
import { notReadyTaint, unreachableTaint } from '../kubernetes/taints.ts';
import { known, type Value } from '../model/value.ts';
import type { Toleration, Workload } from '../model/workload.ts';
import { leaseInterval, statusInterval } from '../timing/heartbeat.ts';
import type { Combination } from '../timing/inputSets.ts';
import { withNamespaceTolerations } from '../timing/namespaceTolerations.ts';
import { failsWithPods, nextRuns } from '../timing/nextRun.ts';
import { isHazard } from '../timing/outcome.ts';
import {
  endedPodPolicies,
  foreignController,
  isPinned,
  mayFail,
  replacementChoices,
  replacementController,
  withoutDropped,
} from '../timing/replacement.ts';
import { admissionFor } from '../timing/tolerations.ts';
import { isLoneDatabase } from '../timing/workloadRuns.ts';
import type { SimulatedPod, SimulatedSettings, SimulatedToleration, SimulatedVolume } from './simulation.ts';

/** The node that fails; of several the first. */
export const LOST_NODE = 'lost-0';

/** What a simulation needs of one concrete set of inputs. */
export function settingsOf(controller: ControllerInputs, kubelet: KubeletInputs): SimulatedSettings {
  const lease = leaseInterval(kubelet);
  const status = statusInterval(kubelet);
  return {
    minor: controller.minor,
    nodeMonitorPeriod: controller.monitorPeriod,
    nodeMonitorGracePeriod: controller.nodeLifecycle ? controller.gracePeriod : Number.POSITIVE_INFINITY,
    nodeStartupGracePeriod: controller.startupGracePeriod,
    nodeEvictionRate: controller.evictionRate,
    secondaryNodeEvictionRate: controller.secondaryEvictionRate,
    unhealthyZoneThreshold: controller.unhealthyZoneThreshold,
    largeClusterSizeThreshold: controller.largeClusterSize,
    taintBasedEviction: controller.taintBasedEvictions,
    podEvictionTimeout: controller.podEvictionTimeout,
    disableForceDetachOnTimeout: !controller.forceDetach,
    outOfServiceDetach: controller.outOfServiceDetach,
    off: {
      taintEviction: !controller.taintEviction,
      collector: !controller.podGarbageCollector,
      attachDetach: !controller.attachDetach,
    },
    kubelet: {
      nodeStatusUpdateFrequency: kubelet.updateFrequency,
      nodeStatusReportFrequency: kubelet.reportFrequency,
      leaseInterval: controller.leaseEnabled ? lease?.shortest : undefined,
      leaseJitter: lease === undefined || lease.shortest === 0 ? 0 : lease.longest / lease.shortest - 1,
      statusJitter: kubelet.minor >= 23 && status.shortest > 0 ? 0.04 : 0,
      spreadsReports: kubelet.minor >= 34,
    },
  };
}

/**
 * A pod of a workload; `undefined` where a part of it cannot be read.
 *
 * @param name no other pod has it
 * @param volumes the way in which each behaves in this run
 */
export function podOf(
  name: string,
  written: Workload,
  { controller, admission }: Pick<Combination, 'controller' | 'admission'>,
  volumes: readonly VolumeTraits[],
  run: number,
): SimulatedPod | undefined {
  const workload = withoutDropped(written, controller);
  const tolerations = tolerationsOf(workload, admission, run);
  const grace = workload.pod.terminationGracePeriodSeconds;
  if (tolerations === undefined || grace?.value.known === false) return undefined;
  if (foreignController(workload, controller.minor) !== undefined) return undefined;
  const replaces = replacementChoices(workload, controller.minor);
  const fails = mayFail(workload, controller);
  const [nextRun, ...otherRuns] = nextRuns(workload, controller.minor, true, fails);
  if (replaces.length > 1 || otherRuns.length > 0) return undefined;
  // The end of a Job's time is no event here.
  if (nextRun?.policy === 'Forbid' && workload.job?.activeDeadlineSeconds !== undefined) return undefined;
  // A node-bound volume pins the pod: it has no second mount, as if nothing made a replacement.
  const pinned = volumes.some(({ attachment }) => attachment === 'node-bound') || isPinned(workload);
  const isMade = !pinned && replaces[0] !== false && replacementController(workload, controller);
  return {
    name,
    node: LOST_NODE,
    tolerations,
    terminationGracePeriodSeconds: graceSeconds(workload) ?? DEFAULT_GRACE_SECONDS,
    ...(workload.kind === 'Job' && endedPodPolicies(workload, controller)[0] && { keepsObject: true as const }),
    controller: isMade ? controllerOf(workload, controller) : 'none',
    ...(nextRun &&
      Number.isFinite(nextRun.window.latest) && {
        nextRun: {
          within: nextRun.window.latest,
          deletesPod: nextRun.policy === 'Replace',
          ...(nextRun.policy === 'Forbid' && {
            once: failsWithPods(controller) ? ('removed' as const) : ('deleted' as const),
          }),
          ...(pinned && { isPinned: true as const }),
        },
      }),
    volumes: volumes.map((traits) => simulatedVolume(traits, workload)),
  };
}

function simulatedVolume(traits: VolumeTraits, workload: Workload): SimulatedVolume {
  const { attachment, multiAttach, onForceDetach, oncePod, readOnly, takesOver, longhorn, ownFolder } = traits;
  const storage = STORAGE.get(onForceDetach);
  const shared = traits.shared && !isLoneDatabase(workload, traits);
  return {
    attachable: attachment === 'attachable',
    multiAttach,
    ...(storage && { storage }),
    ...(oncePod && { oncePod }),
    ...(takesOver && { takesOver }),
    ...(longhorn && { longhorn }),
    ...(!isHazard(workload, { shared, readOnly, ...(ownFolder && { ownFolder }) }) && { isHarmless: true }),
  };
}

const STORAGE: ReadonlyMap<VolumeTraits['onForceDetach'], SimulatedVolume['storage']> = new Map([
  ['waitsForUnmount', 'refuses'],
  ['refusesSecond', 'session'],
  ['revokes', 'revokes'],
]);

function controllerOf(workload: Workload, controller: ControllerInputs): SimulatedPod['controller'] {
  const { kind } = workload;
  if (kind === 'Pod') return 'none';
  if (kind === 'Deployment') return 'ReplicaSet';
  if (kind !== 'Job') return kind;
  // It waits for the phase Failed, which a silent kubelet never reports, as a StatefulSet waits for the name.
  return endedPodPolicies(workload, controller)[0] === true ? 'StatefulSet' : 'Job';
}

/** As they stand after admission; `undefined` where a part cannot be read. */
function tolerationsOf(workload: Workload, given: AdmissionInputs, run: number): SimulatedToleration[] | undefined {
  const admission = admissionFor(workload, given);
  const { admitted = [] } = workload;
  const joined = withNamespaceTolerations(workload, admission);
  if (joined === 'unknown') return undefined;
  const asAdmitted = joined ?? admitted[run % Math.max(admitted.length, 1)];
  const tolerations = asAdmitted === undefined ? workload.pod.tolerations : known(asAdmitted);
  if (!tolerations.known) return undefined;
  const written = tolerations.value.map(tolerationOf);
  if (written.some((toleration) => toleration === undefined)) return undefined;
  const own = written.filter((toleration) => toleration !== undefined);
  if (workload.isStatic) return [{ operator: 'Exists', effect: 'NoExecute' }];
  // pkg/controller/daemon/util/daemonset_util.go (AddOrUpdateDaemonPodTolerations)
  const ofDaemons = [notReadyTaint(admission.minor), unreachableTaint(admission.minor)].map(
    (key): SimulatedToleration => ({ key, operator: 'Exists', effect: 'NoExecute' }),
  );
  // It puts its own in the place of those for the same taint.
  const isTheirs = ({ key, effect }: SimulatedToleration) =>
    ofDaemons.some((one) => one.key === key && one.effect === effect);
  const list = workload.kind === 'DaemonSet' ? [...own.filter((one) => !isTheirs(one)), ...ofDaemons] : own;
  if (!admission.enabled || asAdmitted !== undefined) return list;
  const defaults: readonly (readonly [key: string, seconds: number | undefined])[] = [
    [notReadyTaint(admission.minor), admission.notReadySeconds],
    [unreachableTaint(admission.minor), admission.unreachableSeconds],
  ];
  const added = defaults.flatMap(([key, seconds]): SimulatedToleration[] =>
    list.some((one) =>
      (one.key ?? '') === '' || one.key === key ? (one.effect ?? '') === '' || one.effect === 'NoExecute' : false,
    )
      ? []
      : [{ key, operator: 'Exists', effect: 'NoExecute', tolerationSeconds: seconds ?? 300 }],
  );
  return [...list, ...added];
}

function tolerationOf({
  key,
  operator,
  value,
  effect,
  tolerationSeconds,
}: Toleration): SimulatedToleration | undefined {
  const texts = { key, operator, value, effect };
  if (Object.values(texts).some((part) => part?.known === false) || tolerationSeconds?.value.known === false)
    return undefined;
  const textOf = (part: Value<string> | undefined) => (part?.known === true ? part.value : undefined);
  const seconds = tolerationSeconds?.value.known === true ? staySeconds(tolerationSeconds.value.value) : null;
  return {
    ...(textOf(key) !== undefined && { key: textOf(key) ?? '' }),
    operator: textOf(operator) === 'Exists' ? 'Exists' : 'Equal',
    ...(textOf(value) !== undefined && { value: textOf(value) ?? '' }),
    ...(textOf(effect) !== undefined && { effect: textOf(effect) ?? '' }),
    ...(seconds !== null && { tolerationSeconds: seconds }),
  };
}
