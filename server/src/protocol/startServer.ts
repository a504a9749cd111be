// Serves one client over a connection that is not listening yet.
import { type Connection, ErrorCodes, ResponseError } from 'vscode-languageserver';
import { diagnosticSource } from '../features/diagnostic.ts';
import type { TreeService } from '../service/treeService.ts';
import { followDiagnosticPulls } from './diagnosticRequests.ts';
import { followRequests } from './documentRequests.ts';
import { followPanelRequests } from './panelRequests.ts';
import { guardNotification } from './requests.ts';
import { serverCapabilities } from './serverCapabilities.ts';
import type { ServerHostFactory } from './serverHost.ts';
import { createSession, type Session, type SessionParams } from './session.ts';
import { followWorkspace, registerWatchers } from './workspaceChanges.ts';

export interface StartServerParams {
  readonly connection: Connection;
  readonly createHost: ServerHostFactory;
  readonly createService: (treeName: string) => TreeService;
  readonly readTable?: SessionParams['readTable'];
}

/** Serves one client over a connection that is not listening yet. */
export function startServer({ connection, createHost, createService, readTable }: StartServerParams): void {
  const log = (message: string) => connection.console.log(message);
  const logError = (message: string) => connection.console.error(message);
  let session: Session | undefined;
  let ended = false;

  /** @throws ResponseError where the protocol allows no request now */
  function current(): Session {
    if (ended) throw new ResponseError(ErrorCodes.InvalidRequest, 'The server is shutting down.');
    if (!session) throw new ResponseError(ErrorCodes.ServerNotInitialized, 'initialize comes first.');
    session.start(); // some clients never send `initialized`
    return session;
  }

  connection.onInitialize((initialize) => {
    if (session) throw new ResponseError(ErrorCodes.InvalidRequest, 'Already initialized.');
    session = createSession({ connection, initialize, createHost, createService, readTable, log });
    return { capabilities: serverCapabilities(session.support), serverInfo: { name: diagnosticSource } };
  });
  connection.onInitialized(
    guardNotification(
      'initialized',
      () => {
        current().start();
        return registerWatchers(connection, current(), log);
      },
      logError,
    ),
  );
  connection.onShutdown(() => {
    ended = true;
    session?.end();
  });

  const active = () => (ended || !session ? undefined : current());
  const documents = () => active()?.documents;
  connection.onDidOpenTextDocument(guardNotification('didOpen', (params) => documents()?.open(params), logError));
  connection.onDidChangeTextDocument(guardNotification('didChange', (params) => documents()?.change(params), logError));
  connection.onDidCloseTextDocument(guardNotification('didClose', (params) => documents()?.close(params), logError));
  followWorkspace(connection, active, logError);
  followDiagnosticPulls(connection, current, logError);
  followRequests(connection, current, logError);
  followPanelRequests(connection, current, logError);
}
