// The files as they would be with the values that are tried: shown as one diff, then written as one edit.
import { commands, type Disposable, l10n, Range, Uri, ViewColumn, WorkspaceEdit, window, workspace } from 'vscode';
import type { TrialEdits, TrialFile } from '../../server/src/features/panel/trialEdits.ts';
import { trialScheme } from './section.ts';

/** Texts that stand in no file, by the path of their documents. */
export class TrialDiff implements Disposable {
  readonly #texts = new Map<string, string>();
  readonly #provider = workspace.registerTextDocumentContentProvider(trialScheme, {
    provideTextDocumentContent: ({ path }) => this.#texts.get(path) ?? '',
  });
  #turn = 0;

  /** Opens the editor's own diff of all files, beside the panel; nothing is written. */
  async show({ files }: TrialEdits, panel: ViewColumn | undefined): Promise<void> {
    this.#turn += 1;
    this.#texts.clear();
    const rows = files.map(({ uri, after }): [Uri, Uri, Uri] => {
      const file = Uri.parse(uri, true);
      const path = `/${this.#turn}${file.path}`;
      this.#texts.set(path, after);
      return [file, file, Uri.from({ scheme: trialScheme, path })];
    });
    // It opens in the group that has the focus: in that of the panel it would hide what writes it.
    const group = panel === ViewColumn.One ? 'newGroupRight' : 'focusFirstEditorGroup';
    await commands.executeCommand(`workbench.action.${group}`);
    await commands.executeCommand('vscode.changes', l10n.t('Values that are tried'), rows);
  }

  /** One undo step. Says so where a file has changed meanwhile. */
  async write({ files }: TrialEdits): Promise<boolean> {
    const edit = new WorkspaceEdit();
    for (const file of files) {
      if (isStale(file)) {
        await window.showWarningMessage(l10n.t('{0} has changed meanwhile; nothing was written.', file.uri));
        return false;
      }
      const { start, end } = file.range;
      edit.replace(
        Uri.parse(file.uri, true),
        new Range(start.line, start.character, end.line, end.character),
        file.newText,
      );
    }
    return workspace.applyEdit(edit);
  }

  dispose(): void {
    this.#provider.dispose();
  }
}

function isStale({ uri, version }: TrialFile): boolean {
  const open = workspace.textDocuments.find((document) => document.uri.toString() === Uri.parse(uri, true).toString());
  return version !== null && open !== undefined && open.version !== version;
}
