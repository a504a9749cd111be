// Tolerations that a pod has after admission plugin PodTolerationRestriction joined its own with those of its namespace, and those
// with which the plugin refuses it.

import type { AdmissionInputs } from '../effective/inputs.ts';
import { notReadyTaint, unreachableTaint } from '../kubernetes/taints.ts';
import { unwrittenField } from '../model/field.ts';
import { NOWHERE, UNCHANGEABLE } from '../model/location.ts';
import { known, type Value } from '../model/value.ts';
import type { Toleration, Workload } from '../model/workload.ts';

/** What of a toleration decides, each part known. */
interface Plain {
  readonly key: string;
  readonly operator: string;
  readonly value: string;
  readonly effect: string;
  readonly seconds: number | undefined;
  /** That of the pod itself. */
  readonly own?: Toleration | undefined;
}

/** A toleration that the whitelist of a pod's namespace lacks. */
export interface UnlistedToleration {
  readonly key: string;
  /** As the pod has it written; `undefined` of one that it is given. */
  readonly own: Toleration | undefined;
}

/** Given to every pod with requests or limits, of which nothing is read. */
const MEMORY_PRESSURE: Plain = {
  key: 'node.kubernetes.io/memory-pressure',
  operator: 'Exists',
  value: '',
  effect: 'NoSchedule',
  seconds: undefined,
};

/**
 * The pod's tolerations as it runs with them; `unknown` where a part of them cannot be read, or the plugin refuses such a pod or
 * may do so: what runs was made before; `undefined` where the plugin is off or its namespace has none. It comes after DefaultTolerationSeconds, so that a namespace's toleration that is shorter than the
 * default one is dropped.
 *
 * Sources: plugin/pkg/admission/podtolerationrestriction/admission.go (Admit), pkg/kubeapiserver/options/plugins.go
 * (AllOrderedPlugins), pkg/util/tolerations/tolerations.go (MergeTolerations)
 */
export function withNamespaceTolerations(
  workload: Workload,
  admission: AdmissionInputs,
): readonly Toleration[] | 'unknown' | undefined {
  const { namespaceTolerations, admitted } = workload;
  if (admission.restricts !== true || admitted !== undefined || namespaceTolerations === undefined) return undefined;
  const { defaults, whitelist } = namespaceTolerations;
  const all = afterAdmission(workload, admission);
  if (all === undefined) return 'unknown';
  if (whitelist !== undefined && outside(whitelist, [...all, MEMORY_PRESSURE])?.length !== 0) return 'unknown';
  const givesNone = defaults === undefined || (defaults.known && defaults.value.length === 0);
  return givesNone ? undefined : all.map(tolerationOf);
}

/**
 * The same of a pod with requests or limits where its namespace has none: the plugin joins the pod's tolerations with one for memory
 * pressure, and so with each other. `undefined` where that changes nothing, `unknown` where they cannot be read.
 */
export function joinedWithItself(
  workload: Workload,
  admission: AdmissionInputs,
): readonly Toleration[] | 'unknown' | undefined {
  if (admission.restricts !== true) return undefined;
  const { namespaceTolerations: _, ...alone } = workload;
  const before = afterAdmission(alone, admission);
  if (before === undefined) return 'unknown';
  const joined = merged(before);
  return joined.length === before.length ? undefined : joined.map(tolerationOf);
}

/**
 * Tolerations for which the plugin surely refuses the workload's pods. One that runs was taken before.
 *
 * Sources: plugin/pkg/admission/podtolerationrestriction/admission.go (Validate), pkg/util/tolerations/tolerations.go
 * (VerifyAgainstWhitelist)
 */
export function unlistedTolerations(workload: Workload, admission: AdmissionInputs): readonly UnlistedToleration[] {
  const whitelist = workload.namespaceTolerations?.whitelist;
  if (admission.restricts !== true || whitelist === undefined) return [];
  if (workload.kind === 'Pod' && workload.admitted !== undefined) return [];
  const found = outside(whitelist, afterAdmission(workload, admission) ?? []) ?? [];
  return found.map(({ key, own }) => ({ key, own }));
}

/** Of a pod without requests and limits; `undefined` where a part cannot be read. */
function afterAdmission(workload: Workload, admission: AdmissionInputs): readonly Plain[] | undefined {
  const { tolerations } = workload.pod;
  const defaults = workload.namespaceTolerations?.defaults ?? known([]);
  if (!tolerations.known || !defaults.known) return undefined;
  const own = plainOf(tolerations.value);
  const others = plainOf(defaults.value);
  const isDaemon = workload.kind === 'DaemonSet';
  const added = own && (isDaemon ? addedToDaemons(admission) : defaultsBeside(own, admission));
  if (own === undefined || others === undefined || added === undefined) return undefined;
  const written = own.map((one, index) => ({ ...one, own: tolerations.value[index] }));
  const isReplaced = ({ key, effect }: Plain) => added.some((one) => one.key === key && one.effect === effect);
  const before = [...written.filter((one) => !isDaemon || !isReplaced(one)), ...added];
  return others.length === 0 ? before : merged([...before, ...others]);
}

