// The language server as a process.
import { createConnection } from '../protocol/connection.ts';
import { startServer } from '../protocol/startServer.ts';
import { createTreeService } from '../service/createTreeService.ts';
import { watchFraming } from './framing.ts';
import { nodeHost } from './nodeHost.ts';
import { processLife, processTransport } from './processConnection.ts';
import { readTable } from './tables.ts';

/** Serves the client that started this process, over what the process' arguments name; it ends the process. */
export function serveProcess(): void {
  const args = process.argv.slice(2);
  const connection = createConnection(...processTransport(args));
  liveOn((message) => connection.error(message));
  if (args.includes('--stdio')) {
    endWithFraming();
    // Nothing but messages may stand on standard output.
    globalThis.console = new console.Console(process.stderr);
  }
  startServer({
    connection,
    createHost: nodeHost(connection),
    createService: createTreeService,
    readTable,
    life: processLife(args),
  });
  connection.listen();
}

/** More failures than this are no accident: the client starts a new process. */
const MOST_FAILURES = 100;

/** The last resort: what nobody caught is logged, and the next request is answered as ever. */
function liveOn(log: (message: string) => void): void {
  let failures = 0;
  const survive = (error: unknown) => {
    failures += 1;
    const { code, stack } = error instanceof Error ? (error as NodeJS.ErrnoException) : {};
    // Nobody listens any more.
    const isGone = code === 'EPIPE' || code === 'ERR_STREAM_DESTROYED' || code === 'ERR_IPC_CHANNEL_CLOSED';
    if (isGone || failures > MOST_FAILURES) process.exit(1);
    log(`Not caught: ${stack ?? String(error)}`);
  };
  process.on('uncaughtException', survive);
  process.on('unhandledRejection', survive);
}

/** Where the framing of messages is lost nothing would ever be answered again; a client starts a process that has failed anew. */
function endWithFraming(): void {
  const framing = watchFraming();
  process.stdin.on('data', (chunk: Buffer) => {
    const why = framing.push(chunk);
    if (why === undefined) return;
    process.stderr.write(`kube-node-lifecycle: ${why}; messages cannot be told apart any more\n`, () =>
      process.exit(1),
    );
  });
}
