// Which components do not start with what is written for them, and the setting that is to blame.
import { unknownControllers } from '../kubernetes/controllers.ts';
import { parseDuration } from '../kubernetes/duration.ts';
import { gateEnabled, gateRefusal } from '../kubernetes/featureGates.ts';
import { flagsOf } from '../kubernetes/flags/catalogue.ts';
import { GATED_FIELDS, type GatedField } from '../kubernetes/gatedFields.ts';
import { versionText } from '../kubernetes/version.ts';
import type { ClusterBasis, Instance } from '../model/cluster.ts';
import { durationText } from '../model/durationText.ts';
import type { Component, Setting } from '../model/setting.ts';
import { isWrittenAnywhere } from '../model/writtenSettings.ts';
import { type Said, say } from '../text/message.ts';
import { allInstances, possibleMinors } from './componentVersions.ts';
import { type EffectiveInstance, effectiveInstance, type KnownAnswer } from './effectiveInstance.ts';
import { firstAlike } from './firstAlike.ts';
import { gracefulShutdown, type ShutdownRefusal } from './gracefulShutdown.ts';
import { PARAMETERS } from './parameters.ts';
import { flagIn, settingLife, settingReading } from './settingReading.ts';

/** A component that does not start, in any version that the cluster may have. */
export interface Refusal {
  readonly component: Component;
  readonly instance: Instance;
  readonly setting: Setting;
  /** The component's own reason: `nodeLeaseDurationSeconds: "20s" is no integer`. */
  readonly because: Said;
}

