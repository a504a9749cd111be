// Reads one word of a shell's or a unit's command line.
import type { Span } from '../position.ts';
import { type Dialect, isVerbatim, makeWord, type Piece, type Quote, type Reference, type Word } from './word.ts';

const BLANKS = new Set([' ', '\t', '\r', '\n']);
const SHELL_ENDS = new Set([' ', '\t', '\r', '\n', ';', '&', '|', '<', '>', '(', ')']);
const LINE_ENDS = new Set(['\n']);
const UNIT_ESCAPES = new Map([
  ['a', '\x07'],
  ['b', '\b'],
  ['f', '\f'],
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
  ['v', '\v'],
  ['s', ' '],
]);

/** Whether a character ends an unquoted word of that dialect. */
export function endsWord(character: string, dialect: Dialect): boolean {
  if (dialect === 'shell') return SHELL_ENDS.has(character);
  return dialect === 'environment' ? LINE_ENDS.has(character) : BLANKS.has(character);
}

/** How far searches for a missing `)` or `}` may run in one text: keeps reading linear. */
export interface SearchBudget {
  left: number;
}

export function searchBudget(text: string): SearchBudget {
  return { left: 16 * text.length + 4096 };
}

/**
 * Reads the word at `start`; an unquoted end character, or `limit`, ends it. A quote that is not closed runs to `limit`.
 * Backslash and line break inside a word join lines, except in a unit (there the reader of the unit has replaced them).
 */
export function readWord(text: string, start: number, limit: number, dialect: Dialect, budget: SearchBudget): Word {
  const builder = new WordBuilder();
  let at = start;
  // Where the word's last character ends: a line that is joined at its end is not part of it.
  let end = start;
  while (at < limit) {
    const plain = plainRun(text, at, limit);
    if (plain > at) {
      builder.push({ start: at, end: plain }, text.slice(at, plain));
      at = plain;
      end = at;
      continue;
    }
    const character = text[at] ?? '';
    const quote = builder.quote;
    if (quote === 'none' && endsWord(character, dialect)) break;
    const special = quote !== 'single' || dialect === 'unit';
    if (character === '\\' && special) {
      const escaped = readEscape(text, at, limit, dialect, quote);
      if (escaped.value !== undefined) builder.push({ start: at, end: escaped.end }, escaped.value);
      at = escaped.end;
      if (escaped.value === undefined && quote === 'none') continue;
    } else if ((character === "'" && quote !== 'double') || (character === '"' && quote !== 'single')) {
      const kind = character === '"' ? 'double' : 'single';
      builder.turn(at, quote === 'none' ? kind : 'none');
      at += 1;
    } else if (dialect === 'unit' && character === '%') {
      const specifier = /^%(?:%|[A-Za-z])?/.exec(text.slice(at, Math.min(at + 2, limit)))?.[0] ?? '%';
      const isLiteral = specifier === '%' || specifier === '%%';
      const source = { start: at, end: at + specifier.length };
      builder.push(source, specifier, isLiteral ? undefined : { name: undefined });
      at = source.end;
    } else if ((character === '$' || character === '`') && special) {
      const reference = readReference(text, at, limit, dialect, budget);
      const source = { start: at, end: reference?.end ?? at + 1 };
      builder.push(source, text.slice(source.start, source.end), reference);
      at = source.end;
    } else {
      builder.push({ start: at, end: at + 1 }, character);
      at += 1;
    }
    end = at;
  }
  return builder.word({ start, end }, dialect);
}

/** Where the characters end that mean nothing in any dialect. */
function plainRun(text: string, at: number, limit: number): number {
  const run = /[\w=./:,@+-]+/y;
  run.lastIndex = at;
  return run.test(text) ? Math.min(run.lastIndex, limit) : at;
}

/** Collects a word's characters and where each came from. */
class WordBuilder {
  quote: Quote = 'none';
  private group = 0;
  private text = '';
  private readonly pieces: Piece[] = [];
  private readonly references: Reference[] = [];

