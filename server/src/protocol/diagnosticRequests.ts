// Answers clients that ask for diagnostics.
import type {
  DocumentDiagnosticParams,
  WorkspaceDiagnosticParams,
  WorkspaceDiagnosticReport,
} from 'vscode-languageserver';
import { DocumentDiagnosticReportKind } from '../features/protocolNumbers.ts';
import type { Connection } from './connection.ts';
import { documentUri, guardRequest } from './requests.ts';
import type { Session } from './session.ts';

/** Answers clients that ask for diagnostics. */
export function followDiagnosticPulls(
  connection: Connection,
  session: () => Session,
  log: (message: string) => void,
): void {
  const method = 'textDocument/diagnostic';
  connection.onRequest(
    method,
    guardRequest(
      method,
      async (params: DocumentDiagnosticParams) => {
        const uri = documentUri(params);
        // VS Code asks once more for what it has just closed, and goes on showing that answer.
        const at = (await session().documents.settled(uri)) ?? (await session().stored(uri));
        return at
          ? session().pull.document(at, params.previousResultId)
          : { kind: DocumentDiagnosticReportKind.Full, items: [] };
      },
      log,
    ),
  );

  connection.onRequest(
    'workspace/diagnostic',
    guardRequest(
      'workspace/diagnostic',
      async (params: WorkspaceDiagnosticParams, token): Promise<WorkspaceDiagnosticReport> => {
        const { trees, pull } = session();
        const previous = params.previousResultIds ?? [];
        const gone = previous.filter(({ uri }) => !trees.of(uri));
        const reports: WorkspaceDiagnosticReport['items'] = gone.map(({ uri }) => {
          return { kind: DocumentDiagnosticReportKind.Full, uri, version: null, items: [] };
        });
        for (const tree of trees.all()) {
          await tree.ready();
          if (token.isCancellationRequested) break;
          const items = pull.tree(tree, previous);
          if (params.partialResultToken === undefined) reports.push(...items);
          else await connection.sendNotification('$/progress', { token: params.partialResultToken, value: { items } });
        }
        return { items: reports };
      },
      log,
    ),
  );
}
