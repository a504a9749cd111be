// One action that applies every fix of a file that is safe and preferred.
import type { CodeAction } from 'vscode-languageserver';
import { together } from '../model/rewriting.ts';
import { say } from '../text/message.ts';
import type { FileView } from './fileView.ts';
import { type EditSupport, toWorkspaceEdit } from './workspaceEdit.ts';

export const fixAllKind = 'source.fixAll.kubeNodeLifecycle';

/**
 * One action that applies every fix of a file that is safe and preferred, and changes this file alone. Of fixes whose
 * edits overlap the first is applied; the others come back with the next run, if they are still due.
 */
export function fixAll(view: FileView, support: EditSupport): CodeAction[] {
  const fixes = view.snapshot.findings(view.file).flatMap((finding) => {
    const fix = finding.fixes.find(({ safe, isPreferred }) => safe && isPreferred);
    return fix === undefined ? [] : { edits: fix.edits() };
  });
  const chosen = together(fixes, (file) => file === view.file).flatMap(({ edits }) => edits);
  if (chosen.length === 0) return [];
  const title = say`Apply all safe fixes of Kubernetes Node Lifecycle`;
  return [{ title: view.words(title), kind: fixAllKind, edit: toWorkspaceEdit(chosen, { title }, view, support) }];
}
