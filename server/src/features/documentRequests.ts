import {
  type CodeAction,
  type CodeActionParams,
  CodeActionRequest,
  CodeActionResolveRequest,
  CompletionRequest,
  type Connection,
  ErrorCodes,
  HoverRequest,
  type Position,
  ResponseError,
  type TextDocumentIdentifier,
} from 'vscode-languageserver';
import { clusterStatus } from './cluster.ts';
import { codeActions, readUnresolvedFix, resolveCodeAction } from './codeActions.ts';
import { completeConfiguration } from './configurationCompletion.ts';
import { explain } from './explain.ts';
import type { FileView } from './fileView.ts';
import { hover } from './hover.ts';
import { documentUri, guardRequest, isPosition, requestPosition } from './requests.ts';
import type { Session } from './session.ts';
import { section } from './settings.ts';
import { timeline } from './timeline.ts';

interface DocumentParams {
  readonly textDocument: TextDocumentIdentifier;
}

interface PositionParams extends DocumentParams {
  readonly position: Position;
}

/** Answers questions about one open document. */
export function followRequests(connection: Connection, session: () => Session, log: (message: string) => void): void {
  function on<Params>(
    method: string,
    uriOf: (params: Params) => string,
    answer: (view: FileView, params: Params, session: Session) => unknown,
  ): void {
    const guarded = guardRequest(
      method,
      async (params: Params) => {
        const current = session();
        const at = await current.locate(uriOf(params));
        return at ? answer(current.view(at), params, current) : null;
      },
      log,
    );
    connection.onRequest(method, guarded);
  }

  on<PositionParams>(HoverRequest.method, documentUri, (view, params, { support, display }) =>
    hover(view, requestPosition(params), { ...support, ...display }),
  );
  on<PositionParams>(CompletionRequest.method, documentUri, (view, params) =>
    completeConfiguration(view, requestPosition(params)),
  );
  on<CodeActionParams>(CodeActionRequest.method, documentUri, (view, params, { support }) => {
    if (!isPosition(params.range?.start) || !isPosition(params.range.end)) {
      throw new ResponseError(ErrorCodes.InvalidParams, 'range is missing.');
    }
    return codeActions(view, { range: params.range, context: params.context ?? { diagnostics: [] } }, support);
  });
  connection.onRequest(
    CodeActionResolveRequest.method,
    guardRequest(
      CodeActionResolveRequest.method,
      async (action: CodeAction) => {
        const fix = readUnresolvedFix(action.data);
        const at = fix && (await session().documents.settled(fix.uri));
        if (!fix || !at) return action; // not ours, or closed meanwhile
        return resolveCodeAction(action, fix, session().view(at), session().support);
      },
      log,
    ),
  );
  on<DocumentParams>(`${section}/cluster`, documentUri, clusterStatus);
  on<DocumentParams>(`${section}/explain`, documentUri, explain);
  on<PositionParams>(`${section}/timeline`, documentUri, (view, params) => timeline(view, requestPosition(params)));
}
