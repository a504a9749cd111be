// The clusters that a workload may belong to, side by side.
import { most } from '../../model/extremes.ts';
import type { WorkloadAnalysis } from '../../timing/analysis.ts';
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
): string {
  if (rows.length < 2) return '';
  const cells = rows.slice(0, SHOWN).map(({ cluster, analysis }) => {
    const { title, tone } = verdictWords(analysis.verdict);
    return {
      cluster,
      title: String(title),
      tone,
      evicted: String(windowText(analysis.eviction)),
      mount: String(windowText(analysis.replacementMount)),
    };
  });
  const width = (texts: readonly string[]) => most(texts.map(({ length }) => length)) ?? 0;
  const clusterWidth = width([HEADS.cluster, ...cells.map(({ cluster }) => cluster)]);
  const evictedWidth = width([HEADS.evicted, ...cells.map(({ evicted }) => evicted)]);
  const mountWidth = width([HEADS.mount, ...cells.map(({ mount }) => mount)]);
  const line = (cluster: string, evicted: string, mount: string, verdict: string) =>
    `  ${cluster.padEnd(clusterWidth)}  ${evicted.padEnd(evictedWidth)}  ${mount.padEnd(mountWidth)}  ${verdict}\n`;
  const more = rows.length > SHOWN ? `  and in ${rows.length - SHOWN} more\n` : '';
  return [
    'It may belong to each of these clusters:\n',
    paint('faint', line(HEADS.cluster, HEADS.evicted, HEADS.mount, 'verdict')),
    ...cells.map(({ cluster, evicted, mount, title, tone }) => line(cluster, evicted, mount, paint(tone, title))),
    more,
  ].join('');
}

const HEADS = { cluster: 'cluster', evicted: 'evicted', mount: 'replacement mounts' };
