// A runbook in Markdown: for each workload what happens when its node is lost, until when, and what frees it.

import type { Incident } from '../../incident/incident.ts';
import { english, type Said, say, type Words } from '../../text/message.ts';
import type { ClusterAnalysis, WorkloadAnalysis } from '../../timing/analysis.ts';
import { type WayOut, waysOut } from '../../timing/waysOut.ts';
import { type AlikeWorkloads, alikeWorkloads } from '../words/alike.ts';
import { circumstances, heldSentence, othersSentence, podSentences, podTitle } from '../words/incidentSentences.ts';
import { codeBlock, escapeMarkdown, markdownTable, numberedList } from '../words/markdownText.ts';
import { versionSentence } from '../words/originText.ts';
import { scenarioText } from '../words/scenarioText.ts';
import { stepSentence } from '../words/sentences.ts';
import { NOTHING_RUNS, refusalText } from '../words/startingText.ts';
import { verdictWords } from '../words/verdictText.ts';
import { conditionText, wayText } from '../words/waysOutText.ts';
import { whenText, windowText } from '../words/windowText.ts';
import { workloadTitle } from '../words/workloadTitle.ts';
import { nowText } from './incidentText.ts';

/** What to put beside a workload: where it is written. */
export interface RunbookOptions {
  readonly place: (workload: WorkloadAnalysis) => string;
  readonly incident: Incident | undefined;
  /** The node and the table of workloads alone. */
  readonly isSummary?: boolean;
  readonly words?: Words;
}

/** The runbook of a cluster. All text of files is escaped. */
export function runbook(
  analysis: ClusterAnalysis,
  workloads: readonly WorkloadAnalysis[],
  { place, incident, isSummary = false, words = english }: RunbookOptions,
): string {
  const { cluster, effective } = analysis;
  const own = (said: Said) => escapeMarkdown(words(said));
  const blocks = [
    `# ${own(say`When a node of ${cluster.name} is lost`)}`,
    `${own(versionSentence(cluster.version, () => ''))}  \n${own(say`Scenario: ${scenarioText(analysis.scenario)}`)}`,
    ...effective.refusals.map((refusal) => `**${own(refusalText(refusal))}**`),
    ...cluster.notes.map((note) => `> ${own(note)}`),
    incident === undefined ? '' : incidentSection(incident, own),
    effective.isStopped
      ? own(NOTHING_RUNS)
      : `## ${own(say`The node`)}\n\n${numberedList(analysis.steps.map(stepSentence).map(own))}`,
    workloads.length > (isSummary ? 0 : 1) ? overview(workloads, words) : '',
    ...(effective.isStopped || isSummary
      ? []
      : alikeWorkloads(analysis, workloads).map((group) => section(analysis, group, place, words))),
  ];
  return `${blocks.filter((block) => block !== '').join('\n\n')}\n`;
}

function overview(workloads: readonly WorkloadAnalysis[], words: Words): string {
  const rows = workloads.map((workload) => [
    escapeMarkdown(workloadTitle(workload)),
    words(verdictWords(workload.verdict).title),
    words(windowText(workload.eviction)),
    words(windowText(workload.replacementMount)),
  ]);
  const heads = [say`workload`, say`verdict`, say`evicted`, say`replacement can mount`].map(words);
  return markdownTable(heads, rows);
}

/** Of several that are alike the first, with the names of the others. */
function section(
  analysis: ClusterAnalysis,
  [workload, ...others]: AlikeWorkloads,
  place: RunbookOptions['place'],
  words: Words,
): string {
  const own = (said: Said) => escapeMarkdown(words(said));
  const { title, sentence } = verdictWords(workload.verdict);
  const ways = waysOut(analysis, workload);
  const unknown = workload.unknown.map(({ what, where }) => `- ${own(say`${what}: ${where}`)}`);
  return [
    `## ${own(say`${workloadTitle(workload)}: ${title}`)}`,
    own(say`${sentence} (${place(workload)})`),
    others.length === 0
      ? ''
      : `${own(say`The same happens to:`)}\n\n${others.map((one) => `- ${escapeMarkdown(workloadTitle(one))} (${escapeMarkdown(place(one))})`).join('\n')}`,
    `### ${own(say`What happens`)}\n\n${numberedList(
      workload.steps
        .filter(({ code }) => code !== 'verdict')
        .map(stepSentence)
        .map(own),
    )}`,
    ways.length === 0
      ? ''
      : `### ${own(say`What frees it, safest first`)}\n\n${ways.map((way, index) => wayItem(way, index, own)).join('\n')}`,
    unknown.length === 0 ? '' : `### ${own(say`Not known`)}\n\n${unknown.join('\n')}`,
  ]
    .filter((block) => block !== '')
    .join('\n\n');
}

/** A list's item, with its commands below it. */
function wayItem(way: WayOut, index: number, own: (said: Said) => string): string {
  const { needsDeadNode, commands, replacementMount, verdictIfWrong, by } = way;
  const lines = [`${index + 1}. ${own(say`${wayText(way)}.`)}`];
  if (needsDeadNode) {
    lines.push(`   - ${own(say`Before: ${conditionText(way)}.`)}`);
    const when = whenText(replacementMount);
    lines.push(
      by === 'fenced'
        ? `   - ${own(say`The replacement can mount ${when}, by itself.`)}`
        : `   - ${own(say`Done as soon as the pod is evicted, the replacement can mount ${when} (counted from the silence).`)}`,
    );
    lines.push(`   - ${own(say`If the node still runs after all: ${verdictWords(verdictIfWrong).title}.`)}`);
  }
  if (commands.length > 0) lines.push('', indented(codeBlock(commands.join('\n'))));
  return lines.join('\n');
}

function indented(block: string): string {
  return block
    .split('\n')
    .map((line) => (line === '' ? '' : `   ${line}`))
    .join('\n');
}

function incidentSection(incident: Incident, own: (said: Said) => string): string {
  const { now, pods, held, others } = incident;
  const bullets = (texts: readonly Said[]) => texts.map((text) => `- ${own(text)}`).join('\n');
  return [
    `## ${own(say`What is happening now`)}\n\n${own(say`At ${nowText(incident)}.`)}`,
    bullets(circumstances(incident)),
    ...pods.map((one) => {
      const ways = one.frees.flatMap(({ commands }) => commands);
      const commands =
        ways.length === 0
          ? ''
          : `\n\n${own(say`Once its node is surely off, or cut off from the storage, one of:`)}\n\n${codeBlock(ways.join('\n'))}`;
      return `### ${own(podTitle(one))}\n\n${bullets(podSentences(one, now.at))}${commands}`;
    }),
    bullets([...held.map((one) => heldSentence(one, now.at)), ...others.map(othersSentence)]),
  ]
    .filter((block) => block !== '')
    .join('\n\n');
}
