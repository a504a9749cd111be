import { deepStrictEqual, strictEqual } from 'node:assert/strict';
import { goExpression } from '../../../../server/src/text/patterns/goExpression.ts';

function matching(pattern: string, texts: readonly string[]): string[] {
  const expression = goExpression(pattern);
  return texts.filter((text) => expression?.matches(text));
}

describe('goExpression', () => {
  it('matches whole texts', () => {
    deepStrictEqual(matching('ledger', ['ledger', 'ledgers', 'a-ledger']), ['ledger']);
    deepStrictEqual(matching('led.*|wiki', ['ledger', 'wiki', 'wikis']), ['ledger', 'wiki']);
    deepStrictEqual(matching('^db-[0-9]+$', ['db-1', 'db-12', 'db-', 'x-db-1']), ['db-1', 'db-12']);
    // `^(?:a)|(?:b)$`, as Kustomize puts it together.
    deepStrictEqual(matching('a)|(?:b', ['ax', 'xb', 'xax']), ['ax', 'xb']);
  });

  it('knows repetitions, classes, flags and places', () => {
    deepStrictEqual(matching('a{2,3}', ['a', 'aa', 'aaa', 'aaaa']), ['aa', 'aaa']);
    deepStrictEqual(matching('(?i)DB-\\d', ['db-1', 'Db-x']), ['db-1']);
    deepStrictEqual(matching('[[:alpha:]_-]+', ['a-b_c', 'a1']), ['a-b_c']);
    deepStrictEqual(matching('\\w+\\b-?\\w*', ['ab', 'a-b', '-']), ['ab', 'a-b']);
    deepStrictEqual(matching('\\Qa.b\\E+', ['a.b', 'a.bb', 'axb']), ['a.b', 'a.bb']);
    deepStrictEqual(matching('\\pL+\\x2d\\p{Greek}', ['é-α', '1-α']), ['é-α']);
    deepStrictEqual(matching('(?P<name>a)(?<other>b)(?s:.)', ['ab\n']), ['ab\n']);
    deepStrictEqual(matching('x{,2}', ['x{,2}', 'xx']), ['x{,2}']);
  });

  it('refuses what Go refuses', () => {
    const refused = [
      '(',
      ')',
      'a**',
      '*',
      '{2}',
      '[a',
      '[b-a]',
      '(?=a)',
      '(?!a)',
      '(a)\\1',
      'a{1001}',
      '\\pX',
      '\\',
      '\\e',
    ];
    for (const pattern of refused) strictEqual(goExpression(pattern), undefined, pattern);
  });

  it('refuses what is too large', () => {
    strictEqual(goExpression('((a{100}){100}){100}'), undefined);
    strictEqual(goExpression('(((){1000}){1000}){1000}'), undefined);
    strictEqual(goExpression('('.repeat(2000) + ')'.repeat(2000)), undefined);
  });
});
