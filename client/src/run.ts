import type { Disposable, WebviewPanel } from 'vscode';
import { type BaseLanguageClient, State } from 'vscode-languageclient';
import { showCluster } from './clusterStatus.ts';
import { createClient, type NewClient } from './createClient.ts';
import { followDisplay } from './display.ts';
import { ExplainPanel } from './explainPanel.ts';
import { colourUnits } from './units.ts';
import { serveFiles } from './workspaceFiles.ts';

/** What the commands do. */
export interface Running {
  restorePanel(panel: WebviewPanel, state: unknown): Promise<void>;
  explain(): Promise<void>;
  restartServer(): Promise<void>;
  showLog(): void;
}

/** Makes the client, what it shows, and starts the server. */
export function run(newClient: NewClient, subscriptions: Disposable[], activationMs: number): Running {
  const client = createClient(newClient);
  const panel = new ExplainPanel(client);
  subscriptions.push(
    client,
    panel,
    ...serveFiles(client),
    ...showCluster(client),
    ...followDisplay(client),
    ...colourUnits(),
  );
  client.info(`Activated in ${activationMs.toFixed(1)} ms.`);
  const started = client.start().catch((error) => client.error('The language server did not start.', error, 'force'));
  return {
    explain: () => started.then(() => panel.show()),
    restorePanel: (kept, state) => started.then(() => panel.restore(kept, state)),
    restartServer: () => restart(client),
    showLog: () => client.outputChannel.show(),
  };
}

async function restart(client: BaseLanguageClient): Promise<void> {
  if (client.state === State.Running) await client.stop();
  await client.start();
}
