import { commands, type Disposable } from 'vscode';
import { type BaseLanguageClient, State } from 'vscode-languageclient';
import { ExplainPanel } from './explainPanel.ts';
import { section } from './section.ts';

/** Explain this cluster, restart server, show log. */
export function registerCommands(client: BaseLanguageClient): Disposable[] {
  const panel = new ExplainPanel(client);
  return [
    panel,
    commands.registerCommand(`${section}.restartServer`, () => restart(client)),
    commands.registerCommand(`${section}.showLog`, () => client.outputChannel.show()),
    commands.registerCommand(`${section}.explain`, () => panel.show()),
  ];
}

async function restart(client: BaseLanguageClient): Promise<void> {
  if (client.state === State.Running) await client.stop();
  await client.start();
}
