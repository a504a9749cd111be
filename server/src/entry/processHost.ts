// This process as the command line sees it: arguments, streams, signals.
import { readFileSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type Host, WRONG_USAGE } from '../cli/cliHost.ts';
import type { Terminal } from '../formats/terminal.ts';
import { readTable } from './tables.ts';

/** This process as the command line sees it. */
export function processHost(): Host {
  surviveOutput();
  // Where files may not grow any more (`ulimit -f`) a write is to fail like any other, and not to end the process.
  if (process.platform !== 'win32') process.on('SIGXFSZ', () => undefined);
  return {
    cwd: process.cwd(),
    out: (text) => void process.stdout.write(text),
    err: (text) => void process.stderr.write(text),
    readInput,
    rulePage,
    readTable,
    language: process.env.LC_ALL || process.env.LC_MESSAGES || process.env.LANG,
    terminal: terminalOf(process.stdout, process.env),
  };
}

/**
 * A reader that has seen enough (`| head`) closes the pipe; what is left to say is lost, the exit status is not. Where standard
 * output cannot be written (a full disk), everything else is still done, and the status is that of what could not be written.
 */
function surviveOutput(): void {
  let isLost = false;
  process.stderr.on('error', () => undefined);
  process.stdout.on('error', ({ code }: NodeJS.ErrnoException) => {
    if (code === 'EPIPE' || isLost) return;
    isLost = true;
    process.stderr.write(`error: cannot write standard output (${code ?? 'unknown'})\n`);
  });
  process.on('exit', () => {
    if (isLost) process.exitCode = WRONG_USAGE;
  });
}

/** Pages come with the package, as they lie in the repository. */
function rulePage(id: string): string | undefined {
  try {
    return readFileSync(join(dirname(realpathSync(process.argv[1] ?? '')), '..', 'docs', 'rules', `${id}.md`), 'utf8');
  } catch {
    return undefined;
  }
}

async function readInput(maxBytes: number): Promise<Uint8Array | undefined> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of process.stdin) {
    const bytes = typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
    length += bytes.length;
    if (length > maxBytes) return undefined;
    chunks.push(bytes);
  }
  return Buffer.concat(chunks);
}

/** Widest text that is written where there is no terminal to fit. */
const defaultColumns = 100;

function terminalOf(stream: NodeJS.WriteStream, env: NodeJS.ProcessEnv): Terminal {
  const dumb = env.TERM === 'dumb';
  const forced = env.FORCE_COLOR !== undefined && env.FORCE_COLOR !== '0';
  const locale = env.LC_ALL || env.LC_CTYPE || env.LANG;
  return {
    columns: stream.isTTY ? stream.columns || defaultColumns : defaultColumns,
    colour: forced || (stream.isTTY === true && !dumb && !env.NO_COLOR),
    wraps: stream.isTTY === true,
    unicode: !dumb && (!locale || /utf-?8/i.test(locale)),
  };
}
