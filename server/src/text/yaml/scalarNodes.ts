// Scalars of YAML as the nodes of the YAML library: what a plain one means, and how quoted and folded ones read.
import type { Scalar } from 'yaml';
import { newScalar } from './quickNodes.ts';

/** The offset of a node's first character, that behind its last, and that behind what belongs to it on its line. */
export type NodeRange = [start: number, end: number, behind: number];

const NULL = /^(?:~|[Nn]ull|NULL)?$/;
const BOOLEAN = /^(?:[Tt]rue|TRUE|[Ff]alse|FALSE)$/;
const INTEGER = /^[-+]?[0-9]+$/;
const OCTAL = /^0o[0-7]+$/;
const HEXADECIMAL = /^0x[0-9a-fA-F]+$/;
const NO_NUMBER = /^(?:[-+]?\.(?:inf|Inf|INF)|\.nan|\.NaN|\.NAN)$/;
const EXPONENT = /^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)[eE][-+]?[0-9]+$/;
const FLOAT = /^[-+]?(?:\.[0-9]+|[0-9]+\.[0-9]*)$/;
/** Whatever begins otherwise is a string. */
const MAY_MEAN_MORE = /^[-+.~0-9nNtTfF]|^$/;

/** A plain scalar by YAML's core schema. */
export function plainScalar(text: string, range: NodeRange): Scalar {
  return scalarNode(MAY_MEAN_MORE.test(text) ? coreValue(text) : text, 'PLAIN', text, range);
}

export function scalarNode(value: unknown, type: Scalar.Type, source: string, range: NodeRange): Scalar {
  const scalar = newScalar(value);
  scalar.range = range;
  scalar.source = source;
  scalar.type = type;
  return scalar;
}

/** A value of the YAML library, by which it tells strings and nulls; what Kubernetes makes of it is another (`scalarMeaning.ts`). */
function coreValue(text: string): unknown {
  if (NULL.test(text)) return null;
  if (BOOLEAN.test(text)) return /^[tT]/.test(text);
  if (INTEGER.test(text)) return Number.parseInt(text, 10);
  if (OCTAL.test(text)) return Number.parseInt(text.slice(2), 8);
  if (HEXADECIMAL.test(text)) return Number.parseInt(text.slice(2), 16);
  if (NO_NUMBER.test(text)) return /nan$/i.test(text) ? Number.NaN : signOf(text) * Number.POSITIVE_INFINITY;
  return EXPONENT.test(text) || FLOAT.test(text) ? Number.parseFloat(text) : text;
}

function signOf(text: string): number {
  return text.startsWith('-') ? -1 : 1;
}

/** Lines that read as one: a line break between two is a blank, blank lines are line breaks. */
export function unfolded(source: string): string {
  const lines = source.split(/\r?\n/);
  if (lines.length === 1) return source;
  const parts = [trimmedEnd(lines[0] ?? '')];
  let separator = ' ';
  for (const line of lines.slice(1, -1)) {
    const text = trimmedEnd(trimmedStart(line));
    if (text !== '') {
      parts.push(separator, text);
      separator = ' ';
    } else if (separator === '\n') parts.push('\n');
    else separator = '\n';
  }
  return parts.join('') + separator + trimmedStart(lines.at(-1) ?? '');
}

const isBlank = (code: number) => code === 32 || code === 9;

function trimmedStart(line: string): string {
  let start = 0;
  while (isBlank(line.charCodeAt(start))) start += 1;
  return line.slice(start);
}

function trimmedEnd(line: string): string {
  let end = line.length;
  while (isBlank(line.charCodeAt(end - 1))) end -= 1;
  return line.slice(0, end);
}

const ESCAPES: ReadonlyMap<string, string> = new Map([
  ['0', '\0'],
  ['a', '\x07'],
  ['b', '\b'],
  ['e', '\x1b'],
  ['f', '\f'],
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
  ['v', '\v'],
  ['N', '\u0085'],
  ['_', '\u00a0'],
  ['L', '\u2028'],
  ['P', '\u2029'],
  [' ', ' '],
  ['"', '"'],
  ['/', '/'],
  ['\\', '\\'],
  ['\t', '\t'],
]);
const CODES: ReadonlyMap<string, number> = new Map([
  ['x', 2],
  ['u', 4],
  ['U', 8],
]);
/** What is not itself in double quotes: escapes, and line breaks with the blanks behind them. */
const SPECIAL = /\\[\s\S]|\n[ \t\n]*/g;
const AFTER_ESCAPED_BREAK = /[ \t]*/y;

/** What stands between double quotes, read; `undefined` where an escape is none. */
export function doubleQuoted(inner: string): string | undefined {
  if (!inner.includes('\\') && !inner.includes('\n')) return inner;
  const text = inner.replaceAll('\r\n', '\n');
  const parts: string[] = [];
  let copied = 0;
  SPECIAL.lastIndex = 0;
  for (let match = SPECIAL.exec(text); match !== null; match = SPECIAL.exec(text)) {
    const [special] = match;
    const before = text.slice(copied, match.index);
    // Blanks before a line break do not count; those of escapes do.
    parts.push(special.startsWith('\\') ? before : trimmedEnd(before));
    copied = match.index + special.length;
    if (!special.startsWith('\\')) {
      const breaks = special.split('\n').length - 1;
      parts.push(breaks > 1 ? '\n'.repeat(breaks - 1) : ' ');
    } else if (special === '\\\n') {
      AFTER_ESCAPED_BREAK.lastIndex = copied;
      copied += AFTER_ESCAPED_BREAK.exec(text)?.[0].length ?? 0;
    } else {
      const length = CODES.get(special.charAt(1)) ?? 0;
      const read = length > 0 ? codePoint(text.slice(copied, copied + length), length) : ESCAPES.get(special.charAt(1));
      if (read === undefined) return undefined;
      parts.push(read);
      copied += length;
    }
    SPECIAL.lastIndex = copied;
  }
  parts.push(text.slice(copied));
  return parts.join('');
}

function codePoint(digits: string, length: number): string | undefined {
  if (digits.length !== length || !/^[0-9a-fA-F]+$/.test(digits)) return undefined;
  const code = Number.parseInt(digits, 16);
  return code > 0x10ffff ? undefined : String.fromCodePoint(code);
}
