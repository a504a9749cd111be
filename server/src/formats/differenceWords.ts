// A difference in words: rows of what was and what is, for text and Markdown alike.
import { durationText } from '../model/durationText.ts';
import type { Window } from '../model/window.ts';
import { parameterName } from '../render/words/originText.ts';
import { verdictWords } from '../render/words/verdictText.ts';
import { windowText } from '../render/words/windowText.ts';
import { visibleLine } from '../text/visible.ts';
import {
  type ClusterDifference,
  type Difference,
  isSameCluster,
  TURNS,
  type Turn,
  type WorkloadDifference,
} from './difference.ts';
import type { HeartbeatWritesData, OutcomeData, PricesData, RefusalData, WindowData } from './explainData.ts';

/** `undefined` where there is nothing on this side. */
export interface DifferenceRow {
  readonly what: string;
  readonly before: string | undefined;
  readonly after: string | undefined;
}

/** One word of what becomes of a workload; two where one would not be understood. */
export const turnWords: Readonly<Record<Turn, string>> = {
  worse: 'worse',
  added: 'new',
  later: 'later back',
  other: 'changed',
  sooner: 'sooner back',
  better: 'better',
  removed: 'gone',
};

/** `1 workload worse, 2 sooner back; 5 as before`. */
export function summaryText({ clusters }: Difference): string {
  const all = clusters.flatMap(({ workloads }) => workloads);
  const counts = TURNS.flatMap((turn) => {
    const own = all.filter((one) => one.turn === turn);
    return own.length === 0 ? [] : `${own.length} ${turnWords[turn]}${turn === 'added' ? dangerNote(own) : ''}`;
  });
  const same = clusters.reduce((sum, one) => sum + one.same, 0);
  const settings = clusters.filter((one) => !isSameCluster(one) && one.workloads.length === 0).length;
  const parts = [
    ...(counts.length > 0 ? [`Workloads: ${counts.join(', ')}`] : []),
    ...(counts.length === 0 && settings > 0 ? ['No workload changes, settings do'] : []),
    ...(counts.length === 0 && settings === 0 ? ['Nothing changes'] : []),
    ...(same > 0 ? [`${same} as before`] : []),
  ];
  return `${parts.join('; ')}.`;
}

/** What is new was not there to become worse. */
function dangerNote(added: readonly WorkloadDifference[]): string {
  const bad = added.filter(({ after }) => after?.verdict === 'double-mount' || after?.verdict === 'guarded').length;
  return bad === 0 ? '' : ` (${bad} with two writers)`;
}

/** What changes of a cluster as a whole. */
export function clusterRows(cluster: ClusterDifference): readonly DifferenceRow[] {
  const { kubernetesVersion, parameters, doesNotStart, detection, prices } = cluster;
  return [
    ...(kubernetesVersion ? [rowOf('Kubernetes', kubernetesVersion, visibleLine)] : []),
    ...parameters.map(({ component, name, before, after }) => ({
      what: `${component} ${parameterName({ name })}`,
      before: valuesText(before),
      after: valuesText(after),
    })),
    ...(doesNotStart ? [rowOf('does not start', doesNotStart, refusalsText)] : []),
    ...(detection ? [rowOf('node Unknown', detection, windowDataText)] : []),
    ...(prices ? priceRows(prices.before, prices.after) : []),
  ];
}

/** What changes of a workload; of a new one what it is, of one that is gone its verdict. */
export function workloadRows({ before, after }: WorkloadDifference): readonly DifferenceRow[] {
  if (after === undefined) return [{ what: 'was', before: undefined, after: verdictOf(before) }];
  const rows = OUTCOMES.map(([what, text]) => ({ what, before: before && text(before), after: text(after) }));
  return before === undefined ? rows : rows.filter((row) => row.before !== row.after);
}

export function verdictOf(outcome: OutcomeData | undefined): string | undefined {
  return outcome && String(verdictWords(outcome.verdict).title);
}

const OUTCOMES: readonly (readonly [string, (outcome: OutcomeData) => string])[] = [
  ['verdict', ({ verdict }) => String(verdictWords(verdict).title)],
  ['evicted', ({ eviction }) => windowDataText(eviction)],
  ['object removed', ({ objectRemoval }) => windowDataText(objectRemoval)],
  ['old pod gone', ({ oldWriterGone }) => windowDataText(oldWriterGone)],
  ['replacement can mount', ({ replacementMount }) => windowDataText(replacementMount)],
  ['tolerationSeconds', ({ tolerationSeconds }) => tolerationText(tolerationSeconds)],
];

function rowOf<T>(
  what: string,
  { before, after }: { readonly before: T; readonly after: T },
  text: (value: T) => string,
): DifferenceRow {
  return { what, before: text(before), after: text(after) };
}

function valuesText(values: readonly string[]): string | undefined {
  if (values.length === 0) return undefined;
  return values.map((value) => (value === '' ? '""' : visibleLine(value))).join(' or ');
}

function refusalsText(refusals: readonly RefusalData[]): string {
  if (refusals.length === 0) return 'everything starts';
  return refusals.map(({ component, because }) => visibleLine(`${component}: ${because}`)).join('; ');
}

function windowDataText(data: WindowData | null): string {
  const window: Window = {
    earliest: data?.earliestMs ?? Number.POSITIVE_INFINITY,
    latest: data?.latestMs ?? Number.POSITIVE_INFINITY,
  };
  return String(windowText(window));
}

function tolerationText(seconds: OutcomeData['tolerationSeconds']): string {
  if (seconds === null) return 'for ever';
  return typeof seconds === 'number' ? `${seconds} s` : 'not known';
}

function priceRows(before: PricesData | null, after: PricesData | null): readonly DifferenceRow[] {
  const rows = PRICES.map(([what, text]) => ({ what, before: before && text(before), after: after && text(after) }));
  return rows
    .filter((row) => row.before !== row.after)
    .map((row) => ({ what: row.what, before: row.before ?? 'not known', after: row.after ?? 'not known' }));
}

const PRICES: readonly (readonly [string, (prices: PricesData) => string])[] = [
  ['lost heartbeats survived', ({ missedHeartbeats }) => survivedText(missedHeartbeats)],
  [
    'a request of the kubelet that hangs costs',
    ({ hungRequestMs }) => (hungRequestMs === null ? 'no bound' : String(durationText(hungRequestMs))),
  ],
  [
    'a dead HTTP/2 connection of the controller manager marks',
    ({ outlastsDeadConnection }) => (outlastsDeadConnection ? 'no node' : 'every node, maybe'),
  ],
  ['heartbeats write', ({ heartbeatWrites }) => heartbeatWrites.map(writesText).join(', ')],
];

function survivedText(missed: number | null): string {
  if (missed === null) return 'any number';
  return missed < 0 ? 'none: healthy nodes are marked' : String(missed);
}

function writesText({ nodes, leaseWritesPerMinute, statusWritesPerMinute }: HeartbeatWritesData): string {
  const unbounded = leaseWritesPerMinute === null || statusWritesPerMinute === null;
  return unbounded
    ? `without bound (${nodes} nodes)`
    : `${leaseWritesPerMinute + statusWritesPerMinute}/min (${nodes} nodes)`;
}
