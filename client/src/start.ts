import type { ExtensionContext } from 'vscode';
import { showCluster } from './clusterStatus.ts';
import { registerCommands } from './commands.ts';
import { createClient, type NewClient } from './createClient.ts';
import { serveFiles } from './workspaceFiles.ts';

/** What desktop and web have in common: everything but how the server is started. */
export function start(context: ExtensionContext, newClient: NewClient): void {
  const client = createClient(newClient);
  context.subscriptions.push(client, ...serveFiles(client), ...registerCommands(client), ...showCluster(client));
  // Not awaited: an editor waits for its extensions, and the server has nothing to say before it runs.
  client.start().catch((error) => client.error('The language server did not start.', error, 'force'));
}
