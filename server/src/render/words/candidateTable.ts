// The clusters that a workload may belong to, side by side.

import { most } from '../../model/extremes.ts';
import { english, say, type Words } from '../../text/message.ts';
import type { WorkloadAnalysis } from '../../timing/analysis.ts';
import { columnsOf, padColumns } from './columns.ts';
import { type Style, verdictWords } from './verdictText.ts';
import { windowText } from './windowText.ts';

/** What happens to a workload in one of the clusters that it may belong to. */
export interface CandidateRow {
  readonly cluster: string;
  readonly analysis: WorkloadAnalysis;
}

/** More clusters are counted. */
const SHOWN = 12;

/** The clusters that a workload may belong to, side by side; empty where there is no choice. */
export function candidateTable(
  rows: readonly CandidateRow[],
  paint: (style: Style, text: string) => string = (_style, text) => text,
  words: Words = english,
): string {
  if (rows.length < 2) return '';
  const cells = rows.slice(0, SHOWN).map(({ cluster, analysis }) => {
    const { title, tone } = verdictWords(analysis.verdict);
    return {
      cluster,
      title: words(title),
      tone,
      evicted: words(windowText(analysis.eviction)),
      mount: words(windowText(analysis.replacementMount)),
    };
  });
  const width = (texts: readonly string[]) => most(texts.map(columnsOf)) ?? 0;
  const heads = { cluster: words(HEADS.cluster), evicted: words(HEADS.evicted), mount: words(HEADS.mount) };
  const clusterWidth = width([heads.cluster, ...cells.map(({ cluster }) => cluster)]);
  const evictedWidth = width([heads.evicted, ...cells.map(({ evicted }) => evicted)]);
  const mountWidth = width([heads.mount, ...cells.map(({ mount }) => mount)]);
  const line = (cluster: string, evicted: string, mount: string, verdict: string) =>
    `  ${padColumns(cluster, clusterWidth)}  ${padColumns(evicted, evictedWidth)}  ${padColumns(mount, mountWidth)}  ${verdict}\n`;
  const more = rows.length > SHOWN ? `  ${words(say`and in ${rows.length - SHOWN} more`)}\n` : '';
  return [
    `${words(say`It may belong to each of these clusters:`)}\n`,
    paint('faint', line(heads.cluster, heads.evicted, heads.mount, words(HEADS.verdict))),
    ...cells.map(({ cluster, evicted, mount, title, tone }) => line(cluster, evicted, mount, paint(tone, title))),
    more,
  ].join('');
}

const HEADS = {
  cluster: say`cluster`,
  evicted: say`evicted`,
  mount: say`replacement mounts`,
  verdict: say`verdict`,
};
