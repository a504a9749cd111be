// A runbook in Markdown: for each workload what happens when its node is lost, until when, and what frees it.

import type { FreeNow, Incident } from '../../incident/incident.ts';
import { isNever } from '../../model/window.ts';
import { english, type Said, say, type Words } from '../../text/message.ts';
import type { ClusterAnalysis, WorkloadAnalysis } from '../../timing/analysis.ts';
import { fencingOf, type WayOut, waysOut } from '../../timing/waysOut.ts';
import { type AlikeWorkloads, alikeWorkloads } from '../words/alike.ts';
import { circumstances, heldSentence, othersSentence, podSentences, podTitle } from '../words/incidentSentences.ts';
import { windowInstants } from '../words/instantText.ts';
import { codeBlock, escapeMarkdown, markdownTable, numberedList } from '../words/markdownText.ts';
import { versionSentence } from '../words/originText.ts';
import { scenarioText } from '../words/scenarioText.ts';
import { stepSentence } from '../words/sentences.ts';
import { NOTHING_RUNS, refusalText } from '../words/startingText.ts';
import { verdictWords } from '../words/verdictText.ts';
import { commandsText, conditionText, wayText } from '../words/waysOutText.ts';
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

const escapedBy = (words: Words) => (said: Said) => escapeMarkdown(words(said));

/** The runbook of a cluster. All text of files is escaped. */
export function runbook(
  analysis: ClusterAnalysis,
  workloads: readonly WorkloadAnalysis[],
  { place, incident, isSummary = false, words = english }: RunbookOptions,
): string {
  const { cluster, effective } = analysis;
  const own = escapedBy(words);
  const blocks = [
    `# ${own(say`When a node of ${cluster.name} is lost`)}`,
    `${own(versionSentence(cluster.version, () => ''))}  \n${own(say`Scenario: ${scenarioText(analysis.scenario)}`)}`,
    ...effective.refusals.map((refusal) => `**${own(refusalText(refusal))}**`),
    ...cluster.notes.map((note) => `> ${own(note)}`),
    incident === undefined ? '' : incidentSection(incident, words),
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
  const own = escapedBy(words);
  const { title, sentence } = verdictWords(workload.verdict);
  const ways = waysOut(analysis, workload);
  const fencing = fencingOf(workload);
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
      : `### ${own(say`What frees it, safest first`)}\n\n${ways.map((way, index) => wayItem(way, index, words)).join('\n')}`,
    fencing.length === 0
      ? ''
      : `### ${own(say`What keeps it to one writer`)}\n\n${fencing.map((way, index) => wayItem(way, index, words)).join('\n')}`,
    unknown.length === 0 ? '' : `### ${own(say`Not known`)}\n\n${unknown.join('\n')}`,
  ]
    .filter((block) => block !== '')
    .join('\n\n');
}

function wayItem(way: WayOut, index: number, words: Words): string {
  const when = whenText(way.replacementMount);
  const mounts =
    way.by === 'fenced'
      ? say`The replacement can mount ${when}, by itself.`
      : say`Done as soon as the pod is evicted, the replacement can mount ${when} (counted from the silence).`;
  return itemOf(way, index, mounts, words);
}

/** A list's item, with its commands below it. @param mounts when the replacement can mount; empty where nobody can tell */
function itemOf(way: WayOut, index: number, mounts: Said, words: Words): string {
  const below = way.needsDeadNode
    ? [
        say`Before: ${conditionText(way)}.`,
        mounts,
        say`If the node still runs after all: ${verdictWords(way.verdictIfWrong).title}.`,
      ]
    : [];
  const own = escapedBy(words);
  const lines = below.filter((one) => one !== '').map((one) => `   - ${own(one)}`);
  return [`${index + 1}. ${own(say`${wayText(way)}.`)}`, ...lines, ...commandBlock(way, words)].join('\n');
}

function commandBlock(way: WayOut, words: Words): readonly string[] {
  const commands = commandsText(way).map(words);
  // What is taken back later is not pasted with the rest.
  const blocks = way.by === 'out-of-service' ? commands : [commands.join('\n')].filter((one) => one !== '');
  return blocks.flatMap((block) => ['', indented(codeBlock(block))]);
}

/** The same in a running incident, as if it were done now. */
function wayNowItem(way: FreeNow, index: number, now: number, words: Words): string {
  const { replacementMount } = way;
  const mounts = isNever(replacementMount)
    ? ''
    : say`Done now, the replacements can mount ${windowInstants(replacementMount, now)}.`;
  return itemOf(way, index, mounts, words);
}

function indented(block: string): string {
  return block
    .split('\n')
    .map((line) => (line === '' ? '' : `   ${line}`))
    .join('\n');
}

function incidentSection(incident: Incident, words: Words): string {
  const own = escapedBy(words);
  const { now, pods, held, others } = incident;
  const bullets = (texts: readonly Said[]) => texts.map((text) => `- ${own(text)}`).join('\n');
  return [
    `## ${own(say`What is happening now`)}\n\n${own(say`At ${nowText(incident)}.`)}`,
    bullets(circumstances(incident)),
    ...pods.map((one) => {
      const ways = one.frees.map((way, index) => wayNowItem(way, index, now.at, words));
      const frees = ways.length === 0 ? '' : `\n\n${own(say`What frees it, safest first`)}:\n\n${ways.join('\n')}`;
      return `### ${own(podTitle(one))}\n\n${bullets(podSentences(one, now.at))}${frees}`;
    }),
    bullets([...held.map((one) => heldSentence(one, now.at)), ...others.map(othersSentence)]),
  ]
    .filter((block) => block !== '')
    .join('\n\n');
}
