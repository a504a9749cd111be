// Who acts on a lost node of a cluster by itself, as its files say: what that does to a workload's pods, and when.
import type { PodVolume } from '../effective/volumes.ts';
import {
  AUTOMATIC_TAINTS_SINCE,
  LONGHORN_DRIVER,
  LONGHORN_POLICIES,
  MACHINE_HEALTH_CHECK_DELAY,
  MACHINE_HEALTH_CHECK_GROUPS,
  MACHINE_HEALTH_TIMEOUT,
  NODE_HEALTH_CHECK_DURATION,
  NODE_HEALTH_CHECK_MIN_HEALTHY,
  NODE_REPAIR_DURATION,
  OPENSHIFT_MACHINES,
  REMEDIATORS,
  UNMODELLED_ACTORS,
} from '../kubernetes/actors.ts';
import { parseDuration } from '../kubernetes/duration.ts';
import type { Cluster, ClusterBasis } from '../model/cluster.ts';
import type { Field } from '../model/field.ts';
import type {
  HealthDuration,
  MachineControllerManager,
  MachineHealthCheck,
  NodeHealthCheck,
  NodeRepair,
  NodeSelection,
  Remediation,
  RemediationTemplate,
  SelfNodeRemediationConfig,
} from '../model/remediation.ts';
import type { Window } from '../model/window.ts';
import { podOwner, type Workload } from '../model/workload.ts';
import { say } from '../text/message.ts';
import type { Scenario } from './analysis.ts';
import {
  FENCE_AGENTS_DEFAULTS,
  healthCheckFires,
  longestFencing,
  minimumSafeTime,
  SELF_NODE_REMEDIATION_DEFAULTS,
  type SelfNodeRemediation,
  safeTime,
} from './fencing.ts';
import type { ActingActor, Interventions } from './outsideHelp.ts';
import { shift } from './windows.ts';

/**
 * The actors of a cluster that concern a workload. Cheap where there are none.
 * @param seen those that run as workloads of the cluster (`actorsSeenIn`)
 */
export function actorsOf(
  cluster: ClusterBasis,
  workload: Workload,
  volumes: readonly PodVolume[],
  seen: readonly ActingActor[],
  scenario: Scenario,
): readonly ActingActor[] {
  return [...cluster.remediations.flatMap((one) => actorOf(one, cluster, workload, volumes, scenario) ?? []), ...seen];
}

function actorOf(
  remediation: Remediation,
  cluster: ClusterBasis,
  workload: Workload,
  volumes: readonly PodVolume[],
  scenario: Scenario,
): ActingActor | undefined {
  switch (remediation.kind) {
    case 'LonghornPolicy':
      return longhorn(remediation.policy, workload, volumes);
    case 'NodeHealthCheck':
      return nodeHealthCheck(remediation, cluster, scenario);
    case 'MachineHealthCheck':
      return machineHealthCheck(remediation, scenario);
    case 'NodeRepair':
      return nodeRepair(remediation, cluster);
    case 'MachineControllerManager':
      return machineControllerManager(remediation);
    case 'Unmodelled':
      return unmodelled(remediation.actor);
    default:
      return undefined;
  }
}

function longhorn(policy: Field<string>, workload: Workload, volumes: readonly PodVolume[]): ActingActor | undefined {
  const title = "Longhorn's node-down-pod-deletion-policy";
  const onLonghorn = volumes.filter(({ driver }) => driver === LONGHORN_DRIVER);
  const owner = podOwner(workload);
  if (owner === undefined || owner === 'ReplicationController') return undefined;
  const unknownDriver = volumes.some(({ driver }) => driver === undefined);
  if (onLonghorn.length === 0 && !unknownDriver) return undefined;
  const interventions = () => ({ longhornDeletes: true });
  const { value } = policy;
  if (!value.known) return { title, isCertain: false, interventions, does: undefined };
  const kinds = LONGHORN_POLICIES.get(value.value) ?? [];
  const covered = kinds.some((one) => one === owner);
  if (!covered && !(workload.controller !== undefined && kinds.length > 0)) return undefined;
  const isCertain = covered && onLonghorn.length > 0;
  return { title, isCertain, interventions, does: undefined, ...(isCertain ? { blindBy: policy } : {}) };
}

