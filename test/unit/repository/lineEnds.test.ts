import { strict as assert } from 'node:assert';
import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** A repository of its own with our attributes, on a machine that would turn all line ends to CRLF. */
describe('repository: line ends', () => {
  let folder: string;
  const git = (...args: string[]) =>
    execFileSync('git', ['-c', 'core.autocrlf=true', '-c', 'user.name=a', '-c', 'user.email=a@b.c', ...args], {
      cwd: folder,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });

  before(function () {
    this.timeout(20_000);
    folder = mkdtempSync(join(tmpdir(), 'kube-node-lifecycle-git-'));
    git('init', '--quiet');
    copyFileSync('.gitattributes', join(folder, '.gitattributes'));
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  /** What a fresh checkout makes of a file. */
  function checkedOut(file: string, text: string): string {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), text);
    git('add', '--all');
    git('commit', '--quiet', '--message', file);
    rmSync(join(folder, file));
    git('checkout', '--quiet', '--', file);
    return readFileSync(join(folder, file), 'utf8');
  }

  it('of sources are LF on every platform', () => {
    for (const file of ['server/src/a.ts', 'test/unit/a.test.ts', 'docs/a.md', 'test/vscode/workspace/a.yaml'])
      assert.equal(checkedOut(file, 'a\r\nb\n'), 'a\nb\n', file);
  });

  it('of fixtures are what was committed', () => {
    for (const file of ['test/rules/fixtures/x/crlf.txt', 'test/fixtures/deep/er/a.yaml'])
      assert.equal(checkedOut(file, 'a\r\nb\rc\n'), 'a\r\nb\rc\n', file);
  });
});

describe('repository: carriage returns', () => {
  it('stand only in files whose bytes are kept', function () {
    let files: string;
    try {
      files = execFileSync('git', ['ls-files', '--eol'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
    } catch {
      return this.skip(); // no checkout, or no git
    }
    const lines = files.split('\n').filter((line) => line !== '');
    assert.ok(lines.length > 100);
    assert.deepEqual(
      lines.filter((line) => /^i\/(?:crlf|mixed)\s/.test(line) && !/\sattr\/-text\s/.test(line)),
      [],
    );
  });
});
