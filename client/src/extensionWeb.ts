import { type ExtensionContext, Uri } from 'vscode';
import { LanguageClient } from 'vscode-languageclient/browser';
import { start } from './start.ts';

/** The browser: the server is a web worker, which reads files through the client. */
export function activate(context: ExtensionContext): void {
  const server = Uri.joinPath(context.extensionUri, 'dist/server.web.js').toString(true);
  start(
    context,
    (id, name, options) => new LanguageClient(id, name, () => Promise.resolve(new globalThis.Worker(server)), options),
  );
}
