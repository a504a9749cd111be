import { commands, type Disposable, ViewColumn, window, workspace } from 'vscode';
import { type BaseLanguageClient, State } from 'vscode-languageclient';
import { section } from './createClient.ts';

/** Explain this cluster, restart server, show log. */
export function registerCommands(client: BaseLanguageClient): Disposable[] {
  return [
    commands.registerCommand(`${section}.restartServer`, () => restart(client)),
    commands.registerCommand(`${section}.showLog`, () => client.outputChannel.show()),
    commands.registerCommand(`${section}.explain`, () => explain(client)),
  ];
}

async function restart(client: BaseLanguageClient): Promise<void> {
  if (client.state === State.Running) await client.stop();
  await client.start();
}

/** Opens the report on the cluster of the active file beside it. */
async function explain(client: BaseLanguageClient): Promise<void> {
  const uri = window.activeTextEditor?.document.uri.toString();
  const report = uri && (await client.sendRequest<string | null>(`${section}/explain`, { textDocument: { uri } }));
  if (!report) {
    await window.showInformationMessage('The active file belongs to no cluster that was found in this workspace.');
    return;
  }
  const document = await workspace.openTextDocument({ content: report, language: 'markdown' });
  await window.showTextDocument(document, { viewColumn: ViewColumn.Beside, preserveFocus: true, preview: true });
}
