// Regular expressions as Go's `regexp` reads them (https://github.com/google/re2/wiki/Syntax; `regexp/syntax/parse.go`).
import { Automaton } from './automaton.ts';
import { anyOf, between, foldCase, not, perlClass, posixClass, unicodeClass } from './characterClass.ts';
import {
  type CharacterTest,
  character,
  choice,
  literal,
  type Pattern,
  PatternError,
  repeat,
  sequence,
} from './pattern.ts';

interface Flags {
  readonly ignoresCase: boolean;
  readonly hasLines: boolean;
  readonly dotIsAll: boolean;
}

/** `maxHeight` of `regexp/syntax/parse.go`. */
const DEEPEST = 1000;
/** Counts of a repetition (`repeat` of `regexp/syntax/parse.go`). */
const MOST_REPEATS = 1000;

const anything = repeat(
  character(() => true),
  0,
);

/**
 * A regular expression made ready, put between `^(?:` and `)$` as Kustomize does it (also where it has a parenthesis
 * that closes the one before it).
 * @returns `undefined` for one that Go refuses, or that is too large to be meant
 */
export function goExpression(text: string): Automaton | undefined {
  try {
    return new Automaton(sequence([anything, new Reader(`^(?:${text})$`).read(), anything]));
  } catch (error) {
    if (error instanceof PatternError) return undefined;
    throw error;
  }
}

class Reader {
  private readonly codes: readonly string[];
  private at = 0;
  private flags: Flags = { ignoresCase: false, hasLines: false, dotIsAll: false };
  private depth = 0;

  constructor(text: string) {
    this.codes = Array.from(text);
  }

  read(): Pattern {
    const pattern = this.choice();
    if (this.at < this.codes.length) throw new PatternError('has a parenthesis too many');
    return pattern;
  }

  private choice(): Pattern {
    this.depth += 1;
    if (this.depth > DEEPEST) throw new PatternError('is nested too deeply');
    const parts: Pattern[] = [];
    do parts.push(this.sequence());
    while (this.take('|'));
    this.depth -= 1;
    return choice(parts);
  }

  private sequence(): Pattern {
    const parts: Pattern[] = [];
    while (this.at < this.codes.length && !this.sees('|') && !this.sees(')')) {
      if (this.take('\\Q')) for (const each of this.quoted()) parts.push(each);
      else {
        const part = this.atom() ?? parts.pop();
        if (part !== undefined) parts.push(this.repeated(part));
        else if (this.count() !== undefined) throw new PatternError('repeats nothing');
      }
    }
    return sequence(parts);
  }

  /** What stands up to `\E`. A repetition behind it counts for its last character. */
  private quoted(): Pattern[] {
    const parts: Pattern[] = [];
    while (this.at < this.codes.length && !this.take('\\E')) parts.push(this.plain(this.next()));
    const last = parts.pop();
    return last === undefined ? parts : [...parts, this.repeated(last)];
  }

  private repeated(part: Pattern): Pattern {
    const first = this.count();
    if (first === undefined) return part;
    this.take('?'); // As many or as few as possible: the same texts.
    if (this.count() !== undefined) throw new PatternError('repeats a repetition');
    return repeat(part, first.least, first.most);
  }

  private count(): { least: number; most: number | undefined } | undefined {
    if (this.take('*')) return { least: 0, most: undefined };
    if (this.take('+')) return { least: 1, most: undefined };
    if (this.take('?')) return { least: 0, most: 1 };
    if (!this.sees('{')) return undefined;
    const [written, low = '', comma, high = ''] =
      /^\{(\d+)(,?)(\d*)\}/.exec(this.codes.slice(this.at, this.at + 32).join('')) ?? [];
    if (written === undefined || (comma === '' && high !== '')) return undefined;
    const least = Number(low);
    const most = comma === '' ? least : high === '' ? undefined : Number(high);
    if (Math.max(least, most ?? 0) > MOST_REPEATS || (most !== undefined && most < least)) {
      throw new PatternError('repeats something too often');
    }
    this.at += written.length;
    return { least, most };
  }

  /** `undefined`: flags, which stand for no text. */
  private atom(): Pattern | undefined {
    const sign = this.next();
    if (sign === '(') return this.group();
    if (sign === '[') return character(this.characterClass());
    if (sign === '.') return character(this.flags.dotIsAll ? () => true : (code) => code !== 10);
    if (sign === '^') return { kind: 'place', place: this.flags.hasLines ? 'line-start' : 'text-start' };
    if (sign === '$') return { kind: 'place', place: this.flags.hasLines ? 'line-end' : 'text-end' };
    if (sign === '\\') return this.escaped();
    this.at -= 1;
    if (this.count() !== undefined) throw new PatternError('repeats nothing');
    this.at += 1;
    return this.plain(sign);
  }

  private group(): Pattern | undefined {
    const outer = this.flags;
    if (this.take('?')) {
      const isNamed = this.take('P<') || this.take('<');
      if (isNamed) this.name();
      else if (this.groupFlags()) return undefined;
    }
    const inside = this.choice();
    if (!this.take(')')) throw new PatternError('has a parenthesis too few');
    this.flags = outer;
    return inside;
  }

  private name(): void {
    let name = '';
    for (let sign = this.next(); sign !== '>'; sign = this.next()) name += sign;
    if (!/^\w+$/.test(name)) throw new PatternError('has a group with an odd name');
  }

