import { commands, type ExtensionContext, window } from 'vscode';
import type { Running } from './run.ts';
import { section } from './section.ts';

const commandNames = ['explain', 'restartServer', 'showLog'] as const;

/**
 * What desktop and web have in common: everything but how the server is started. The client's library is large; it is
 * loaded once the editor has gone on, and commands wait for it.
 * @param run starts the client, and says how long the activation took
 */
export function start(context: ExtensionContext, run: (activationMs: number) => Promise<Running>): void {
  const startedAt = performance.now();
  const running = new Promise<Running>((resolve, reject) => {
    setTimeout(() => run(activationMs).then(resolve, reject));
  });
  running.catch((error) => window.showErrorMessage(`Kubernetes Node Lifecycle did not start: ${String(error)}`));
  for (const name of commandNames) {
    context.subscriptions.push(commands.registerCommand(`${section}.${name}`, async () => (await running)[name]()));
  }
  const activationMs = performance.now() - startedAt;
}
