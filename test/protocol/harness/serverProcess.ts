import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { ClientCapabilities, InitializeResult, PublishDiagnosticsParams } from 'vscode-languageserver';
import {
  createMessageConnection,
  type MessageConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node';

export interface ServerProcessOptions {
  /** Paths of the workspace folders. */
  readonly folders?: readonly string[];
  readonly capabilities?: ClientCapabilities;
  readonly initializationOptions?: unknown;
  /** How the server is started; `dist/server.js --stdio` by default. */
  readonly command?: readonly string[];
  readonly env?: NodeJS.ProcessEnv;
  /** The client's language, as `initialize` says it. */
  readonly locale?: string;
}

/** The built server in a process of its own, with a client that is no more than JSON-RPC. */
export interface ServerProcess {
  readonly client: MessageConnection;
  readonly process: ChildProcess;
  readonly initialized: InitializeResult;
  /** Everything published so far, in order. */
  readonly published: PublishDiagnosticsParams[];
  readonly logged: string[];
  open(uri: string, text: string, version?: number): void;
  change(uri: string, version: number, text: string): void;
  close(uri: string): void;
  /** The next publication for a document and version that has not been waited for. */
  diagnostics(uri: string, version: number): Promise<PublishDiagnosticsParams>;
  /** Waits longer than the server gathers changes. */
  quiet(): Promise<void>;
  /** Ends the session as the protocol wants it; gives the exit code. */
  end(): Promise<number | null>;
}

export const builtServer = [join('dist', 'server.js'), '--stdio'];

export async function startServerProcess(options: ServerProcessOptions = {}): Promise<ServerProcess> {
  const { command = builtServer, env = process.env } = options;
  const child = spawn(process.execPath, [...command], { stdio: ['pipe', 'pipe', 'inherit'], env });
  const client = createMessageConnection(new StreamMessageReader(child.stdout), new StreamMessageWriter(child.stdin));
  const published: PublishDiagnosticsParams[] = [];
  const logged: string[] = [];
  const waiting = new Set<() => void>();
  client.onNotification('textDocument/publishDiagnostics', (params: PublishDiagnosticsParams) => {
    published.push(params);
    for (const look of waiting) look();
  });
  client.onNotification('window/logMessage', ({ message }: { message: string }) => void logged.push(message));
  client.onRequest('client/registerCapability', () => null);
  client.onRequest('window/workDoneProgress/create', () => null);
  client.onRequest('workspace/configuration', ({ items }: { items: unknown[] }) => items.map(() => null));
  client.listen();
  // Requests of a server that has ended are never answered: they fail now.
  child.once('exit', () => client.dispose());

  const initialized = await client.sendRequest<InitializeResult>('initialize', {
    processId: process.pid,
    rootUri: null,
    ...(options.locale !== undefined && { locale: options.locale }),
    capabilities: options.capabilities ?? {},
    initializationOptions: options.initializationOptions,
    workspaceFolders: (options.folders ?? []).map((folder) => ({ uri: pathToFileURL(folder).href, name: folder })),
  });
  await client.sendNotification('initialized', {});

  const notify = (method: string, params: object) => void client.sendNotification(method, params);
  return {
    client,
    process: child,
    initialized,
    published,
    logged,
    open: (uri, text, version = 1) =>
      notify('textDocument/didOpen', { textDocument: { uri, languageId: 'yaml', version, text } }),
    change: (uri, version, text) =>
      notify('textDocument/didChange', { textDocument: { uri, version }, contentChanges: [{ text }] }),
    close: (uri) => notify('textDocument/didClose', { textDocument: { uri } }),
    diagnostics: (uri, version) =>
      new Promise((resolve) => {
        const look = () => {
          const found = published.findLast((params) => params.uri === uri && params.version === version);
          if (!found) return;
          waiting.delete(look);
          resolve(found);
        };
        waiting.add(look);
        look();
      }),
    quiet: () => new Promise((resolve) => setTimeout(resolve, 200)),
    async end() {
      const exit = once(child, 'exit');
      await client.sendRequest('shutdown');
      await client.sendNotification('exit');
      const [code] = await exit;
      client.dispose();
      return code as number | null;
    },
  };
}
