// What the API server refuses in a toleration.
import { type Said, say } from '../text/message.ts';

/** A toleration as text: `''` for what is not written, `undefined` for what is not known. */
export interface TolerationText {
  readonly key: string | undefined;
  readonly operator: string | undefined;
  readonly value: string | undefined;
  readonly effect: string | undefined;
  readonly hasSeconds: boolean;
}

export interface TolerationRefusal {
  /** The field that is wrong, or that is missing. */
  readonly field: 'key' | 'operator' | 'value' | 'effect';
  /** For people, without a full stop. */
  readonly why: Said;
  /** `tolerationSeconds` without effect NoExecute. */
  readonly needsEffect?: true;
}

export const TOLERATION_EFFECTS: readonly string[] = ['NoSchedule', 'PreferNoSchedule', 'NoExecute'];
export const TOLERATION_OPERATORS: readonly string[] = ['Exists', 'Equal'];

const NAME = /^(?:[A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]$/;
const SUBDOMAIN = /^[a-z0-9](?:[-a-z0-9]*[a-z0-9])?(?:\.[a-z0-9](?:[-a-z0-9]*[a-z0-9])?)*$/;
const LONGEST_NAME = 63;
const LONGEST_SUBDOMAIN = 253;
const DECIMAL = /^(?:0|-?[1-9]\d*)$/;

/**
 * Why a toleration is refused, and the pod or the template with it; `undefined`: it is not, as far as it is known.
 * Source: pkg/apis/core/validation/validation.go (ValidateTolerations)
 *
 * @param comparisons whether the gate TaintTolerationComparisonOperators allows `Lt` and `Gt`
 */
export function tolerationRefusal(text: TolerationText, comparisons: boolean): TolerationRefusal | undefined {
  const { key, operator, value, effect, hasSeconds } = text;
  if (key !== undefined && key !== '' && !isQualifiedName(key)) {
    return { field: 'key', why: say`${JSON.stringify(key)} is no label name` };
  }
  if (key === '' && operator !== undefined && operator !== 'Exists') {
    return { field: 'operator', why: say`Without a key the operator must be Exists` };
  }
  const wrongOperator = operator === undefined ? undefined : operatorRefusal(operator, value, comparisons);
  if (wrongOperator) return wrongOperator;
  if (effect !== undefined && effect !== '' && !TOLERATION_EFFECTS.includes(effect)) {
    return { field: 'effect', why: say`${JSON.stringify(effect)} is no effect` };
  }
  if (hasSeconds && effect !== undefined && effect !== 'NoExecute') {
    return { field: 'effect', why: say`Only effect NoExecute takes seconds`, needsEffect: true };
  }
  return undefined;
}

function operatorRefusal(
  operator: string,
  value: string | undefined,
  comparisons: boolean,
): TolerationRefusal | undefined {
  switch (operator) {
    case '':
    case 'Equal':
      return value === undefined || isLabelValue(value)
        ? undefined
        : { field: 'value', why: say`${JSON.stringify(value)} is no label value` };
    case 'Exists':
      return value === undefined || value === ''
        ? undefined
        : { field: 'value', why: say`Operator Exists takes no value` };
    case 'Lt':
    case 'Gt':
      if (!comparisons) {
        return { field: 'operator', why: say`Operator ${operator} is behind a gate that is off` };
      }
      return value === undefined || isInt64(value)
        ? undefined
        : { field: 'value', why: say`${JSON.stringify(value)} is no integer, which ${operator} compares` };
    default:
      return { field: 'operator', why: say`${JSON.stringify(operator)} is no operator` };
  }
}

/** Source: staging/src/k8s.io/apimachinery/pkg/util/validation/validation.go (IsQualifiedName) */
function isQualifiedName(text: string): boolean {
  const parts = text.split('/');
  const name = parts.at(-1) ?? '';
  const [prefix] = parts;
  if (parts.length > 2 || name.length > LONGEST_NAME || !NAME.test(name)) return false;
  return parts.length === 1 || (prefix !== undefined && prefix.length <= LONGEST_SUBDOMAIN && SUBDOMAIN.test(prefix));
}

function isLabelValue(text: string): boolean {
  return text === '' || (text.length <= LONGEST_NAME && NAME.test(text));
}

function isInt64(text: string): boolean {
  return DECIMAL.test(text) && text.length <= 20 && BigInt.asIntN(64, BigInt(text)) === BigInt(text);
}
