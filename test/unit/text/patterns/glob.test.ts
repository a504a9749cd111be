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
});
