import { strict as assert } from 'node:assert';
import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { freePort } from '../../../scripts/editors/port.mjs';

describe('npm start', () => {
  const start = (...args: string[]) =>
    spawnSync(process.execPath, ['scripts/start.mjs', ...args], { encoding: 'utf8' });

  it('names an option that it does not know', () => {
    const { status, stderr } = start('--reprot');
    assert.equal(status, 2);
    assert.match(stderr, /^--reprot: not understood\. Usage: npm start/);
  });

  it('names a path that does not exist', () => {
    const { status, stderr } = start('no/such/folder', '--report');
    assert.equal(status, 2);
    assert.match(stderr, /no\/such\/folder: no such file or folder/);
  });

  it('says how it is used before it sets anything up', () => {
    const { status, stdout, stderr } = start('--help');
    assert.deepEqual([status, stderr], [0, '']);
    assert.match(stdout, /^Usage: npm start -- \[PATH\] \[--report \| --desktop\]/);
    assert.ok(!stdout.includes('Installing'));
  });
});

describe('free port', () => {
  it('is the next one where the first is in use', async () => {
    const first = await freePort(32_100);
    const taken = createServer().listen(first, '127.0.0.1');
    await once(taken, 'listening');
    assert.equal(await freePort(first), first + 1);
    taken.close();
    await once(taken, 'close');
    assert.equal(await freePort(first), first);
  });
});
