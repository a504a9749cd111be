// Runs the client with a server that is a web worker.
import { type ExtensionContext, Uri } from 'vscode';
import { BrowserMessageReader, BrowserMessageWriter, LanguageClient } from 'vscode-languageclient/browser';
import { type Running, run } from './run.ts';

export function runOnWeb(context: ExtensionContext, activationMs: number): Running {
  const server = Uri.joinPath(context.extensionUri, 'dist/server.web.js').toString(true);
  return run(
    (id, name, options) => new LanguageClient(id, name, () => Promise.resolve(connect(server)), options),
    context.subscriptions,
    activationMs,
  );
}

/** Not left to the client: it asks `instanceof Worker`, which is false for the workers that VS Code gives its extensions. */
function connect(server: string): { reader: BrowserMessageReader; writer: BrowserMessageWriter } {
  const worker = new globalThis.Worker(server);
  return { reader: new BrowserMessageReader(worker), writer: new BrowserMessageWriter(worker) };
}
