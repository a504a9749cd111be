// A difference for people, in a terminal.
import { most } from '../model/extremes.ts';
import type { Glyphs } from '../render/picture/glyphs.ts';
import { inGlyphs } from '../render/picture/glyphs.ts';
import type { Style } from '../render/words/verdictText.ts';
import { visibleLine } from '../text/visible.ts';
import {
  type ClusterDifference,
  type Difference,
  isSameCluster,
  type Turn,
  type WorkloadDifference,
} from './difference.ts';
import { clusterRows, type DifferenceRow, summaryText, turnWords, workloadRows } from './differenceWords.ts';
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

/** @param base what was compared with, in words */
export function differenceText(difference: Difference, base: string, paint: Paint, glyphs: Glyphs): string {
  const blocks = difference.clusters.filter((one) => !isSameCluster(one)).map((one) => clusterBlock(one, paint));
  const head = `Compared with ${visibleLine(base)}, scenario ${visibleLine(difference.scenario)}. ${paint('strong', summaryText(difference))}\n`;
  return inGlyphs([head, ...blocks].join('\n'), glyphs);
}

const presenceText = { both: '', added: ' is new', removed: ' is gone' };

function clusterBlock(cluster: ClusterDifference, paint: Paint): string {
  const { name, root, presence, workloads } = cluster;
  const head = `${paint('strong', `Cluster ${visibleLine(name)}`)}${presenceText[presence]}  ${paint('faint', visibleLine(root))}\n`;
  return [
    `${head}${table(clusterRows(cluster), '  ', paint)}`,
    ...workloads.map((one) => workloadBlock(one, paint)),
  ].join('\n');
}

function workloadBlock(workload: WorkloadDifference, paint: Paint): string {
  const { turn, kind, namespace, name, file } = workload;
  const title = paint('strong', visibleLine(`${kind} ${namespace}/${name}`));
  const head = `  ${paint(styles[turn], turnWords[turn])}: ${title}  ${paint('faint', visibleLine(file))}\n`;
  return `${head}${table(workloadRows(workload), '    ', paint)}`;
}

function table(rows: readonly DifferenceRow[], indent: string, paint: Paint): string {
  const width = most(rows.map(({ what }) => what.length)) ?? 0;
  return rows.map((row) => `${indent}${row.what.padEnd(width)}  ${valueText(row, paint)}\n`).join('');
}

function valueText({ before, after }: DifferenceRow, paint: Paint): string {
  if (before === undefined) return after ?? '';
  if (after === undefined) return `${paint('faint', before)} → nothing`;
  return `${paint('faint', before)} → ${after}`;
}
