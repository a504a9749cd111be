import type { ExtensionContext } from 'vscode';
import { LanguageClient, TransportKind } from 'vscode-languageclient/node';
import { start } from './start.ts';

/** Desktop, remote and containers: the server is a Node process of its own. */
export function activate(context: ExtensionContext): void {
  const server = { module: context.asAbsolutePath('dist/server.js'), transport: TransportKind.ipc };
  start(context, (id, name, options) => new LanguageClient(id, name, server, options));
}