/** The remediation that a health check starts first, and, with `escalatingRemediations`, perhaps others. */
function nodeHealthCheck(check: NodeHealthCheck, cluster: ClusterBasis, scenario: Scenario): ActingActor | undefined {
  const title = `NodeHealthCheck ${check.name}`;
  const duration = healthDuration(check.unknownFor, NODE_HEALTH_CHECK_DURATION);
  const mayStart = enoughAreHealthy(check, scenario, cluster);
  if (duration === 'never' || mayStart === false || isDisabledByMachines(cluster)) return undefined;
  const [first, ...others] = check.template ? [check.template] : check.escalations;
  if (first === undefined) return undefined;
  const kind = 'template' in first ? first.template : first.kind;
  const facts = REMEDIATORS.find(({ template }) => kind.value.known && template === kind.value.value);
  if (facts === undefined || duration === undefined) {
    return {
      title,
      isCertain: false,
      interventions: undefined,
      does: say`starts a remediation whose times are not known`,
    };
  }
  const template = cluster.remediations.find(
    (one): one is RemediationTemplate =>
      one.kind === 'RemediationTemplate' &&
      one.templateKind === facts.template &&
      one.name === first.name &&
      (first.namespace === '' || one.namespace === first.namespace),
  );
  const dead = deathBy(facts.template, template, cluster);
  if (dead === undefined) {
    return {
      title,
      isCertain: false,
      interventions: undefined,
      does: say`starts ${facts.title}, whose settings are not known`,
    };
  }
  // Which nodes have a watchdog, nobody knows. Source: self-node-remediation internal/utils/annotations.go (IsRebootCapable)
  const needsWatchdog = cluster.remediations.some((one) => 'needsWatchdog' in one && one.needsWatchdog === true);
  const written = template?.strategy?.value;
  const strategy = written === undefined ? facts.defaultStrategy : written.known ? written.value : undefined;
  return {
    title: `${title} with ${facts.title}`,
    isCertain:
      mayStart === true &&
      // It leaves machines without an owner alone.
      facts.template !== 'MachineDeletionRemediationTemplate' &&
      !check.isPaused &&
      !(needsWatchdog && facts.template === 'SelfNodeRemediationTemplate') &&
      appliesToAll(check.nodes) &&
      others.length === 0 &&
      strategy !== undefined,
    does: undefined,
    interventions(detection, minor) {
      const fires = healthCheckFires(detection, duration);
      const gone = shift(fires, dead.earliest, dead.latest);
      const fenced = { writerGoneBy: gone, fencesFirst: true };
      if (facts.template === 'MachineDeletionRemediationTemplate') return machineDeletion(fires);
      const taints = strategy === 'OutOfServiceTaint' || (strategy === 'Automatic' && minor >= AUTOMATIC_TAINTS_SINCE);
      return taints ? { ...fenced, outOfServiceAt: gone } : { ...fenced, podDeletedAt: gone };
    },
  };
}

/** Fewer nodes have no majority without one of them; a cluster may have more, which only an outage of a zone says. */
const FEWEST_NODES = 3;

/**
 * Whether so many nodes are healthy that a NodeHealthCheck starts a remediation; `undefined`: perhaps.
 * Source: node-healthcheck-operator internal/controller/nodehealthcheck_controller.go (getMinHealthy)
 */
