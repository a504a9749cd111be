// What the client can do, as far as the server acts differently.
import type { InitializeParams } from 'vscode-languageserver';
import { MarkupKind } from './protocolNumbers.ts';

/**
 * What the client can do, as far as the server acts differently. What a client may ignore at no cost (links, tags,
 * related information) is sent unless the client says that it does not want it.
 */
export interface ClientSupport {
  readonly pullsDiagnostics: boolean;
  readonly refreshesDiagnostics: boolean;
  readonly refreshesInlayHints: boolean;
  readonly refreshesCodeLenses: boolean;
  readonly semanticTokens: boolean;
  readonly refreshesSemanticTokens: boolean;
  readonly relatedInformation: boolean;
  readonly codeDescription: boolean;
  readonly hoverMarkdown: boolean;
  /** Edits of code actions are computed when one is chosen. */
  readonly resolvesEdits: boolean;
  readonly documentChanges: boolean;
  readonly changeAnnotations: boolean;
  readonly configuration: boolean;
  readonly registersConfiguration: boolean;
  readonly registersWatchers: boolean;
  readonly workspaceFolders: boolean;
  readonly progress: boolean;
  /** The client answers `kubeNodeLifecycle/readFile` and `kubeNodeLifecycle/findFiles`. */
  readonly clientFiles: boolean;
  readonly snippets: boolean;
  /** The client's command that shows the page of a rule which lies beside it. */
  readonly rulePageCommand?: string | undefined;
}

export function readClientSupport(params: InitializeParams): ClientSupport {
  const { workspace, textDocument, window } = params.capabilities ?? {};
  const options = initializationOptions(params);
  const diagnostics = textDocument?.publishDiagnostics;
  const formats = textDocument?.hover?.contentFormat;
  const resolvable = textDocument?.codeAction?.resolveSupport?.properties ?? [];
  return {
    pullsDiagnostics: textDocument?.diagnostic !== undefined,
    refreshesDiagnostics: workspace?.diagnostics?.refreshSupport === true,
    refreshesInlayHints: workspace?.inlayHint?.refreshSupport === true,
    refreshesCodeLenses: workspace?.codeLens?.refreshSupport === true,
    semanticTokens: textDocument?.semanticTokens !== undefined,
    refreshesSemanticTokens: workspace?.semanticTokens?.refreshSupport === true,
    relatedInformation: diagnostics?.relatedInformation !== false,
    codeDescription: diagnostics?.codeDescriptionSupport !== false,
    hoverMarkdown: formats === undefined || formats.includes(MarkupKind.Markdown),
    resolvesEdits: resolvable.includes('edit') && textDocument?.codeAction?.dataSupport === true,
    documentChanges: workspace?.workspaceEdit?.documentChanges === true,
    changeAnnotations: workspace?.workspaceEdit?.changeAnnotationSupport !== undefined,
    configuration: workspace?.configuration === true,
    registersConfiguration: workspace?.didChangeConfiguration?.dynamicRegistration === true,
    registersWatchers: workspace?.didChangeWatchedFiles?.dynamicRegistration === true,
    workspaceFolders: workspace?.workspaceFolders === true,
    progress: window?.workDoneProgress === true,
    clientFiles: options.get('clientFiles') === true,
    rulePageCommand: commandOf(options.get('rulePageCommand')),
    snippets: textDocument?.completion?.completionItem?.snippetSupport === true,
  };
}

function commandOf(given: unknown): string | undefined {
  return typeof given === 'string' && /^[\w.-]{1,100}$/.test(given) ? given : undefined;
}

function initializationOptions(params: InitializeParams): ReadonlyMap<string, unknown> {
  const options: unknown = params.initializationOptions;
  return new Map(typeof options === 'object' && options !== null ? Object.entries(options) : []);
}
