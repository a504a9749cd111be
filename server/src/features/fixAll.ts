// One action that applies every fix of a file that is safe and preferred.
import type { CodeAction } from 'vscode-languageserver';
import type { FileEdit } from '../model/location.ts';
import { say } from '../text/message.ts';
import { comparePositions } from '../text/position.ts';
import type { FileView } from './fileView.ts';
import { type EditSupport, toWorkspaceEdit } from './workspaceEdit.ts';

export const fixAllKind = 'source.fixAll.kubeNodeLifecycle';

/**
 * One action that applies every fix of a file that is safe and preferred, and changes this file alone. Of fixes whose
 * edits overlap the first is applied; the others come back with the next run, if they are still due.
 */
export function fixAll(view: FileView, support: EditSupport): CodeAction[] {
  const chosen: FileEdit[] = [];
  for (const finding of view.snapshot.findings(view.file)) {
    const fix = finding.fixes.find(({ safe, isPreferred }) => safe && isPreferred);
    const edits = fix?.edits() ?? [];
    const fits = edits.every((edit) => edit.file === view.file && !chosen.some((other) => clashes(edit, other)));
    if (fits) chosen.push(...edits);
  }
  if (chosen.length === 0) return [];
  const title = say`Apply all safe fixes of Kubernetes Node Lifecycle`;
  return [{ title: view.words(title), kind: fixAllKind, edit: toWorkspaceEdit(chosen, { title }, view, support) }];
}

function clashes(a: FileEdit, b: FileEdit): boolean {
  return comparePositions(a.range.start, b.range.end) <= 0 && comparePositions(b.range.start, a.range.end) <= 0;
}
