// The language client, not yet started: which documents it is about.
import { l10n, window, workspace } from 'vscode';
import { type BaseLanguageClient, ErrorAction, type LanguageClientOptions } from 'vscode-languageclient';
import { currentDisplay } from './display.ts';
import { openRuleCommand, section } from './section.ts';

export type NewClient = (id: string, name: string, options: LanguageClientOptions) => BaseLanguageClient;

/** Languages in which the settings of a cluster are written; the server decides by content. */
const languages = [
  'yaml',
  'json',
  'jsonc',
  'shellscript',
  'ini',
  'properties',
  'dotenv',
  'dockerfile',
  'dockercompose',
  'helm',
  'jinja',
  'jinja-yaml',
  'terraform',
  'markdown',
  'plaintext',
  'kube-flags',
  'kube-flags-environment',
  'kube-flags-unit',
  'systemd-unit-file', // of other extensions
  'systemd-conf',
];

/** Files on disk, new documents, and whatever file system the workspace lives in. */
function documentSelector(): { scheme: string; language: string }[] {
  const schemes = new Set(['file', 'untitled', ...(workspace.workspaceFolders ?? []).map(({ uri }) => uri.scheme)]);
  return [...schemes].flatMap((scheme) => languages.map((language) => ({ scheme, language })));
}

/** How often a server that ended is started again within three minutes. */
const MOST_RESTARTS = 4;

/** The client, not yet started. */
export function createClient(newClient: NewClient): BaseLanguageClient {
  const client = newClient(section, 'Kubernetes Node Lifecycle', {
    documentSelector: documentSelector(),
    diagnosticCollectionName: 'kube-node-lifecycle',
    outputChannel: window.createOutputChannel('Kubernetes Node Lifecycle', { log: true }),
    // A function: asked again at every start of the server. The words of the display language come from the editor: it alone
    // can read them everywhere.
    initializationOptions: () => ({
      ...currentDisplay(),
      clientFiles: true,
      translations: l10n.bundle,
      rulePageCommand: openRuleCommand,
    }),
    // What links of hovers may do: open a page of ours.
    markdown: { supportThemeIcons: true, isTrusted: { enabledCommands: [openRuleCommand] } },
    errorHandler: {
      // What cannot be sent to a server that has just ended is no reason to give it up, which the client's own handler does
      // after the fourth of them: that it has ended is told a moment later, and starts it again.
      error: () => ({ action: ErrorAction.Continue, handled: true }),
      closed: () => afterEnd.closed(),
    },
  });
  const afterEnd = client.createDefaultErrorHandler(MOST_RESTARTS);
  return client;
}
