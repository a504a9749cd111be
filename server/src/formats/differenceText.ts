// A difference for people, in a terminal.
import { most } from '../model/extremes.ts';
import type { Glyphs } from '../render/picture/glyphs.ts';
import { inGlyphs } from '../render/picture/glyphs.ts';
import { columnsOf, padColumns } from '../render/words/columns.ts';
import type { Style } from '../render/words/verdictText.ts';
import { type Said, say, type Words } from '../text/message.ts';
import { visibleLine } from '../text/visible.ts';
import {
  type ClusterDifference,
  type Difference,
  isSameCluster,
  type Turn,
  type WorkloadDifference,
} from './difference.ts';
import {
  clusterRows,
  clusterTitle,
  type DifferenceRow,
  differenceSummary,
  turnWords,
  workloadRows,
} from './differenceWords.ts';
import type { Paint } from './paint.ts';

const styles: Readonly<Record<Turn, Style>> = {
  worse: 'danger',
  added: 'strong',
  later: 'warning',
  other: 'strong',
  sooner: 'safe',
  better: 'safe',
  removed: 'strong',
};

export interface DifferenceTextOptions {
  readonly paint: Paint;
  readonly glyphs: Glyphs;
  readonly words: Words;
}

type Speech = Pick<DifferenceTextOptions, 'paint' | 'words'>;

/** @param base what was compared with, in words */
export function differenceText(difference: Difference, base: Said, options: DifferenceTextOptions): string {
  const { paint, glyphs, words } = options;
  const blocks = difference.clusters.filter((one) => !isSameCluster(one)).map((one) => clusterBlock(one, options));
  const compared = say`Compared with ${base}, scenario ${difference.scenario}.`;
  const head = words(say`${visibleLine(words(compared))} ${paint('strong', words(differenceSummary(difference)))}`);
  return inGlyphs([`${head}\n`, ...blocks].join('\n'), glyphs);
}

function clusterBlock(cluster: ClusterDifference, speech: Speech): string {
  const { name, root, workloads } = cluster;
  const { paint, words } = speech;
  const head = `${paint('strong', words(clusterTitle(cluster, visibleLine(name))))}  ${paint('faint', visibleLine(root))}\n`;
  return [
    `${head}${table(clusterRows(cluster), '  ', speech)}`,
    ...workloads.map((one) => workloadBlock(one, speech)),
  ].join('\n');
}

function workloadBlock(workload: WorkloadDifference, speech: Speech): string {
  const { paint, words } = speech;
  const { turn, kind, namespace, name, file } = workload;
  const title = paint('strong', visibleLine(`${kind} ${namespace}/${name}`));
  const head = words(say`${paint(styles[turn], words(turnWords[turn]))}: ${title}`);
  return `  ${head}  ${paint('faint', visibleLine(file))}\n${table(workloadRows(workload), '    ', speech)}`;
}

function table(rows: readonly DifferenceRow[], indent: string, speech: Speech): string {
  const titles = rows.map(({ what }) => speech.words(what));
  const width = most(titles.map(columnsOf)) ?? 0;
  return rows
    .map((row, index) => `${indent}${padColumns(titles[index] ?? '', width)}  ${valueText(row, speech)}\n`)
    .join('');
}

function valueText({ before, after }: DifferenceRow, { paint, words }: Speech): string {
  if (before === undefined) return words(after ?? '');
  return `${paint('faint', words(before))} → ${words(after ?? say`nothing`)}`;
}
