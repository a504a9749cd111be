// Replaces templates so that the text can be read by a parser that knows none.
import type { Span } from '../position.ts';
import { controlStatements } from './controlLines.ts';
import { erbTags } from './erbTags.ts';
import { CLOSERS, DIVIDERS, NAMED, OPENERS } from './statementWords.ts';
import type { TemplateSpan } from './templateSpan.ts';

/**
 * Notations of templates. `double-brace`: `{{ }}` of Jinja, Go and Handlebars. `jinja`: `{% %}` and `{# #}`.
 * `dollar-brace`: `${ }` of Terraform and envsubst; `dollar-expression`: the same without plain names, which are
 * variables of a unit or a shell. `percent-brace`: `%{ }` of Terraform. `erb`: `<% %>` of ERB and Puppet's EPP. `brace-name`:
 * `{NAME}` and `@NAME@`, for a script of sed or Python to fill in. Blocks in rarer notations (`#@ if` of ytt) are found with
 * all of them.
 */
export type TemplateSyntax =
  | 'double-brace'
  | 'jinja'
  | 'dollar-brace'
  | 'dollar-expression'
  | 'percent-brace'
  | 'erb'
  | 'brace-name';

export interface MaskedText {
  /**
   * As long as the text, with the same line breaks but for those that a template takes away; templates are blanked, or
   * filled with `_` inside a line.
   */
  readonly masked: string;
  /** In the order of the text, without overlap. */
  readonly spans: readonly TemplateSpan[];
}

export interface MaskOptions {
  /** Default: `double-brace`, `jinja`, `percent-brace`, `erb` and `brace-name`. */
  readonly syntaxes?: readonly TemplateSyntax[];
  /**
   * A line that holds only templates behind a line that ends with a backslash ends with one too, so that the
   * continuation goes on (units, shell scripts). White space that a template takes away (`{%-`) behind a flag's `=` is
   * filled, so that the value goes on; this is the only place where a line break does not stay.
   */
  readonly continuations?: boolean;
}

const DEFAULT_SYNTAXES: readonly TemplateSyntax[] = ['double-brace', 'jinja', 'percent-brace', 'erb', 'brace-name'];
const FILLER = '_';
/** Words that open, divide or close a block in Jinja, Go templates, Handlebars or Terraform. */
const STATEMENTS = new Set(
  (
    'if elif elseif else endif end for endfor endfilter filter range with endwith define block endblock macro endmacro ' +
    'set endset raw endraw call endcall import from include extends do break continue unless each'
  ).split(' '),
);
/** Directives of Terraform; other words behind `%{` are what curl and git print. */
const DIRECTIVES = new Set(['if', 'else', 'endif', 'for', 'endfor']);
/** Go actions whose text stands for lines of their own, not for a value in a line. */
const GO_NO_STATEMENT = new Set(['include', 'from', 'import', 'do', 'set', 'call', 'filter', 'raw', 'each', 'for']);

/**
 * Replaces templates so that the text can be read by a parser that knows none. Linear; unterminated templates
 * are left as they are.
 */
export function maskTemplates(text: string, options: MaskOptions = {}): MaskedText {
  const spans = findTemplates(text, options.syntaxes ?? DEFAULT_SYNTAXES);
  if (spans.length === 0) return { masked: text, spans };
  return { masked: mask(text, spans, options.continuations ?? false), spans };
}

/** Whether a span shares a character with a template. `spans` as `maskTemplates` gives them. */
export function touchesTemplate(spans: readonly Span[], span: Span): boolean {
  const first = spans[firstBehind(spans, span.start)];
  return first !== undefined && first.start < span.end;
}

/** Those of the spans that share a character with one; found, not searched for: files have thousands of both. */
export function spansIn<S extends Span>(spans: readonly S[], { start, end }: Span): S[] {
  const found: S[] = [];
  for (let index = firstBehind(spans, start); index < spans.length; index += 1) {
    const span = spans[index];
    if (span === undefined || span.start >= end) break;
    found.push(span);
  }
  return found;
}