function enoughAreHealthy(check: NodeHealthCheck, scenario: Scenario, cluster: ClusterBasis): boolean | undefined {
  const { minHealthy, maxUnhealthy } = check;
  const byHealthy = minHealthy !== undefined || maxUnhealthy === undefined;
  const field = byHealthy ? minHealthy : maxUnhealthy;
  if (field !== undefined && !field.value.known) return undefined;
  const [, digits, percent] =
    /^(\d+)(%?)$/.exec(field?.value.known ? field.value.value : NODE_HEALTH_CHECK_MIN_HEALTHY) ?? [];
  if (digits === undefined) return undefined;
  const number = Number(digits);
  if (byHealthy ? percent === '%' && number >= 100 : number === 0) return false;
  const isOutage = scenario.kind === 'zone-outage';
  const seen = isOutage ? undefined : nodesOf(check, cluster);
  const total = isOutage ? scenario.nodes * scenario.zones : (seen?.total ?? FEWEST_NODES);
  const healthy = total - (isOutage ? scenario.failed : Math.max(1, seen?.unhealthy ?? 0));
  const share = percent === '%' ? Math.ceil((total * number) / 100) : number;
  if (healthy >= (byHealthy ? share : total - share)) return true;
  return seen === undefined ? undefined : false;
}

/** The nodes that it is about, as a running cluster lists them; `undefined` where nobody lists them, or its selector is another. */
function nodesOf({ nodes: which }: NodeHealthCheck, { live }: ClusterBasis) {
  if (live === undefined || live.nodes.length === 0 || which === 'some') return undefined;
  const isLabelled = live.nodes.some(({ state }) => state.isWorker);
  const own = live.nodes.filter(
    ({ state }) => which === 'all' || (isLabelled ? state.isWorker : !state.isControlPlane),
  );
  return { total: own.length, unhealthy: own.filter(({ state: { ready } }) => ready?.status !== 'True').length };
}

/**
 * On OpenShift a NodeHealthCheck is off beside a MachineHealthCheck, but for the one about spot instances.
 * Source: node-healthcheck-operator internal/controller/mhc/checker.go (UpdateStatus)
 */
function isDisabledByMachines({ remediations }: ClusterBasis): boolean {
  const checks = remediations.flatMap((one) =>
    one.kind === 'MachineHealthCheck' && one.platform === MACHINE_HEALTH_CHECK_GROUPS.get(OPENSHIFT_MACHINES)
      ? [one]
      : [],
  );
  return checks.length > 1 || checks.some(({ isForTermination }) => !isForTermination);
}

/** How long after its start a remediation takes the node for dead; `undefined` where its settings cannot be read. */
function deathBy(kind: string, template: RemediationTemplate | undefined, cluster: ClusterBasis): Window | undefined {
  if (kind === 'SelfNodeRemediationTemplate') {
    const time = safeTimeOf(cluster);
    return time === undefined ? undefined : { earliest: time, latest: time };
  }
  if (kind === 'MachineDeletionRemediationTemplate') return { earliest: 0, latest: Number.POSITIVE_INFINITY };
  const { retryCount, retryInterval, timeout } = template ?? {};
  const count = retryCount
    ? retryCount.value.known
      ? retryCount.value.value
      : undefined
    : FENCE_AGENTS_DEFAULTS.retryCount;
  const pause = retryInterval ? durationOf(retryInterval) : FENCE_AGENTS_DEFAULTS.retryInterval;
  const patience = timeout ? durationOf(timeout) : FENCE_AGENTS_DEFAULTS.timeout;
  if (count === undefined || pause === undefined || patience === undefined) return undefined;
  return { earliest: 0, latest: longestFencing({ retryCount: count, retryInterval: pause, timeout: patience }) };
}

/**
 * Somebody deletes the Machine of a lost node: its pods are evicted, the instance goes, then the Node. How long that takes, and
 * whether a budget or a hook holds it up, nobody can tell. It does not wait for the volumes of a node that is Unknown, so that
 * nodeVolumeDetachTimeout decides nothing, and nodeDeletionTimeout counts behind the instance only.
 * Source: cluster-api 1.11 internal/controllers/machine/machine_controller.go (reconcileDelete, drainNode,
 * shouldWaitForNodeVolumes)
 */
