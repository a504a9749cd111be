// What the panel's buttons do in the editor: apply a fix, show and write what is tried, export, copy.
import { env, l10n, Uri, type ViewColumn, window, workspace } from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import type { ExportAnswer } from '../../server/src/features/panel/replayAnswer.ts';
import type { TrialEdits } from '../../server/src/features/panel/trialEdits.ts';
import type { WorkloadFixAnswer } from '../../server/src/features/panel/workloadFix.ts';
import { askWith } from './ask.ts';
import { chosen, type PanelState, written } from './panelState.ts';
import type { TrialDiff } from './trialDiff.ts';

/** What a button asks for, with its value. */
export interface PanelAction {
  readonly act: string;
  readonly value: string;
}

/** Does it, and gives what the panel shows then. @param column in which the panel stands */
export async function doAction(
  client: BaseLanguageClient,
  diff: TrialDiff,
  state: PanelState,
  { act, value }: PanelAction,
  column: ViewColumn | undefined,
): Promise<PanelState> {
  const { uri, choices } = state;
  const edits = () => askWith<TrialEdits>(client, 'trialEdits', { textDocument: { uri }, choices });
  switch (act) {
    case 'copy':
      await env.clipboard.writeText(value);
      return state;
    case 'fix':
      await applyFix(client, uri, value);
      return state;
    case 'export':
      await exportFile(client, state, value);
      return state;
    case 'review': {
      const found = await edits();
      if (!found || found.files.length === 0) return state;
      await diff.show(found, column);
      return chosen(state, { review: 'yes' });
    }
    case 'write': {
      const found = await edits();
      return found && (await diff.write(found)) ? written(state) : state;
    }
    default:
      return state;
  }
}

/** The first fix of a workload, at once and as one undo step. */
export async function applyFix(client: BaseLanguageClient, uri: string, workload: string): Promise<void> {
  const fix = await askWith<WorkloadFixAnswer>(client, 'workloadFix', { textDocument: { uri }, workload });
  if (!fix) return;
  const edit = await client.protocol2CodeConverter.asWorkspaceEdit(fix.edit);
  if (!(await workspace.applyEdit(edit)))
    await window.showWarningMessage(l10n.t('The files have changed; nothing was written.'));
}

/** Asks where to; a workspace without a place to write gets a new document. */
async function exportFile(client: BaseLanguageClient, { uri, choices }: PanelState, format: string): Promise<void> {
  const file = await askWith<ExportAnswer>(client, 'export', { textDocument: { uri }, choices, format });
  if (!file) return;
  const [folder] = workspace.workspaceFolders ?? [];
  if (folder === undefined || workspace.fs.isWritableFileSystem(folder.uri.scheme) === false) {
    await window.showTextDocument(
      await workspace.openTextDocument({ content: file.text, language: format === 'svg' ? 'xml' : format }),
    );
    return;
  }
  const target = await window.showSaveDialog({ defaultUri: Uri.joinPath(folder.uri, file.name) });
  if (target) await workspace.fs.writeFile(target, new TextEncoder().encode(file.text));
}
