// Worker processes: one that ends, since it is stuck or broken, is replaced.
import { fork } from 'node:child_process';
import { join } from 'node:path';
import { root } from './program.mjs';

const worker = join(root, 'scripts', 'mutate', 'worker.mjs');
/** A mutant that fills the memory is caught like one that turns for ever. */
const heapMegabytes = 1_024;

/**
 * Takes orders one after the other; as many run at a time as there are workers.
 * @param programs files of the compiled program, without and with marks
 * @returns {{ order(message: object): Promise<object>, dispose(): void }} an answer, or `{ stuck: true }`, `{ crashed: … }`
 */
export function createPool(count, programs) {
  const idle = Array.from({ length: count }, () => createMember(programs));
  const members = [...idle];
  const waiting = [];
  const next = () => {
    if (idle.length === 0 || waiting.length === 0) return;
    const member = idle.shift();
    const { message, resolve } = waiting.shift();
    member.run(message).then((answer) => {
      idle.push(member);
      resolve(answer);
      next();
    });
  };
  return {
    order: (message) =>
      new Promise((resolve) => {
        waiting.push({ message, resolve });
        next();
      }),
    dispose() {
      for (const member of members) member.dispose();
    },
  };
}

function createMember(programs) {
  let child;
  let errors = '';
  const start = () => {
    errors = '';
    child = fork(worker, programs, {
      cwd: root,
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
      execArgv: [`--max-old-space-size=${heapMegabytes}`],
      env: { ...process.env, CI: process.env.CI ?? '' },
    });
    child.stderr.on('data', (data) => {
      errors = (errors + data).slice(-2_000);
    });
    return new Promise((resolve) => child.once('message', resolve));
  };
  let ready = start();

  async function run(message) {
    await ready;
    return new Promise((resolve) => {
      const listen = ({ answer }) => {
        child.off('exit', leave);
        resolve(answer);
      };
      const leave = (_, signal) => {
        child.off('message', listen);
        resolve(signal === 'SIGKILL' ? { stuck: true } : { crashed: errors.trim().split('\n').at(-1) ?? '' });
        ready = start();
      };
      child.once('message', listen).once('exit', leave);
      child.send(message);
    });
  }
  return { run, dispose: () => child.kill('SIGKILL') };
}
