// The browser: where the extension starts.
import type { ExtensionContext } from 'vscode';
import { start } from './start.ts';

/** The browser: the server is a web worker, which reads files through the client. */
export function activate(context: ExtensionContext): void {
  start(context, async (activationMs) => {
    const { runOnWeb } = await import('./runOnWeb.ts');
    return runOnWeb(context, activationMs);
  });
}
