// Edits as the protocol has them, with the versions that they were computed for.
import type { AnnotatedTextEdit, TextEdit, WorkspaceEdit } from 'vscode-languageserver';
import type { Fix } from '../model/finding.ts';
import { groupBy } from '../model/grouped.ts';
import type { FileEdit } from '../model/location.ts';
import { listed, type Said, say, sentencesOf } from '../text/message.ts';
import { visibleLine } from '../text/visible.ts';
import type { ClientSupport } from './clientSupport.ts';
import type { FileView } from './fileView.ts';

export type EditSupport = Pick<ClientSupport, 'documentChanges' | 'changeAnnotations'>;

/**
 * The edits as the protocol has them, with the versions that they were computed for, applied at once and undone in one
 * step. Nothing asks for confirmation: an editor opens its preview with every box empty then, and *Apply* changes nothing
 * and says nothing. What else is changed stands in the title (`titleIn`) instead.
 */
export function toWorkspaceEdit(
  edits: readonly FileEdit[],
  fix: Pick<Fix, 'title' | 'consequence'>,
  view: FileView,
  support: EditSupport,
): WorkspaceEdit {
  const byFile = groupBy(edits, ({ file }) => file);
  const others = [...byFile.keys()].filter((file) => file !== view.file);
  const description = view.words(describe(fix, others));
  const annotated = description !== '' && support.documentChanges && support.changeAnnotations;
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
      changeAnnotations: { [annotationId]: { label: view.words(fix.title), needsConfirmation: false, description } },
    }),
  };
}

/** The title of a fix with the files that it changes beside, or instead of, the one in front of the user. */
export function titleIn(
  { file, words }: Pick<FileView, 'file' | 'words'>,
  { title, edits }: Pick<Fix, 'title' | 'edits'>,
): string {
  const all = new Set(edits().map((edit) => edit.file));
  const others = [...all].filter((one) => one !== file).map(visibleLine);
  if (others.length === 0) return words(title);
  return words(all.has(file) ? say`${title} (changes ${named(others)}, too)` : say`${title} (in ${named(others)})`);
}

function named(files: readonly string[]): Said {
  const [first = '', second] = files;
  if (second === undefined) return first;
  return files.length > 2 ? say`${files.length} other files` : say`${first} and ${second}`;
}

const annotationId = 'fix';

function describe({ consequence }: Pick<Fix, 'consequence'>, others: readonly string[]): Said {
  return sentencesOf([consequence ?? '', others.length > 0 ? say`Changes ${listed(others)}.` : '']);
}
