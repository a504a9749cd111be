// A difference as the comment of a pull request: what becomes worse first, then one table each.
import { codeSpan, escapeMarkdown } from '../render/words/markdownText.ts';
import { type ClusterDifference, type Difference, isSame, isSameCluster } from './difference.ts';
import { clusterRows, type DifferenceRow, summaryText, turnWords, verdictOf, workloadRows } from './differenceWords.ts';

/** Whoever puts the comment there finds it again by this line, to write over it. */
const COMMENT_MARK = '<!-- kube-node-lifecycle -->';

/** @param base what was compared with, in words */
export function differenceMarkdown(difference: Difference, base: string): string {
  const { clusters, scenario } = difference;
  const several = clusters.length > 1;
  const blocks = [
    COMMENT_MARK,
    '### When a node is lost',
    `${isSame(difference) ? '' : '**'}${summaryText(difference)}${isSame(difference) ? '' : '**'} Compared with ${escapeMarkdown(base)}; scenario ${escapeMarkdown(scenario)}.`,
    ...clusters.filter((one) => !isSameCluster(one)).flatMap((one) => clusterBlocks(one, several)),
  ];
  return `${blocks.join('\n\n')}\n`;
}

const presenceText = { both: '', added: ' is new', removed: ' is gone' };

function clusterBlocks(cluster: ClusterDifference, isNamed: boolean): readonly string[] {
  const { name, presence, workloads } = cluster;
  const rows = clusterRows(cluster);
  return [
    ...(isNamed || presence !== 'both' ? [`#### Cluster ${escapeMarkdown(name)}${presenceText[presence]}`] : []),
    ...(workloads.length > 0 ? [workloadTable(cluster)] : []),
    ...(workloads.length > 0 ? [details(cluster)] : []),
    ...(rows.length > 0 ? [rowTable('setting', rows)] : []),
  ];
}

function workloadTable({ workloads }: ClusterDifference): string {
  const rows = workloads.map((one) => {
    const { turn, kind, namespace, name, before, after } = one;
    const mount = workloadRows(one).find(({ what }) => what === 'replacement can mount');
    const verdict = { what: '', before: verdictOf(before), after: verdictOf(after) };
    const cells = [
      turnWords[turn],
      escapeMarkdown(`${kind} ${namespace}/${name}`),
      arrow(verdict),
      mount ? arrow(mount) : 'as before',
    ];
    return `| ${cells.join(' | ')} |`;
  });
  return `| | workload | verdict | replacement can mount |\n| --- | --- | --- | --- |\n${rows.join('\n')}`;
}

/** All that changes of each workload, to be opened. */
function details({ workloads }: ClusterDifference): string {
  const blocks = workloads.map((one) => {
    const title = `**${escapeMarkdown(`${one.kind} ${one.namespace}/${one.name}`)}** (${codeSpan(one.file)})`;
    return `${title}\n\n${rowTable('', workloadRows(one))}`;
  });
  return `<details><summary>Every window</summary>\n\n${blocks.join('\n\n')}\n\n</details>`;
}

function rowTable(what: string, rows: readonly DifferenceRow[]): string {
  const lines = rows.map((row) => `| ${escapeMarkdown(row.what)} | ${cell(row.before)} | ${cell(row.after)} |`);
  return `| ${what} | before | after |\n| --- | --- | --- |\n${lines.join('\n')}`;
}

function cell(text: string | undefined): string {
  return text === undefined ? '' : escapeMarkdown(text);
}

/** Once where both are equal. */
function arrow({ before, after }: DifferenceRow): string {
  if (before === undefined || before === after) return cell(after);
  return after === undefined ? `${cell(before)} → gone` : `${cell(before)} → ${cell(after)}`;
}