/** `undefined` where the list cannot be read. An empty one lets everything pass. */
function outside(whitelist: Value<readonly Toleration[]>, all: readonly Plain[]): readonly Plain[] | undefined {
  const listed = whitelist.known ? plainOf(whitelist.value) : undefined;
  if (listed?.length === 0) return [];
  return listed && all.filter((one) => !listed.some((wide) => isSuperset(wide, one)));
}

function plainOf(list: readonly Toleration[]): readonly Plain[] | undefined {
  const read = list.map(({ key, operator, value, effect, tolerationSeconds }): Plain | undefined => {
    const texts = [key, operator, value, effect].map((part) => (part === undefined || part.known ? part : undefined));
    if ([key, operator, value, effect].some((part) => part?.known === false)) return undefined;
    if (tolerationSeconds?.value.known === false) return undefined;
    const [keyText = '', operatorText = '', valueText = '', effectText = ''] = texts.map((part) => part?.value);
    const seconds = tolerationSeconds?.value.known === true ? tolerationSeconds.value.value : undefined;
    return { key: keyText, operator: operatorText, value: valueText, effect: effectText, seconds };
  });
  return read.some((one) => one === undefined) ? undefined : read.flatMap((one) => one ?? []);
}

/** `undefined`: how long they are is not known. */
function defaultsBeside(own: readonly Plain[], admission: AdmissionInputs): readonly Plain[] | undefined {
  const { enabled, minor, notReadySeconds, unreachableSeconds } = admission;
  if (!enabled) return [];
  if (notReadySeconds === undefined || unreachableSeconds === undefined) return undefined;
  const isThere = (taint: string) =>
    own.some(({ key, effect }) => (key === '' || key === taint) && (effect === '' || effect === 'NoExecute'));
  return [
    forTaint(notReadyTaint(minor), notReadySeconds),
    forTaint(unreachableTaint(minor), unreachableSeconds),
  ].filter(({ key }) => !isThere(key));
}

/** Its controller does. Source: pkg/controller/daemon/util/daemonset_util.go (AddOrUpdateDaemonPodTolerations) */
function addedToDaemons({ minor }: AdmissionInputs): readonly Plain[] {
  return [notReadyTaint(minor), unreachableTaint(minor)].map((key) => forTaint(key, undefined));
}

function forTaint(key: string, seconds: number | undefined): Plain {
  return { key, operator: 'Exists', value: '', effect: 'NoExecute', seconds };
}

/** Of two of which one tolerates all that the other does only that one is kept; of equal ones the first. */
function merged(all: readonly Plain[]): readonly Plain[] {
  const kept: Plain[] = [];
  for (const [index, one] of all.entries()) {
    if (kept.some((other) => isSuperset(other, one))) continue;
    if (all.slice(index).some((other) => !isEqual(other, one) && isSuperset(other, one))) continue;
    kept.push(one);
  }
  return kept;
}

function isEqual(a: Plain, b: Plain): boolean {
  return (
    a.key === b.key &&
    a.operator === b.operator &&
    a.value === b.value &&
    a.effect === b.effect &&
    a.seconds === b.seconds
  );
}

/** Whether `wide` tolerates all that `narrow` does; to tolerate for ever is more than any seconds. */
function isSuperset(wide: Plain, narrow: Plain): boolean {
  if (isEqual(wide, narrow)) return true;
  if (wide.key !== narrow.key && (wide.key !== '' || wide.operator !== 'Exists')) return false;
  if (wide.effect !== '' && wide.effect !== narrow.effect) return false;
  if (wide.effect === 'NoExecute' && wide.seconds !== undefined) {
    if (narrow.seconds === undefined || narrow.seconds > wide.seconds) return false;
  }
  if (wide.operator === 'Exists') return true;
  const isEquality = wide.operator === 'Equal' || wide.operator === '';
  return isEquality && narrow.operator === 'Equal' && narrow.value === wide.value;
}

function tolerationOf({ key, operator, value, effect, seconds }: Plain): Toleration {
  return {
    key: known(key),
    operator: known(operator),
    value: known(value),
    effect: known(effect),
    tolerationSeconds: seconds === undefined ? undefined : unwrittenField(known(seconds), NOWHERE),
    location: NOWHERE,
    rewriter: UNCHANGEABLE,
    inserter: { add: () => [] },
  };
}
