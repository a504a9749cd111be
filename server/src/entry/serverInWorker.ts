import { BrowserMessageReader, BrowserMessageWriter, createConnection } from 'vscode-languageserver/browser';
import { startServer } from '../protocol/startServer.ts';
import { createTreeService } from '../service/createTreeService.ts';
import { createClientFileProvider } from './clientFileProvider.ts';

/** The language server as a web worker: files come from the client. */
declare const self: ConstructorParameters<typeof BrowserMessageReader>[0];

const connection = createConnection(new BrowserMessageReader(self), new BrowserMessageWriter(self));
startServer({
  connection,
  createHost: () => ({
    openFolder: (folderUri) => createClientFileProvider(connection, folderUri),
    // A single file has no folder that the client would give away.
    findRoot: () => Promise.resolve(undefined),
  }),
  createService: (treeName) => createTreeService({ treeName }),
});
connection.listen();
