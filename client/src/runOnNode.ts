// Runs the client with a server that is a Node process.
import type { ExtensionContext } from 'vscode';
import { LanguageClient, TransportKind } from 'vscode-languageclient/node';
import { type Running, run } from './run.ts';

export function runOnNode(context: ExtensionContext, activationMs: number): Running {
  const server = { module: context.asAbsolutePath('dist/server.js'), transport: TransportKind.ipc };
  return run((id, name, options) => new LanguageClient(id, name, server, options), context.subscriptions, activationMs);
}
