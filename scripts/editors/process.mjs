// Programs that serve until they are stopped.
import { spawn } from 'node:child_process';
import { once } from 'node:events';

/**
 * Starts a Node program; its output is kept for a report of failure.
 * @param {string} script
 * @param {readonly string[]} args
 * @param {string} node the Node that runs it
 */
export function serve(script, args, node = process.execPath) {
  /** @type {string[]} */
  const output = [];
  const child = spawn(node, [script, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (data) => output.push(String(data)));
  const kill = () => child.kill('SIGKILL');
  process.once('exit', kill); // whatever ends us ends it

  async function stop() {
    process.off('exit', kill);
    if (child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill('SIGTERM');
    const patience = setTimeout(kill, 5_000);
    await ended;
    clearTimeout(patience);
  }
  return { output: () => output.join(''), hasEnded: () => child.exitCode !== null, stop };
}

/**
 * Waits until a served address answers, for two minutes at most.
 * @param {string} url
 * @param {ReturnType<typeof serve>} server
 */
export async function untilAnswers(url, server) {
  const end = Date.now() + 120_000;
  for (;;) {
    const answer = await fetch(url).catch(() => undefined); // not listening yet
    if (answer?.ok) return;
    if (server.hasEnded() || Date.now() > end) throw new Error(`${url} does not answer:\n${server.output()}`);
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}
