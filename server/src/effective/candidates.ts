// Answers about single parameters put together: every concrete input of the model that an instance may have in one version.
import { type ControllerRole, controllersEnabled } from '../kubernetes/controllers.ts';
import { gateEnabled, gatesEnabled } from '../kubernetes/featureGates.ts';
import { product, unique } from './combinations.ts';
import { noticing } from './deadConnection.ts';
import type { EffectiveInstance } from './effectiveInstance.ts';
import { gracefulShutdown } from './gracefulShutdown.ts';
import type { AdmissionInputs, ControllerInputs, DroppedOfJobs, KubeletInputs } from './inputs.ts';
import { LEASE_CIRCUIT_BREAKER, PARAMETERS, type TimingParameter } from './parameters.ts';
import { defaultValue } from './settingReading.ts';
import { type UnknownInput, unknownSetting } from './unknownInput.ts';

/** Every concrete input that an instance may have in one version, and what is not known of it. */
export interface Candidates<T> {
  readonly inputs: readonly T[];
  readonly unknown: readonly UnknownInput[];
}

/** Reads a lease live before its node is marked: node_lifecycle_controller.go (tryUpdateNodeHealth), 1.37. */
const CONTROLLER_GATES = [
  'TaintBasedEvictions',
  'NodeLease',
  'NodeOutOfServiceVolumeDetach',
  'SeparateTaintEvictionController',
  'JobPodReplacementPolicy',
  'JobBackoffLimitPerIndex',
  'JobPodFailurePolicy',
  LEASE_CIRCUIT_BREAKER,
];
const KUBELET_GATES = ['NodeLease'];
const ROLES: readonly ControllerRole[] = [
  'taint-eviction',
  'node-lifecycle',
  'pod-garbage-collector',
  'attach-detach',
  'statefulset',
  'replicaset',
  'replicationcontroller',
  'job',
  'cronjob',
];

/** Fields of Jobs with their gates, and the first minor that has them. */
const GATES_OF_JOBS: readonly (readonly [field: DroppedOfJobs, gate: string, since: number])[] = [
  ['backoffLimitPerIndex', 'JobBackoffLimitPerIndex', 28],
  ['podFailurePolicy', 'JobPodFailurePolicy', 25],
];

/** Collects the values that parameters may have, and what is not known of them. */
class Choices {
  readonly unknown: UnknownInput[] = [];
  private readonly of: EffectiveInstance;

  constructor(of: EffectiveInstance) {
    this.of = of;
  }

  values<T>(parameter: TimingParameter<T>): readonly T[] {
    const answer = this.of.answer(parameter);
    if (answer.isKnown) return [answer.value];
    this.unknown.push(unknownSetting(answer.setting, answer.reason));
    return answer.candidates;
  }

  /** A value that only words need: the one that is known, else the fallback; nothing is said about it. */
  ifKnown<T>(parameter: TimingParameter<T>): readonly T[] {
    const answer = this.of.answer(parameter);
    return [answer.isKnown ? answer.value : parameter.fallback];
  }

  /** A file's duration: `undefined` where it is not written, or written as zero. */
  inFile(parameter: TimingParameter<number>): readonly (number | undefined)[] {
    if (!this.of.isWritten(parameter)) return [undefined];
    return this.values(parameter).map((value) => (value === 0 ? undefined : value));
  }

  gates(relevant: readonly string[]): readonly ReadonlyMap<string, boolean>[] {
    const { candidates, unknown } = this.of.gates(relevant);
    for (const each of unknown) this.unknown.push(each);
    return candidates;
  }
}

/** @param many several nodes fail, so that rates and zones matter; else what is not known of them is taken as the default */
export function controllerCandidates(manager: EffectiveInstance, many: boolean): Candidates<ControllerInputs> {
  return manager.once(`controller ${many}`, () => controllersOf(manager, many));
}

