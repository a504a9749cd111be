import { strict as assert } from 'node:assert';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { unifiedDiff } from '../../../server/src/cli/unifiedDiff.ts';

const numbers = (count: number, word = 'line') =>
  Array.from({ length: count }, (_, i) => `${word} ${i + 1}\n`).join('');

describe('unified diff', () => {
  it('is empty where nothing changed', () => assert.equal(unifiedDiff('a.yaml', 'a\n', 'a\n'), ''));

  it('shows three lines around a change, and no other', () => {
    assert.equal(
      unifiedDiff('dir/a.yaml', numbers(9), numbers(9).replace('line 5', 'line five')),
      '--- a/dir/a.yaml\n+++ b/dir/a.yaml\n@@ -2,7 +2,7 @@\n line 2\n line 3\n line 4\n-line 5\n+line five\n line 6\n line 7\n line 8\n',
    );
  });

  it('has a part for each change that stands apart', () => {
    const after = numbers(20).replace('line 2\n', '').replace('line 19\n', 'line 19\nnew\n');
    assert.equal(
      unifiedDiff('a', numbers(20), after),
      '--- a/a\n+++ b/a\n@@ -1,5 +1,4 @@\n line 1\n-line 2\n line 3\n line 4\n line 5\n@@ -17,4 +16,5 @@\n line 17\n line 18\n line 19\n+new\n line 20\n',
    );
  });

  it('says where no line end ends a file, and keeps CRLF', () => {
    assert.equal(
      unifiedDiff('a', 'a\r\nb', 'a\r\nb\r\n'),
      '--- a/a\n+++ b/a\n@@ -1,2 +1,2 @@\n a\r\n-b\n\\ No newline at end of file\n+b\r\n',
    );
  });

  it('names the line before an empty file', () => {
    assert.equal(unifiedDiff('a', '', 'a\n'), '--- a/a\n+++ b/a\n@@ -0,0 +1,1 @@\n+a\n');
    assert.equal(unifiedDiff('a', 'a\n', ''), '--- a/a\n+++ b/a\n@@ -1,1 +0,0 @@\n-a\n');
  });

  it('quotes a name that would break the line', () => {
    assert.match(
      unifiedDiff('a\nb\u001b[31m', 'a\n', 'b\n'),
      /^--- "a\/a\\nb\\033\[31m"\n\+\+\+ "b\/a\\nb\\033\[31m"\n@@/,
    );
  });

  it('shows a file as replaced where everything differs', () => {
    const lines = unifiedDiff('a', numbers(50_000, 'old'), `${numbers(60_000, 'new')}end`).split('\n');
    assert.deepEqual(lines.slice(0, 4), ['--- a/a', '+++ b/a', '@@ -1,50000 +1,60001 @@', '-old 1']);
    assert.deepEqual(lines.slice(50_002, 50_004), ['-old 50000', '+new 1']);
    assert.deepEqual(lines.slice(110_002), ['+new 60000', '+end', '\\ No newline at end of file', '']);
  });

  describe('for git apply', () => {
    let folder: string;
    before(() => {
      folder = mkdtempSync(join(tmpdir(), 'kube-node-lifecycle-diff-'));
      execFileSync('git', ['init', '--quiet'], { cwd: folder });
    });
    after(() => rmSync(folder, { recursive: true, force: true }));

    const changes: readonly (readonly [file: string, before: string, after: string])[] = [
      ['a.yaml', numbers(9), numbers(9).replace('line 5', 'five')],
      ['crlf.yaml', 'a\r\nb\r\nc\r\n', 'a\r\nB\r\nc\r\n'],
      ['deep/er/with space.yaml', 'a\nb', 'a\nb\n'],
      ['ümläut.yaml', 'a\n', 'b'],
      ['empty.yaml', '', 'a\n'],
      ['emptied.yaml', 'a\n', ''],
      ['lone.yaml', 'a\rb\n', 'a\rc\n'],
      ['all.yaml', numbers(3_000, 'old'), `${numbers(3_000, 'new')}end`],
    ];
    for (const [file, before, after] of changes) {
      it(`makes ${file} what it is to be`, () => {
        mkdirSync(dirname(join(folder, file)), { recursive: true });
        writeFileSync(join(folder, file), before);
        execFileSync('git', ['apply', '--whitespace=nowarn'], { cwd: folder, input: unifiedDiff(file, before, after) });
        assert.equal(readFileSync(join(folder, file), 'utf8'), after);
      });
    }
  });
});
