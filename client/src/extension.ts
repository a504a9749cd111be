// Desktop, remote and containers: where the extension starts.
import type { ExtensionContext } from 'vscode';
import { start } from './start.ts';

/** Desktop, remote and containers: the server is a Node process of its own. */
export function activate(context: ExtensionContext): void {
  start(context, async (activationMs) => {
    const { runOnNode } = await import('./runOnNode.ts');
    return runOnNode(context, activationMs);
  });
}