function controllersOf(manager: EffectiveInstance, many: boolean): Candidates<ControllerInputs> {
  const { minor } = manager;
  const read = new Choices(manager);
  const { ms, never } = noticing(manager.instance);
  const deadConnection = ms === undefined || never ? Number.POSITIVE_INFINITY : ms;
  const inputs = product({
    monitorPeriod: read.values(PARAMETERS.monitorPeriod),
    gracePeriod: read.values(PARAMETERS.gracePeriod),
    startupGracePeriod: read.ifKnown(PARAMETERS.startupGracePeriod),
    podEvictionTimeout: read.values(PARAMETERS.podEvictionTimeout),
    ...zoneChoices(read, many, minor),
    taintManager: read.values(PARAMETERS.taintManager),
    disableForceDetach: read.values(PARAMETERS.disableForceDetach),
    controllers: read.values(PARAMETERS.controllers),
    gates: read.gates(CONTROLLER_GATES),
    leaderElect: read.ifKnown(PARAMETERS.leaderElect),
    leaseDuration: read.ifKnown(PARAMETERS.leaseDuration),
    retryPeriod: read.ifKnown(PARAMETERS.retryPeriod),
  }).map((all): ControllerInputs => {
    const {
      taintManager,
      disableForceDetach,
      controllers,
      gates,
      leaderElect,
      leaseDuration,
      retryPeriod,
      ...numbers
    } = all;
    const states = gatesEnabled(CONTROLLER_GATES, minor, gates);
    const gate = (name: string) => states.get(name);
    const running = controllersEnabled(ROLES, minor, controllers);
    const runs = (role: ControllerRole) => running.has(role);
    const byTaint = taintBased(minor, taintManager, gate('TaintBasedEvictions'));
    return {
      minor,
      ...numbers,
      // Without effect beside taints.
      podEvictionTimeout: byTaint ? 0 : numbers.podEvictionTimeout,
      taintBasedEvictions: byTaint,
      leaseEnabled: minor >= 12 && gate('NodeLease') !== false,
      taintEviction: runs(taintEvictionRole(minor, gate('SeparateTaintEvictionController'))),
      nodeLifecycle: runs('node-lifecycle'),
      podGarbageCollector: runs('pod-garbage-collector'),
      attachDetach: runs('attach-detach'),
      forceDetach: !disableForceDetach,
      outOfServiceDetach: minor >= 24 && gate('NodeOutOfServiceVolumeDetach') !== false,
      workloadControllers: {
        statefulSet: runs('statefulset'),
        replicaSet: runs('replicaset'),
        replicationController: runs('replicationcontroller'),
        job: runs('job'),
        cronJob: runs('cronjob'),
      },
      jobPodReplacementPolicy: minor >= 28 && gate('JobPodReplacementPolicy') !== false,
      droppedOfJobs: GATES_OF_JOBS.flatMap(([field, name, since]) =>
        minor >= since && gate(name) !== false ? [] : [field],
      ),
      deadConnection,
      readsLiveLeases: gate(LEASE_CIRCUIT_BREAKER) === true,
      election: leaderElect ? { leaseDuration, retryPeriod } : { leaseDuration: 0, retryPeriod: 0 },
    };
  });
  return decided(unique(inputs), read.unknown);
}

/** Taint eviction is a controller of its own since 1.29, unless the gate SeparateTaintEvictionController is off. */
function taintEvictionRole(minor: number, separate: boolean | undefined): ControllerRole {
  return minor >= 29 && separate !== false ? 'taint-eviction' : 'node-lifecycle';
}

/** What is not known and makes no difference is not worth a word. */
function decided<T>(inputs: readonly T[], unknown: readonly UnknownInput[]): Candidates<T> {
  return { inputs, unknown: inputs.length > 1 ? unknown : [] };
}

/** The version's default. */
function usual<T>(parameter: TimingParameter<T>, minor: number): T {
  return defaultValue(parameter, minor) ?? parameter.fallback;
}

function zoneChoices(read: Choices, many: boolean, minor: number) {
  if (!many) {
    return {
      evictionRate: read.ifKnown(PARAMETERS.evictionRate),
      secondaryEvictionRate: [usual(PARAMETERS.secondaryEvictionRate, minor)],
      unhealthyZoneThreshold: [usual(PARAMETERS.unhealthyZoneThreshold, minor)],
      largeClusterSize: [usual(PARAMETERS.largeClusterSize, minor)],
    };
  }
  return {
    evictionRate: read.values(PARAMETERS.evictionRate),
    secondaryEvictionRate: read.values(PARAMETERS.secondaryEvictionRate),
    unhealthyZoneThreshold: read.values(PARAMETERS.unhealthyZoneThreshold),
    largeClusterSize: read.values(PARAMETERS.largeClusterSize),
  };
}

/** `useTaintBasedEvictions && runTaintManager` up to 1.17, `runTaintManager` up to 1.26; always since. */
function taintBased(minor: number, taintManager: boolean, gate: boolean | undefined): boolean {
  if (minor >= 27) return true;
  if (minor < 6) return false;
  return taintManager && gate !== false;
}

/**
 * @param patch where it is known; decides in 1.14 and 1.15
 * @param shutdown how the node shuts down matters
 */
export function kubeletCandidates(
  kubelet: EffectiveInstance,
  patch: number | undefined,
  shutdown = false,
): Candidates<KubeletInputs> {
  return kubelet.once(`kubelet ${patch} ${shutdown}`, () => kubeletsOf(kubelet, patch, shutdown));
}

