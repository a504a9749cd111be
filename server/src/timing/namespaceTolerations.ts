// Tolerations that a pod has after admission plugin PodTolerationRestriction joined its own with those of its namespace.

import type { AdmissionInputs } from '../effective/inputs.ts';
import { notReadyTaint, unreachableTaint } from '../kubernetes/taints.ts';
import { unwrittenField } from '../model/field.ts';
import { NOWHERE, UNCHANGEABLE } from '../model/location.ts';
import { known } from '../model/value.ts';
import type { Toleration, Workload } from '../model/workload.ts';

/** What of a toleration decides, each part known. */
interface Plain {
  readonly key: string;
  readonly operator: string;
  readonly value: string;
  readonly effect: string;
  readonly seconds: number | undefined;
}

/**
 * The pod's tolerations as it runs with them; `unknown` where a part of them cannot be read, `undefined` where the plugin is off
 * or its namespace has none. It comes after DefaultTolerationSeconds, so that a namespace's toleration that is shorter than the
 * default one is dropped.
 *
 * Sources: plugin/pkg/admission/podtolerationrestriction/admission.go (Admit), pkg/kubeapiserver/options/plugins.go
 * (AllOrderedPlugins), pkg/util/tolerations/tolerations.go (MergeTolerations)
 */
export function withNamespaceTolerations(
  { namespaceTolerations, pod: { tolerations }, admitted }: Workload,
  admission: AdmissionInputs,
): readonly Toleration[] | 'unknown' | undefined {
  if (admission.restricts !== true || admitted !== undefined || namespaceTolerations === undefined) return undefined;
  if (!tolerations.known || !namespaceTolerations.known) return 'unknown';
  const own = plainOf(tolerations.value);
  const others = plainOf(namespaceTolerations.value);
  const added = own && defaultsBeside(own, admission);
  if (own === undefined || others === undefined || added === undefined) return 'unknown';
  return merged([...own, ...added, ...others]).map(tolerationOf);
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
  const given = { operator: 'Exists', value: '', effect: 'NoExecute' };
  return [
    { ...given, key: notReadyTaint(minor), seconds: notReadySeconds },
    { ...given, key: unreachableTaint(minor), seconds: unreachableSeconds },
  ].filter(({ key }) => !isThere(key));
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