/** What a script is to put a value in the place of: `<GRACE>`, `@GRACE@`, `__GRACE__`, `NODE_GRACE`. */
const PLACEHOLDER = /^(?:<[^<>]+>|([@%#$])\w+\1|__\w+__|[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+)$/;

export function isPlaceholder(text: string): boolean {
  return PLACEHOLDER.test(text);
}

const refusals = new WeakMap<ClusterBasis, readonly Refusal[]>();

/** The components that do not start, the first reason of each. None of a running cluster. */
export function refusalsOf(cluster: ClusterBasis): readonly Refusal[] {
  const known = refusals.get(cluster) ?? findRefusals(cluster);
  refusals.set(cluster, known);
  return known;
}

/** Whether a component has no instance that starts. */
export function isStopped(cluster: ClusterBasis): boolean {
  const stopped = new Set(refusalsOf(cluster).map(({ instance }) => instance));
  return [cluster.controllerManagers, cluster.kubelets, cluster.apiServers].some((all) =>
    all.every((instance) => stopped.has(instance)),
  );
}

/** The instances that start; all of them where none does. */
export function startingOf(cluster: ClusterBasis, instances: readonly Instance[]): readonly Instance[] {
  const stopped = new Set(refusalsOf(cluster).map(({ instance }) => instance));
  const starting = instances.filter((instance) => !stopped.has(instance));
  return starting.length > 0 ? starting : instances;
}

function findRefusals(cluster: ClusterBasis): readonly Refusal[] {
  if (cluster.live !== undefined) return [];
  const starting = new Set<Instance>();
  return allInstances(cluster).flatMap((instance) => {
    const alike = firstAlike(cluster, instance);
    if (starting.has(alike)) return [];
    const found = refusalOf(cluster, instance);
    if (found === undefined) starting.add(alike);
    return found ? [{ component: instance.component, instance, ...found }] : [];
  });
}

type Reason = Pick<Refusal, 'setting' | 'because'>;

function refusalOf(cluster: ClusterBasis, instance: Instance): Reason | undefined {
  const minors = possibleMinors(cluster, instance);
  const written = [...instance.written.values()].flatMap(({ setting, overridden }) => [...overridden, setting]);
  for (const setting of written) {
    const because =
      refusedValue(setting, minors) ?? missingFlag(setting, minors) ?? refusedGate(setting, minors, cluster);
    if (because !== undefined) return { setting, because };
  }
  return shutdownReason(instance, minors) ?? gatedReason(instance, minors) ?? electionReason(instance, minors);
}

/** A field that stands without its gate. */
function gatedReason(instance: Instance, minors: readonly number[]): Reason | undefined {
  if (instance.component !== 'kubelet') return undefined;
  for (const row of GATED_FIELDS) {
    const { field, gate, since = 0 } = row;
    const setting = instance.written.get(field)?.setting;
    if (setting === undefined || !asksForGate(setting, row)) continue;
    const isOff = (minor: number) => {
      const { candidates } = effectiveInstance(instance, minor).gates([gate]);
      return minor >= since && candidates.every((gates) => gateEnabled(gate, minor, gates) === false);
    };
    if (minors.every(isOff)) return { setting, because: needsGate(field, gate) };
  }
  return undefined;
}

function refusedValue(setting: Setting, minors: readonly number[]): Said | undefined {
  const { component, name, value, form } = setting;
  const entry = flagsOf[component].get(name);
  if (!entry || !value.known || isPlaceholder(value.value) || !minors.every((minor) => flagIn(entry, minor).exists)) {
    return undefined;
  }
  const reading = settingReading(setting);
  const spelling = form === 'flag' ? `--${name}` : name;
  if (reading.problem?.refused) return say`${spelling}: ${reading.problem.message}`;
  if (name !== PARAMETERS.controllers.name || !Array.isArray(reading.value)) return undefined;
  const items: readonly string[] = reading.value;
  const item = items.find((one) => minors.every((minor) => unknownControllers([one], minor).length > 0));
  return item === undefined ? undefined : say`${spelling}: "${item}" is no controller of it`;
}

function missingFlag(setting: Setting, minors: readonly number[]): Said | undefined {
  const { name, form, value } = setting;
  if (form !== 'flag' || (!value.known && value.isOptional)) return undefined;
  const { since, removed } = settingLife(setting);
  const isMissing = minors.every(
    (minor) => (since !== undefined && minor < since) || (removed !== undefined && minor >= removed),
  );
  return isMissing ? say`it has no --${name} in ${versionText(minors)}` : undefined;
}

const EMULATED = 'emulated-version';

/** OpenShift's components only warn of gates that they do not know, and have gates of their own. */
export function takesOtherGates({ source }: Setting, { isOpenShift }: ClusterBasis): boolean {
  return isOpenShift === true || source.startsWith('openshift');
}

/** A component may be told to behave as an older version. */
function refusedGate(setting: Setting, minors: readonly number[], cluster: ClusterBasis): Said | undefined {
  if (setting.name !== 'feature-gates' && setting.name !== 'featureGates') return undefined;
  if (takesOtherGates(setting, cluster) || cluster.version.note !== undefined) return undefined;
  for (const [name, on] of gatesIn(setting)) {
    const refusal = minors.map((minor) => gateRefusal(name, on, minor));
    const [first] = refusal;
    if (first === undefined || refusal.includes(undefined)) continue;
    if (isWrittenAnywhere(cluster, setting.component, EMULATED)) return undefined;
    const what = first === 'locked' ? say`cannot be set to ${String(on)}` : say`is no gate`;
    return say`the feature gate ${name} ${what} in ${versionText(minors)}`;
  }
  return undefined;
}

function gatesIn(setting: Setting): Iterable<readonly [string, boolean]> {
  const { value } = settingReading(setting);
  if (value instanceof Map) return value as ReadonlyMap<string, boolean>;
  const { data } = setting;
  if (typeof data !== 'object' || data === null || Array.isArray(data)) return [];
  return Object.entries(data).flatMap(([name, on]) => (typeof on === 'boolean' ? [[name, on] as const] : []));
}

function needsGate(field: string, gate: string): Said {
  return say`${field} needs the feature gate ${gate}, which is off`;
}

const SHUTDOWN_REASONS: Readonly<Record<ShutdownRefusal['why'], Said>> = {
  'critical-above-total': say`shutdownGracePeriodCriticalPods is more than shutdownGracePeriod`,
  'gate-off': needsGate('shutdownGracePeriod', 'GracefulNodeShutdown'),
  'priority-gate-off': needsGate('shutdownGracePeriodByPodPriority', 'GracefulNodeShutdownBasedOnPodPriority'),
  'both-ways': say`shutdownGracePeriodByPodPriority stands beside shutdownGracePeriod`,
};

function shutdownReason(instance: Instance, minors: readonly number[]): Reason | undefined {
  if (instance.component !== 'kubelet') return undefined;
  const all = minors.map((minor) => gracefulShutdown(effectiveInstance(instance, minor)).refusal);
  const [first] = all;
  const [setting] = first?.settings ?? [];
  return first && setting && !all.includes(undefined) ? { setting, because: SHUTDOWN_REASONS[first.why] } : undefined;
}

function electionReason(instance: Instance, minors: readonly number[]): Reason | undefined {
  if (instance.component !== 'kube-controller-manager') return undefined;
  const all = minors.map((minor) => electionProblem(effectiveInstance(instance, minor)));
  const [first] = all;
  const [setting] = first?.settings ?? [];
  return first && setting && !all.includes(undefined) ? { setting, because: first.order } : undefined;
}

/** Whether what is written for a field asks for the field's gate. */
export function asksForGate(setting: Setting, { key, free }: GatedField): boolean {
  const { data, value } = setting;
  if (Array.isArray(data)) return data.length > 0;
  if (typeof data === 'object' && data !== null) {
    const entries: readonly (readonly [string, unknown])[] = Object.entries(data);
    return key === undefined ? entries.length > 0 : entries.some(([name, part]) => name === key && !saysNothing(part));
  }
  return key === undefined && value.known && !saysNothing(value.value) && !isSame(value.value, free);
}

function saysNothing(value: unknown): boolean {
  if (typeof value !== 'string') return value === null || value === false || value === 0;
  return value === '' || value === 'false' || value === 'null' || value === '~' || isSame(value, '0s');
}

/** Durations are compared as such: `0.1s` is `100ms`. */
function isSame(value: string, other: string | undefined): boolean {
  if (other === undefined || value === other) return value === other;
  const [one, two] = [parseDuration(value), parseDuration(other)];
  return one.ok && two.ok && one.value === two.value;
}

/** `client-go/tools/leaderelection (JitterFactor)` */
const JITTER = 1.2;

/** Times of the leader election that a controller manager refuses. */
export interface ElectionProblem {
  readonly order: Said;
  /** Those that are written, the ones to blame first. */
  readonly settings: readonly Setting[];
}

/** Source: staging/src/k8s.io/client-go/tools/leaderelection/leaderelection.go (NewLeaderElector) */
export function electionProblem(manager: EffectiveInstance): ElectionProblem | undefined {
  if (manager.certain(PARAMETERS.leaderElect)?.value !== true) return undefined;
  const lease = manager.certain(PARAMETERS.leaseDuration);
  const renew = manager.certain(PARAMETERS.renewDeadline);
  const retry = manager.certain(PARAMETERS.retryPeriod);
  if (!lease || !renew || !retry) return undefined;
  const written = (...parts: readonly KnownAnswer<number>[]) => [
    ...new Set([...parts, lease, renew, retry].flatMap(({ origin }) => (origin.kind === 'file' ? origin.setting : []))),
  ];
  if (lease.value <= renew.value) {
    return {
      order: say`lease duration ${durationText(lease.value)} must be more than renew deadline ${durationText(renew.value)}`,
      settings: written(lease, renew),
    };
  }
  if (renew.value > JITTER * retry.value) return undefined;
  return {
    order: say`renew deadline ${durationText(renew.value)} must be more than 1.2 × retry period ${durationText(retry.value)}`,
    settings: written(renew, retry),
  };
}
