// Answers `kubeNodeLifecycle/workloadFix`: the first fix of what was found in a workload, as an edit.
import type { WorkspaceEdit } from 'vscode-languageserver';
import type { Finding, Fix, Severity } from '../../model/finding.ts';
import type { TreeSnapshot } from '../../service/treeService.ts';
import { touches } from '../../text/position.ts';
import type { WorkloadAnalysis } from '../../timing/analysis.ts';
import type { FileView } from '../fileView.ts';
import { type EditSupport, titleIn, toWorkspaceEdit } from '../workspaceEdit.ts';
import { workloadKey } from './panelSubject.ts';

export interface WorkloadFixAnswer {
  readonly title: string;
  readonly edit: WorkspaceEdit;
}

const ORDER: readonly Severity[] = ['error', 'warning', 'info', 'hint'];

/** Findings in a workload's object, the worst first. */
function workloadFindings(snapshot: TreeSnapshot, { workload }: WorkloadAnalysis): readonly Finding[] {
  return snapshot
    .findings(workload.file)
    .filter(({ range }) => touches(workload.objectRange, range.start))
    .toSorted((a, b) => ORDER.indexOf(a.severity) - ORDER.indexOf(b.severity));
}

/** The preferred fix of the worst finding that has one which can be written. */
export function firstFix(snapshot: TreeSnapshot, workload: WorkloadAnalysis): Fix | undefined {
  return workloadFindings(snapshot, workload)
    .flatMap(({ fixes }) => fixes)
    .find((fix) => fix.isPreferred && fix.edits().length > 0);
}

/** `null` for a workload that is gone, or has none. @param key as the page names it */
export function workloadFix(view: FileView, key: string, support: EditSupport): WorkloadFixAnswer | null {
  for (const { analysis } of view.snapshot.clusters) {
    const workload = analysis.workloads.find((one) => workloadKey(one) === key);
    const fix = workload && firstFix(view.snapshot, workload);
    if (workload === undefined || fix === undefined) continue;
    const { file } = workload.workload;
    return {
      title: titleIn({ file, words: view.words }, fix),
      edit: toWorkspaceEdit(fix.edits(), fix, { ...view, file }, support),
    };
  }
  return null;
}
