// Answers questions about one open document.
import { ErrorCodes, ResponseError } from 'vscode-jsonrpc';
import type {
  CodeAction,
  CodeActionParams,
  InlayHintParams,
  Position,
  Range,
  TextDocumentIdentifier,
} from 'vscode-languageserver';
import type { FileView } from '../features/fileView.ts';
import { section } from './clientSettings.ts';
import type { Connection } from './connection.ts';
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
  function on<Params extends DocumentParams, Answers>(
    method: string,
    load: () => Promise<Answers>,
    answer: (answers: Answers, view: FileView, params: Params, session: Session) => unknown,
  ): void {
    const guarded = guardRequest(
      method,
      async (params: Params) => {
        const current = session();
        const uri = documentUri(params);
        const answers = await load();
        const at = await current.locate(uri);
        return at ? answer(answers, current.view(at), params, current) : null;
      },
      log,
    );
    connection.onRequest(method, guarded);
  }

  const ofPlaces = () => import('../features/placeAnswers.ts');
  const ofDocuments = () => import('../features/documentAnswers.ts');
  on('textDocument/hover', ofPlaces, ({ hover }, view, params: PositionParams, { support, display }) =>
    hover(view, requestPosition(params), { ...support, ...display }),
  );
  on('textDocument/completion', ofPlaces, ({ complete }, view, params: PositionParams, { support, display }) =>
    complete(view, requestPosition(params), { ...support, ...display }),
  );
  on(`${section}/timeline`, ofPlaces, ({ timeline }, view, params: PositionParams) =>
    timeline(view, requestPosition(params)),
  );
  on('textDocument/inlayHint', ofDocuments, ({ inlayHints }, view, params: InlayHintParams, { support, display }) =>
    inlayHints(view, requestRange(params), { ...support, ...display }),
  );
  on('textDocument/codeLens', ofDocuments, ({ codeLenses }, view, _params, { support, display }) =>
    codeLenses(view, { ...support, ...display }),
  );
  on('textDocument/documentSymbol', ofDocuments, ({ documentSymbols }, view) => documentSymbols(view));
  on('textDocument/semanticTokens/full', ofDocuments, ({ semanticTokens }, view, _params, { display }) =>
    display.hiddenHints.includes('colour') ? { data: [] } : semanticTokens(view),
  );
  on('textDocument/documentLink', ofDocuments, ({ documentLinks }, view) => documentLinks(view));
  on('textDocument/definition', ofDocuments, ({ definitions }, view, params: PositionParams) =>
    definitions(view, requestPosition(params)),
  );
  on('textDocument/references', ofDocuments, ({ references }, view, params: PositionParams) =>
    references(view, requestPosition(params)),
  );
  on('textDocument/codeAction', ofDocuments, ({ codeActions }, view, params: CodeActionParams, { support }) =>
    codeActions(view, { range: requestRange(params), context: params.context ?? { diagnostics: [] } }, support),
  );
  const resolve = async (action: CodeAction) => {
    const { readUnresolvedFix, resolveCodeAction } = await ofDocuments();
    const fix = readUnresolvedFix(action.data);
    const at = fix && (await session().documents.settled(fix.uri));
    if (!fix || !at) return action; // not ours, or closed meanwhile
    return resolveCodeAction(action, fix, session().view(at), session().support);
  };
  connection.onRequest('codeAction/resolve', guardRequest('codeAction/resolve', resolve, log));
  /** A page may be left alone of which no file is open any more. */
  const cluster = async (params: DocumentParams) => {
    const uri = documentUri(params);
    const { clusterStatus } = await ofDocuments();
    const at = await session().locateFile(uri);
    return at ? clusterStatus(session().view(at)) : null;
  };
  connection.onRequest(`${section}/cluster`, guardRequest('cluster', cluster, log));
}
