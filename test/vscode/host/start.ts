import { strict as assert } from 'node:assert';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import type { TestOutcome } from '../suite/outcome.ts';

const title = 'npm start: prints the report, serves an editor on the next free port, ends with Ctrl+C';

/** Runs `npm start`'s script as a terminal would, with its usual port in use. */
export async function checkStart(): Promise<TestOutcome> {
  const usual = createServer().listen(3000, '127.0.0.1');
  const inUse = once(usual, 'listening').catch(() => undefined); // somebody else has it: just as well
  await inUse;
  const child = spawn(process.execPath, ['scripts/start.mjs'], { stdio: ['ignore', 'pipe', 'pipe'] });
  const ended = once(child, 'exit');
  let output = '';
  const address = new Promise<string>((resolve, reject) => {
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (data) => {
        output += String(data);
        const found = /http:\/\/127\.0\.0\.1:\d+\//.exec(output)?.[0];
        if (found) resolve(found);
      });
    }
    ended.then(() => reject(new Error('it ended')), reject);
  });
  try {
    const url = await address;
    assert.notEqual(new URL(url).port, '3000');
    assert.equal((await fetch(url)).ok, true);
    assert.match(output, /force-removal-on-eviction/);
    assert.match(output, /double-mount/);
    child.kill('SIGINT');
    await ended;
    await assert.rejects(fetch(url));
    return { title, state: 'passed' };
  } catch (error) {
    child.kill('SIGKILL');
    return { title, state: 'failed', error: `${(error as Error).stack}\n${output}` };
  } finally {
    usual.close();
  }
}
