// Registers the commands at once, and loads the rest on the next turn.
import { commands, type ExtensionContext, l10n, Uri, type WebviewPanel, window } from 'vscode';
import { whenNeeded } from './relevance.ts';
import { openRule, serveRulePages } from './rulePages.ts';
import type { Running } from './run.ts';
import { openRuleCommand, panelType, section } from './section.ts';

const commandNames = [
  'explain',
  'tune',
  'explainWorkload',
  'applyFix',
  'chooseCluster',
  'openIncident',
  'restartServer',
  'showLog',
] as const;

/**
 * What desktop and web have in common: everything but how the server is started. The client's library is large; it is
 * loaded once the editor has gone on and something of the workspace is about Kubernetes, or a command asks for it.
 * @param run starts the client, and says how long the activation took
 */
export function start(context: ExtensionContext, run: (activationMs: number) => Promise<Running>): void {
  const startedAt = performance.now();
  let running: Promise<Running> | undefined;
  function load(): Promise<Running> {
    running ??= new Promise<Running>((resolve, reject) => {
      setTimeout(() => run(activationMs).then(resolve, reject));
    });
    running.catch((error) =>
      window.showErrorMessage(l10n.t('Kubernetes Node Lifecycle did not start: {0}', String(error))),
    );
    return running;
  }
  context.subscriptions.push(
    whenNeeded(load),
    serveRulePages(Uri.joinPath(context.extensionUri, 'docs', 'rules')),
    commands.registerCommand(openRuleCommand, openRule),
    ...commandNames.map((name) =>
      commands.registerCommand(`${section}.${name}`, async (given: unknown) => (await load())[name](given)),
    ),
    window.registerWebviewPanelSerializer(panelType, {
      deserializeWebviewPanel: async (panel: WebviewPanel, state: unknown) => (await load()).restorePanel(panel, state),
    }),
  );
  const activationMs = performance.now() - startedAt;
}
