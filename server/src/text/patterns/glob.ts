// Patterns for paths as editors and shells have them: `clusters/*/prod/**`, `*.{yaml,yml}`, `!(old)-[0-9].yaml`.
import { Automaton } from './automaton.ts';
import { anyOf, between, not, posixClass } from './characterClass.ts';
import {
  type CharacterTest,
  character,
  choice,
  literal,
  nothing,
  type Pattern,
  PatternError,
  repeat,
  sequence,
} from './pattern.ts';

const SLASH = 47;
/** More of `{1..1000}` is no list that a person means. */
const MOST_NUMBERS = 1000;
const DEEPEST = 200;
const LONGEST = 10_000;

const inPart: CharacterTest = (code) => code !== SLASH;
const anything = repeat(
  character(() => true),
  0,
);

/** @property hasBraces `{a,b}`, `@(a|b)` and a leading `!` have a meaning; in `.gitignore` they have none */
interface Dialect {
  readonly hasBraces: boolean;
}

/**
 * A glob made ready: `*` and `?` stay inside a part of the path, `**` as a whole part stands for any number of them.
 * @returns `undefined` for one that is too large to be meant
 */
export function glob(text: string): ((path: string) => boolean) | undefined {
  let rest = text;
  let isNegated = false;
  for (; rest.startsWith('!') && rest[1] !== '('; rest = rest.slice(1)) isNegated = !isNegated;
  if (rest.startsWith('./')) rest = rest.slice(2);
  const matches = pathPattern(rest, { hasBraces: true });
  if (matches === undefined || !isNegated) return matches;
  return (path) => !matches(path);
}

/** The part of a glob that has one meaning everywhere. */
export function pathPattern(text: string, dialect: Dialect): ((path: string) => boolean) | undefined {
  if (text.length > LONGEST) return undefined;
  try {
    const automaton = new Automaton(new Reader(text, dialect).read());
    // Most paths differ from a pattern where it has no sign of its own: a comparison instead of a match.
    const head = /^[^*?[{(\\!+@]*/.exec(text)?.[0].replace(/\/$/, '') ?? '';
    const tail = /[^*?\]})\\/]*$/.exec(text)?.[0] ?? '';
    return (path) => path.startsWith(head) && path.endsWith(tail) && automaton.matches(path);
  } catch (error) {
    if (error instanceof PatternError) return undefined;
    throw error;
  }
}

class Reader {
  private at = 0;
  private depth = 0;
  private readonly signs: readonly string[];
  /** Where each bracket that has one is closed, so that one that has none costs no search of its own. */
  private readonly closings: ReadonlyMap<number, number>;

  constructor(
    text: string,
    private readonly dialect: Dialect,
  ) {
    this.signs = Array.from(text);
    this.closings = closings(this.signs);
  }

  read(): Pattern {
    return this.sequence(this.signs.length, new Set(), true);
  }

  /**
   * @param startsPart whether it begins at the start of a part of the path
   * @param endsPart whether it ends at the end of one
   */
  private sequence(end: number, stops: ReadonlySet<string>, startsPart: boolean, endsPart = true): Pattern {
    this.depth += 1;
    if (this.depth > DEEPEST) throw new PatternError('is nested too deeply');
    const parts: Pattern[] = [];
    const start = this.at;
    while (this.at < end && !stops.has(this.signs[this.at] ?? '')) {
      const isStart = this.at === start ? startsPart : this.signs[this.at - 1] === '/';
      parts.push(this.piece(end, stops, isStart, endsPart));
    }
    this.depth -= 1;
    return sequence(parts);
  }

  private piece(end: number, stops: ReadonlySet<string>, isStart: boolean, endsPart: boolean): Pattern {
    const { signs, at } = this;
    const sign = signs[at] ?? '';
    const isEnd = (place: number) => (place >= end || stops.has(signs[place] ?? '') ? endsPart : signs[place] === '/');
    if (sign === '/' && signs[at + 1] === '*' && signs[at + 2] === '*' && at > 0) {
      const behind = at + 3;
      if ((behind >= end || stops.has(signs[behind] ?? '')) && endsPart) {
        this.at = behind;
        const below = sequence([
          literal(SLASH),
          repeat(
            character(() => true),
            this.dialect.hasBraces ? 0 : 1,
          ),
        ]);
        // As editors have it: `a/**` is also `a` itself.
        return this.dialect.hasBraces && signs[at - 1] !== '*' ? choice([nothing, below]) : below;
      }
    }
    if (sign === '*' && isStart && signs[at + 1] === '*' && isEnd(at + 2)) {
      const hasMore = signs[at + 2] === '/' && at + 2 < end;
      this.at = at + (hasMore ? 3 : 2);
      return hasMore ? choice([nothing, sequence([anything, literal(SLASH)])]) : anything;
    }
    if (this.dialect.hasBraces && signs[at + 1] === '(' && '!?*+@'.includes(sign)) {
      const close = this.closings.get(at + 1);
      if (close !== undefined && close < end) return this.group(sign, at + 2, close);
    }
    if (sign === '*') {
      while (this.signs[this.at] === '*' && this.at < end) this.at += 1;
      return repeat(character(inPart), isStart && isEnd(this.at) ? 1 : 0);
    }
    const close = this.closings.get(at);
    if (close !== undefined && close < end) {
      if (sign === '[') return this.characterClass(close);
      if (sign === '(' && this.dialect.hasBraces) return this.group('@', at + 1, close);
      const list = this.dialect.hasBraces && sign === '{' ? this.braces(close, isStart, isEnd(close + 1)) : undefined;
      if (list !== undefined) return list;
    }
    if (sign === '[' && close === undefined && !this.dialect.hasBraces)
      throw new PatternError('opens a class for ever');
    this.at += 1;
    if (sign === '?') return character(inPart);
    if (sign === '\\' && this.at < end) return this.plain();
    return literal(sign.codePointAt(0) ?? 0);
  }

