import { type Hover, MarkupKind } from 'vscode-languageserver';
import { timelineOf } from '../render/timeline.ts';
import { timelineText } from '../render/timelineText.ts';
import type { Position } from '../text/position.ts';
import type { ClientSupport } from './clientSupport.ts';
import type { FileView } from './fileView.ts';
import { subjectAt } from './subjectAt.ts';
import { analysisOf } from './workloadAnalysis.ts';

/** Explains a setting, or what happens to a workload. */
export function hover(view: FileView, position: Position, support: ClientSupport): Hover | null {
  const subject = subjectAt(view, position);
  const report = subject && view.snapshot.clusterOf(view.file);
  if (!report) return null;
  const drawn = timelineOf(
    report.analysis,
    subject.kind === 'workload' ? analysisOf(report, subject.workload) : undefined,
  );
  const text = timelineText(drawn);
  const kind = support.hoverMarkdown ? MarkupKind.Markdown : MarkupKind.PlainText;
  return { contents: { kind, value: text }, range: subject.range };
}
