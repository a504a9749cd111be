import { controllerEnabled } from '../kubernetes/controllers.ts';
import { parseDuration } from '../kubernetes/duration.ts';
import { gateEnabled } from '../kubernetes/featureGates.ts';
import { defaultOf } from '../kubernetes/flags/catalogue.ts';
import { parseFloat32, parseInteger, parseList } from '../kubernetes/flags/values.ts';
import type { Instance } from '../model/cluster.ts';
import { product, unique } from './combinations.ts';
import { readShutdownPeriods, shutdownGroups } from './gracefulShutdown.ts';
import { inForce } from './inForce.ts';
import type { AdmissionInputs } from './inputs.ts';
import { ANY_LENGTH, type ControllerInputs, type KubeletInputs } from './inputs.ts';
import { SettingsReader } from './settingsReader.ts';
import type { UnknownInput } from './unknownInput.ts';

/** Every concrete input that an instance may have in one version, and what is not known of it. */
export interface Candidates<T> {
  readonly inputs: readonly T[];
  readonly unknown: readonly UnknownInput[];
}

const CONTROLLER_GATES = [
  'TaintBasedEvictions',
  'NodeLease',
  'NodeOutOfServiceVolumeDetach',
  'SeparateTaintEvictionController',
  'JobPodReplacementPolicy',
];

/**
 * @param minor of kube-controller-manager
 * @param many several nodes fail, so that rates and zones matter; else what is not known of them is taken as the default
 */
export function controllerCandidates(instance: Instance, minor: number, many: boolean): Candidates<ControllerInputs> {
  const read = new SettingsReader(instance, minor);
  const everything: readonly string[] = ['*'];
  const timeouts = minor <= 26 ? read.durations('pod-eviction-timeout', 300_000) : [0];
  const inputs = product({
    monitorPeriod: read.durations('node-monitor-period', 5_000),
    gracePeriod: read.durations('node-monitor-grace-period', 40_000),
    startupGracePeriod: read.ifKnown('node-startup-grace-period', parseDuration, 60_000),
    podEvictionTimeout: timeouts,
    ...zoneChoices(read, many),
    taintManager: read.booleans('enable-taint-manager', minor >= 6),
    disableForceDetach: read.booleans('disable-force-detach-on-timeout', false),
    controllers: read.values('controllers', parseList, [everything, []], everything),
    gates: read.gates(CONTROLLER_GATES),
  }).map(({ taintManager, disableForceDetach, controllers, gates, ...numbers }): ControllerInputs => {
    const on = (role: Parameters<typeof controllerEnabled>[0]) => controllerEnabled(role, minor, controllers);
    const gate = (name: string) => gateEnabled(name, minor, gates);
    const byTaint = taintBased(minor, taintManager, gate('TaintBasedEvictions'));
    const separate = minor >= 29 && gate('SeparateTaintEvictionController') !== false;
    return {
      minor,
      ...numbers,
      // Without effect beside taints.
      podEvictionTimeout: byTaint ? 0 : numbers.podEvictionTimeout,
      taintBasedEvictions: byTaint,
      leaseEnabled: minor >= 12 && gate('NodeLease') !== false,
      taintEviction: separate ? on('taint-eviction') : on('node-lifecycle'),
      nodeLifecycle: on('node-lifecycle'),
      podGarbageCollector: on('pod-garbage-collector'),
      attachDetach: on('attach-detach'),
      forceDetach: !disableForceDetach,
      outOfServiceDetach: minor >= 24 && gate('NodeOutOfServiceVolumeDetach') !== false,
      workloadControllers: {
        statefulSet: on('statefulset'),
        replicaSet: on('replicaset'),
        job: on('job'),
      },
      jobPodReplacementPolicy: minor >= 28 && gate('JobPodReplacementPolicy') !== false,
    };
  });
  return decided(unique(inputs), read.unknown);
}

/** What is not known and makes no difference is not worth a word. */
function decided<T>(inputs: readonly T[], unknown: readonly UnknownInput[]): Candidates<T> {
  return { inputs, unknown: inputs.length > 1 ? unknown : [] };
}

function zoneChoices(read: SettingsReader, many: boolean) {
  if (!many) {
    return {
      evictionRate: read.ifKnown('node-eviction-rate', parseFloat32, 0.1),
      secondaryEvictionRate: [0.01],
      unhealthyZoneThreshold: [0.55],
      largeClusterSize: [50],
    };
  }
  const size = (text: string) => parseInteger(text, 32);
  return {
    evictionRate: read.numbers('node-eviction-rate', 0.1),
    secondaryEvictionRate: read.numbers('secondary-node-eviction-rate', 0.01),
    unhealthyZoneThreshold: read.numbers('unhealthy-zone-threshold', 0.55),
    largeClusterSize: read.values('large-cluster-size-threshold', size, [0, 2 ** 31 - 1], 50),
  };
}

/** `useTaintBasedEvictions && runTaintManager` up to 1.17, `runTaintManager` up to 1.26; always since. */
function taintBased(minor: number, taintManager: boolean, gate: boolean | undefined): boolean {
  if (minor >= 27) return true;
  if (minor < 6) return false;
  return taintManager && gate !== false;
}

/**
 * @param minor of the kubelet
 * @param patch where it is known; decides in 1.14 and 1.15
 * @param shutdown how the node shuts down matters
 */