  private plain(): Pattern {
    const sign = this.signs[this.at] ?? '';
    this.at += 1;
    return literal(sign.codePointAt(0) ?? 0);
  }

  private group(sign: string, from: number, close: number): Pattern {
    const part = this.list(from, close, '|', false, false);
    if (sign === '!') return { kind: 'other', part, within: inPart };
    if (sign === '?') return repeat(part, 0, 1);
    return sign === '@' ? part : repeat(part, sign === '+' ? 1 : 0);
  }

  private braces(close: number, isStart: boolean, isEnd: boolean): Pattern | undefined {
    const inside = this.signs.slice(this.at + 1, close).join('');
    const range = /^(-?\d{1,9}|[A-Za-z])\.\.(-?\d{1,9}|[A-Za-z])(?:\.\.(-?\d{1,9}))?$/.exec(inside);
    if (range !== null) {
      const items = rangeItems(range[1] ?? '', range[2] ?? '', Number(range[3] ?? 1));
      if (items !== undefined) {
        this.at = close + 1;
        return choice(items.map((item) => sequence(Array.from(item, (sign) => literal(sign.codePointAt(0) ?? 0)))));
      }
    }
    return inside.includes(',') ? this.list(this.at + 1, close, ',', isStart, isEnd) : undefined;
  }

  private list(from: number, close: number, separator: string, isStart: boolean, isEnd: boolean): Pattern {
    const parts: Pattern[] = [];
    const stops = new Set([separator]);
    this.at = from;
    for (;;) {
      parts.push(this.sequence(close, stops, isStart, isEnd));
      if (this.at >= close) break;
      this.at += 1;
    }
    this.at = close + 1;
    return choice(parts);
  }

  private characterClass(close: number): Pattern {
    const signs = this.signs.slice(this.at + 1, close);
    this.at = close + 1;
    const isNegated = signs[0] === '!' || signs[0] === '^';
    const tests: CharacterTest[] = [];
    const codeAt = (index: number) => signs[index]?.codePointAt(0) ?? 0;
    for (let at = isNegated ? 1 : 0; at < signs.length; at += 1) {
      const named = signs[at] === '[' && signs[at + 1] === ':' ? signs.indexOf(':', at + 2) : -1;
      if (named > 0 && signs[named + 1] === ']') {
        tests.push(posixClass(signs.slice(at + 2, named).join('')) ?? (() => false));
        at = named + 1;
        continue;
      }
      if (signs[at] === '\\') at += 1;
      const low = codeAt(at);
      if (signs[at + 1] !== '-' || at + 2 >= signs.length) tests.push(between(low, low));
      else {
        at += signs[at + 2] === '\\' ? 3 : 2;
        tests.push(between(low, codeAt(at)));
      }
    }
    const test = isNegated ? not(anyOf(tests)) : anyOf(tests);
    return character((code) => inPart(code) && test(code));
  }
}

/** `undefined`: so many that nobody means them. */
function rangeItems(from: string, to: string, step: number): string[] | undefined {
  const isNumber = /\d/.test(from);
  if (isNumber !== /\d/.test(to)) return undefined;
  const [low, high] = isNumber ? [Number(from), Number(to)] : [from.charCodeAt(0), to.charCodeAt(0)];
  const stride = Math.max(Math.abs(step), 1);
  if (Math.abs(high - low) / stride > MOST_NUMBERS) throw new PatternError('counts too far');
  const width = /^-?0\d/.test(from) || /^-?0\d/.test(to) ? Math.max(from.length, to.length) : 0;
  const items: string[] = [];
  for (let at = low; low <= high ? at <= high : at >= high; at += low <= high ? stride : -stride) {
    items.push(
      isNumber
        ? `${at < 0 ? '-' : ''}${String(Math.abs(at)).padStart(width - (at < 0 ? 1 : 0), '0')}`
        : String.fromCharCode(at),
    );
  }
  return items;
}

/** Closing brackets by their opening ones, in one pass; what is never closed stands for itself. */
function closings(signs: readonly string[]): Map<number, number> {
  const pairs = new Map<number, number>();
  const open: { at: number; closing: string }[] = [];
  for (let at = 0; at < signs.length; at += 1) {
    const sign = signs[at] ?? '';
    if (sign === '\\') at += 1;
    else if (sign === '[') {
      const close = classEnd(signs, at);
      if (close === undefined) continue;
      pairs.set(at, close);
      at = close;
    } else if (sign === '(') open.push({ at, closing: ')' });
    else if (sign === '{') open.push({ at, closing: '}' });
    else if (sign === ')' || sign === '}') {
      const index = open.findLastIndex(({ closing }) => closing === sign);
      if (index < 0) continue;
      pairs.set(open[index]?.at ?? 0, at);
      open.length = index;
    }
  }
  return pairs;
}

/** The bracket that closes a class; one in first place belongs to it. */
function classEnd(signs: readonly string[], start: number): number | undefined {
  let at = start + 1;
  if (signs[at] === '!' || signs[at] === '^') at += 1;
  if (signs[at] === ']') at += 1;
  for (; at < signs.length; at += 1) {
    if (signs[at] === '\\') at += 1;
    else if (signs[at] === '[' && signs[at + 1] === ':') {
      const close = signs.indexOf(':', at + 2);
      if (close > 0 && signs[close + 1] === ']') at = close + 1;
    } else if (signs[at] === ']') return at;
  }
  return undefined;
}