function machineDeletion({ earliest }: Window): Interventions {
  const from = { earliest, latest: Number.POSITIVE_INFINITY };
  return { drainedAt: from, writerGoneBy: from, nodeDeletedAt: from, fencesFirst: true };
}

/** Of which machines it takes care is a matter of labels, owners and of how many are unhealthy. */
function machineHealthCheck(check: MachineHealthCheck, scenario: Scenario): ActingActor | undefined {
  const title = `MachineHealthCheck ${check.name} (${check.platform})`;
  if (check.unknownFor === 'never' || !mayRemedy(check, scenario)) return undefined;
  const duration = durationOf(check.unknownFor);
  const does = check.isExternal
    ? say`asks somebody else to remedy the machine of a lost node`
    : say`deletes the Machine of a lost node: its instance, then the Node`;
  if (check.isExternal || duration === undefined) return { title, isCertain: false, does, interventions: undefined };
  return {
    title,
    isCertain: false,
    does: undefined,
    interventions: (detection) =>
      machineDeletion(shift(healthCheckFires(detection, duration), 0, MACHINE_HEALTH_CHECK_DELAY)),
  };
}

/**
 * Whether it may act on so many unhealthy machines: of how many it takes care nobody can tell.
 * Source: cluster-api, machine-api-operator machinehealthcheck_controller.go (isAllowedRemediation, getMaxUnhealthy)
 */
function mayRemedy({ upTo }: MachineHealthCheck, scenario: Scenario): boolean {
  if (upTo === undefined || !upTo.value.known) return true;
  const [, least = '0', range, number] = /^(?:\[(\d+)-(\d+)\]|(\d+)%?)$/.exec(upTo.value.value) ?? [];
  const lost = scenario.kind === 'zone-outage' ? scenario.failed : 1;
  return Number(least) <= lost && Number(range ?? number ?? 1) > 0;
}

function nodeRepair({ enabled: { value }, provider }: NodeRepair, { platform }: ClusterBasis): ActingActor | undefined {
  if (value.known && !value.value) return undefined;
  const { aws, azure } = NODE_REPAIR_DURATION;
  const isAws = provider === 'aws' || (provider === undefined && platform?.id === 'eks');
  const duration = isAws ? aws : azure;
  return {
    title: "Karpenter's NodeRepair",
    isCertain: false,
    does: undefined,
    interventions: (detection) => machineDeletion(healthCheckFires(detection, duration)),
  };
}

/** Which pool a node is of, whether another machine of it is being replaced, and whether the machine is preserved, nobody can tell. */
function machineControllerManager({ healthTimeouts }: MachineControllerManager): ActingActor {
  const times = healthTimeouts.map((one) => (one === undefined ? MACHINE_HEALTH_TIMEOUT : durationOf(one)));
  // One that cannot be read may be anything.
  const shortest = times.reduce<number>((least, time) => Math.min(least, time ?? 0), Number.POSITIVE_INFINITY);
  return {
    title: "Gardener's machine-controller-manager",
    isCertain: false,
    does: undefined,
    interventions(detection) {
      const from = { ...healthCheckFires(detection, shortest), latest: Number.POSITIVE_INFINITY };
      return { podDeletedAt: from, attachmentsDeletedAt: from };
    },
  };
}

function unmodelled(id: string): ActingActor | undefined {
  const facts = UNMODELLED_ACTORS.find((one) => one.id === id);
  if (facts === undefined) return undefined;
  const { title, does, endsWriterFirst = false } = facts;
  return { title, isCertain: false, interventions: undefined, does, endsWriterFirst };
}

const seen = new WeakMap<Cluster, readonly ActingActor[]>();

/** Actors that run as workloads of the cluster, by the names of their images. */
export function actorsSeenIn(cluster: Cluster): readonly ActingActor[] {
  const known = seen.get(cluster);
  if (known) return known;
  const images = new Set(cluster.workloads.filter(mayAct).flatMap(({ pod }) => pod.images.flatMap(imageNames)));
  const found = UNMODELLED_ACTORS.flatMap(({ id, images: own = [] }) =>
    own.some((image) => images.has(image)) ? (unmodelled(id) ?? []) : [],
  );
  seen.set(cluster, found);
  return found;
}