  push(source: Span, value: string, reference?: { readonly name: string | undefined }): void {
    const start = this.text.length;
    const end = start + value.length;
    this.text += value;
    if (reference !== undefined) this.references.push({ start, end, name: reference.name, quote: this.quote });
    const last = this.pieces.at(-1);
    if (last !== undefined && last.group === this.group && isVerbatim(last) && last.source.end === source.start) {
      const joined = { ...last, end, source: { start: last.source.start, end: source.end } };
      if (isVerbatim(joined)) {
        this.pieces[this.pieces.length - 1] = joined;
        return;
      }
    }
    this.pieces.push({ start, end, source, quote: this.quote, group: this.group });
  }

  /** Opens or closes a quote at `at`. Empty quotes leave an empty piece, so that their inside has a place. */
  turn(at: number, next: Quote): void {
    if (next === 'none' && this.pieces.at(-1)?.group !== this.group) this.push({ start: at, end: at }, '');
    this.quote = next;
    this.group += 1;
  }

  word(source: Span, dialect: Dialect): Word {
    return makeWord({ text: this.text, source, pieces: this.pieces, references: this.references, dialect });
  }
}

function readEscape(
  text: string,
  at: number,
  limit: number,
  dialect: Dialect,
  quote: Quote,
): { readonly end: number; readonly value: string | undefined } {
  const next = at + 1 < limit ? (text[at + 1] ?? '') : '';
  if (next === '') return { end: at + 1, value: '\\' };
  if (dialect !== 'unit') {
    if (next === '\n') return { end: at + 2, value: undefined };
    if (next === '\r' && text[at + 2] === '\n') return { end: Math.min(at + 3, limit), value: undefined };
    if (quote === 'double' && !'$`"\\'.includes(next)) return { end: at + 1, value: '\\' };
    return { end: at + 2, value: next };
  }
  const coded = /^(?:x([0-9a-fA-F]{2})|([0-7]{3}))/.exec(text.slice(at + 1, Math.min(at + 4, limit)));
  if (coded) {
    const code = coded[1] === undefined ? Number.parseInt(coded[2] ?? '', 8) : Number.parseInt(coded[1], 16);
    return { end: at + 1 + coded[0].length, value: String.fromCharCode(code) };
  }
  return { end: at + 2, value: UNIT_ESCAPES.get(next) ?? next };
}

function readReference(
  text: string,
  at: number,
  limit: number,
  dialect: Dialect,
  budget: SearchBudget,
): { readonly end: number; readonly name: string | undefined } | undefined {
  if (text[at] === '`') {
    if (dialect === 'unit' || budget.left <= 0) return undefined;
    const end = text.slice(at + 1, Math.min(limit, at + 4096)).indexOf('`');
    budget.left -= end < 0 ? 4096 : 0;
    return end < 0 ? undefined : { end: at + end + 2, name: undefined };
  }
  // Two dollar signs are one, literally; a unit that is a Terraform template means the variable.
  if (dialect === 'unit' && text[at + 1] === '$') {
    if (text[at + 2] === '$') return undefined;
    const inner = readReference(text, at + 1, limit, dialect, budget);
    return inner?.name === undefined ? undefined : inner;
  }
  const plain = /^\$([A-Za-z_]\w{0,255}|[0-9@*#?$!])/.exec(text.slice(at, Math.min(limit, at + 258)));
  if (plain) {
    if (dialect === 'unit' && !/\w/.test(plain[1] ?? '')) return undefined;
    return { end: at + plain[0].length, name: plain[1] };
  }
  const open = text[at + 1];
  if (open === '{') {
    const end = closing(text, at + 2, limit, '{', '}', budget);
    if (end === undefined) return undefined;
    const inner = text.slice(at + 2, end - 1);
    return { end, name: /^[A-Za-z_]\w*$/.test(inner) ? inner : undefined };
  }
  if (open === '(' && dialect !== 'unit') {
    const end = closing(text, at + 2, limit, '(', ')', budget);
    return end === undefined ? undefined : { end, name: undefined };
  }
  return undefined;
}

function closing(
  text: string,
  from: number,
  limit: number,
  open: string,
  close: string,
  budget: SearchBudget,
): number | undefined {
  if (budget.left <= 0) return undefined;
  let depth = 1;
  for (let at = from; at < limit; at += 1) {
    if (text[at] === open) depth += 1;
    else if (text[at] === close) {
      depth -= 1;
      if (depth === 0) return at + 1;
    }
  }
  budget.left -= limit - from;
  return undefined;
}
