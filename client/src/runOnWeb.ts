import { type ExtensionContext, Uri } from 'vscode';
import { LanguageClient } from 'vscode-languageclient/browser';
import { type Running, run } from './run.ts';

export function runOnWeb(context: ExtensionContext, activationMs: number): Running {
  const server = Uri.joinPath(context.extensionUri, 'dist/server.web.js').toString(true);
  const worker = () => Promise.resolve(new globalThis.Worker(server));
  return run((id, name, options) => new LanguageClient(id, name, worker, options), context.subscriptions, activationMs);
}
