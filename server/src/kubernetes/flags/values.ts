// Reads values of flags as Go and pflag do.
import { goInteger } from '../../text/goInteger.ts';
import { type Said, say } from '../../text/message.ts';
import { parseDuration } from '../duration.ts';
import { invalid, type Parsed, type ValueProblem, valid } from '../parsed.ts';
import type { Flag, ValueType } from './flag.ts';

const INT32_MAX = 2n ** 31n - 1n;
const INT64_MAX = 2n ** 63n - 1n;

/** Reads a boolean as Go's `strconv.ParseBool`. */
export function parseBool(text: string): Parsed<boolean> {
  if (/^(1|t|T|TRUE|true|True)$/.test(text)) return valid(true);
  if (/^(0|f|F|FALSE|false|False)$/.test(text)) return valid(false);
  const meant = /^(y|yes|on|enabled?)$/i.test(text)
    ? 'true'
    : /^(n|no|off|disabled?)$/i.test(text)
      ? 'false'
      : undefined;
  return invalid(
    'not-a-boolean',
    say`"${text}" is neither true nor false`,
    `strconv.ParseBool: parsing ${JSON.stringify(text)}: invalid syntax`,
    meant,
  );
}

/**
 * Reads an integer as pflag does: `strconv.ParseInt(value, 0, bits)`, so `0x20`, `0b11`, `0o17`, `017` and `1_000` are integers too.
 *
 * @returns a number; values beyond 2^53 lose their last digits
 */
export function parseInteger(text: string, bits: 32 | 64): Parsed<number> {
  const digits = goInteger(text);
  if (digits === undefined) {
    const unit = /^([+-]?\d+)\s*(ms|s|sec|secs|seconds|m|min|minutes?|h)$/i.exec(text);
    return invalid(
      'not-an-integer',
      unit ? say`${text} has a unit; an integer is wanted` : say`"${text}" is no integer`,
      `strconv.ParseInt: parsing ${JSON.stringify(text)}: invalid syntax`,
      unit ? seconds(text) : undefined,
    );
  }
  const max = bits === 32 ? INT32_MAX : INT64_MAX;
  if (digits > max || digits < -max - 1n) {
    return invalid(
      'out-of-range',
      say`${text} does not fit into ${bits} bits`,
      `strconv.ParseInt: parsing ${JSON.stringify(text)}: value out of range`,
    );
  }
  return valid(Number(digits));
}

/** Whole seconds of a duration that stands where seconds are wanted. */
function seconds(text: string): string | undefined {
  const duration = parseDuration(text);
  return duration.ok && duration.value % 1_000 === 0 ? String(duration.value / 1_000) : undefined;
}

/** Reads a number as Go's `strconv.ParseFloat(value, 32)`: decimal, hexadecimal with exponent, `inf`, `nan`. */
export function parseFloat32(text: string): Parsed<number> {
  const error = `strconv.ParseFloat: parsing ${JSON.stringify(text)}: invalid syntax`;
  if (/^[+-]?(inf|infinity)$/i.test(text)) return valid(text.startsWith('-') ? -Infinity : Infinity);
  if (/^nan$/i.test(text)) return valid(Number.NaN);
  const value = decimalFloat(text) ?? hexadecimalFloat(text);
  if (value === undefined) {
    const comma = /^\d+,\d+$/.test(text) ? text.replace(',', '.') : undefined;
    return invalid('not-a-number', say`"${text}" is no number`, error, comma);
  }
  if (!Number.isFinite(Math.fround(value))) {
    return invalid(
      'out-of-range',
      say`${text} does not fit into 32 bits`,
      error.replace('invalid syntax', 'value out of range'),
    );
  }
  return valid(value);
}

const DIGITS = '\\d(?:_?\\d)*';
const DECIMAL = new RegExp(`^[+-]?(?:${DIGITS}(?:\\.(?:${DIGITS})?)?|\\.${DIGITS})(?:[eE][+-]?${DIGITS})?$`);

function decimalFloat(text: string): number | undefined {
  return DECIMAL.test(text) ? Number(text.replaceAll('_', '')) : undefined;
}

function hexadecimalFloat(text: string): number | undefined {
  const match = /^([+-]?)0[xX]_?([\da-fA-F_]*)(?:\.([\da-fA-F_]*))?[pP]([+-]?\d+)$/.exec(text);
  if (!match) return undefined;
  const [, sign, whole = '', fraction = '', exponent = '0'] = match;
  const digits = (whole + fraction).replaceAll('_', '');
  if (digits === '') return undefined;
  const places = fraction.replaceAll('_', '').length * 4;
  const value = Number(BigInt(`0x${digits}`)) * 2 ** (Number(exponent) - places);
  return sign === '-' ? -value : value;
}

/** Items of a comma-separated list, as pflag's string slices split them (quotes as in CSV). */
export function parseList(text: string): Parsed<readonly string[]> {
  if (text === '') return valid([]);
  const items: string[] = [];
  const item = /(?:"((?:[^"]|"")*)"|([^",]*))(,|$)/y;
  let more = true;
  while (more) {
    const match = item.exec(text);
    if (!match)
      return invalid('not-a-list', say`"${text}" is no list`, 'parse error on line 1: bare " in non-quoted field');
    items.push(match[1]?.replaceAll('""', '"') ?? match[2] ?? '');
    more = match[3] === ',';
  }
  return valid(items);
}

/** `kube:Name` is a gate of Kubernetes' own. Source: component-base/compatibility/registry.go (Set), since 1.31; no kubelet knows it. */
export function gateName(written: string): string {
  return written.startsWith('kube:') ? written.slice('kube:'.length) : written;
}

