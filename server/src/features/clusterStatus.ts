// Answers what a status item shows of an open file.
import { escapeMarkdown } from '../render/words/markdownText.ts';
import { versionSentence } from '../render/words/originText.ts';
import { NOTHING_RUNS, refusalText } from '../render/words/startingText.ts';
import { type Tone, verdictWords } from '../render/words/verdictText.ts';
import type { ClusterReport } from '../service/treeService.ts';
import { type Said, say, type Words } from '../text/message.ts';
import { VERDICTS, type Verdict } from '../timing/analysis.ts';
import type { FileView } from './fileView.ts';

/** Answers `kubeNodeLifecycle/cluster`: what a status item shows of an open file. */
export interface ClusterStatus {
  readonly name: string;
  /** Folder of the cluster below the tree's root, `.` for the root itself. */
  readonly root: string;
  /** `1.33`, or a range where it is assumed. */
  readonly kubernetesVersion: string;
  readonly assumed: boolean;
  /** The worst verdict of its workloads; `null` without any. */
  readonly verdict: Verdict | null;
  /** The same in the words of the picture; empty without any. */
  readonly outcome: string;
  readonly tone: Tone;
  readonly workloads: number;
  /** Sentences about components that do not start; they come first. */
  readonly doesNotStart: readonly string[];
  /** Markdown: what does not start, the version's origin, and how many workloads have which verdict. */
  readonly tooltip: string;
}

/** `null` for a file that holds nothing of ours or belongs to no cluster. */
export function clusterStatus({ snapshot, file, words }: FileView): ClusterStatus | null {
  const report = snapshot.reading(file) && snapshot.clusterOf(file);
  return report
    ? describe(
        report,
        snapshot.notes((each) => each === file),
        words,
      )
    : null;
}

function describe(report: ClusterReport, notes: readonly Said[], words: Words): ClusterStatus {
  const { cluster, analysis } = report;
  const { effective } = analysis;
  const present = new Set(analysis.workloads.map(({ verdict }) => verdict));
  const worst = VERDICTS.find((verdict) => present.has(verdict));
  return {
    name: cluster.name,
    root: cluster.root,
    kubernetesVersion: cluster.version.text,
    assumed: cluster.version.origin === 'assumed' || cluster.version.origin === 'bounded',
    verdict: effective.isStopped ? null : (worst ?? null),
    outcome: words(effective.isStopped ? say`does not start` : worst ? verdictWords(worst).title : ''),
    tone: effective.refusals.length > 0 ? 'danger' : worst ? verdictWords(worst).tone : 'neutral',
    workloads: analysis.workloads.length,
    doesNotStart: effective.refusals.map((refusal) => words(refusalText(refusal))),
    tooltip: tooltipOf(report, notes, words),
  };
}

const SHOWN_NOTES = 3;

function tooltipOf({ cluster, analysis }: ClusterReport, notes: readonly Said[], words: Words): string {
  const { refusals, isStopped } = analysis.effective;
  const lines = VERDICTS.flatMap((verdict) => {
    const count = analysis.workloads.filter((workload) => workload.verdict === verdict).length;
    return count === 0 ? [] : [`- ${count} × **${words(verdictWords(verdict).title)}**`];
  });
  return [
    `**${words(say`Cluster ${escapeMarkdown(cluster.name)}`)}** · ${escapeMarkdown(words(versionSentence(cluster.version)))}`,
    ...refusals.map((refusal) => `**${escapeMarkdown(words(refusalText(refusal)))}**`),
    isStopped ? words(NOTHING_RUNS) : lines.length > 0 ? lines.join('\n') : words(say`No workloads.`),
    ...notes.slice(0, SHOWN_NOTES).map((note) => escapeMarkdown(words(note))),
    words(say`Select to explain.`),
  ].join('\n\n');
}
