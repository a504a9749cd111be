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

  it('repeats as often as it says', () => {
    const texts = ['', 'a', 'aa', 'aaa', 'aaaa', 'aaaaa'];
    deepStrictEqual(matching('a?', texts), ['', 'a']);
    deepStrictEqual(matching('a*', texts), texts);
    deepStrictEqual(matching('a+', texts), texts.slice(1));
    deepStrictEqual(matching('a+?', texts), texts.slice(1));
    deepStrictEqual(matching('a{3}', texts), ['aaa']);
    deepStrictEqual(matching('a{0}', texts), ['']);
    deepStrictEqual(matching('a{3,}', texts), ['aaa', 'aaaa', 'aaaaa']);
    deepStrictEqual(matching('a{0,1}', texts), ['', 'a']);
    deepStrictEqual(matching('a{1,1}?', texts), ['a']);
    deepStrictEqual(matching('(aa)+', texts), ['aa', 'aaaa']);
    deepStrictEqual(matching('(a|aaa){2}', texts), ['aa', 'aaaa']);
    deepStrictEqual(matching('(a*)*', texts), texts);
    deepStrictEqual(matching('a{1', ['a{1', 'a']), ['a{1']);
    deepStrictEqual(matching('a{12345678901234567890123456789012}', ['a{12345678901234567890123456789012}']), [
      'a{12345678901234567890123456789012}',
    ]);
    strictEqual(goExpression('a{1000}')?.matches('a'.repeat(1_000)), true);
    strictEqual(goExpression('a{1000}')?.matches('a'.repeat(999)), false);
    strictEqual(goExpression('a{0,1000}')?.matches('a'.repeat(1_000)), true);
    for (const text of ['a{1001}', 'a{1,1001}', 'a{1001,}', 'a{3,2}', 'a{2}{3}', 'a+*', 'a???', '(?i)*', '|*', '(*)'])
      strictEqual(goExpression(text), undefined, text);
  });

  it('knows places', () => {
    deepStrictEqual(matching('\\Aa\\z', ['a', 'ab']), ['a']);
    deepStrictEqual(matching('a$b', ['a', 'ab', 'a\nb']), []);
    deepStrictEqual(matching('(?m)a$\\n^b', ['a\nb', 'ab']), ['a\nb']);
    deepStrictEqual(matching('(?m:a$).^b', ['a\nb', 'axb']), []);
    deepStrictEqual(matching('(?ms)a$.^b', ['a\nb', 'axb']), ['a\nb']);
    deepStrictEqual(matching('(?m)^a$', ['a', 'x\na', 'a\nx', 'xa']), ['a']);
    deepStrictEqual(matching('a\\b.c', ['a-c', 'abc', 'a_c', 'a1c', 'aZc', 'a c']), ['a-c', 'a c']);
    deepStrictEqual(matching('a\\B.c', ['a-c', 'abc', 'a_c', 'a1c', 'aZc', 'a`c', 'a{c', 'a@c', 'a[c', 'a/c', 'a:c']), [
      'abc',
      'a_c',
      'a1c',
      'aZc',
    ]);
    deepStrictEqual(matching('\\b[09AZaz_]\\b', ['0', '9', 'A', 'Z', 'a', 'z', '_']), [
      '0',
      '9',
      'A',
      'Z',
      'a',
      'z',
      '_',
    ]);
    deepStrictEqual(matching('.\\n?', ['a', 'a\n', '\n']), ['a', 'a\n']);
    deepStrictEqual(matching('(?s).', ['a', '\n']), ['a', '\n']);
    deepStrictEqual(matching('(?-s).', ['a', '\n']), ['a']);
  });

  it('knows flags, and where they end', () => {
    const texts = ['ab', 'Ab', 'aB', 'AB'];
    deepStrictEqual(matching('(?i)ab', texts), texts);
    deepStrictEqual(matching('(?i:a)b', texts), ['ab', 'Ab']);
    deepStrictEqual(matching('((?i)a)b', texts), ['ab', 'Ab']);
    deepStrictEqual(matching('a(?i)b', texts), ['ab', 'aB']);
    deepStrictEqual(matching('(?i)a(?-i)b', texts), ['ab', 'Ab']);
    deepStrictEqual(matching('(?i)[a]b', texts), texts);
    deepStrictEqual(matching('(?i)[^a]b', ['ab', 'Ab', 'cB']), ['cB']);
    deepStrictEqual(matching('(?iU)A*b', texts), texts);
    deepStrictEqual(matching('(?i)ß', ['ß', 'SS', 'ss']), ['ß']);
    deepStrictEqual(matching('(?i)\\x41', ['a', 'A', 'b']), ['a', 'A']);
    for (const text of ['(?)', '(?:)', '(?U)']) strictEqual(goExpression(text)?.matches(''), true, text);
    for (const text of [
      '(?-)',
      '(?i-)',
      '(?i--s)',
      '(?x)',
      '(?i',
      '(?P<>a)',
      '(?P<a',
      '(?P<a-b>a)',
      '(?<a b>a)',
      '(?Pa)',
    ])
      strictEqual(goExpression(text), undefined, text);
  });

  it('knows escapes', () => {
    const signs = ['a', 'z', '_', '0', '9', ' ', '\t', '\v', '\n', '\f', '\r', '-', 'é'];
    deepStrictEqual(matching('\\d', signs), ['0', '9']);
    deepStrictEqual(matching('\\D', signs), ['a', 'z', '_', ' ', '\t', '\v', '\n', '\f', '\r', '-', 'é']);
    deepStrictEqual(matching('\\w', signs), ['a', 'z', '_', '0', '9']);
    deepStrictEqual(matching('\\W', signs), [' ', '\t', '\v', '\n', '\f', '\r', '-', 'é']);
    deepStrictEqual(matching('\\s', signs), [' ', '\t', '\n', '\f', '\r']);
    deepStrictEqual(matching('\\S', signs), ['a', 'z', '_', '0', '9', '\v', '-', 'é']);
    deepStrictEqual(matching('\\a|\\f|\\n|\\r|\\t|\\v', ['\x07', ...signs]), ['\x07', '\t', '\v', '\n', '\f', '\r']);
    deepStrictEqual(matching('\\x61\\x{1F600}', ['a😀', 'a']), ['a😀']);
    deepStrictEqual(matching('\\x{10FFFF}', ['\u{10ffff}']), ['\u{10ffff}']);
    deepStrictEqual(matching('\\141\\0', ['a\0', 'a0']), ['a\0']);
    deepStrictEqual(matching('\\01234', ['\n34', 'S4']), ['\n34']);
    deepStrictEqual(matching('\\12', ['\n']), ['\n']);
    deepStrictEqual(matching('\\.\\-\\[', ['.-[']), ['.-[']);
    deepStrictEqual(matching('\\Qa\\Eb', ['ab']), ['ab']);
    deepStrictEqual(matching('\\Q\\E', ['']), ['']);
    deepStrictEqual(matching('\\Qab\\E{2}', ['abb', 'abab']), ['abb']);
    deepStrictEqual(matching('\\Qa.', ['a.)$', 'a.']), []);
    deepStrictEqual(matching('\\p{L}', signs), ['a', 'z', 'é']);
    deepStrictEqual(matching('\\PL', signs), ['_', '0', '9', ' ', '\t', '\v', '\n', '\f', '\r', '-']);
    deepStrictEqual(matching('\\p{^L}', signs), ['_', '0', '9', ' ', '\t', '\v', '\n', '\f', '\r', '-']);
    deepStrictEqual(matching('\\P{^L}', signs), ['a', 'z', 'é']);
    deepStrictEqual(matching('\\p{Any}', signs), signs);
    deepStrictEqual(matching('\\p{Lu}', ['a', 'A', '1']), ['A']);
    deepStrictEqual(matching('\\p{Latin}', ['a', 'é', 'α']), ['a', 'é']);
    for (const text of [
      '\\x{110000}',
      '\\x{}',
      '\\xg0',
      '\\x4',
      '\\8',
      '\\1',
      '\\1a',
      '\\y',
      '\\é',
      '\\_',
      '\\p{}',
      '\\p{L',
      '\\p{L+}',
      '\\p{Nobody}',
      '\\x{000000041}',
    ])
      strictEqual(goExpression(text), undefined, text);
  });

  it('reads classes as Go does', () => {
    const signs = ['a', 'b', 'c', 'd', '-', ']', '^', '[', ':', '5', '\\', '\n'];
    deepStrictEqual(matching('[a-c]', signs), ['a', 'b', 'c']);
    deepStrictEqual(matching('[^a-c]', signs), ['d', '-', ']', '^', '[', ':', '5', '\\', '\n']);
    deepStrictEqual(matching('[]a]', signs), ['a', ']']);
    deepStrictEqual(matching('[^]a]', signs), ['b', 'c', 'd', '-', '^', '[', ':', '5', '\\', '\n']);
    deepStrictEqual(matching('[a-]', signs), ['a', '-']);
    deepStrictEqual(matching('[-a]', signs), ['a', '-']);
    deepStrictEqual(matching('[a^]', signs), ['a', '^']);
    deepStrictEqual(matching('[\\d\\]]', signs), [']', '5']);
    deepStrictEqual(
      matching('[\\D]', signs),
      signs.filter((sign) => sign !== '5'),
    );
    deepStrictEqual(matching('[[:digit:]b-c]', signs), ['b', 'c', '5']);
    deepStrictEqual(
      matching('[[:^digit:]]', signs),
      signs.filter((sign) => sign !== '5'),
    );
    deepStrictEqual(matching('[\\x61-\\x62]', signs), ['a', 'b']);
    deepStrictEqual(matching('[a-a]', signs), ['a']);
    deepStrictEqual(matching('[\\pL5]', signs), ['a', 'b', 'c', 'd', '5']);
    for (const text of ['[c-a]', '[]', '[^]', '[[:nobody:]]', '[[:digit:', '[a-\\d]', '[\\8]'])
      strictEqual(goExpression(text), undefined, text);
  });

  it('names every class of POSIX', () => {
    const signs = Array.from({ length: 128 }, (_, code) => String.fromCharCode(code));
    const members = (name: string) => matching(`[[:${name}:]]`, [...signs, 'é']).join('');
    const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
    const small = letters.toLowerCase();
    const marks = '!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~';
    const sorted = (text: string) => [...text].sort().join('');
    strictEqual(members('alnum'), `0123456789${letters}${small}`);
    strictEqual(members('alpha'), letters + small);
    strictEqual(members('ascii'), signs.join(''));
    strictEqual(members('blank'), '\t ');
    strictEqual(members('cntrl'), [...signs.slice(0, 32), '\x7f'].join(''));
    strictEqual(members('digit'), '0123456789');
    strictEqual(members('graph'), sorted(`0123456789${letters}${small}${marks}`));
    strictEqual(members('lower'), small);
    strictEqual(members('print'), ` ${sorted(`0123456789${letters}${small}${marks}`)}`);
    strictEqual(members('punct'), marks);
    strictEqual(members('space'), '\t\n\v\f\r ');
    strictEqual(members('upper'), letters);
    strictEqual(members('word'), `0123456789${letters}_${small}`);
    strictEqual(members('xdigit'), '0123456789ABCDEFabcdef');
  });

  it('goes as deep as Go', () => {
    const nested = (depth: number) => `${'('.repeat(depth)}a${')'.repeat(depth)}`;
    strictEqual(goExpression(nested(900))?.matches('a'), true);
    strictEqual(goExpression(nested(998))?.matches('a'), true);
    strictEqual(goExpression(nested(999)), undefined);
  });
});
