import { deepStrictEqual, strictEqual } from 'node:assert/strict';
import { glob } from '../../../../server/src/text/patterns/glob.ts';

function matching(pattern: string, paths: readonly string[]): string[] {
  const matches = glob(pattern);
  return paths.filter((path) => matches?.(path));
}

const PATHS = ['a.yaml', 'a/b.yaml', 'a/b/c.yaml', 'a/b/c.yml', 'prod/a.yaml', '.hidden/a.yaml'];

describe('glob', () => {
  it('keeps a star inside its part of the path', () => {
    deepStrictEqual(matching('*.yaml', PATHS), ['a.yaml']);
    deepStrictEqual(matching('a/*', PATHS), ['a/b.yaml']);
    deepStrictEqual(matching('*/*.yaml', PATHS), ['a/b.yaml', 'prod/a.yaml', '.hidden/a.yaml']);
  });

  it('takes two stars for any number of parts', () => {
    deepStrictEqual(matching('**/*.yml', PATHS), ['a/b/c.yml']);
    deepStrictEqual(matching('a/**', [...PATHS, 'a']), ['a/b.yaml', 'a/b/c.yaml', 'a/b/c.yml', 'a']);
    deepStrictEqual(matching('a/**/c.yaml', [...PATHS, 'a/c.yaml']), ['a/b/c.yaml', 'a/c.yaml']);
    deepStrictEqual(matching('**', PATHS), PATHS);
    deepStrictEqual(matching('{**,x}', ['a', 'a/b']), ['a', 'a/b']);
  });

  it('knows alternatives, ranges and classes', () => {
    deepStrictEqual(matching('**/*.{yaml,yml}', PATHS), PATHS);
    deepStrictEqual(matching('{a,prod}/*.yaml', PATHS), ['a/b.yaml', 'prod/a.yaml']);
    deepStrictEqual(matching('n{8..10}', ['n7', 'n8', 'n9', 'n10', 'n11']), ['n8', 'n9', 'n10']);
    deepStrictEqual(matching('n{01..02}', ['n1', 'n01', 'n02']), ['n01', 'n02']);
    deepStrictEqual(matching('[!a-c].x', ['a.x', 'd.x', '/.x']), ['d.x']);
    deepStrictEqual(matching('[]x]', [']', 'x', 'y']), [']', 'x']);
    deepStrictEqual(matching('@(a|b).x', ['a.x', 'b.x', 'ab.x']), ['a.x', 'b.x']);
    deepStrictEqual(matching('+(ab)', ['', 'ab', 'abab', 'aba']), ['ab', 'abab']);
  });

  it('knows what is not meant', () => {
    deepStrictEqual(matching('!(old|new).x', ['old.x', 'new.x', 'older.x', 'a/b.x']), ['older.x']);
    deepStrictEqual(matching('!a/**', ['a/b', 'b']), ['b']);
  });

  it('takes what has no partner for itself', () => {
    for (const text of ['a{b', 'a}b', 'a[b', 'a(b', 'a)b', 'a,b', '{a}', 'a+b', 'a!b', '$a']) {
      deepStrictEqual(matching(text, [text]), [text], text);
    }
    deepStrictEqual(matching('\\*', ['*', 'a']), ['*']);
  });

  it('refuses what is too large, and takes no time to say so', () => {
    strictEqual(glob('*'.repeat(65_537)), undefined);
    strictEqual(glob('{1..1000000}'), undefined);
    strictEqual(glob('{1..999}'.repeat(30)), undefined);
    strictEqual(glob(`${'('.repeat(500)}${')'.repeat(500)}`), undefined);
  });

  it('tells two stars as a part from two stars in one', () => {
    const paths = ['a', 'a/b', 'a/b/c', 'ab', 'ab/c', 'x/a', 'x/ab', 'x/y/ab'];
    deepStrictEqual(matching('a**', paths), ['a', 'ab']);
    deepStrictEqual(matching('**b', paths), ['ab']);
    deepStrictEqual(matching('a/**', paths), ['a', 'a/b', 'a/b/c']);
    deepStrictEqual(matching('a/**c', ['a/c', 'a/bc', 'a/b/c']), ['a/c', 'a/bc']);
    deepStrictEqual(matching('x/**/ab', paths), ['x/ab', 'x/y/ab']);
    deepStrictEqual(matching('**/ab', paths), ['ab', 'x/ab', 'x/y/ab']);
    deepStrictEqual(matching('**/**/ab', paths), ['ab', 'x/ab', 'x/y/ab']);
    deepStrictEqual(matching('/**', ['/a', '/a/b', 'a', '']), ['/a', '/a/b']);
    deepStrictEqual(matching('{a,x}/**', paths), ['a', 'a/b', 'a/b/c', 'x/a', 'x/ab', 'x/y/ab']);
    deepStrictEqual(matching('{a/**,ab}', paths), ['a', 'a/b', 'a/b/c', 'ab']);
    deepStrictEqual(matching('{a/**,ab}/c', ['a/c', 'a/b/c', 'ab/c', 'ab']), ['a/c', 'a/b/c', 'ab/c']);
    deepStrictEqual(matching('{**/,}ab', paths), ['ab', 'x/ab', 'x/y/ab']);
    deepStrictEqual(matching('a{/**,x}b', ['a/b', 'a/x/b', 'axb', 'ab']), ['a/b', 'axb']);
  });

  it('wants something where a star is a whole part', () => {
    deepStrictEqual(matching('*/b', ['/b', 'a/b', 'a/a/b']), ['a/b']);
    deepStrictEqual(matching('a/*', ['a/', 'a/b']), ['a/b']);
    deepStrictEqual(matching('a*', ['a', 'ab', 'a/b']), ['a', 'ab']);
    deepStrictEqual(matching('{*,b/*}', ['', 'a', 'b/', 'b/c']), ['a', 'b/c']);
    deepStrictEqual(matching('x{*,y}', ['x', 'xz']), ['x', 'xz']);
    deepStrictEqual(matching('a***', ['a', 'abc', 'a/b']), ['a', 'abc']);
  });

  it('takes one character for a question mark, and none of a slash', () => {
    deepStrictEqual(matching('a?c', ['abc', 'ac', 'a/c', 'abbc', 'a?c']), ['abc', 'a?c']);
    deepStrictEqual(matching('?', ['', 'a', '😀', 'ab']), ['a', '😀']);
  });

  it('reads groups of shells', () => {
    const texts = ['x', 'ax', 'abx', 'aax', 'ababx', 'bx', 'cx', 'a/x'];
    deepStrictEqual(matching('?(a)x', texts), ['x', 'ax']);
    deepStrictEqual(matching('*(a)x', texts), ['x', 'ax', 'aax']);
    deepStrictEqual(matching('+(a|b)x', texts), ['ax', 'abx', 'aax', 'ababx', 'bx']);
    deepStrictEqual(matching('@(a|ab)x', texts), ['ax', 'abx']);
    deepStrictEqual(matching('(a|b)x', texts), ['ax', 'bx']);
    deepStrictEqual(matching('!(a)x', texts), ['x', 'abx', 'aax', 'ababx', 'bx', 'cx']);
    deepStrictEqual(matching('@(a|(b|c))x', texts), ['ax', 'bx', 'cx']);
    deepStrictEqual(matching('@(a', ['@(a', '(a']), ['@(a']);
    deepStrictEqual(matching('a(b', ['a(b', 'ab']), ['a(b']);
    deepStrictEqual(matching('@(a|@(b)', ['@(a|b', 'a']), ['@(a|b']);
  });

  it('reads classes as shells do', () => {
    const signs = ['a', 'b', 'c', 'd', '-', ']', '^', '!', '[', ':', '5', '\\', '/'];
    deepStrictEqual(matching('[a-c]', signs), ['a', 'b', 'c']);
    deepStrictEqual(matching('[^a-c]', signs), ['d', '-', ']', '^', '!', '[', ':', '5', '\\']);
    deepStrictEqual(matching('[!]]', signs), ['a', 'b', 'c', 'd', '-', '^', '!', '[', ':', '5', '\\']);
    deepStrictEqual(matching('[a-]', signs), ['a', '-']);
    deepStrictEqual(matching('[-a]', signs), ['a', '-']);
    deepStrictEqual(matching('[ab-c]', signs), ['a', 'b', 'c']);
    deepStrictEqual(matching('[\\]]', signs), [']']);
    deepStrictEqual(matching('[a\\-c]', signs), ['a', 'c', '-']);
    deepStrictEqual(matching('[a-\\c]', signs), ['a', 'b', 'c']);
    deepStrictEqual(matching('[[:digit:]a]', signs), ['a', '5']);
    deepStrictEqual(matching('[a[:digit:]]', signs), ['a', '5']);
    deepStrictEqual(matching('[[:digit:][:alpha:]]', signs), ['a', 'b', 'c', 'd', '5']);
    deepStrictEqual(matching('[[:nonsense:]a]', signs), ['a']);
    deepStrictEqual(matching('[[:a]', signs), ['a', '[', ':']);
    deepStrictEqual(matching('[/a]', signs), ['a']);
    deepStrictEqual(matching('[a', ['[a', 'a']), ['[a']);
    deepStrictEqual(matching('[😀a]', ['😀', 'a', 'b']), ['😀', 'a']);
    deepStrictEqual(matching('{[,],a}', ['[', ']', ',', 'a', '{,}']), [',', 'a']);
  });

  it('counts in braces', () => {
    deepStrictEqual(matching('n{1..3}', ['n0', 'n1', 'n2', 'n3', 'n4']), ['n1', 'n2', 'n3']);
    deepStrictEqual(matching('n{3..1}', ['n0', 'n1', 'n2', 'n3', 'n4']), ['n1', 'n2', 'n3']);
    deepStrictEqual(matching('n{1..5..2}', ['n1', 'n2', 'n3', 'n4', 'n5', 'n7']), ['n1', 'n3', 'n5']);
    deepStrictEqual(matching('n{5..1..-2}', ['n1', 'n2', 'n3', 'n4', 'n5']), ['n1', 'n3', 'n5']);
    deepStrictEqual(matching('n{1..3..0}', ['n1', 'n2', 'n3']), ['n1', 'n2', 'n3']);
    deepStrictEqual(matching('n{-1..1}', ['n-1', 'n0', 'n1', 'n2', 'n-2']), ['n-1', 'n0', 'n1']);
    deepStrictEqual(matching('n{-01..1}', ['n-01', 'n000', 'n001', 'n1', 'n-1']), ['n-01', 'n000', 'n001']);
    deepStrictEqual(matching('n{08..10}', ['n8', 'n08', 'n09', 'n10', 'n010']), ['n08', 'n09', 'n10']);
    deepStrictEqual(matching('n{8..010}', ['n8', 'n08', 'n008', 'n009', 'n010']), ['n008', 'n009', 'n010']);
    deepStrictEqual(matching('n{a..c}', ['na', 'nb', 'nc', 'nd', 'n{a..c}']), ['na', 'nb', 'nc']);
    deepStrictEqual(matching('n{c..a}', ['na', 'nb', 'nc', 'nd']), ['na', 'nb', 'nc']);
    deepStrictEqual(matching('n{a..2}', ['na', 'n2', 'n{a..2}']), ['n{a..2}']);
    deepStrictEqual(matching('n{a..2,x}', ['na..2', 'nx']), ['na..2', 'nx']);
    deepStrictEqual(matching('n{a}', ['na', 'n{a}']), ['n{a}']);
    deepStrictEqual(matching('n{a,{b,c}}', ['na', 'nb', 'nc', 'n']), ['na', 'nb', 'nc']);
    deepStrictEqual(matching('n{,a}', ['n', 'na', 'nb']), ['n', 'na']);
    strictEqual(glob('{0..1000}') === undefined, false);
    strictEqual(glob('{0..1001}'), undefined);
    strictEqual(glob('{1001..0}'), undefined);
    strictEqual(glob('{0..2002..2}'), undefined);
    strictEqual(glob('{0..2000..2}') === undefined, false);
  });

  it('takes a sign behind a backslash for itself', () => {
    deepStrictEqual(matching('a\\{b,c}', ['a{b,c}', 'ab', 'a\\b']), ['a{b,c}']);
    deepStrictEqual(matching('\\(a\\)', ['(a)', 'a']), ['(a)']);
    deepStrictEqual(matching('{a\\,b,c}', ['a,b', 'a', 'b', 'c', 'a\\']), ['a,b', 'c']);
    deepStrictEqual(matching('a\\', ['a\\', 'a']), ['a\\']);
    deepStrictEqual(matching('{a\\}', ['{a}', '{a\\}', 'a']), ['{a}']);
  });

  it('may begin with a sign of its own', () => {
    deepStrictEqual(matching('./a', ['a', './a']), ['a']);
    deepStrictEqual(matching('!./a', ['a', 'b']), ['b']);
    deepStrictEqual(matching('!!a', ['a', 'b']), ['a']);
    deepStrictEqual(matching('!(a)', ['a', 'b']), ['b']);
  });

  it('goes as deep and as far as a person would', () => {
    const nested = (depth: number) => `${'{a,'.repeat(depth)}b${'}'.repeat(depth)}`;
    deepStrictEqual(matching(nested(199), ['a', 'b', 'c']), ['a', 'b']);
    strictEqual(glob(nested(200)), undefined);
    const long = 'a'.repeat(4_900);
    deepStrictEqual(matching(long, [long, `${long}a`]), [long]);
    strictEqual(glob(`[${'a'.repeat(9_998)}]`) === undefined, false);
    strictEqual(glob(`[${'a'.repeat(9_999)}]`), undefined);
  });

  it('knows a class that ends at its bound, and lists inside of lists', () => {
    deepStrictEqual(matching('[[:alpha:]-]', ['a', '-', '5', ':']), ['a', '-']);
    deepStrictEqual(matching('[[:alpha]', ['[', ':', 'a', 'l', 'p', 'h', 'x']), ['[', ':', 'a', 'l', 'p', 'h']);
    deepStrictEqual(matching('[x:]', ['x', ':', '[']), ['x', ':']);
    deepStrictEqual(matching('[^]x]a', ['ba', ']a', 'xa']), ['ba']);
    deepStrictEqual(matching('[!x', ['[!x']), ['[!x']);
    deepStrictEqual(matching('[]', ['[]', '[', ']']), ['[]']);
    deepStrictEqual(matching('{a,[}]}', ['a', '}', '[']), ['a', '}']);
    deepStrictEqual(matching('{a,(b|c)}d', ['ad', 'bd', 'cd', 'd']), ['ad', 'bd', 'cd']);
    deepStrictEqual(matching('{a,@(b|c)}d', ['ad', 'bd', 'cd', 'd']), ['ad', 'bd', 'cd']);
    deepStrictEqual(matching('({a,b}|c)d', ['ad', 'bd', 'cd', 'd']), ['ad', 'bd', 'cd']);
    deepStrictEqual(matching('{a,*}', ['a', 'b', '']), ['a', 'b']);
    deepStrictEqual(matching('{a/b*,c}', ['a/b', 'a/bb', 'c']), ['a/b', 'a/bb', 'c']);
    deepStrictEqual(matching('{1..1}', ['1', '{1..1}']), ['1']);
    deepStrictEqual(matching('{1..2}x', ['1x', '2x', '1', 'x']), ['1x', '2x']);
    deepStrictEqual(matching('{1..2', ['{1..2', '1']), ['{1..2']);
    deepStrictEqual(matching('n{1..12}', ['n1', 'n01', 'n12']), ['n1', 'n12']);
    deepStrictEqual(matching('a/**/', ['a/', 'a/b/', 'a']), ['a/', 'a/b/']);
    deepStrictEqual(matching('x**/a', ['x/a', 'xx/a', 'x/x/a']), ['x/a', 'xx/a']);
    deepStrictEqual(matching('a**/**', ['a', 'ab/c', 'a/b']), ['ab/c', 'a/b']);
    deepStrictEqual(matching('a/*b/**', ['a/b', 'a/b/c', 'a/xb/c']), ['a/b', 'a/b/c', 'a/xb/c']);
  });

  it('asks nothing behind an exclamation mark that is too large', () => {
    strictEqual(glob('!{0..1001}'), undefined);
  });

  it('avoids what would match later on, or right away', () => {
    deepStrictEqual(matching('!(a|ab)', ['a', 'ab', 'abc', 'b', '']), ['abc', 'b', '']);
    deepStrictEqual(matching('x!(*)y', ['xy', 'xay']), []);
    deepStrictEqual(matching('!(a)b', ['b', 'ab', 'aab', 'bb']), ['b', 'aab', 'bb']);
    deepStrictEqual(matching('!(a)!(b)', ['ab', 'a', 'b', '']), ['ab', 'a', 'b', '']);
  });
});
