import { strict as assert } from 'node:assert';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { MYSQL } from '../unit/cli/exampleFiles.ts';
import { createTestFolder, type TestFolder } from './harness/testFolder.ts';

const cli = resolve(join('dist', 'cli.js'));
const LARGE = `${Array.from({ length: 160 }, (_, index) => MYSQL.replace('name: mysql', `name: mysql-${index}`)).join('---\n')}`;
const FIXED = LARGE.replaceAll('terminationGracePeriodSeconds: 0', 'terminationGracePeriodSeconds: 30');

/** The command line in a shell of its own, which may set limits first. */
async function inShell(folder: TestFolder, script: string): Promise<{ status: number | null; err: string }> {
  const child = spawn('bash', ['-c', script], { cwd: folder.path, stdio: ['ignore', 'ignore', 'pipe'] });
  let err = '';
  child.stderr.on('data', (data) => {
    err += String(data);
  });
  const [status] = await once(child, 'exit');
  return { status: status as number | null, err };
}

describe('protocol: the command line writes whole files', () => {
  let folder: TestFolder;
  beforeEach(function () {
    if (!existsSync('/bin/bash')) this.skip();
    folder = createTestFolder({ 'large.yaml': LARGE });
  });
  afterEach(() => folder?.dispose());
  const text = (file: string) => readFileSync(join(folder.path, file), 'utf8');

  it('leaves the old text where files may not grow so far', async () => {
    assert.ok(LARGE.length > 40_000);
    const { status, err } = await inShell(folder, `ulimit -f 8; exec node ${cli} check --fix large.yaml`);
    assert.equal(status, 2, err);
    assert.match(err, /cannot write large\.yaml \(EFBIG\)/);
    assert.equal(text('large.yaml'), LARGE);
    assert.deepEqual(readdirSync(folder.path), ['large.yaml']);
  });

  it('leaves the old report where the new one does not fit', async () => {
    folder.write('report.json', 'an older report');
    const { status } = await inShell(
      folder,
      `ulimit -f 8; exec node ${cli} check --format json=report.json large.yaml`,
    );
    assert.equal(status, 2);
    assert.equal(text('report.json'), 'an older report');
  });

  it('says that standard output is full, does everything else, and ends with 2', async function () {
    if (!existsSync('/dev/full')) this.skip();
    const { status, err } = await inShell(
      folder,
      `exec node ${cli} check --fix --format stylish --format json=report.json large.yaml >/dev/full`,
    );
    assert.equal(status, 2);
    assert.match(err, /^large\.yaml: fixed$/m);
    assert.match(err, /^error: cannot write standard output \(ENOSPC\)$/m);
    assert.doesNotMatch(err, /\n {4}at /);
    assert.equal(text('large.yaml'), FIXED);
    assert.match(text('report.json'), /"findings"/);
  });

  it('writes all of it where it may', async () => {
    const { err } = await inShell(folder, `exec node ${cli} check --fix large.yaml`);
    assert.match(err, /large\.yaml: fixed/);
    assert.equal(text('large.yaml'), FIXED);
  });
});
