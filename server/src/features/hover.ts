// What stands under the mouse: what it is, what it is worth, what it overrides, and the part that it has in what happens.
import type { Hover } from 'vscode-languageserver';
import { effectiveParameters } from '../effective/effectiveParameters.ts';
import { versionMarkdown } from '../render/reports/fieldMarkdown.ts';
import { type MarkdownOptions, settingMarkdown, workloadMarkdown } from '../render/reports/hoverMarkdown.ts';
import { workloadHint } from '../render/words/hintText.ts';
import { escapeMarkdown } from '../render/words/markdownText.ts';
import { narrowMarkdown, plainText } from '../render/words/narrow.ts';
import { verdictWords } from '../render/words/verdictText.ts';
import type { ClusterReport } from '../service/treeService.ts';
import { type Said, say } from '../text/message.ts';
import { type Position, touches } from '../text/position.ts';
import type { ClientSupport } from './clientSupport.ts';
import type { Display } from './display.ts';
import type { FileView } from './fileView.ts';
import { type HoverCard, objectHover } from './objectHover.ts';
import { MarkupKind } from './protocolNumbers.ts';
import { ruleHover } from './ruleHover.ts';
import { type Subject, subjectAt } from './subjectAt.ts';
import { analysisOf } from './workloadAt.ts';

/** VS Code shows no more of a hover's Markdown than this, and a picture that is cut is none. */
const maxMarkdown = 100_000;

export type HoverSupport = Pick<ClientSupport, 'hoverMarkdown' | 'clientFiles'> & Display;

/** Explains what stands at a position in the numbers of the cluster. */
export function hover(view: FileView, position: Position, support: HoverSupport): Hover | null {
  const { words } = view;
  const card = cardAt(view, position);
  if (!card) return null;
  const markdown = card.markdown({ words, ...(support.hoverPictures && { picture: { theme: support.theme } }) });
  if (markdown === '') return null;
  const answer = (kind: 'plaintext' | 'markdown', value: string): Hover => ({
    contents: { kind, value },
    range: card.range,
  });
  if (!support.hoverMarkdown) return answer(MarkupKind.PlainText, plainText(card.markdown({ words })));
  const isCut = support.hoverPictures && markdown.length > maxMarkdown;
  const whole = isCut ? card.markdown({ words }) : markdown;
  // Our own client has the room, and opens links; others show Markdown as text.
  return answer(MarkupKind.Markdown, support.clientFiles || support.hoverPictures ? whole : narrowMarkdown(whole));
}

function cardAt(view: FileView, position: Position): HoverCard | undefined {
  const rule = ruleHover(view, position);
  if (rule !== undefined) return rule;
  const report = view.snapshot.clusterOf(view.file, position);
  if (report === undefined) return undefined;
  const subject = subjectAt(view, position);
  if (subject?.kind === 'setting') return subjectCard(view, subject, report);
  const version = versionCard(view, position, report);
  if (version !== undefined) return version;
  return objectHover(view, position, report) ?? (subject && subjectCard(view, subject, report));
}

function versionCard({ snapshot, file }: FileView, position: Position, { analysis }: ClusterReport) {
  const stated = snapshot.reading(file)?.versions.find(({ range: { start, end } }) => {
    // Its key stands before it in the line.
    return touches({ start: { line: start.line, character: 0 }, end }, position);
  });
  return stated && { range: stated.range, markdown: ({ words }: MarkdownOptions) => versionMarkdown(analysis, words) };
}

function subjectCard(view: FileView, subject: Subject, report: ClusterReport): HoverCard | undefined {
  const { cluster, analysis } = report;
  const parameters = effectiveParameters(cluster);
  const { range } = subject;
  if (subject.kind === 'setting') {
    return {
      range,
      markdown: (options: MarkdownOptions) => settingMarkdown(analysis, subject.setting, parameters, options),
    };
  }
  const workload = analysisOf(report, subject.workload);
  const others = otherCandidates(view, subject, report).map((one) => escapeMarkdown(view.words(one)));
  return (
    workload && {
      range,
      markdown: (options) => [workloadMarkdown(analysis, workload, parameters, options), ...others].join('\n\n'),
    }
  );
}

/** What becomes of a workload in the other clusters that it may belong to, a sentence each. */
function otherCandidates({ snapshot, file }: FileView, subject: Subject, report: ClusterReport): readonly Said[] {
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
      : [say`In ${cluster.name}: ${workloadHint(other) || verdictWords(other.verdict).title}.`];
  });
  const more = others.length > MOST_OTHERS ? [say`And in ${others.length - MOST_OTHERS} more clusters.`] : [];
  const here = report.likelyFiles.has(file)
    ? say`This is what happens in ${report.cluster.name}; by its folder it is the likeliest cluster.`
    : say`This is what happens in ${report.cluster.name}; nothing says to which cluster it belongs.`;
  return [here, ...sentences, ...more];
}

const MOST_OTHERS = 5;