/** The same for a cluster whose other workloads are none. */
export function knowSeen(cluster: Cluster, actors: readonly ActingActor[]): void {
  seen.set(cluster, actors);
}

const ACTING_IMAGES: ReadonlySet<string> = new Set(UNMODELLED_ACTORS.flatMap(({ images = [] }) => images));

/** Whether a workload is an actor, by the names of its images: it concerns all the others. */
export function mayAct({ pod }: Workload): boolean {
  return pod.images.some((image) => imageNames(image).some((name) => ACTING_IMAGES.has(name)));
}

/** `stork` and `openstorage/stork` of `docker.io/openstorage/stork:2.12@sha256:…`. */
function imageNames(image: string): readonly string[] {
  const parts = (image.split('@', 1)[0] ?? '').toLowerCase().split('/');
  const name = (parts.at(-1) ?? '').split(':', 1)[0] ?? '';
  const folder = parts.at(-2);
  return folder === undefined ? [name] : [name, `${folder}/${name}`];
}

function appliesToAll(nodes: NodeSelection): boolean {
  return nodes !== 'some';
}

/** Milliseconds; `undefined` where it cannot be read. */
function healthDuration(unknownFor: HealthDuration, fallback: number): number | 'never' | undefined {
  if (unknownFor === 'never') return 'never';
  return unknownFor === 'default' ? fallback : durationOf(unknownFor);
}

/** How many workers there are at least, as a running cluster lists them: more only make it longer. Files list none. */
function fewestWorkers({ live }: ClusterBasis): number {
  return new Set(live?.nodes.flatMap(({ name, state }) => (state.isWorker ? [name] : []))).size;
}

/** The least time, in milliseconds, that the operator takes a config for; `undefined` where a part of it is not known. */
export function leastSafeTime(config: SelfNodeRemediationConfig, cluster: ClusterBasis): number | undefined {
  const read = inputsOf(config);
  return read && minimumSafeTime(read, fewestWorkers(cluster));
}

/** The time in force in a cluster, at least; `undefined` where its config cannot be read. */
export function safeTimeOf(cluster: ClusterBasis): number | undefined {
  const workers = fewestWorkers(cluster);
  const configs = cluster.remediations.filter((one) => one.kind === 'SelfNodeRemediationConfig');
  const times = configs.map((config) => {
    const read = inputsOf(config);
    return read && safeTime(read, workers);
  });
  if (times.includes(undefined)) return undefined;
  if (times.length === 0) return safeTime(SELF_NODE_REMEDIATION_DEFAULTS, workers);
  return times.reduce<number>((least, time) => Math.min(least, time ?? least), Number.POSITIVE_INFINITY);
}

function inputsOf(config: SelfNodeRemediationConfig): SelfNodeRemediation | undefined {
  const written = new Map<string, number>();
  for (const [name, field] of config.durations) {
    const time = durationOf(field);
    if (time === undefined) return undefined;
    written.set(name, time);
  }
  const threshold = config.maxApiErrorThreshold;
  if (threshold && !threshold.value.known) return undefined;
  const safe = config.safeTime;
  if (safe && !safe.value.known) return undefined;
  return {
    ...SELF_NODE_REMEDIATION_DEFAULTS,
    ...Object.fromEntries(written),
    ...(threshold?.value.known && { maxApiErrorThreshold: threshold.value.value }),
    safeTime: safe?.value.known ? safe.value.value * 1_000 : undefined,
  };
}

/** Milliseconds, of a duration as Go writes it or of bare seconds; `undefined` where it cannot be read. */
export function durationOf({ value }: Field<string>): number | undefined {
  if (!value.known) return undefined;
  if (/^\d+$/.test(value.value)) return Number(value.value) * 1_000;
  const parsed = parseDuration(value.value);
  return parsed.ok ? parsed.value : undefined;
}
