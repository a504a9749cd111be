import { strictEqual } from 'node:assert/strict';
import { ignoreFile } from '../../../../server/src/text/patterns/ignoreFile.ts';

describe('ignoreFile', () => {
  it('takes the last line that speaks of a path', () => {
    const verdict = ignoreFile('*.log\n!keep.log\n# note\n\\#file\n');
    strictEqual(verdict('a/b.log', false), 'ignored');
    strictEqual(verdict('a/keep.log', false), 'kept');
    strictEqual(verdict('#file', false), 'ignored');
    strictEqual(verdict('note', false), undefined);
  });

  it('knows lines for folders, names and paths', () => {
    const verdict = ignoreFile('build/\n/top\na/*.x\n**/deep/*\nlast/**\n');
    strictEqual(verdict('x/build', true), 'ignored');
    strictEqual(verdict('x/build', false), undefined);
    strictEqual(verdict('top', false), 'ignored');
    strictEqual(verdict('x/top', false), undefined);
    strictEqual(verdict('a/b.x', false), 'ignored');
    strictEqual(verdict('b/a/b.x', false), undefined);
    strictEqual(verdict('q/deep/z', false), 'ignored');
    strictEqual(verdict('last', true), undefined);
    strictEqual(verdict('last/a/b', false), 'ignored');
  });

  it('takes braces and parentheses for themselves, and no line that git could not use', () => {
    const verdict = ignoreFile('{a,b}\n@(c)\nd[\ne\\\nf \ng\\ \r\n');
    strictEqual(verdict('a', false), undefined);
    strictEqual(verdict('{a,b}', false), 'ignored');
    strictEqual(verdict('@(c)', false), 'ignored');
    strictEqual(verdict('d[', false), undefined);
    strictEqual(verdict('e', false), undefined);
    strictEqual(verdict('f', false), 'ignored');
    strictEqual(verdict('g ', false), 'ignored');
  });
});