  /** @returns whether they stand for themselves: `(?i)`, and not `(?i:`. */
  private groupFlags(): boolean {
    let isOn = true;
    let seen = 0;
    for (;;) {
      const sign = this.next();
      if (sign === ')' || sign === ':') {
        if (!isOn && seen === 0) throw new PatternError('has an odd group');
        return sign === ')';
      }
      seen += 1;
      if (sign === 'i') this.flags = { ...this.flags, ignoresCase: isOn };
      else if (sign === 'm') this.flags = { ...this.flags, hasLines: isOn };
      else if (sign === 's') this.flags = { ...this.flags, dotIsAll: isOn };
      else if (sign === '-' && isOn) {
        isOn = false;
        seen = 0;
      } else if (sign !== 'U') throw new PatternError('has an odd group');
    }
  }

  private escaped(): Pattern {
    const sign = this.next();
    if (sign === 'A') return { kind: 'place', place: 'text-start' };
    if (sign === 'z') return { kind: 'place', place: 'text-end' };
    if (sign === 'b') return { kind: 'place', place: 'word-edge' };
    if (sign === 'B') return { kind: 'place', place: 'no-word-edge' };
    const known = this.escapedClass(sign);
    if (known !== undefined) return character(this.folded(known));
    return this.plain(this.escapedCharacter(sign));
  }

  private escapedClass(sign: string): CharacterTest | undefined {
    if (sign !== 'p' && sign !== 'P') return perlClass(sign);
    let name = this.next();
    if (name === '{') {
      name = '';
      for (let letter = this.next(); letter !== '}'; letter = this.next()) name += letter;
    }
    const isNegated = name.startsWith('^');
    const test = unicodeClass(isNegated ? name.slice(1) : name);
    if (test === undefined) throw new PatternError('names an unknown class of characters');
    return isNegated === (sign === 'P') ? test : not(test);
  }

  private escapedCharacter(sign: string): string {
    const control = CONTROLS.get(sign);
    if (control !== undefined) return control;
    if (sign === 'x') return this.hexadecimal();
    if (/[0-7]/.test(sign)) return this.octal(sign);
    if (/[\w\x80-\u{10ffff}]/u.test(sign)) throw new PatternError('has an unknown escape');
    return sign;
  }

  private hexadecimal(): string {
    let digits = this.next();
    if (digits === '{') {
      digits = '';
      for (let digit = this.next(); digit !== '}'; digit = this.next()) digits += digit;
    } else digits += this.next();
    const code = Number.parseInt(digits, 16);
    if (!/^[0-9a-fA-F]{1,8}$/.test(digits) || code > 0x10ffff) throw new PatternError('has an odd escape');
    return String.fromCodePoint(code);
  }

  /** `\0`, `\012`, and no reference to a group, of which Go knows none. */
  private octal(first: string): string {
    let digits = first;
    if (first !== '0' && !/[0-7]/.test(this.codes[this.at] ?? '')) throw new PatternError('refers to a group');
    while (digits.length < 3 && /^[0-7]$/.test(this.codes[this.at] ?? '')) digits += this.next();
    return String.fromCodePoint(Number.parseInt(digits, 8));
  }

  private characterClass(): CharacterTest {
    const isNegated = this.take('^');
    const tests: CharacterTest[] = [];
    do tests.push(this.classItem());
    while (!this.take(']'));
    const test = this.folded(anyOf(tests));
    return isNegated ? not(test) : test;
  }

  private classItem(): CharacterTest {
    if (this.take('[:')) {
      const isNegated = this.take('^');
      let name = '';
      while (!this.take(':]')) name += this.next();
      const test = posixClass(name);
      if (test === undefined) throw new PatternError('names an unknown class of characters');
      return isNegated ? not(test) : test;
    }
    const sign = this.next();
    const known = sign === '\\' && /[dswpDSWP]/.test(this.codes[this.at] ?? '') && this.escapedClass(this.next());
    if (known) return known;
    const low = this.classCharacter(sign);
    const isRange = this.sees('-') && this.codes[this.at + 1] !== ']';
    if (!isRange) return between(low, low);
    this.at += 1;
    const high = this.classCharacter(this.next());
    if (high < low) throw new PatternError('has a range that ends before it starts');
    return between(low, high);
  }

  private classCharacter(sign: string): number {
    return (sign === '\\' ? this.escapedCharacter(this.next()) : sign).codePointAt(0) ?? 0;
  }

  private plain(sign: string): Pattern {
    const code = sign.codePointAt(0) ?? 0;
    return this.flags.ignoresCase ? character(foldCase((other) => other === code)) : literal(code);
  }

  private folded(test: CharacterTest): CharacterTest {
    return this.flags.ignoresCase ? foldCase(test) : test;
  }

  private next(): string {
    const sign = this.codes[this.at];
    if (sign === undefined) throw new PatternError('ends too early');
    this.at += 1;
    return sign;
  }

  private sees(text: string): boolean {
    return Array.from(text).every((sign, index) => this.codes[this.at + index] === sign);
  }

  private take(text: string): boolean {
    if (!this.sees(text)) return false;
    this.at += text.length;
    return true;
  }
}

const CONTROLS: ReadonlyMap<string, string> = new Map([
  ['a', '\x07'],
  ['f', '\f'],
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
  ['v', '\v'],
]);
