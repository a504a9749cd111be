// Sets of characters that patterns name: `[a-z]`, `[[:alpha:]]`, `\d`, `\pL`.
import type { CharacterTest } from './pattern.ts';

/** POSIX' classes as RE2 and shells (in the C locale) have them: ASCII only. */
const POSIX: ReadonlyMap<string, RegExp> = new Map([
  ['alnum', /^[0-9A-Za-z]$/],
  ['alpha', /^[A-Za-z]$/],
  ['ascii', /^\p{ASCII}$/u],
  ['blank', /^[\t ]$/],
  ['cntrl', /^(?=\p{ASCII})\p{Cc}$/u],
  ['digit', /^[0-9]$/],
  ['graph', /^[!-~]$/],
  ['lower', /^[a-z]$/],
  ['print', /^[ -~]$/],
  ['punct', /^[!-/:-@[-`{-~]$/],
  ['space', /^[\t-\r ]$/],
  ['upper', /^[A-Z]$/],
  ['word', /^[0-9A-Za-z_]$/],
  ['xdigit', /^[0-9A-Fa-f]$/],
]);

/** Perl's classes as RE2 has them: ASCII only, and `\s` without the vertical tab. */
const PERL: ReadonlyMap<string, RegExp> = new Map([
  ['d', /^[0-9]$/],
  ['s', /^[\t\n\f\r ]$/],
  ['w', /^[0-9A-Za-z_]$/],
]);

export function posixClass(name: string): CharacterTest | undefined {
  return byExpression(POSIX.get(name));
}

/** `\d`, `\D` and the like, by their letter. */
export function perlClass(letter: string): CharacterTest | undefined {
  const test = byExpression(PERL.get(letter.toLowerCase()));
  return test && (letter === letter.toLowerCase() ? test : not(test));
}

/** `\p{Greek}`, `\pL`: a general category or a script. */
export function unicodeClass(name: string): CharacterTest | undefined {
  if (name === 'Any') return () => true;
  if (!/^[A-Za-z_]{1,64}$/.test(name)) return undefined;
  const isCategory = name.length <= 2;
  try {
    return byExpression(new RegExp(`^\\p{${isCategory ? name : `Script=${name}`}}$`, 'u'));
  } catch {
    return undefined;
  }
}

export function not(test: CharacterTest): CharacterTest {
  return (code) => !test(code);
}

export function anyOf(tests: readonly CharacterTest[]): CharacterTest {
  return (code) => tests.some((test) => test(code));
}

export function between(low: number, high: number): CharacterTest {
  return (code) => code >= low && code <= high;
}

/** Upper and lower case alike, for characters that have one of each. */
export function foldCase(test: CharacterTest): CharacterTest {
  return (code) => {
    if (test(code)) return true;
    const text = String.fromCodePoint(code);
    return [text.toLowerCase(), text.toUpperCase()].some((other) => {
      const [only, more] = other;
      return only !== undefined && more === undefined && test(only.codePointAt(0) ?? 0);
    });
  };
}

function byExpression(expression: RegExp | undefined): CharacterTest | undefined {
  return expression && ((code) => expression.test(String.fromCodePoint(code)));
}
