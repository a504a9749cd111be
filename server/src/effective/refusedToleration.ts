// Whether the API server takes a toleration: one that it refuses is no pod's.
import { gateAt } from '../kubernetes/featureGates.ts';
import { type TolerationRefusal, tolerationRefusal } from '../kubernetes/tolerationValidation.ts';
import type { Value } from '../model/value.ts';
import type { Toleration } from '../model/workload.ts';

/** Why the API server refuses it; `undefined`: it does not, as far as it is known. @param comparisons see `tolerationRefusal` */
export function refusedToleration(toleration: Toleration, comparisons: boolean): TolerationRefusal | undefined {
  const { key, operator, value, effect, tolerationSeconds } = toleration;
  return tolerationRefusal(
    {
      key: textOf(key),
      operator: textOf(operator),
      value: textOf(value),
      effect: textOf(effect),
      hasSeconds: tolerationSeconds !== undefined,
    },
    comparisons,
  );
}

const COMPARISONS = 'TaintTolerationComparisonOperators';

/** Whether `Lt` and `Gt` may be allowed: the version has their gate. @param minor of kube-apiserver */
export function mayCompare(minor: number): boolean {
  return gateAt(COMPARISONS, minor) !== undefined;
}

function textOf(value: Value<string> | undefined): string | undefined {
  if (value === undefined) return '';
  return value.known ? value.value : undefined;
}
