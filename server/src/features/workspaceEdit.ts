import type { AnnotatedTextEdit, TextEdit, WorkspaceEdit } from 'vscode-languageserver';
import type { Fix } from '../model/finding.ts';
import type { FileEdit } from '../model/location.ts';
import type { ClientSupport } from './clientSupport.ts';
import type { FileView } from './fileView.ts';

export type EditSupport = Pick<ClientSupport, 'documentChanges' | 'changeAnnotations'>;

/**
 * The edits as the protocol has them, with the versions that they were computed for. Where the edit changes what a
 * cluster does, or a file that is not in front of the user, the editor is told to ask first.
 */
export function toWorkspaceEdit(
  edits: readonly FileEdit[],
  fix: Pick<Fix, 'title' | 'consequence'>,
  view: FileView,
  support: EditSupport,
): WorkspaceEdit {
  const byFile = groupByFile(edits);
  const question = confirmation(fix, [...byFile.keys()], view);
  const annotated = question !== undefined && support.documentChanges && support.changeAnnotations;
  const textEdits = (fileEdits: readonly FileEdit[]): (TextEdit | AnnotatedTextEdit)[] =>
    fileEdits.map(({ range, newText }) => ({ range, newText, ...(annotated && { annotationId }) }));

  if (!support.documentChanges) {
    const changes = [...byFile].map(([file, fileEdits]) => [view.uriOf(file), textEdits(fileEdits)]);
    return { changes: Object.fromEntries(changes) };
  }
  return {
    documentChanges: [...byFile].map(([file, fileEdits]) => ({
      textDocument: { uri: view.uriOf(file), version: view.versionOf(file) },
      edits: textEdits(fileEdits),
    })),
    ...(annotated && {
      changeAnnotations: { [annotationId]: { label: fix.title, needsConfirmation: true, description: question } },
    }),
  };
}

const annotationId = 'fix';

function groupByFile(edits: readonly FileEdit[]): ReadonlyMap<string, FileEdit[]> {
  const byFile = new Map<string, FileEdit[]>();
  for (const edit of edits) byFile.set(edit.file, [...(byFile.get(edit.file) ?? []), edit]);
  return byFile;
}

function confirmation(fix: Pick<Fix, 'consequence'>, files: readonly string[], view: FileView): string | undefined {
  const others = files.filter((file) => file !== view.file);
  const reasons = [fix.consequence, others.length > 0 ? `Changes ${others.join(', ')}.` : undefined];
  const said = reasons.filter((reason) => reason !== undefined);
  return said.length > 0 ? said.join(' ') : undefined;
}
