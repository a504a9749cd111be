// The language server in a web worker.
import { BrowserMessageReader, BrowserMessageWriter } from 'vscode-jsonrpc/browser';
import { createConnection } from '../protocol/connection.ts';
import { startServer } from '../protocol/startServer.ts';
import { createTreeService } from '../service/createTreeService.ts';
import { createClientFileProvider } from './clientFileProvider.ts';

/** The language server as a web worker: files come from the client. */
declare const self: ConstructorParameters<typeof BrowserMessageReader>[0] & {
  addEventListener(type: 'error' | 'unhandledrejection', listener: (event: FailureEvent) => void): void;
};

interface FailureEvent {
  readonly message?: string;
  readonly reason?: unknown;
  preventDefault(): void;
}

const connection = createConnection(new BrowserMessageReader(self), new BrowserMessageWriter(self));
/** The last resort: what nobody caught is logged, and the next request is answered as ever. */
for (const type of ['error', 'unhandledrejection'] as const) {
  self.addEventListener(type, (event: FailureEvent) => {
    event.preventDefault();
    connection.error(`Not caught: ${String(event.reason ?? event.message)}`);
  });
}
startServer({
  connection,
  createHost: () => ({
    openFolder: (folderUri) => createClientFileProvider(connection, folderUri),
    // A single file has no folder that the client would give away.
    findRoot: () => Promise.resolve(undefined),
  }),
  createService: createTreeService,
});
connection.listen();
