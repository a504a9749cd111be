// A difference in words: rows of what was and what is, for text and Markdown alike.
import { durationText } from '../model/durationText.ts';
import type { Window } from '../model/window.ts';
import { parameterName } from '../render/words/originText.ts';
import { verdictWords } from '../render/words/verdictText.ts';
import { windowText } from '../render/words/windowText.ts';
import { joinedBy, listed, type Message, type Said, say } from '../text/message.ts';
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
  readonly what: Said;
  readonly before: Said | undefined;
  readonly after: Said | undefined;
}

/** One word of what becomes of a workload; two where one would not be understood. */
export const turnWords: Readonly<Record<Turn, Message>> = {
  worse: say`worse`,
  added: say`new`,
  later: say`later back`,
  other: say`changed`,
  sooner: say`sooner back`,
  better: say`better`,
  removed: say`gone`,
};

const turnCounts: Readonly<Record<Turn, (count: number) => Message>> = {
  worse: (count) => say`${count} worse`,
  added: (count) => say`${count} new`,
  later: (count) => say`${count} later back`,
  other: (count) => say`${count} changed`,
  sooner: (count) => say`${count} sooner back`,
  better: (count) => say`${count} better`,
  removed: (count) => say`${count} gone`,
};

/** The head of a cluster, with what became of it. */
export function clusterTitle({ presence }: ClusterDifference, name: string): Message {
  if (presence === 'both') return say`Cluster ${name}`;
  return presence === 'added' ? say`Cluster ${name} is new` : say`Cluster ${name} is gone`;
}

/** `1 workload worse, 2 sooner back; 5 as before`. */
export function differenceSummary({ clusters }: Difference): Said {
  const all = clusters.flatMap(({ workloads }) => workloads);
  const counts = TURNS.flatMap((turn) => {
    const own = all.filter((one) => one.turn === turn);
    return own.length === 0 ? [] : [say`${turnCounts[turn](own.length)}${turn === 'added' ? dangerNote(own) : ''}`];
  });
  const same = clusters.reduce((sum, one) => sum + one.same, 0);
  const settings = clusters.filter((one) => !isSameCluster(one) && one.workloads.length === 0).length;
  const parts = [
    counts.length > 0
      ? say`Workloads: ${listed(counts)}`
      : settings > 0
        ? say`No workload changes, settings do`
        : say`Nothing changes`,
    ...(same > 0 ? [say`${same} as before`] : []),
  ];
  return say`${joinedBy(parts, (left, right) => say`${left}; ${right}`)}.`;
}

/** What is new was not there to become worse. */
function dangerNote(added: readonly WorkloadDifference[]): Said {
  const bad = added.filter(({ after }) => after?.verdict === 'double-mount' || after?.verdict === 'guarded').length;
  return bad === 0 ? '' : say` (${bad} with two writers)`;
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
    ...(doesNotStart ? [rowOf(say`does not start`, doesNotStart, refusalsText)] : []),
    ...(detection ? [rowOf(say`node Unknown`, detection, windowDataText)] : []),
    ...(prices ? priceRows(prices.before, prices.after) : []),
  ];
}

/** What changes of a workload; of a new one what it is, of one that is gone its verdict. */
export function workloadRows({ before, after }: WorkloadDifference): readonly DifferenceRow[] {
  if (after === undefined) return [{ what: say`was`, before: undefined, after: verdictOf(before) }];
  const rows = OUTCOMES.map(([what, text]) => ({ what, before: before && text(before), after: text(after) }));
  return before === undefined ? rows : rows.filter(isChanged);
}

/** By their English. */
function isChanged({ before, after }: DifferenceRow): boolean {
  return String(before) !== String(after);
}

export function verdictOf(outcome: OutcomeData | undefined): Message | undefined {
  return outcome && verdictWords(outcome.verdict).title;
}

/** The row that stands in the short table, too. */
export const MOUNTED = say`replacement can mount`;

const OUTCOMES: readonly (readonly [Said, (outcome: OutcomeData) => Said])[] = [
  [say`verdict`, ({ verdict }) => verdictWords(verdict).title],
  [say`evicted`, ({ eviction }) => windowDataText(eviction)],
  [say`object removed`, ({ objectRemoval }) => windowDataText(objectRemoval)],
  [say`old pod gone`, ({ oldWriterGone }) => windowDataText(oldWriterGone)],
  [MOUNTED, ({ replacementMount }) => windowDataText(replacementMount)],
  ['tolerationSeconds', ({ tolerationSeconds }) => tolerationText(tolerationSeconds)],
];

function rowOf<T>(
  what: Said,
  { before, after }: { readonly before: T; readonly after: T },
  text: (value: T) => Said,
): DifferenceRow {
  return { what, before: text(before), after: text(after) };
}

function valuesText(values: readonly string[]): Said | undefined {
  if (values.length === 0) return undefined;
  return joinedBy(
    values.map((value) => (value === '' ? '""' : visibleLine(value))),
    (left, right) => say`${left} or ${right}`,
  );
}

function refusalsText(refusals: readonly RefusalData[]): Said {
  if (refusals.length === 0) return say`everything starts`;
  return joinedBy(
    refusals.map(({ component, because }) => say`${visibleLine(component)}: ${visibleLine(because)}`),
    (left, right) => say`${left}; ${right}`,
  );
}

function windowDataText(data: WindowData | null): Message {
  const window: Window = {
    earliest: data?.earliestMs ?? Number.POSITIVE_INFINITY,
    latest: data?.latestMs ?? Number.POSITIVE_INFINITY,
  };
  return windowText(window);
}

function tolerationText(seconds: OutcomeData['tolerationSeconds']): Message {
  if (seconds === null) return say`for ever`;
  return typeof seconds === 'number' ? say`${seconds} s` : say`not known`;
}

function priceRows(before: PricesData | null, after: PricesData | null): readonly DifferenceRow[] {
  const priceText = (prices: PricesData | null, text: (prices: PricesData) => Said) =>
    prices === null ? say`not known` : text(prices);
  return PRICES.map(([what, text]) => ({
    what,
    before: priceText(before, text),
    after: priceText(after, text),
  })).filter(isChanged);
}

const PRICES: readonly (readonly [Message, (prices: PricesData) => Said])[] = [
  [say`lost heartbeats survived`, ({ missedHeartbeats }) => survivedText(missedHeartbeats)],
  [
    say`a request of the kubelet that hangs costs`,
    ({ hungRequestMs }) => (hungRequestMs === null ? say`no bound` : durationText(hungRequestMs)),
  ],
  [
    say`a dead HTTP/2 connection of the controller manager marks`,
    ({ outlastsDeadConnection }) => (outlastsDeadConnection ? say`no node` : say`every node, maybe`),
  ],
  [say`heartbeats write`, ({ heartbeatWrites }) => listed(heartbeatWrites.map(writesText))],
];

function survivedText(missed: number | null): Said {
  if (missed === null) return say`any number`;
  return missed < 0 ? say`none: healthy nodes are marked` : missed;
}

function writesText({ nodes, leaseWritesPerMinute, statusWritesPerMinute }: HeartbeatWritesData): Message {
  const unbounded = leaseWritesPerMinute === null || statusWritesPerMinute === null;
  return unbounded
    ? say`without bound (${nodes} nodes)`
    : say`${leaseWritesPerMinute + statusWritesPerMinute}/min (${nodes} nodes)`;
}
