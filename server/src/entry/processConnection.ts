// The client that started this process: over what the process' arguments name, and as long as it is there.
import {
  createServerPipeTransport,
  createServerSocketTransport,
  IPCMessageReader,
  IPCMessageWriter,
  type MessageReader,
  type MessageWriter,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-jsonrpc/node';
import type { Life } from '../protocol/startServer.ts';

/** @throws where the arguments name no transport, or one that cannot be reached */
export function processTransport(args: readonly string[]): readonly [MessageReader, MessageWriter] {
  if (args.includes('--stdio'))
    return [new StreamMessageReader(process.stdin), new StreamMessageWriter(process.stdout)];
  if (args.includes('--node-ipc')) return [new IPCMessageReader(process), new IPCMessageWriter(process)];
  const port = argumentOf(args, '--socket');
  if (port !== undefined) return createServerSocketTransport(Number(port));
  const pipe = argumentOf(args, '--pipe');
  if (pipe !== undefined) return createServerPipeTransport(pipe);
  throw new Error('one of --stdio, --node-ipc, --socket=PORT and --pipe=NAME is needed');
}

function argumentOf(args: readonly string[], name: string): string | undefined {
  const at = args.findIndex((arg) => arg === name || arg.startsWith(`${name}=`));
  const arg = args[at];
  return arg === name ? args[at + 1] : arg?.slice(name.length + 1);
}

/** How often it is looked whether the client's process is still there. */
const LOOK_MS = 3_000;

/** Ends this process with its client: 0 after a shutdown, 1 without one. */
export function processLife(args: readonly string[]): Life {
  let isShutDown = false;
  let watch: ReturnType<typeof setInterval> | undefined;
  const exit = () => process.exit(isShutDown ? 0 : 1);
  const followClient = (processId: number | null) => {
    if (typeof processId !== 'number' || watch !== undefined) return;
    watch = setInterval(() => {
      if (!isThere(processId)) exit();
    }, LOOK_MS);
  };
  const named = Number.parseInt(argumentOf(args, '--clientProcessId') ?? '', 10);
  if (Number.isSafeInteger(named)) followClient(named);
  if (args.includes('--stdio')) {
    process.stdin.on('end', exit);
    process.stdin.on('close', exit);
  }
  return {
    followClient,
    shutDown() {
      isShutDown = true;
    },
    exit,
  };
}

function isThere(processId: number): boolean {
  try {
    process.kill(processId, 0);
    return true;
  } catch {
    return false;
  }
}
