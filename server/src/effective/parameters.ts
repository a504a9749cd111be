// The parameters that decide what happens to the pods of a lost node: the one table of them.
import { flagsOf } from '../kubernetes/flags/catalogue.ts';
import type { Flag } from '../kubernetes/flags/flag.ts';
import type { Component } from '../model/setting.ts';
import { ANY_LENGTH } from './inputs.ts';

/** What a parameter is about: which answers change with it. */
export type ParameterRole =
  /** How often a healthy node speaks. */
  | 'heartbeat'
  /** When silence counts. */
  | 'detection'
  | 'startup'
  /** How long the pods of a silent node stay. */
  | 'eviction'
  /** The same for a node that says itself that it is not ready. */
  | 'not-ready'
  /** Many nodes at once. */
  | 'zones'
  /** Which controllers run. */
  | 'controllers'
  | 'detach'
  | 'shutdown'
  | 'admission'
  /** Who is in charge, and whether anybody is. */
  | 'election';

/**
 * One parameter. Its Go type, default by version, range and source are those of the flag or field in `kubernetes/flags`; here
 * stands what the model needs beside them.
 */
export interface TimingParameter<T> {
  readonly component: Component;
  /** The flag's name; the field's where no flag exists. */
  readonly name: string;
  /** Field of the configuration file that the flag overrides. */
  readonly field?: string;
  /** Field whose value other than zero is the default. */
  readonly follows?: string;
  /** Of the number as written; `undefined`: it is no time. */
  readonly unit?: 'milliseconds' | 'seconds';
  readonly role: ParameterRole;
  /** What Kubernetes' source says of the flag or field. */
  readonly facts: Flag;
  /** What holds where the version has neither the flag nor a default. */
  readonly fallback: T;
  /** What it may be where it cannot be read: enough values that everything between them lies within their answers. */
  readonly extremes: readonly T[];
  /** Which of two values leaves a node more time before its pods are evicted; none where that is not the question. */
  readonly patient?: 'greater' | 'smaller';
  /** Shown where people ask what is in effect. */
  readonly isListed: boolean;
}

type Options<T> = Partial<Omit<TimingParameter<T>, 'component' | 'name' | 'role' | 'facts'>>;

function parameterOf<T>(
  component: Component,
  name: string,
  role: ParameterRole,
  fallback: T,
  extremes: readonly T[],
  options: Options<T> = {},
): TimingParameter<T> {
  const facts = flagsOf[component].get(name);
  if (facts === undefined) throw new Error(`no facts about --${name} of ${component}`);
  return { component, name, role, facts, fallback, extremes, isListed: true, ...options };
}

const MANAGER = 'kube-controller-manager';
const API_SERVER = 'kube-apiserver';
const ANY_TIME = [0, ANY_LENGTH];
/** A file's zero means the default, so that what is not known is more. */
const ANY_FILE_TIME = [1, ANY_LENGTH];
const ANY_NUMBER = [0, Number.POSITIVE_INFINITY];
const MOST_INT32 = 2 ** 31 - 1;

const time = (component: Component, name: string, role: ParameterRole, fallback: number, options?: Options<number>) =>
  parameterOf(component, name, role, fallback, ANY_TIME, { unit: 'milliseconds', ...options });
const fileTime = (name: string, role: ParameterRole, options?: Options<number>) =>
  parameterOf('kubelet', name, role, 0, ANY_FILE_TIME, { unit: 'milliseconds', ...options });
const toggle = (component: Component, name: string, role: ParameterRole, on: boolean, options?: Options<boolean>) =>
  parameterOf(component, name, role, on, [true, false], options);
const rate = (name: string, fallback: number) =>
  parameterOf(MANAGER, name, 'zones', fallback, ANY_NUMBER, { patient: 'smaller' });
/** The fallback of seconds that nobody can read is "not known": they count only for pods that say nothing. */
const seconds = (name: string, role: ParameterRole) =>
  parameterOf<number | undefined>(API_SERVER, name, role, 300, [undefined], { unit: 'seconds' });
const EVERY_CONTROLLER: readonly string[] = ['*'];
const PLUGIN = ['DefaultTolerationSeconds'];
const plugins = (name: string) =>
  parameterOf<readonly string[]>(API_SERVER, name, 'admission', [], [[], PLUGIN], { isListed: false });