/** Index of the first span that ends behind `offset`. */
export function firstBehind(spans: readonly Span[], offset: number): number {
  let low = 0;
  let high = spans.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const candidate = spans[middle];
    if (candidate !== undefined && candidate.end <= offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

function findTemplates(text: string, syntaxes: readonly TemplateSyntax[]): TemplateSpan[] {
  const openers = openersOf(syntaxes);
  const spans: TemplateSpan[] = [];
  const named = syntaxes.includes('brace-name') ? signNames(text) : [];
  const tags = syntaxes.includes('erb') ? erbTags(text) : [];
  const others = inOrder([...named, ...tags, ...controlStatements(text)]);
  let next = 0;
  let at = 0;
  while (at < text.length) {
    const brace = text.indexOf('{', at);
    let isPast = false;
    for (let other = others[next]; other !== undefined; other = others[next]) {
      if (other.start >= (brace < 0 ? text.length : brace)) break;
      next += 1;
      if (other.start < at) continue;
      spans.push(other);
      at = other.end;
      isPast ||= at > brace;
    }
    if (brace < 0) break;
    if (isPast) continue;
    const opener = mayOpen(text, brace) ? openers.find((candidate) => candidate.matches(text, brace)) : undefined;
    const span = opener?.read(text, brace);
    if (span === undefined) at = brace + 1;
    else {
      spans.push(span);
      at = span.end;
    }
  }
  return withBlocksByName(spans);
}

/**
 * Statements that an `end…` of their own name closes open a block, whatever they are called: `{% ifequal %}`, `{% case %}`. A
 * `case` within a `switch` divides it.
 */
function withBlocksByName(spans: TemplateSpan[]): TemplateSpan[] {
  const ends = new Set(
    spans.flatMap(({ kind, keyword }) => (kind === 'statement' && /^end./.test(keyword) ? keyword : [])),
  );
  const isOdd = (keyword: string) => !OPENERS.has(keyword) && !CLOSERS.has(keyword) && !DIVIDERS.has(keyword);
  if (![...ends].some((end) => !CLOSERS.has(end) && !KEPT.has(end))) return spans;
  return spans.map((span) => {
    const { kind, keyword } = span;
    if (kind !== 'statement' || KEPT.has(keyword) || NAMED.has(keyword)) return span;
    if (keyword === 'case' && !ends.has('endcase')) return { ...span, keyword: 'when' };
    if (ends.has(keyword) && isOdd(keyword)) return { ...span, keyword: 'end' };
    return isOdd(keyword) && ends.has(`end${keyword}`) ? { ...span, keyword: 'if' } : span;
  });
}

/** They choose nothing. */
const KEPT: ReadonlySet<string> = new Set('set endset raw endraw verbatim endverbatim filter endfilter'.split(' '));

/** `@NAME@`, as autoconf, CMake and scripts of sed have them. */
function signNames(text: string): TemplateSpan[] {
  // A look behind at every character takes its time, and most texts hold no sign.
  const first = text.indexOf('@');
  if (first < 0 || text.indexOf('@', first + 1) < 0) return [];
  return [...text.matchAll(/(?<![\w@])@[A-Z][A-Z0-9_]{1,62}@(?!\w)/g)].map(({ index, 0: { length } }) => {
    return { start: index, end: index + length, kind: 'expression', keyword: '' };
  });
}

function inOrder(spans: TemplateSpan[]): TemplateSpan[] {
  return spans.sort((a, b) => a.start - b.start);
}

interface Opener {
  matches(text: string, brace: number): boolean;
  read(text: string, brace: number): TemplateSpan | undefined;
}

/** What all of them have in front of the brace or behind it; most braces are those of YAML and JSON. */
function mayOpen(text: string, brace: number): boolean {
  const behind = text.charCodeAt(brace + 1);
  if ((behind >= 65 && behind <= 90) || behind === 0x7b || behind === 0x25 || behind === 0x23) return true; // A-Z { % #
  const before = text.charCodeAt(brace - 1);
  return before === 0x24 || before === 0x25; // $ %
}

function openersOf(syntaxes: readonly TemplateSyntax[]): Opener[] {
  const openers: Opener[] = [];
  if (syntaxes.includes('dollar-brace')) openers.push(prefixed('$', false));
  if (syntaxes.includes('dollar-expression')) openers.push(prefixed('$', true));
  if (syntaxes.includes('percent-brace')) openers.push(prefixed('%', false));
  if (syntaxes.includes('double-brace')) openers.push(doubleBrace());
  if (syntaxes.includes('jinja')) openers.push(delimited('{%', '%}'), delimited('{#', '#}'));
  if (syntaxes.includes('brace-name')) openers.push(braceName);
  return openers;
}

/** `${ }` and `%{ }`: closed by the brace that balances, within a few lines. */
function prefixed(sign: '$' | '%', skipsNames: boolean): Opener {
  const close = balancedClose('}');
  return {
    matches: (text, brace) => text[brace - 1] === sign && text[brace - 2] !== sign,
    read(text, brace) {
      const end = close(text, brace + 1);
      if (end === undefined || (skipsNames && /^\w*$/.test(text.slice(brace + 1, end - 1)))) return undefined;
      const keyword = sign === '%' ? keywordAt(text, brace + 1) : '';
      if (sign === '%' && !DIRECTIVES.has(keyword)) return undefined;
      const kind = sign === '%' ? 'statement' : 'expression';
      return { start: brace - 1, end, kind, keyword };
    },
  };
}

function doubleBrace(): Opener {
  const close = balancedClose('}}');
  return {
    matches: (text, brace) => text[brace + 1] === '{',
    read(text, brace) {
      const comment = /^\{\{-?\s*\/\*|^\{\{!/.exec(text.slice(brace, brace + 8));
      if (comment) {
        const end = text.indexOf('}}', brace);
        return end < 0 ? undefined : { start: brace, end: end + 2, kind: 'comment', keyword: '' };
      }
      const end = close(text, brace + 2);
      if (end === undefined) return undefined;
      const section = sectionAt(text, brace + 2);
      if (section !== undefined) return { start: brace, end, kind: 'statement', keyword: section };
      const keyword = keywordAt(text, brace + 2);
      const statement = (STATEMENTS.has(keyword) && !GO_NO_STATEMENT.has(keyword)) || CLOSERS.has(keyword);
      return { start: brace, end, kind: statement ? 'statement' : 'expression', keyword: statement ? keyword : '' };
    },
  };
}

/** In a flow map of YAML a name alone would be a key without a value, which nobody writes. */
const braceName: Opener = {
  matches: (text, brace) => !/[$%#{\w]/.test(text[brace - 1] ?? ''),
  read(text, brace) {
    const length = /^\{[A-Z][A-Z0-9_]+\}(?!\})/.exec(text.slice(brace, brace + MAX_NAME))?.[0].length;
    return length === undefined ? undefined : { start: brace, end: brace + length, kind: 'expression', keyword: '' };
  },
};

function delimited(open: string, close: string): Opener {
  let noneFrom = Number.POSITIVE_INFINITY;
  return {
    matches: (text, brace) => text.startsWith(open, brace),
    read(text, brace) {
      if (brace >= noneFrom) return undefined;
      const at = text.indexOf(close, brace + 2);
      if (at < 0) {
        noneFrom = brace;
        return undefined;
      }
      const end = at + close.length;
      if (open === '{#') return { start: brace, end, kind: 'comment', keyword: '' };
      return { start: brace, end, kind: 'statement', keyword: keywordAt(text, brace + 2) };
    },
  };
}

/** Longest template that is read, in characters. */
const MAX_LENGTH = 4096;

/** Longest name in braces. */
const MAX_NAME = 64;

/** How far a text may be searched for ends that are missing, as a multiple of its length: keeps masking linear. */
const MAX_LOST = 16;

/** Finds the end of a template: braces balance, quoted strings count for nothing; without quotes where that fails. */
function balancedClose(close: string): (text: string, from: number) => number | undefined {
  let lost = 0;
  return (text, from) => {
    if (lost > MAX_LOST * (text.length + MAX_LENGTH)) return undefined;
    const window = text.slice(from, from + MAX_LENGTH);
    let length = scan(window, close, true);
    if (length === undefined) {
      lost += window.length;
      length = scan(window, close, false);
    }
    return length === undefined ? undefined : from + length;
  };
}

function scan(window: string, close: string, quotes: boolean): number | undefined {
  let depth = 0;
  for (let at = 0; at < window.length; at += 1) {
    const character = window[at];
    if (quotes && (character === '"' || character === "'" || character === '`')) {
      const end = window.indexOf(character, at + 1);
      if (end < 0 || window.slice(at, end).includes('\n')) return undefined;
      at = end;
    } else if (character === '{') depth += 1;
    else if (character === '}') {
      if (depth === 0) return window.startsWith(close, at) ? at + close.length : undefined;
      depth -= 1;
    }
  }
  return undefined;
}

/** Sections of Mustache and Handlebars: `{{#fast}}` … `{{^}}` … `{{/fast}}`, `{{#each x}}`. */
function sectionAt(text: string, from: number): 'if' | 'else' | 'end' | undefined {
  const [, sign, name] = /^[ \t]{0,4}~?([#^/])[ \t]{0,4}([\w.]?)/.exec(text.slice(from, from + 12)) ?? [];
  if (sign === undefined) return undefined;
  if (name === '') return sign === '^' ? 'else' : undefined;
  return sign === '/' ? 'end' : 'if';
}

function keywordAt(text: string, from: number): string {
  const [, word = '', more] = /^[-~+#]?\s*([/a-z]*)(\s+(?:if|with)\b)?/.exec(text.slice(from, from + 32)) ?? [];
  // `{{ else if }}` of Go.
  return word === 'else' && more !== undefined ? 'elseif' : word;
}

function mask(text: string, spans: readonly TemplateSpan[], continuations: boolean): string {
  const { opens, closes } = lineEdges(text, spans);
  const divides = dividers(text, spans);
  const out: string[] = [];
  let at = 0;
  for (const [index, span] of spans.entries()) {
    out.push(text.slice(at, span.start));
    const before = opens[index] ?? false;
    const behind = closes[index] ?? false;
    const blank = span.kind === 'expression' ? before && behind : before || behind || divides[index] === true;
    const whole = text.slice(span.start, span.end);
    // A value that goes on behind its line is one: its further lines would be keys without a colon.
    const lineEnd = blank || continuations || !behind ? -1 : whole.indexOf('\n');
    const filled = blank ? 0 : lineEnd < 0 ? whole.length : lineEnd;
    out.push(whole.slice(0, filled).replace(/[^\r\n]/g, FILLER), whole.slice(filled).replace(/[^\r\n]/g, ' '));
    at = span.end;
  }
  out.push(text.slice(at));
  const masked = out.join('');
  return continuations ? continueLines(joinValues(masked, text, spans), spans) : masked;
}

/** Fills values that begin behind `=` and a line break which a template takes away, up to where white space stays. */
function joinValues(masked: string, text: string, spans: readonly TemplateSpan[]): string {
  const out: string[] = [];
  let at = 0;
  for (const [index, span] of spans.entries()) {
    if (span.start < at || !TAKES_BEFORE.test(text.slice(span.start, span.start + 3))) continue;
    const gapStart = spans[index - 1]?.end ?? 0;
    const start = gapStart + text.slice(gapStart, span.start).trimEnd().length;
    if (start === span.start || text[start - 1] !== '=' || start === gapStart) continue;
    const end = endOfJoined(text, spans, index);
    out.push(masked.slice(at, start), FILLER.repeat(end - start));
    at = end;
  }
  return out.join('') + masked.slice(at);
}

const TAKES_BEFORE = /^\{[{%#][-~]/;
const TAKES_BEHIND = /[-~][}%#]\}$/;

/** Where the word ends that goes on through templates and the white space that they take away. */
function endOfJoined(text: string, spans: readonly TemplateSpan[], from: number): number {
  for (let index = from; ; index += 1) {
    const { end = text.length } = spans[index] ?? {};
    const next = spans[index + 1];
    const gap = text.slice(end, next?.start ?? text.length);
    const left = TAKES_BEHIND.test(text.slice(end - 3, end)) ? gap.trimStart() : gap;
    const word = /^\S*/.exec(left)?.[0].length ?? 0;
    const rest = left.slice(word);
    const joins = rest === '' || (next !== undefined && TAKES_BEFORE.test(text.slice(next.start, next.start + 3)));
    if (next === undefined || rest.trim() !== '' || !joins) return end + gap.length - rest.length;
  }
}

/**
 * Statements inside a line that stand between words, not within one: `a %{ if x }--flag=1%{ endif } b`, unlike
 * `--flag={% if x %}1{% else %}2{% endif %}`. What opens a block decides for the rest of it.
 */
function dividers(text: string, spans: readonly TemplateSpan[]): boolean[] {
  const open: boolean[] = [];
  return spans.map(({ kind, keyword, start, end }) => {
    if (kind !== 'statement') return false;
    if (CLOSERS.has(keyword)) return open.pop() ?? false;
    if (!OPENERS.has(keyword)) return open.at(-1) ?? false;
    const divides = startsWord(text.slice(Math.max(0, start - 1), start), text.slice(end, end + LONGEST_START));
    open.push(divides);
    return divides;
  });
}

const LONGEST_START = 100;

/** Whether what stands behind a statement is a flag, a quoted one, or the key of a map between braces. */
function startsWord(before: string, behind: string): boolean {
  if (/^["']/.test(before)) return /^[ \t]{0,8}-/.test(behind);
  return /^$|[\s,[{]/.test(before) && /^[ \t]{0,8}(?:["']?-|[\w.-]{1,80}:[ \t])/.test(behind);
}

/**
 * Statements at the beginning of a line that have text behind them: rendered, it stands further to the left, where its
 * column may make it something else.
 */
export function shiftingStatements(text: string, spans: readonly TemplateSpan[]): TemplateSpan[] {
  const { opens, closes } = lineEdges(text, spans);
  return spans.filter(
    ({ kind, end }, index) =>
      kind === 'statement' && opens[index] && !closes[index] && !/^[ \t]*#/.test(text.slice(end, end + 20)),
  );
}

/** For each span, whether nothing but templates and blanks stands before it, and behind it, on its lines. */
function lineEdges(text: string, spans: readonly TemplateSpan[]): { opens: boolean[]; closes: boolean[] } {
  // gaps[i] stands before span i; the last one behind all spans.
  const gaps = spans.map((span, index) => text.slice(spans[index - 1]?.end ?? 0, span.start));
  gaps.push(text.slice(spans.at(-1)?.end ?? 0));
  const opens: boolean[] = [];
  for (const [index] of spans.entries()) {
    const gap = gaps[index] ?? '';
    const newline = gap.lastIndexOf('\n');
    const reachesLineStart = newline >= 0 || index === 0 || opens[index - 1] === true;
    opens.push(reachesLineStart && gap.slice(newline + 1).trim() === '');
  }
  const closes: boolean[] = spans.map(() => false);
  for (let index = spans.length - 1; index >= 0; index -= 1) {
    const gap = gaps[index + 1] ?? '';
    const newline = gap.indexOf('\n');
    const reachesLineEnd = newline >= 0 || index === spans.length - 1 || closes[index + 1] === true;
    closes[index] = reachesLineEnd && gap.slice(0, newline < 0 ? gap.length : newline).trim() === '';
  }
  return { opens, closes };
}

function continueLines(masked: string, spans: readonly TemplateSpan[]): string {
  const lines = masked.split('\n');
  let at = 0;
  let continued = false;
  for (const [index, line] of lines.entries()) {
    const body = line.endsWith('\r') ? line.slice(0, -1) : line;
    const onlyTemplates = body.trim() === '' && touchesTemplate(spans, { start: at, end: at + body.length });
    if (!onlyTemplates) continued = body.endsWith('\\');
    else if (continued) lines[index] = `${body.slice(0, -1)}\\${line.slice(body.length)}`;
    at += line.length + 1;
  }
  return lines.join('\n');
}
