// Reads flags in a list of words as pflag does.
import type { Branch } from '../../model/branch.ts';
import type { FileEdit, Rewriter } from '../../model/location.ts';
import type { InvocationPart } from '../../model/reading.ts';
import type { Component, Setting } from '../../model/setting.ts';
import { known, optional, type UnknownReason, unknown, type Value } from '../../model/value.ts';
import type { Range, Span } from '../../text/position.ts';

/** A word of an argument list, whatever shape it stood in: a shell word, an item of a YAML list. */
export interface ArgumentWord {
  /** Quotes and escapes removed. Variables stand in it as written. */
  readonly text: string;
  /** The whole word in the file, quotes included. */
  readonly range: Range;
  /** The file's range of a part of `text`, without quotes around it. */
  rangeOf(part: Span): Range;
  /** Why a part of `text` is not known, where it holds a variable or a template; with the part as written. */
  unknownIn(part: Span): { readonly reason: UnknownReason; readonly text: string } | undefined;
  /** Names of variables, where the word consists of nothing else and so stands for further words; a template as written. */
  readonly variables: readonly string[];
  /** A template may leave the word, or a part of it, out. */
  readonly isConditional?: boolean;
  /** The way of a template in which all of the word stands. */
  readonly branch?: Branch;
}

/** A flag as it stands in a list of words. */
export interface WrittenFlag {
  readonly name: string;
  /** Index of its first word, and of the one after its last. */
  readonly first: number;
  readonly end: number;
  /** Part of the first word's text. */
  readonly nameSpan: Span;
  /** `undefined`: none is written. */
  readonly value: { readonly word: number; readonly span: Span } | undefined;
}

export interface FlagContext {
  readonly component: Component;
  readonly file: string;
  readonly source: string;
  /**
   * Whether a flag is boolean, so that the next word is not its value; `undefined`: not known, then the next word is
   * taken unless it looks like a flag.
   */
  isBoolean(component: Component, name: string): boolean | undefined;
  rewriter(flag: WrittenFlag): Rewriter;
  /** Names may stand without dashes (`--kubelet-arg max-pods=9`). */
  readonly dashesOptional?: boolean;
}

/** Hyphen, and the dashes that word processors put in its place. */
const DASHES = /^[-\u2010-\u2015\u2212]{1,3}(?=[\p{L}])/u;

/**
 * Reads flags as `spf13/pflag` (`flag.go`, parseArgs, parseLongArg) does: `--name=value`, `--name value`, a boolean without
 * a value is true, `--` ends the flags. Underscores are normalised as in `component-base/cli/flag/flags.go`
 * (WordSepNormalizeFunc). Other words (positional arguments) give nothing.
 */
export function readFlagWords(words: readonly ArgumentWord[], context: FlagContext): InvocationPart[] {
  const parts: InvocationPart[] = [];
  for (let index = 0; index < words.length; ) {
    const word = words[index];
    if (word === undefined || word.text === '--') break;
    if (word.variables.length > 0) {
      for (const variable of word.variables) parts.push({ kind: 'variable', variable, range: word.range });
      index += 1;
      continue;
    }
    const flag = flagAt(words, index, context);
    const hidden = hiddenFlags(word, flag);
    if (hidden !== undefined) parts.push({ kind: 'variable', variable: hidden, range: word.range });
    if (flag === undefined || word.unknownIn(flag.nameSpan) !== undefined) index += 1;
    else {
      parts.push({ kind: 'setting', setting: settingOf(words, flag, context) });
      index = flag.end;
    }
  }
  return parts;
}

/** What a word hides that a template, or a variable in the name of a flag, may make another flag, or several. */
function hiddenFlags(word: ArgumentWord, flag: WrittenFlag | undefined): string | undefined {
  const { text } = word;
  if (flag === undefined) {
    const beginning = word.unknownIn({ start: 0, end: Math.min(1, text.length) });
    return beginning?.reason === 'template' ? word.unknownIn({ start: 0, end: text.length })?.text : undefined;
  }
  if (word.unknownIn(flag.nameSpan) !== undefined) return text;
  if (flag.value === undefined || flag.value.word !== flag.first) return undefined;
  const written = word.unknownIn(flag.value.span);
  return written?.reason === 'template' && FURTHER_FLAG.test(text.slice(flag.value.span.start))
    ? written.text
    : undefined;
}

/** Behind a template, which is filled with `_`, or a blank. */
const FURTHER_FLAG = /[_\s]--[A-Za-z]/;

/** The settings among parts, in order. */
export function settingsOf(parts: readonly InvocationPart[]): Setting[] {
  return parts.flatMap((part) => (part.kind === 'setting' ? [part.setting] : []));
}

/** Length of the dashes before a flag's name, `0` where the text is no flag. A single hyphen is one of Go's own `-v`. */
export function dashesOf(text: string): number {
  return DASHES.exec(text)?.[0].length ?? 0;
}

/** The name of a flag that is written with dashes of any kind, or without. */
export function flagName(written: string): string {
  return normaliseFlagName(written.slice(dashesOf(written)));
}

/** A flag's name as Kubernetes compares it. */
export function normaliseFlagName(name: string): string {
  return name.replaceAll('_', '-');
}

