import { type Hover, MarkupKind } from 'vscode-languageserver';
import { effectiveParameters } from '../effective/effectiveParameters.ts';
import { explainText } from '../render/reports/explainText.ts';
import { type MarkdownOptions, settingMarkdown, workloadMarkdown } from '../render/reports/hoverMarkdown.ts';
import { workloadHint } from '../render/words/hintText.ts';
import { escapeMarkdown } from '../render/words/markdownText.ts';
import { verdictWords } from '../render/words/verdictText.ts';
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
  const report = subject && view.snapshot.clusterOf(view.file, position);
  const draw = report && drawing(subject, report, otherCandidates(view, subject, report));
  if (!draw) return null;
  const answer = (kind: MarkupKind, value: string): Hover => ({ contents: { kind, value }, range: subject.range });
  const markdown = draw.markdown(support.hoverPictures ? { picture: { theme: support.theme } } : {});
  if (markdown === '') return null;
  if (!support.hoverMarkdown) return answer(MarkupKind.PlainText, draw.text());
  const isCut = support.hoverPictures && markdown.length > maxMarkdown;
  return answer(MarkupKind.Markdown, isCut ? draw.markdown({}) : markdown);
}

/** What becomes of a workload in the other clusters that it may belong to, a sentence each. */
function otherCandidates({ snapshot, file }: FileView, subject: Subject, report: ClusterReport): readonly string[] {
  if (subject.kind !== 'workload' || !report.possibleFiles.has(file)) return [];
  const all = snapshot.clustersOf(file).filter(({ possibleFiles }) => possibleFiles.has(file));
  if (all.length < 2) return [];
  const { namespace, name } = subject.workload;
  const others = all.filter((one) => one !== report);
  const sentences = others.slice(0, MOST_OTHERS).flatMap(({ cluster, analysis }) => {
    const other = analysis.workloads.find(({ workload: one }) => {
      return one.file === file && one.namespace === namespace && one.name === name;
    });
    return other === undefined
      ? []
      : [`In ${cluster.name}: ${workloadHint(other) || verdictWords(other.verdict).title}.`];
  });
  const more = others.length > MOST_OTHERS ? [`And in ${others.length - MOST_OTHERS} more clusters.`] : [];
  return [
    `This is what happens in ${report.cluster.name}; nothing says to which cluster it belongs.`,
    ...sentences,
    ...more,
  ];
}

const MOST_OTHERS = 5;

interface Drawing {
  markdown(options: MarkdownOptions): string;
  text(): string;
}

function drawing(subject: Subject, report: ClusterReport, others: readonly string[]): Drawing | undefined {
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
      markdown: (options) =>
        [workloadMarkdown(analysis, workload, parameters, options), ...others.map(escapeMarkdown)].join('\n\n'),
      text: () => [explainText(analysis, parameters, [workload]), ...others].join('\n'),
    }
  );
}
