import { ok, strictEqual } from 'node:assert/strict';
import { Automaton } from '../../../../server/src/text/patterns/automaton.ts';
import { glob } from '../../../../server/src/text/patterns/glob.ts';
import { goExpression } from '../../../../server/src/text/patterns/goExpression.ts';
import { ignoreFile } from '../../../../server/src/text/patterns/ignoreFile.ts';

function stepsOf(pattern: string, text: string): number {
  let steps = 0;
  const expression = goExpression(pattern);
  strictEqual(
    expression?.matches(text, () => (steps += 1)),
    false,
  );
  return steps;
}

describe('time of a match', () => {
  const hostile = [
    `${'.*a'.repeat(12)}.*b`,
    '(a*)*b',
    '(a+)+b',
    '(a|a)*b',
    '(a|aa)+b',
    '(.*)*(.*)*b',
    `${'a?'.repeat(100)}b`,
  ];
  for (const pattern of hostile) {
    it(`grows with the text and not faster: ${pattern.slice(0, 40)}`, () => {
      const [small = 0, middle = 0, large = 0] = [300, 600, 1200].map((length) => stepsOf(pattern, 'a'.repeat(length)));
      ok(middle <= 2.1 * small && large <= 2.1 * middle, `${small}, ${middle}, ${large}`);
    });
  }

  it('is bounded by the pattern times the text, also where something is to be avoided', () => {
    let steps = 0;
    const part = { kind: 'other', part: { kind: 'choice', parts: [] }, within: (code: number) => code !== 47 } as const;
    const automaton = new Automaton({ kind: 'repeat', part, least: 0, most: undefined });
    automaton.matches(`${'a'.repeat(250)}/`.repeat(4), () => (steps += 1));
    ok(steps < 1000 * 250 * 4, String(steps));
  });

  it('ends for globs and ignore files of strangers', () => {
    const name = 'a'.repeat(255);
    strictEqual(glob(`${'*a'.repeat(30)}b`)?.(name), false);
    strictEqual(glob(`${'+(a|aa)'.repeat(20)}b`)?.(name), false);
    strictEqual(glob(`${'**/*a'.repeat(30)}/b`)?.(`${name}/${name}`), false);
    strictEqual(ignoreFile(`${'*a'.repeat(30)}b\n${'a*'.repeat(30)}`)(name, false), 'ignored');
  });
});