function kubeletsOf(
  kubelet: EffectiveInstance,
  patch: number | undefined,
  shutdown: boolean,
): Candidates<KubeletInputs> {
  const { minor } = kubelet;
  const read = new Choices(kubelet);
  const graceful = shutdown ? gracefulShutdown(kubelet) : undefined;
  if (graceful) for (const each of graceful.unknown) read.unknown.push(each);
  const byFlag = kubelet.isWritten(PARAMETERS.updateFrequency);
  const attachByFlag = kubelet.isWritten(PARAMETERS.controllerAttachDetach);
  const inputs = product({
    updateFlag: byFlag ? read.values(PARAMETERS.updateFrequency) : [undefined],
    updateField: read.inFile(PARAMETERS.updateFrequencyInFile),
    reportField: read.inFile(PARAMETERS.reportFrequency),
    leaseSeconds: read.values(PARAMETERS.leaseSeconds),
    leaseFollowsUpdates: leaseFixes(minor, patch),
    controllerAttachDetach: read.values(
      attachByFlag ? PARAMETERS.controllerAttachDetach : PARAMETERS.controllerAttachDetachInFile,
    ),
    shutdownGroups: graceful?.possible ?? [[]],
    gates: read.gates(KUBELET_GATES),
  }).map((written): KubeletInputs => {
    return {
      minor,
      updateFrequency: written.updateFlag ?? written.updateField ?? usual(PARAMETERS.updateFrequency, minor),
      // SetDefaults_KubeletConfiguration runs on the file, before flags are applied over it.
      reportFrequency: written.reportField ?? written.updateField ?? usual(PARAMETERS.reportFrequency, minor),
      leaseDuration: (written.leaseSeconds || usual(PARAMETERS.leaseSeconds, minor)) * 1_000,
      leaseEnabled: minor >= 12 && gateEnabled('NodeLease', minor, written.gates) !== false,
      leaseFollowsUpdates: written.leaseFollowsUpdates,
      controllerAttachDetach: written.controllerAttachDetach,
      shutdownGroups: written.shutdownGroups,
    };
  });
  return decided(unique(inputs), read.unknown);
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

const TOLERATION_PLUGIN = 'DefaultTolerationSeconds';
const RESTRICTION_PLUGIN = 'PodTolerationRestriction';
/** First minor that has it. Source: plugin/pkg/admission/podtolerationrestriction */
const RESTRICTION_SINCE = 7;
const PLUGINS = [TOLERATION_PLUGIN, RESTRICTION_PLUGIN];
/** First minor in which the plugin is on by default. Source: pkg/kubeapiserver/options/plugins.go */
const PLUGIN_DEFAULT_SINCE = 10;

export function admissionCandidates(server: EffectiveInstance): Candidates<AdmissionInputs> {
  return server.once('admission', () => admissionsOf(server));
}

function admissionsOf(server: EffectiveInstance): Candidates<AdmissionInputs> {
  const { minor } = server;
  const read = new Choices(server);
  const plugins = (parameter: TimingParameter<readonly string[]>): readonly (readonly string[])[] =>
    read.values(parameter).map((list) => PLUGINS.filter((plugin) => list.includes(plugin)));
  const exact = server.isWritten(PARAMETERS.exactPlugins);
  const inputs = product({
    listed: exact ? plugins(PARAMETERS.exactPlugins) : [minor >= PLUGIN_DEFAULT_SINCE ? [TOLERATION_PLUGIN] : []],
    enabled: plugins(PARAMETERS.enabledPlugins),
    disabled: plugins(PARAMETERS.disabledPlugins),
    notReadySeconds: read.values(PARAMETERS.notReadySeconds),
    unreachableSeconds: read.values(PARAMETERS.unreachableSeconds),
  }).map(({ listed, enabled, disabled, ...rest }): AdmissionInputs => {
    const isOn = (plugin: string) =>
      listed.includes(plugin) || (!exact && enabled.includes(plugin)) ? exact || !disabled.includes(plugin) : false;
    const restricts = minor >= RESTRICTION_SINCE && isOn(RESTRICTION_PLUGIN);
    return { minor, enabled: isOn(TOLERATION_PLUGIN) && minor >= 6, ...(restricts && { restricts }), ...rest };
  });
  const secondsUnknown = inputs.some(
    (input) => input.notReadySeconds === undefined || input.unreachableSeconds === undefined,
  );
  return secondsUnknown ? { inputs: unique(inputs), unknown: read.unknown } : decided(unique(inputs), read.unknown);
}