/** Feature gates as `component-base/featuregate` reads them: `A=true,B=false`, later wins. */
export function parseGates(text: string): Parsed<ReadonlyMap<string, boolean>> {
  const gates = new Map<string, boolean>();
  for (const part of text.split(',')) {
    const entry = part.trim();
    if (entry === '') continue;
    const equals = entry.indexOf('=');
    if (equals < 0)
      return invalid('not-a-map', say`${entry} has no value`, `missing bool value for ${entry}`, undefined);
    const name = entry.slice(0, equals).trim();
    const value = parseBool(entry.slice(equals + 1).trim());
    if (!value.ok) return invalid('not-a-map', `${entry}: ${value.problem.message}`, `invalid value of ${entry}`);
    gates.set(gateName(name), value.value);
  }
  return valid(gates);
}

/** A setting's value as it would reach the component. */
export interface WrittenValue {
  readonly text: string;
  /** How a field's value stands in its file; a flag's value is always a string. */
  readonly type: 'string' | 'integer' | 'float' | 'boolean' | 'null' | 'list' | 'map';
}

/** What a component makes of a value. */
export interface ReadValue {
  /**
   * By the flag's type: milliseconds, number, boolean, items, gates, text; `undefined` where it cannot be read, for `null`, and
   * for what is no scalar.
   */
  readonly value: number | boolean | string | readonly string[] | ReadonlyMap<string, boolean> | undefined;
  /**
   * Its syntax, the type of a configuration file's value, the source's own range, or a zero or negative value that is
   * accepted and does something else. `undefined`: nothing is wrong.
   */
  readonly problem: ValueProblem | undefined;
}

/** Reads a value as the component would, once. */
export function readValue(entry: Flag, written: WrittenValue): ReadValue {
  if (entry.form === 'field') {
    const wrongType = fieldTypeProblem(entry, written);
    if (wrongType || written.type === 'null') return { value: undefined, problem: wrongType };
  }
  const parsed = parseScalar(entry.type, written);
  if (parsed === undefined) return { value: undefined, problem: undefined };
  if (!parsed.ok) return { value: undefined, problem: parsed.problem };
  const { value } = parsed;
  return { value, problem: typeof value === 'number' ? rangeProblem(entry, value, written.text) : undefined };
}

/** What is wrong with a value; `undefined`: nothing. */
export function checkValue(entry: Flag, written: WrittenValue): ValueProblem | undefined {
  return readValue(entry, written).problem;
}

function parseScalar(type: ValueType, { text, type: writtenType }: WrittenValue) {
  switch (type) {
    case 'duration':
      return parseDuration(text);
    case 'int32':
      return parseInteger(text, 32);
    case 'int64':
      return parseInteger(text, 64);
    case 'float32':
      return parseFloat32(text);
    case 'bool':
      return parseBool(text);
    case 'list':
      return parseList(text);
    case 'map':
      return writtenType === 'map' ? undefined : parseGates(text);
    case 'string':
      return valid(text);
    case 'object-list':
      return undefined;
  }
}

/** apimachinery/pkg/apis/meta/v1/duration.go (UnmarshalJSON) and encoding/json: durations are strings, integers and booleans are bare. */
function fieldTypeProblem(entry: Flag, written: WrittenValue): ValueProblem | undefined {
  const { type, text } = written;
  if (type === 'null') return undefined;
  const decode = (kind: string): string => `json: cannot unmarshal ${kind} into Go struct field ${entry.name}`;
  switch (entry.type) {
    case 'duration':
      if (type === 'string') return undefined;
      return invalid(
        'not-a-string',
        type === 'integer'
          ? say`${text} has no unit; a duration is written as a string`
          : say`"${text}" is no duration`,
        decode(type === 'integer' || type === 'float' ? 'number' : type),
        type === 'integer' ? `${text}s` : undefined,
      ).problem;
    case 'int32':
    case 'int64': {
      if (type === 'integer') return undefined;
      const whole = goInteger(text) !== undefined ? text : seconds(text);
      return invalid(
        'not-an-integer',
        type === 'string' && whole === text
          ? say`"${text}" is a string; a bare integer is wanted`
          : say`"${text}" is no integer`,
        decode(type === 'float' ? `number ${text}` : type),
        whole,
      ).problem;
    }
    case 'bool':
      if (type === 'boolean') return undefined;
      return invalid('not-a-boolean', say`"${text}" is no boolean`, decode(type), boolMeant(text)).problem;
    case 'map':
      return type === 'map' ? undefined : invalid('not-a-map', say`"${text}" is no map`, decode(type)).problem;
    case 'object-list':
    case 'list':
      return type === 'list' ? undefined : invalid('not-a-list', say`"${text}" is no list`, decode(type)).problem;
    default:
      return undefined;
  }
}

function boolMeant(text: string): string | undefined {
  const parsed = parseBool(text);
  return parsed.ok ? String(parsed.value) : parsed.problem.suggestion;
}

function rangeProblem(entry: Flag, value: number, text: string): ValueProblem | undefined {
  const { range } = entry;
  if (range && !(range.zeroAllowed && value === 0)) {
    const below = range.exclusive ? value <= range.min : value < range.min;
    if (below) return { ...invalid('out-of-range', say`${text}: ${range.error}`, range.error).problem };
  }
  if (value < 0 && (entry.type === 'duration' || entry.nonPositive)) {
    return accepted('negative', say`${text} is negative${entry.nonPositive ? say`: ${entry.nonPositive}` : ''}`);
  }
  if (value === 0 && entry.type === 'duration' && entry.nonPositive) {
    return accepted('zero', say`${text}: ${entry.nonPositive ?? ''}`);
  }
  return undefined;
}

function accepted(code: 'negative' | 'zero', message: Said): ValueProblem {
  return { code, message, error: undefined, suggestion: undefined, refused: false };
}
