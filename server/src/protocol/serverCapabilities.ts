// What the server offers to this client.
import type { ServerCapabilities } from 'vscode-languageserver';
import type { ClientSupport } from '../features/clientSupport.ts';
import { codeActionKinds } from '../features/codeActions.ts';
import { diagnosticSource } from '../features/diagnostic.ts';
import { TextDocumentSyncKind } from '../features/protocolNumbers.ts';
import { tokenLegend } from '../features/tokenLegend.ts';

/** Folders: a watcher tells of the files that we know by name, but not of a folder that goes as a whole. */
const folders = { filters: [{ pattern: { glob: '**', matches: 'folder' as const } }] };

export function serverCapabilities(support: ClientSupport): ServerCapabilities {
  return {
    positionEncoding: 'utf-16',
    textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
    hoverProvider: true,
    inlayHintProvider: true,
    codeLensProvider: {},
    documentSymbolProvider: true,
    documentLinkProvider: {},
    definitionProvider: true,
    referencesProvider: true,
    completionProvider: { triggerCharacters: ['-', '=', ':', ' '] },
    codeActionProvider: { codeActionKinds, resolveProvider: support.resolvesEdits },
    ...(support.semanticTokens && { semanticTokensProvider: { legend: tokenLegend, full: true } }),
    ...(support.pullsDiagnostics && {
      diagnosticProvider: {
        identifier: diagnosticSource,
        interFileDependencies: true,
        workspaceDiagnostics: true,
      },
    }),
    workspace: {
      workspaceFolders: { supported: true, changeNotifications: true },
      fileOperations: { didCreate: folders, didRename: folders, didDelete: folders },
    },
  };
}
