// What many runs of a simulation gave, beside the windows that they must lie in.

import { durationText } from '../../model/durationText.ts';
import type { Window } from '../../model/window.ts';
import type { Forecast, Spread, WorkloadForecast } from '../../simulator/forecast.ts';
import { english, type Said, say, type Words } from '../../text/message.ts';
import type { ClusterAnalysis, WorkloadAnalysis } from '../../timing/analysis.ts';
import { columnsOf, padColumns } from '../words/columns.ts';
import type { Style } from '../words/verdictText.ts';
import { windowText } from '../words/windowText.ts';
import { workloadTitle } from '../words/workloadTitle.ts';

/**
 * What many runs of a simulation gave, beside the windows that they must lie in. Ends with a line break.
 *
 * @param workloads those that are to be shown
 */
export function forecastText(
  { runs, detection, workloads: played }: Forecast,
  workloads: readonly WorkloadAnalysis[],
  analysis: ClusterAnalysis,
  paint: (style: Style, text: string) => string = (_style, text) => text,
  words: Words = english,
): string {
  const blocks = [
    `${paint('strong', words(say`Simulated ${runs} times`))}\n${row(...HEADS.map(words))}` +
      spreadRow(words, say`node marked`, detection, analysis.detection) +
      flapLine(analysis, words),
  ];
  for (const shown of workloads) {
    const found = played.find(({ workload }) => workload === shown.workload);
    blocks.push(
      `${paint('strong', workloadTitle(shown))}\n${found === undefined ? `  ${words(NOT_PLAYED)}\n` : workloadRows(words, found, shown, runs)}`,
    );
  }
  return blocks.join('\n');
}

/** Healthy nodes are marked, so that the silence is no beginning. */
function flapLine({ steps }: ClusterAnalysis, words: Words): string {
  return steps.some(({ code }) => code === 'flaps') ? `  ${words(FLAPS)}\n` : '';
}

const FLAPS = say`Windows do not hold: healthy nodes are marked too, before the silence as well.`;
const NOT_PLAYED = say`Not played: an input of its own is not known.`;
const HEADS = [say`event`, say`earliest`, say`median`, say`latest`, say`never`, say`window`];

function workloadRows(words: Words, seen: WorkloadForecast, shown: WorkloadAnalysis, runs: number): string {
  return (
    spreadRow(words, say`eviction`, seen.eviction, shown.eviction) +
    spreadRow(words, say`object removed`, seen.objectRemoval, shown.objectRemoval) +
    spreadRow(words, say`replacement can mount`, seen.replacementMount, shown.replacementMount) +
    spreadRow(words, say`old writer gone`, seen.oldWriterGone, shown.oldWriterGone) +
    `  ${words(say`two writers in ${seen.doubleMounts} of ${runs} runs`)}\n`
  );
}

function spreadRow(words: Words, name: Said, { earliest, median, latest, missing }: Spread, window: Window): string {
  const text = (time: number | undefined) => (time === undefined ? '' : words(durationText(time)));
  return row(
    words(name),
    text(earliest),
    text(median),
    text(latest),
    missing === 0 ? '' : String(missing),
    words(windowText(window)),
  );
}

function row(...[name = '', earliest = '', median = '', latest = '', missing = '', window = '']: readonly string[]) {
  const columns = [earliest, median, latest].map((text) => padded(text, 14)).join('');
  return `  ${padColumns(name, 22)}${columns}${padded(missing, 8)}   ${window}`.trimEnd().concat('\n');
}

/** At the right edge of its column. */
function padded(text: string, columns: number): string {
  return ' '.repeat(Math.max(columns - columnsOf(text), 0)) + text;
}
