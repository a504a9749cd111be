import { strict as assert } from 'node:assert';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, cpSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join, resolve } from 'node:path';
import type { TestOutcome } from '../suite/outcome.ts';

const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';

/** Runs `npm start` as a user would in a terminal. */
export async function checkStart(work: string): Promise<TestOutcome[]> {
  const folder = join(work, 'my cluster');
  cpSync('examples/incident', folder, { recursive: true });
  return [
    await outcome('npm start -- PATH: prints the report, serves on the next free port, ends with Ctrl+C', () =>
      serves(folder),
    ),
    await outcome('npm start -- --desktop opens an installed VS Code on the folder', () => opensDesktop(folder, work)),
  ];
}

async function outcome(title: string, check: () => Promise<void>): Promise<TestOutcome> {
  try {
    await check();
    return { title, state: 'passed' };
  } catch (error) {
    return { title, state: 'failed', error: (error as Error).stack ?? String(error) };
  }
}

async function serves(folder: string): Promise<void> {
  const usual = createServer().listen(3000, '127.0.0.1');
  await once(usual, 'listening').catch(() => undefined); // somebody else has it: just as well
  // A process group of its own, as in a terminal: Ctrl+C goes to all of it.
  const child = spawn(npm, ['start', '--', folder], { stdio: ['ignore', 'pipe', 'pipe'], detached: true });
  const group = -(child.pid ?? 0);
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
    assert.match(output, /double-mount|two writers/);
    process.kill(group, 'SIGINT');
    await ended;
    await assert.rejects(fetch(url));
    for (let tries = 0; tries < 50 && isAlive(group); tries += 1) await new Promise((done) => setTimeout(done, 200));
    assert.ok(!isAlive(group), 'a process was left behind');
  } catch (error) {
    if (isAlive(group)) process.kill(group, 'SIGKILL');
    throw new Error(`${(error as Error).message}\n${output}`, { cause: error });
  } finally {
    usual.close();
  }
}

function isAlive(group: number): boolean {
  try {
    return process.kill(group, 0);
  } catch {
    return false;
  }
}

/** A program in VS Code's place writes down what it was called with. */
async function opensDesktop(folder: string, work: string): Promise<void> {
  if (process.platform === 'win32') return;
  const program = join(work, 'code');
  writeFileSync(program, `#!/bin/sh\nprintf '%s\\n' "$@" > '${program}.called'\n`);
  chmodSync(program, 0o755);
  const run = (executable: string) =>
    spawnSync(npm, ['start', '--', folder, '--desktop'], {
      encoding: 'utf8',
      env: { ...process.env, VSCODE_EXECUTABLE: executable },
    });
  const { status, stdout, stderr } = run(program);
  assert.equal(status, 0, stderr);
  assert.match(stdout, /force-removal-on-eviction/);
  assert.equal(readFileSync(`${program}.called`, 'utf8'), `--extensionDevelopmentPath=${resolve('.')}\n${folder}\n`);
  assert.match(run(join(work, 'no-code')).stderr, /could not be started .* VSCODE_EXECUTABLE/);
}
