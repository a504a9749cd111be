// What a scalar is to Kubernetes: go-yaml 2 decodes it, JSON carries it on (sigs.k8s.io/yaml: goyaml.v2/resolve.go, yaml.go).
import type { Scalar } from 'yaml';
import { goInteger } from '../goInteger.ts';

/** `bigint`: whole, however it is written (`30`, `0x1e`, `30.0`, `3e1`). `number`: with a fraction, too large, or none. */
export type ScalarMeaning = string | bigint | number | boolean | null;

/** Whatever begins otherwise is a string. */
const MAY_MEAN_MORE = /^[-+.0-9yYnNtTfFoO~]|^$/;
const NULLS: ReadonlySet<string> = new Set(['', '~', 'null', 'Null', 'NULL']);
const TRUE = /^(?:y|Y|yes|Yes|YES|true|True|TRUE|on|On|ON)$/;
const FALSE = /^(?:n|N|no|No|NO|false|False|FALSE|off|Off|OFF)$/;
const NO_JSON = /^(?:[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))$/;
const FLOAT = /^[-+]?(?:\.\d+|\d+(?:\.\d*)?)(?:[eE][-+]?\d+)?$/;
const UINT64_END = 2n ** 64n;
const INT64_MIN = -(2n ** 63n);
/** From here on `encoding/json` writes a whole number with an exponent, which no integer is decoded from. */
const EXPONENT_FROM = 1e21;

const STANDARD_TAG = /^tag:yaml\.org,2002:(null|bool|int|float)$/;

/** The meaning of a scalar of a document, by its tag or, for a plain one, by its text. */
export function meaningOf({ type, tag, value, source }: Scalar, text: string): ScalarMeaning {
  if (tag === undefined) return type === 'PLAIN' ? plainMeaning(text) : text;
  // `!own 30` and `! 30` are strings, and so is what a standard tag does not fit: its document is refused.
  return STANDARD_TAG.test(tag) ? plainMeaning(typeof value === 'string' ? value : (source ?? text)) : text;
}

function plainMeaning(text: string): ScalarMeaning {
  if (!MAY_MEAN_MORE.test(text)) return text;
  if (NULLS.has(text)) return null;
  if (TRUE.test(text)) return true;
  if (FALSE.test(text)) return false;
  if (NO_JSON.test(text)) return Number.NaN;
  if (!/^[-+.0-9]/.test(text)) return text;
  const digits = text.replaceAll('_', '');
  const whole = goInteger(digits);
  if (whole !== undefined && whole >= INT64_MIN && whole < UINT64_END) return whole;
  return FLOAT.test(digits) ? (floatMeaning(Number(digits)) ?? text) : text;
}

/** `undefined` where it is larger than any float. */
function floatMeaning(value: number): ScalarMeaning | undefined {
  if (!Number.isFinite(value)) return undefined;
  return Number.isInteger(value) && Math.abs(value) < EXPONENT_FROM ? BigInt(value) : value;
}
