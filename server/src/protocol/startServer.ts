// Serves one client over a connection that is not listening yet.
import { ErrorCodes, ResponseError } from 'vscode-jsonrpc';
import type {
  DidChangeTextDocumentParams,
  DidCloseTextDocumentParams,
  DidOpenTextDocumentParams,
  InitializeParams,
} from 'vscode-languageserver';
import { diagnosticSource } from '../features/diagnostic.ts';
import type { Connection } from './connection.ts';
import { followDiagnosticPulls } from './diagnosticRequests.ts';
import { followRequests } from './documentRequests.ts';
import type { Documents } from './documents.ts';
import type { CreateService } from './openTrees.ts';
import { followPanelRequests } from './panelRequests.ts';
import { guardNotification } from './requests.ts';
import { serverCapabilities } from './serverCapabilities.ts';
import type { ServerHostFactory } from './serverHost.ts';
import { createSession, type Session, type SessionParams } from './session.ts';
import { followWorkspace, registerWatchers } from './workspaceChanges.ts';

export interface StartServerParams {
  readonly connection: Connection;
  readonly createHost: ServerHostFactory;
  readonly createService: CreateService;
  readonly readTable?: SessionParams['readTable'];
  /** What the process is told; where there is none nothing ends with the client. */
  readonly life?: Life;
}

/** A process that lives as long as its client. */
export interface Life {
  /** @param processId of the client, `null` where it has none */
  followClient(processId: number | null): void;
  /** From now on the end is what was asked for. */
  shutDown(): void;
  exit(): void;
}

/** Serves one client over a connection that is not listening yet. */
export function startServer({ connection, createHost, createService, readTable, life }: StartServerParams): void {
  const log = (message: string) => connection.log(message);
  const logError = (message: string) => connection.error(message);
  let session: Session | undefined;
  let ended = false;

  /** @throws ResponseError where the protocol allows no request now */
  function current(): Session {
    if (ended) throw new ResponseError(ErrorCodes.InvalidRequest, 'The server is shutting down.');
    if (!session) throw new ResponseError(ErrorCodes.ServerNotInitialized, 'initialize comes first.');
    session.start(); // some clients never send `initialized`
    return session;
  }

  connection.onRequest('initialize', (initialize: InitializeParams) => {
    if (session) throw new ResponseError(ErrorCodes.InvalidRequest, 'Already initialized.');
    session = createSession({ connection, initialize, createHost, createService, readTable, log });
    life?.followClient(initialize.processId);
    return { capabilities: serverCapabilities(session.support), serverInfo: { name: diagnosticSource } };
  });
  connection.onNotification(
    'initialized',
    guardNotification(
      'initialized',
      () => {
        current().start();
        return registerWatchers(connection, current(), log);
      },
      logError,
    ),
  );
  connection.onRequest('shutdown', () => {
    ended = true;
    session?.end();
    life?.shutDown();
    return null;
  });
  connection.onNotification('exit', () => life?.exit());

  const active = () => (ended || !session ? undefined : current());
  const onDocument = <Params>(method: string, handle: (documents: Documents, params: Params) => unknown) => {
    const guarded = async (params: Params) => {
      const open = active()?.documents;
      if (open) await handle(open, params);
    };
    connection.onNotification(`textDocument/${method}`, guardNotification(method, guarded, logError));
  };
  onDocument<DidOpenTextDocumentParams>('didOpen', (documents, params) => documents.open(params));
  onDocument<DidChangeTextDocumentParams>('didChange', (documents, params) => documents.change(params));
  onDocument<DidCloseTextDocumentParams>('didClose', (documents, params) => documents.close(params));
  followWorkspace(connection, active, logError);
  followDiagnosticPulls(connection, current, logError);
  followRequests(connection, current, logError);
  followPanelRequests(connection, current, logError);
}
