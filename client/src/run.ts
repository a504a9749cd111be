// Makes the client, what it shows, and starts the server.
import { commands, type Disposable, l10n, Uri, type WebviewPanel } from 'vscode';
import { type BaseLanguageClient, State } from 'vscode-languageclient';
import { offerCheckTask } from './checkTask.ts';
import { chooseClusterOrVersion } from './chooseVersion.ts';
import { showCluster } from './clusterStatus.ts';
import { showTree, type TreeNode } from './clusterTree.ts';
import { createClient, type NewClient } from './createClient.ts';
import { followDisplay } from './display.ts';
import { ExplainPanel } from './explainPanel.ts';
import { openIncident } from './incident.ts';
import { applyFix } from './panelActions.ts';
import type { Choices } from './panelState.ts';
import { section } from './section.ts';
import { colourUnits } from './units.ts';
import { serveFiles } from './workspaceFiles.ts';

/** What the commands do. */
export interface Running {
  restorePanel(panel: WebviewPanel, state: unknown): Promise<void>;
  /** The cluster of a file, or of a row of the view; without one that of the file in front. */
  explain(given?: unknown): Promise<void>;
  /** The same, with the tuner in front. */
  tune(given?: unknown): Promise<void>;
  /** The timeline of a workload: a row of the view. */
  explainWorkload(given?: unknown): Promise<void>;
  /** The first fix of a workload: a row of the view. */
  applyFix(given?: unknown): Promise<void>;
  chooseCluster(): Promise<void>;
  openIncident(): Promise<void>;
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
    ...showCluster(client, panel),
    ...showTree(client),
    offerCheckTask(),
    ...followDisplay(client),
    ...colourUnits(),
  );
  const show = (given: unknown, choices: Choices = {}): Promise<void> => {
    if (given instanceof Uri) return panel.show(choices, given);
    if (!isNode(given)) return panel.show(choices);
    const { cluster } = given;
    const workload: Choices = 'workload' in given ? { workload: given.workload.key } : {};
    return panel.show({ ...choices, cluster: cluster.id, ...workload }, Uri.parse(cluster.uri, true));
  };
  void commands.executeCommand('setContext', `${section}.active`, true);
  client.info(`Activated in ${activationMs.toFixed(1)} ms.`);
  const started = client
    .start()
    .catch((error) => client.error(l10n.t('The language server did not start.'), error, 'force'));
  return {
    explain: (given) => started.then(() => show(given)),
    tune: (given) => started.then(() => show(given, { view: 'tuner' })),
    explainWorkload: (given) => started.then(() => show(given, { view: 'timeline' })),
    applyFix: async (given) => {
      if (isNode(given) && 'workload' in given) await applyFix(client, given.cluster.uri, given.workload.key);
    },
    chooseCluster: () =>
      started.then(() =>
        chooseClusterOrVersion(client, ({ uri, id }) => panel.show({ cluster: id }, Uri.parse(uri, true))),
      ),
    openIncident,
    restorePanel: (kept, state) => started.then(() => panel.restore(kept, state)),
    restartServer: () => restart(client),
    showLog: () => client.outputChannel.show(),
  };
}

/** Commands of the view are given its rows; others may be given anything. */
function isNode(given: unknown): given is TreeNode {
  return typeof given === 'object' && given !== null && 'cluster' in given;
}

async function restart(client: BaseLanguageClient): Promise<void> {
  if (client.state === State.Running) await client.stop();
  await client.start();
}
