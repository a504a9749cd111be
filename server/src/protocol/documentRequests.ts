// Answers questions about one open document.
import {
  type CodeAction,
  type CodeActionParams,
  CodeActionRequest,
  CodeActionResolveRequest,
  CodeLensRequest,
  CompletionRequest,
  type Connection,
  DefinitionRequest,
  DocumentLinkRequest,
  DocumentSymbolRequest,
  ErrorCodes,
  HoverRequest,
  type InlayHintParams,
  InlayHintRequest,
  type Position,
  type Range,
  ReferencesRequest,
  ResponseError,
  SemanticTokensRequest,
  type TextDocumentIdentifier,
} from 'vscode-languageserver';
import { clusterStatus } from '../features/clusterStatus.ts';
import { codeActions, readUnresolvedFix, resolveCodeAction } from '../features/codeActions.ts';
import { codeLenses } from '../features/codeLenses.ts';
import { complete } from '../features/completion/completion.ts';
import { definitions, references } from '../features/definitions.ts';
import { documentLinks } from '../features/documentLinks.ts';
import { documentSymbols } from '../features/documentSymbols.ts';
import type { FileView } from '../features/fileView.ts';
import { hover } from '../features/hover.ts';
import { inlayHints } from '../features/inlayHints.ts';
import { semanticTokens } from '../features/semanticTokens.ts';
import { timeline } from '../features/timelineRequest.ts';
import { section } from './clientSettings.ts';
import { documentUri, guardRequest, isPosition, requestPosition } from './requests.ts';
import type { Session } from './session.ts';

interface DocumentParams {
  readonly textDocument: TextDocumentIdentifier;
}

interface PositionParams extends DocumentParams {
  readonly position: Position;
}

/** @throws ResponseError InvalidParams */
function requestRange({ range }: { readonly range?: Range }): Range {
  if (isPosition(range?.start) && isPosition(range.end)) return range;
  throw new ResponseError(ErrorCodes.InvalidParams, 'range is missing.');
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
  on<PositionParams>(CompletionRequest.method, documentUri, (view, params, { support }) =>
    complete(view, requestPosition(params), support),
  );
  on<InlayHintParams>(InlayHintRequest.method, documentUri, (view, params, { support, display }) =>
    inlayHints(view, requestRange(params), { ...support, ...display }),
  );
  on<DocumentParams>(CodeLensRequest.method, documentUri, (view, _params, { support, display }) =>
    codeLenses(view, { ...support, ...display }),
  );
  on<DocumentParams>(DocumentSymbolRequest.method, documentUri, documentSymbols);
  on<DocumentParams>(SemanticTokensRequest.method, documentUri, (view, _params, { display }) =>
    display.hiddenHints.includes('colour') ? { data: [] } : semanticTokens(view),
  );
  on<DocumentParams>(DocumentLinkRequest.method, documentUri, documentLinks);
  on<PositionParams>(DefinitionRequest.method, documentUri, (view, params) =>
    definitions(view, requestPosition(params)),
  );
  on<PositionParams>(ReferencesRequest.method, documentUri, (view, params) =>
    references(view, requestPosition(params)),
  );
  on<CodeActionParams>(CodeActionRequest.method, documentUri, (view, params, { support }) => {
    return codeActions(view, { range: requestRange(params), context: params.context ?? { diagnostics: [] } }, support);
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
  on<PositionParams>(`${section}/timeline`, documentUri, (view, params) => timeline(view, requestPosition(params)));
}
