// Whether the API server takes a toleration: one that it refuses is no pod's.
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

function textOf(value: Value<string> | undefined): string | undefined {
  if (value === undefined) return '';
  return value.known ? value.value : undefined;
}
