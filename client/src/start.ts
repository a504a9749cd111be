import type { ExtensionContext } from 'vscode';
import { showCluster } from './clusterStatus.ts';
import { registerCommands } from './commands.ts';
import { createClient, type NewClient } from './createClient.ts';
import { serveFiles } from './workspaceFiles.ts';

/** What desktop and web have in common: everything but how the server is started. */
export async function start(context: ExtensionContext, newClient: NewClient): Promise<void> {
  const client = createClient(newClient);
  context.subscriptions.push(client, ...serveFiles(client), ...registerCommands(client), ...showCluster(client));
  await client.start();
}