/** In the order in which people read them. */
export const PARAMETERS = {
  monitorPeriod: time(MANAGER, 'node-monitor-period', 'detection', 5_000, { patient: 'smaller' }),
  gracePeriod: time(MANAGER, 'node-monitor-grace-period', 'detection', 40_000, { patient: 'greater' }),
  startupGracePeriod: time(MANAGER, 'node-startup-grace-period', 'startup', 60_000, { patient: 'greater' }),
  taintManager: toggle(MANAGER, 'enable-taint-manager', 'eviction', true),
  podEvictionTimeout: time(MANAGER, 'pod-eviction-timeout', 'eviction', 300_000, { patient: 'greater' }),
  evictionRate: rate('node-eviction-rate', 0.1),
  secondaryEvictionRate: rate('secondary-node-eviction-rate', 0.01),
  unhealthyZoneThreshold: rate('unhealthy-zone-threshold', 0.55),
  largeClusterSize: parameterOf(MANAGER, 'large-cluster-size-threshold', 'zones', 50, [0, MOST_INT32], {
    patient: 'greater',
  }),
  disableForceDetach: toggle(MANAGER, 'disable-force-detach-on-timeout', 'detach', false),
  controllers: parameterOf<readonly string[]>(MANAGER, 'controllers', 'controllers', EVERY_CONTROLLER, [
    EVERY_CONTROLLER,
    [],
  ]),
  leaderElect: toggle(MANAGER, 'leader-elect', 'election', true, { isListed: false }),
  leaseDuration: time(MANAGER, 'leader-elect-lease-duration', 'election', 15_000, { isListed: false }),
  renewDeadline: time(MANAGER, 'leader-elect-renew-deadline', 'election', 10_000, { isListed: false }),
  retryPeriod: time(MANAGER, 'leader-elect-retry-period', 'election', 2_000, { isListed: false }),
  updateFrequency: time('kubelet', 'node-status-update-frequency', 'heartbeat', 10_000, {
    field: 'nodeStatusUpdateFrequency',
  }),
  updateFrequencyInFile: fileTime('nodeStatusUpdateFrequency', 'heartbeat', { isListed: false }),
  reportFrequency: fileTime('nodeStatusReportFrequency', 'heartbeat', { follows: 'nodeStatusUpdateFrequency' }),
  leaseSeconds: parameterOf('kubelet', 'nodeLeaseDurationSeconds', 'heartbeat', 40, [1, ANY_LENGTH / 1_000], {
    unit: 'seconds',
  }),
  controllerAttachDetach: toggle('kubelet', 'enable-controller-attach-detach', 'detach', true, {
    field: 'enableControllerAttachDetach',
    isListed: false,
  }),
  controllerAttachDetachInFile: toggle('kubelet', 'enableControllerAttachDetach', 'detach', true, { isListed: false }),
  shutdownTotal: fileTime('shutdownGracePeriod', 'shutdown', { extremes: [0, 1_000, ANY_LENGTH] }),
  shutdownCritical: fileTime('shutdownGracePeriodCriticalPods', 'shutdown', { extremes: [0, ANY_LENGTH] }),
  notReadySeconds: seconds('default-not-ready-toleration-seconds', 'not-ready'),
  unreachableSeconds: seconds('default-unreachable-toleration-seconds', 'eviction'),
  enabledPlugins: plugins('enable-admission-plugins'),
  disabledPlugins: plugins('disable-admission-plugins'),
  exactPlugins: plugins('admission-control'),
} as const;

/** Gate of 1.37: the controller reads a lease live before it marks its node. */
export const LEASE_CIRCUIT_BREAKER = 'NodeControllerLeaseCircuitBreaker';

/** Entries of `shutdownGracePeriodByPodPriority` are a list of objects, which has no text. */
export const SHUTDOWN_BY_PRIORITY = 'shutdownGracePeriodByPodPriority';

/** A parameter whatever its type. */
export type AnyParameter = (typeof PARAMETERS)[keyof typeof PARAMETERS];

export const ALL_PARAMETERS: readonly AnyParameter[] = Object.values(PARAMETERS);

/** The parameters of the roles, in the table's order. */
export function parametersOf(...roles: readonly ParameterRole[]): readonly AnyParameter[] {
  return ALL_PARAMETERS.filter(({ role }) => roles.includes(role));
}

const listed = new Set(
  ALL_PARAMETERS.filter(({ isListed }) => isListed).flatMap(({ component, name, field }) =>
    [name, ...(field ? [field] : [])].map((one) => `${component} ${one}`),
  ),
);

/** Whether the windows depend on a flag or field. */
export function decidesTiming(component: Component, name: string): boolean {
  return listed.has(`${component} ${name}`);
}