export function kubeletCandidates(
  instance: Instance,
  minor: number,
  patch: number | undefined,
  shutdown = false,
): Candidates<KubeletInputs> {
  const read = new SettingsReader(instance, minor);
  const update = 'node-status-update-frequency';
  const flagWritten = inForce(instance, update, minor).kind !== 'default';
  const byPriority = instance.written.get('shutdownGracePeriodByPodPriority')?.setting.data;
  const groupsOf = (total = 0, critical = 0, gates: ReadonlyMap<string, boolean> = new Map()) =>
    shutdownGroups({ total, critical, byPriority: readShutdownPeriods(byPriority) }, minor, gates);
  const inputs = product({
    updateFlag: flagWritten ? read.durations(update) : [undefined],
    updateField: read.fileDurations('nodeStatusUpdateFrequency'),
    reportField: read.fileDurations('nodeStatusReportFrequency'),
    leaseSeconds: read.values(
      'nodeLeaseDurationSeconds',
      (text) => parseInteger(text, 32),
      [1, ANY_LENGTH / 1_000],
      40,
    ),
    leaseFollowsUpdates: leaseFixes(minor, patch),
    controllerAttachDetach: attachDetachBy(read, instance, minor),
    shutdownTotal: shutdown ? read.fileDurations('shutdownGracePeriod') : [undefined],
    shutdownCritical: shutdown ? read.fileDurations('shutdownGracePeriodCriticalPods') : [undefined],
    gates: read.gates(shutdown ? ['NodeLease', 'GracefulNodeShutdown'] : ['NodeLease']),
  }).map((written): KubeletInputs => {
    return {
      minor,
      updateFrequency: written.updateFlag ?? written.updateField ?? 10_000,
      // SetDefaults_KubeletConfiguration runs on the file, before flags are applied over it.
      reportFrequency: written.reportField ?? written.updateField ?? defaultReportFrequency(minor),
      leaseDuration: (written.leaseSeconds || 40) * 1_000,
      leaseEnabled: minor >= 12 && gateEnabled('NodeLease', minor, written.gates) !== false,
      leaseFollowsUpdates: written.leaseFollowsUpdates,
      controllerAttachDetach: written.controllerAttachDetach,
      shutdownGroups: shutdown ? groupsOf(written.shutdownTotal, written.shutdownCritical, written.gates) : [],
    };
  });
  return decided(unique(inputs), read.unknown);
}

function defaultReportFrequency(minor: number): number {
  const parsed = parseDuration(defaultOf('kubelet', 'nodeStatusReportFrequency', minor) ?? '0s');
  return parsed.ok ? parsed.value : 0;
}

/** First patches in which the lease is renewed every `min(10 s, nodeStatusUpdateFrequency)` (PR #80173). */
const LEASE_FIX: ReadonlyMap<number, number> = new Map([
  [14, 6],
  [15, 3],
]);

function leaseFixes(minor: number, patch: number | undefined): readonly boolean[] {
  const fixed = LEASE_FIX.get(minor);
  if (fixed === undefined) return [false];
  return patch === undefined ? [false, true] : [patch >= fixed];
}

function attachDetachBy(read: SettingsReader, instance: Instance, minor: number): readonly boolean[] {
  const flagName = 'enable-controller-attach-detach';
  const byFlag = inForce(instance, flagName, minor).kind !== 'default';
  return read.booleans(byFlag ? flagName : 'enableControllerAttachDetach', true);
}

const TOLERATION_PLUGIN = 'DefaultTolerationSeconds';
/** First minor in which the plugin is on by default. Source: pkg/kubeapiserver/options/plugins.go */
const PLUGIN_DEFAULT_SINCE = 10;

/** @param minor of kube-apiserver */
export function admissionCandidates(instance: Instance, minor: number): Candidates<AdmissionInputs> {
  const read = new SettingsReader(instance, minor);
  const plugins = (name: string): readonly boolean[] => {
    const lists = read.values<readonly string[]>(name, parseList, [[], [TOLERATION_PLUGIN]], []);
    return lists.map((list) => list.includes(TOLERATION_PLUGIN));
  };
  const seconds = (name: string): readonly (number | undefined)[] =>
    read.values<number | undefined>(name, (text) => parseInteger(text, 64), [undefined], 300);
  const exact = inForce(instance, 'admission-control', minor).kind !== 'default';
  const inputs = product({
    listed: exact ? plugins('admission-control') : [minor >= PLUGIN_DEFAULT_SINCE],
    enabled: plugins('enable-admission-plugins'),
    disabled: plugins('disable-admission-plugins'),
    notReadySeconds: seconds('default-not-ready-toleration-seconds'),
    unreachableSeconds: seconds('default-unreachable-toleration-seconds'),
  }).map(({ listed, enabled, disabled, ...rest }): AdmissionInputs => {
    const on = exact ? listed : (listed || enabled) && !disabled;
    return { minor, enabled: on && minor >= 6, ...rest };
  });
  const secondsUnknown = inputs.some(
    (input) => input.notReadySeconds === undefined || input.unreachableSeconds === undefined,
  );
  return secondsUnknown ? { inputs: unique(inputs), unknown: read.unknown } : decided(unique(inputs), read.unknown);
}
