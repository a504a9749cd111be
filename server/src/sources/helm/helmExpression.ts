// Templates that stand for one of a chart's values, read.
import { valuesPath } from '../engine/valuesPath.ts';

/** A template that stands for one of a chart's values, as it is or with a default. */
export interface HelmExpression {
  /** Keys below `.Values`. */
  readonly path: readonly string[];
  /** Taken where the value is empty. */
  readonly fallback: { readonly text: string; readonly isString: boolean } | undefined;
  /** What is written is a string in quotes. */
  readonly isQuoted: boolean;
  /** The value becomes a whole number. */
  readonly isInteger: boolean;
}

const WORD = /"((?:[^"\\]|\\.)*)"|`([^`]*)`|\(|\)|\||[^\s()|"`]+/g;
const CASTS: ReadonlySet<string> = new Set(['quote', 'squote', 'int', 'int64', 'toString']);

/**
 * Reads `{{ .Values.a.b }}`, alone in a scalar or in its quotes, with `default`, `quote`, `int` before it or piped behind it.
 * `undefined` for every other template: nothing is rendered.
 */
export function helmExpression(written: string): HelmExpression | undefined {
  if (written.length > 400) return undefined;
  const match =
    /^(["']?)\{\{-?\s+?([^{}]*?)\s*-?\}\}\1$/.exec(written) ?? /^(["']?)\{\{-?([^{}]*?)-?\}\}\1$/.exec(written);
  if (match === null) return undefined;
  const stages = pipeline(match[2] ?? '');
  const [first, ...rest] = stages ?? [];
  if (first === undefined) return undefined;
  let expression = readStage(first);
  for (const words of rest) {
    if (expression === undefined) return undefined;
    expression = applied(expression, words);
  }
  return expression && match[1] !== '' ? { ...expression, isQuoted: true } : expression;
}

/** Words of each stage of a pipeline; `undefined` where something stands in parentheses. */
function pipeline(text: string): string[][] | undefined {
  const stages: string[][] = [[]];
  for (const [word] of text.matchAll(WORD)) {
    if (word === '(' || word === ')') return undefined;
    if (word === '|') stages.push([]);
    else stages.at(-1)?.push(word);
  }
  return stages;
}

/** `.Values.a`, `default 3 .Values.a`, `quote .Values.a`. */
function readStage(words: readonly string[]): HelmExpression | undefined {
  const keys = valuesPath(words.at(-1) ?? '');
  if (keys === undefined) return undefined;
  const value: HelmExpression = {
    path: keys.split('.'),
    fallback: undefined,
    isQuoted: false,
    isInteger: false,
  };
  return words.length === 1 ? value : applied(value, words.slice(0, -1));
}

function applied(value: HelmExpression, [name = '', ...given]: readonly string[]): HelmExpression | undefined {
  if (name === 'default' && given.length === 1) {
    const fallback = literal(given[0] ?? '');
    return fallback && value.fallback === undefined && !value.isQuoted ? { ...value, fallback } : undefined;
  }
  if (!CASTS.has(name) || given.length > 0) return undefined;
  if (name === 'toString') return value;
  return name === 'int' || name === 'int64' ? { ...value, isInteger: true } : { ...value, isQuoted: true };
}

function literal(word: string): HelmExpression['fallback'] {
  const quoted = /^"([^"\\]*)"$|^`([^`]*)`$/.exec(word);
  if (quoted !== null) return { text: quoted[1] ?? quoted[2] ?? '', isString: true };
  return /^-?\d+$|^true$|^false$/.test(word) ? { text: word, isString: false } : undefined;
}
