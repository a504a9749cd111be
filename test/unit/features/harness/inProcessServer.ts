import { PassThrough } from 'node:stream';
import type { ClientCapabilities, PublishDiagnosticsParams } from 'vscode-languageserver';
import {
  createMessageConnection,
  type InitializeResult,
  type MessageConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node';
import type { FileProvider } from '../../../../server/src/project/fileProvider.ts';
import { createConnection } from '../../../../server/src/protocol/connection.ts';
import { startServer } from '../../../../server/src/protocol/startServer.ts';
import { createWordService } from './wordService.ts';

export interface InProcessServer {
  readonly client: MessageConnection;
  readonly initialized: InitializeResult;
  /** Everything published so far, in order. */
  readonly published: readonly PublishDiagnosticsParams[];
  readonly logged: readonly string[];
  open(uri: string, text: string, version?: number): void;
  change(uri: string, version: number, text: string): void;
  close(uri: string): void;
  /** Waits until the server has nothing more to say. */
  quiet(): Promise<void>;
  end(): Promise<void>;
}

export interface InProcessOptions {
  /** By folder URI. */
  readonly folders?: Readonly<Record<string, FileProvider>>;
  /** The workspace folders, where they are not all of `folders`. */
  readonly roots?: readonly string[];
  readonly capabilities?: ClientCapabilities;
  readonly findRoot?: (uri: string) => string | undefined;
  /** What the client answers to `workspace/configuration`. */
  readonly settings?: () => unknown;
}

/** A server over streams in this process, with a service that is easy to predict. */
export async function startInProcess(options: InProcessOptions = {}): Promise<InProcessServer> {
  const toServer = new PassThrough();
  const toClient = new PassThrough();
  const published: PublishDiagnosticsParams[] = [];
  const logged: string[] = [];
  const folders = options.folders ?? {};

  const connection = createConnection(new StreamMessageReader(toServer), new StreamMessageWriter(toClient));
  startServer({
    connection,
    createHost: () => ({
      openFolder: (uri) => folders[uri],
      findRoot: async (uri) => options.findRoot?.(uri),
    }),
    createService: createWordService,
  });
  connection.listen();

  const client = createMessageConnection(new StreamMessageReader(toClient), new StreamMessageWriter(toServer));
  client.onNotification('textDocument/publishDiagnostics', (params: PublishDiagnosticsParams) => {
    published.push(params);
  });
  client.onNotification('window/logMessage', ({ message }: { message: string }) => void logged.push(message));
  client.onRequest('client/registerCapability', () => null);
  client.onRequest('workspace/configuration', ({ items }: { items: unknown[] }) =>
    items.map(() => options.settings?.() ?? null),
  );
  client.listen();

  const initialized = await client.sendRequest<InitializeResult>('initialize', {
    processId: null,
    rootUri: null,
    capabilities: options.capabilities ?? {},
    workspaceFolders: (options.roots ?? Object.keys(folders)).map((uri) => ({ uri, name: uri })),
  });
  await client.sendNotification('initialized', {});

  const notify = (method: string, params: object) => void client.sendNotification(method, params);
  return {
    client,
    initialized,
    published,
    logged,
    open: (uri, text, version = 1) =>
      notify('textDocument/didOpen', { textDocument: { uri, languageId: 'yaml', version, text } }),
    change: (uri, version, text) =>
      notify('textDocument/didChange', { textDocument: { uri, version }, contentChanges: [{ text }] }),
    close: (uri) => notify('textDocument/didClose', { textDocument: { uri } }),
    async quiet() {
      // Turns of the loop that server and client share, not a time: on a busy machine a turn takes longer for both.
      for (let still = 0, before = -1; still < 4; ) {
        await new Promise((resolve) => setTimeout(resolve, 30)); // together longer than the server gathers changes
        const now = published.length + logged.length;
        still = now === before ? still + 1 : 0;
        before = now;
      }
    },
    async end() {
      await client.sendRequest('shutdown');
      client.dispose();
      connection.dispose();
    },
  };
}
