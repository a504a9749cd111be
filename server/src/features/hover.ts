import { type Hover, MarkupKind } from 'vscode-languageserver';
import { effectiveParameters } from '../effective/effectiveParameters.ts';
import { explainText } from '../render/reports/explainText.ts';
import { type MarkdownOptions, settingMarkdown, workloadMarkdown } from '../render/reports/hoverMarkdown.ts';
import type { ClusterReport } from '../service/treeService.ts';
import type { Position } from '../text/position.ts';
import type { ClientSupport } from './clientSupport.ts';
import type { Display } from './display.ts';
import type { FileView } from './fileView.ts';
import { type Subject, subjectAt } from './subjectAt.ts';
import { analysisOf } from './workloadAt.ts';

/** VS Code shows no more of a hover's Markdown than this, and a picture that is cut is none. */
const maxMarkdown = 100_000;

export type HoverSupport = Pick<ClientSupport, 'hoverMarkdown'> & Display;

/** Explains a setting, or what happens to a workload, in the numbers of the cluster. */
export function hover(view: FileView, position: Position, support: HoverSupport): Hover | null {
  const subject = subjectAt(view, position);
  const report = subject && view.snapshot.clusterOf(view.file);
  const draw = report && drawing(subject, report);
  if (!draw) return null;
  const answer = (kind: MarkupKind, value: string): Hover => ({ contents: { kind, value }, range: subject.range });
  const markdown = draw.markdown(support.hoverPictures ? { picture: { theme: support.theme } } : {});
  if (markdown === '') return null;
  if (!support.hoverMarkdown) return answer(MarkupKind.PlainText, draw.text());
  const isCut = support.hoverPictures && markdown.length > maxMarkdown;
  return answer(MarkupKind.Markdown, isCut ? draw.markdown({}) : markdown);
}

interface Drawing {
  markdown(options: MarkdownOptions): string;
  text(): string;
}

function drawing(subject: Subject, report: ClusterReport): Drawing | undefined {
  const { cluster, analysis } = report;
  const parameters = effectiveParameters(cluster);
  if (subject.kind === 'setting') {
    return {
      markdown: (options) => settingMarkdown(analysis, subject.setting, parameters, options),
      text: () => explainText(analysis, parameters, []),
    };
  }
  const workload = analysisOf(report, subject.workload);
  return (
    workload && {
      markdown: (options) => workloadMarkdown(analysis, workload, parameters, options),
      text: () => explainText(analysis, parameters, [workload]),
    }
  );
}