/** For words that cannot be written back. */
export const UNWRITABLE: Rewriter = {
  replace: (): readonly FileEdit[] => [],
  remove: (): readonly FileEdit[] => [],
  rename: (): readonly FileEdit[] => [],
};

function flagAt(words: readonly ArgumentWord[], index: number, context: FlagContext): WrittenFlag | undefined {
  const text = words[index]?.text ?? '';
  const dashes = dashesOf(text);
  const isShort = dashes === 1 && text.startsWith('-') && isShortened(text, context);
  const isBare = dashes === 0 && context.dashesOptional === true && /^[A-Za-z]/.test(text);
  if (!isBare && !isShort && (dashes === 0 || (dashes === 1 && text.startsWith('-')))) return undefined;
  const spaced = (isBare ? BARE_SPACED : SPACED).exec(text);
  if (spaced !== null && isKnown(context, spaced[1] ?? '')) {
    // One word, so the component takes all of it as the name of a flag.
    const start = spaced[0].length;
    const value = { word: index, span: { start, end: text.length } };
    const name = normaliseFlagName(spaced[1] ?? '');
    return { name, first: index, end: index + 1, nameSpan: { start: 0, end: start }, value };
  }
  const equals = text.indexOf('=');
  const nameEnd = equals < 0 ? text.length : equals;
  const name = normaliseFlagName(text.slice(dashes, nameEnd));
  if (/[\s"'`<>|;&]/.test(name)) return undefined;
  const nameSpan = { start: 0, end: nameEnd };
  if (equals >= 0) {
    const value = { word: index, span: { start: equals + 1, end: text.length } };
    return { name, first: index, end: index + 1, nameSpan, value };
  }
  const next = words[index + 1];
  if (next !== undefined && takesNext(context.isBoolean(context.component, name), next)) {
    const value = { word: index + 1, span: { start: 0, end: next.text.length } };
    return { name, first: index, end: index + 2, nameSpan, value };
  }
  return { name, first: index, end: index + 1, nameSpan, value: undefined };
}

/** A flag and its value in one word: `--v 2`. */
const SPACED = /^--([A-Za-z][\w-]*):?[ \t]+(?=[^\s-])/;
/** The same where dashes may be left out. */
const BARE_SPACED = /^([A-Za-z][\w-]*):?[ \t]+(?=[^\s-])/;

/** One dash before the name of a flag: pflag takes it as letters of their own, and the component does not start. */
function isShortened(text: string, context: FlagContext): boolean {
  const name = /^-([A-Za-z][\w-]{3,80})(?=$|[=\s])/.exec(text)?.[1];
  return name !== undefined && context.dashesOptional !== true && isKnown(context, name);
}

function isKnown({ component, isBoolean }: FlagContext, name: string): boolean {
  return isBoolean(component, normaliseFlagName(name)) !== undefined;
}

function takesNext(isBoolean: boolean | undefined, next: ArgumentWord): boolean {
  if (isBoolean !== undefined) return !isBoolean;
  return dashesOf(next.text) === 0 && next.text !== '--' && next.variables.length === 0;
}

function settingOf(words: readonly ArgumentWord[], flag: WrittenFlag, context: FlagContext): Setting {
  const word = words[flag.first];
  const valueWord = flag.value === undefined ? undefined : words[flag.value.word];
  const nameRange = word?.rangeOf(flag.nameSpan) ?? NOWHERE;
  const valueRange =
    flag.value === undefined || valueWord === undefined
      ? { start: nameRange.end, end: nameRange.end }
      : valueWord.rangeOf(flag.value.span);
  return {
    component: context.component,
    name: flag.name,
    form: 'flag',
    spelling: word?.text.slice(flag.nameSpan.start, flag.nameSpan.end) ?? '',
    value: writtenValue(words, flag, context),
    writtenType: 'string',
    ...(word?.branch && { branch: word.branch }),
    file: context.file,
    range: { start: nameRange.start, end: valueRange.end },
    nameRange,
    valueRange,
    source: context.source,
    rewriter: context.rewriter(flag),
  };
}

const NOWHERE: Range = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };

function writtenValue(words: readonly ArgumentWord[], flag: WrittenFlag, context: FlagContext): Value<string> {
  const word = flag.value === undefined ? undefined : words[flag.value.word];
  const first = words[flag.first];
  if (!first?.isConditional) return valueThere(word, flag, context);
  return optional(conditionalText(flag, word), first.branch && valueThere(word, flag, context));
}

function valueThere(word: ArgumentWord | undefined, flag: WrittenFlag, context: FlagContext): Value<string> {
  if (flag.value === undefined || word === undefined) {
    // The last word of the list: pflag says `flag needs an argument`.
    return context.isBoolean(context.component, flag.name) === false ? unknown('invalid', '') : known('true');
  }
  const missing = word.unknownIn(flag.value.span);
  if (missing !== undefined) return unknown(missing.reason, missing.text);
  return known(word.text.slice(flag.value.span.start, flag.value.span.end));
}

function conditionalText(flag: WrittenFlag, word: ArgumentWord | undefined): string {
  if (flag.value === undefined || word === undefined) return '';
  return word.unknownIn(flag.value.span)?.text ?? word.text.slice(flag.value.span.start);
}
