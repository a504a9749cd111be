import { createConnection } from 'vscode-languageserver/node';
import { startServer } from '../protocol/startServer.ts';
import { createTreeService } from '../service/createTreeService.ts';
import { nodeHost } from './nodeHost.ts';

/** Serves the client that started this process, over what the process' arguments name; it ends the process. */
export function serveProcess(): void {
  const connection = createConnection();
  startServer({
    connection,
    createHost: nodeHost(connection),
    createService: (treeName) => createTreeService({ treeName }),
  });
  connection.listen();
}
