// The package as npm installs it, which is what the hook, the action and the image run.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { FILES } from '../unit/cli/exampleFiles.ts';
import { createTestFolder } from './harness/testFolder.ts';

const ROOT = join(import.meta.dirname ?? __dirname, '../..');
const isWindows = process.platform === 'win32';

function npm(...words: readonly string[]): void {
  const { status, stderr } = spawnSync('npm', words, { cwd: ROOT, encoding: 'utf8', shell: isWindows });
  assert.equal(status, 0, stderr);
}

describe('the package, installed', function () {
  this.timeout(300_000);

  it('runs without anything beside it: command, pages of rules, other languages, library', () => {
    const folder = createTestFolder(FILES);
    try {
      npm('pack', '--ignore-scripts', '--silent', '--pack-destination', folder.path);
      const archive = readdirSync(folder.path).find((name) => name.endsWith('.tgz'));
      assert.ok(archive);
      const prefix = join(folder.path, 'installed');
      npm(
        'install',
        '--global',
        '--prefix',
        prefix,
        '--offline',
        '--no-audit',
        '--no-fund',
        join(folder.path, archive),
      );
      const bin = join(prefix, isWindows ? 'kube-node-lifecycle.cmd' : 'bin/kube-node-lifecycle');
      const run = (...words: readonly string[]) =>
        spawnSync(bin, words, { cwd: folder.path, encoding: 'utf8', shell: isWindows });
      const check = run('check', 'clusters');
      assert.equal(check.status, 1, check.stderr);
      assert.match(check.stdout, /1 error, 2 warnings in 3 files/);
      assert.match(run('rules', 'heartbeat-margin').stdout, /heartbeat-margin/);
      assert.match(run('explain', '--summary', '--locale', 'zh-cn', 'clusters').stdout, /^集群 /);
      const modules = join(prefix, isWindows ? 'node_modules' : 'lib/node_modules');
      assert.deepEqual(readdirSync(modules), ['kube-node-lifecycle']);
      const library = spawnSync(
        process.execPath,
        ['-e', "import('kube-node-lifecycle').then((library) => console.log(typeof library.loadTree))"],
        { cwd: modules, encoding: 'utf8' },
      );
      assert.equal(library.stdout, 'function\n', library.stderr);
    } finally {
      folder.dispose();
    }
  });
});
