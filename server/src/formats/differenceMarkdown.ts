// A difference as the comment of a pull request: what becomes worse first, then one table each.
import { codeSpan, escapeMarkdown, markdownTable } from '../render/words/markdownText.ts';
import { english, type Said, say, type Words } from '../text/message.ts';
import { type ClusterDifference, type Difference, isSame, isSameCluster } from './difference.ts';
import {
  clusterRows,
  clusterTitle,
  type DifferenceRow,
  differenceSummary,
  MOUNTED,
  turnWords,
  verdictOf,
  workloadRows,
} from './differenceWords.ts';

/** Whoever puts the comment there finds it again by this line, to write over it. */
const COMMENT_MARK = '<!-- kube-node-lifecycle -->';

/** Says something as a piece of Markdown. */
type Cell = (said: Said) => string;

/** @param base what was compared with, in words */
export function differenceMarkdown(difference: Difference, base: Said, words: Words = english): string {
  const { clusters, scenario } = difference;
  const several = clusters.length > 1;
  const cell: Cell = (said) => escapeMarkdown(words(said));
  const mark = isSame(difference) ? '' : '**';
  const compared = say`Compared with ${base}; scenario ${scenario}.`;
  const blocks = [
    COMMENT_MARK,
    `### ${cell(say`When a node is lost`)}`,
    `${mark}${words(differenceSummary(difference))}${mark} ${cell(compared)}`,
    ...clusters.filter((one) => !isSameCluster(one)).flatMap((one) => clusterBlocks(one, several, cell)),
  ];
  return `${blocks.join('\n\n')}\n`;
}

function clusterBlocks(cluster: ClusterDifference, isNamed: boolean, cell: Cell): readonly string[] {
  const { name, presence, workloads } = cluster;
  const rows = clusterRows(cluster);
  return [
    ...(isNamed || presence !== 'both' ? [`#### ${cell(clusterTitle(cluster, name))}`] : []),
    ...(workloads.length > 0 ? [workloadTable(cluster, cell), ...details(cluster, cell)] : []),
    ...(rows.length > 0 ? [rowTable(say`setting`, rows, cell)] : []),
  ];
}

function workloadTable({ workloads }: ClusterDifference, cell: Cell): string {
  const rows = workloads.map((one) => {
    const { turn, kind, namespace, name, before, after } = one;
    const mount = workloadRows(one).find(({ what }) => what === MOUNTED);
    const verdict = { what: '', before: verdictOf(before), after: verdictOf(after) };
    return [
      cell(turnWords[turn]),
      cell(`${kind} ${namespace}/${name}`),
      arrow(verdict, cell),
      after === undefined ? '' : mount ? arrow(mount, cell) : cell(say`as before`),
    ];
  });
  return markdownTable(['', cell(say`workload`), cell(say`verdict`), cell(MOUNTED)], rows);
}

/** All that changes of each workload, to be opened; of one that is gone the short table has it. */
function details({ workloads }: ClusterDifference, cell: Cell): readonly string[] {
  const blocks = workloads
    .filter(({ after }) => after !== undefined)
    .map((one) => {
      const title = `**${cell(`${one.kind} ${one.namespace}/${one.name}`)}** (${codeSpan(one.file)})`;
      return `${title}\n\n${rowTable('', workloadRows(one), cell)}`;
    });
  if (blocks.length === 0) return [];
  return [`<details><summary>${cell(say`Every window`)}</summary>\n\n${blocks.join('\n\n')}\n\n</details>`];
}

function rowTable(what: Said, rows: readonly DifferenceRow[], cell: Cell): string {
  const lines = rows.map((row) => [cell(row.what), cell(row.before ?? ''), cell(row.after ?? '')]);
  return markdownTable([cell(what), cell(say`before`), cell(say`after`)], lines);
}

/** Once where both are equal. */
function arrow({ before, after }: DifferenceRow, cell: Cell): string {
  const [old, now] = [cell(before ?? ''), cell(after ?? say`gone`)];
  return before === undefined || old === now ? now : `${old} → ${now}`;
}
