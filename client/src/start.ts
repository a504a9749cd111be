import type { ExtensionContext } from 'vscode';
import { showCluster } from './clusterStatus.ts';
import { registerCommands } from './commands.ts';
import { createClient, type NewClient } from './createClient.ts';
import { followDisplay } from './display.ts';
import { serveFiles } from './workspaceFiles.ts';

/** The build writes it before everything else: when the editor began to run this bundle. */
declare const loadedAt: number;

/** What desktop and web have in common: everything but how the server is started. */
export function start(context: ExtensionContext, newClient: NewClient): void {
  const startedAt = performance.now();
  const client = createClient(newClient);
  context.subscriptions.push(
    client,
    ...serveFiles(client),
    ...registerCommands(client),
    ...showCluster(client),
    ...followDisplay(client),
  );
  // Not awaited: an editor waits for its extensions, and the server has nothing to say before it runs.
  client.start().catch((error) => client.error('The language server did not start.', error, 'force'));
  const milliseconds = (from: number, until: number) => (until - from).toFixed(1);
  const total = milliseconds(loadedAt, performance.now());
  client.info(`Activated in ${total} ms, ${milliseconds(loadedAt, startedAt)} of them for loading.`);
}
