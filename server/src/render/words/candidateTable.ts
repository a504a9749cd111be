// What a workload comes to in each cluster that it may belong to, and by what its storage may be, side by side.

import { most } from '../../model/extremes.ts';
import { english, type Said, say, type Words } from '../../text/message.ts';
import type { StorageGuess, WorkloadAnalysis } from '../../timing/analysis.ts';
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

type Paint = (style: Style, text: string) => string;

/** The clusters that a workload may belong to, side by side; empty where there is no choice. */
export function candidateTable(
  rows: readonly CandidateRow[],
  paint: Paint = (_style, text) => text,
  words: Words = english,
): string {
  if (rows.length < 2) return '';
  const shown = rows.slice(0, SHOWN).map(({ cluster, analysis }) => ({ ...analysis, name: cluster }));
  const table = sideBySide(words(HEADS.cluster), shown, paint, words);
  const more = rows.length > SHOWN ? `  ${words(say`and in ${rows.length - SHOWN} more`)}\n` : '';
  return `${words(say`It may belong to each of these clusters:`)}\n${table}${more}`;
}

/** What a workload comes to by what its storage may be, side by side; empty where that is known, or decides nothing. */
export function storageTable(
  { byStorage, eviction }: WorkloadAnalysis,
  paint: Paint = (_style, text) => text,
  words: Words = english,
): string {
  if (byStorage.length === 0) return '';
  const rows = byStorage.map((way) => ({ ...way, eviction, name: words(STORAGE[way.storage]) }));
  return `${words(say`Its storage decides, which is not known:`)}\n${sideBySide(words(HEADS.storage), rows, paint, words)}`;
}

type Row = Pick<WorkloadAnalysis, 'eviction' | 'replacementMount' | 'verdict'> & { readonly name: string };

function sideBySide(head: string, rows: readonly Row[], paint: Paint, words: Words): string {
  const cells = rows.map(({ name, eviction, replacementMount, verdict }) => {
    const { title, tone } = verdictWords(verdict);
    const [evicted, mount] = [words(windowText(eviction)), words(windowText(replacementMount))] as const;
    return { name, evicted, mount, verdict: paint(tone, words(title)) };
  });
  const heads = { name: head, evicted: words(HEADS.evicted), mount: words(HEADS.mount), verdict: words(HEADS.verdict) };
  const widthOf = (column: 'name' | 'evicted' | 'mount') =>
    most([heads, ...cells].map((row) => columnsOf(row[column]))) ?? 0;
  const widths = { name: widthOf('name'), evicted: widthOf('evicted'), mount: widthOf('mount') };
  const line = ({ name, evicted, mount, verdict }: typeof heads) =>
    `  ${padColumns(name, widths.name)}  ${padColumns(evicted, widths.evicted)}  ${padColumns(mount, widths.mount)}  ${verdict}\n`;
  return `${paint('faint', line(heads))}${cells.map(line).join('')}`;
}

const HEADS = {
  cluster: say`cluster`,
  storage: say`storage`,
  evicted: say`evicted`,
  mount: say`replacement mounts`,
  verdict: say`verdict`,
};

/** What storage may be, in a few words. */
export const STORAGE: Readonly<Record<StorageGuess, Said>> = {
  'not-attached': say`mounted by any node (NFS, CephFS)`,
  'attached-to-many': say`attached to several nodes`,
  attached: say`attached to one node (EBS, Ceph RBD)`,
  'node-bound': say`on one node (local-path)`,
  'no-volume': say`gone with the pod`,
};
