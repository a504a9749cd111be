import { durationText, isUnbounded } from '../../model/durationText.ts';
import { most } from '../../model/extremes.ts';
import { isNever, type Window } from '../../model/window.ts';
import type { ClusterAnalysis, WorkloadAnalysis } from '../../timing/analysis.ts';
import { type Tone, verdictWords } from '../words/verdictText.ts';
import { windowText } from '../words/windowText.ts';
import { workloadTitle } from '../words/workloadTitle.ts';

/** Something that happens once, somewhere in its window. */
export interface TimelineEvent {
  readonly label: string;
  readonly window: Window;
  /** The window in words. */
  readonly text: string;
}

/** The time in which a pod can write to the volume. */
export interface TimelineLife {
  readonly label: string;
  /** From when on, and until when; the end may be `NEVER`. */
  readonly from: Window;
  readonly until: Window;
  readonly tone: Tone;
  readonly text: string;
}

/** What is to be drawn, in milliseconds and words; text and picture differ only in how they draw it. */
export interface Timeline {
  readonly title: string;
  readonly tone: Tone;
  readonly verdict: string;
  /** The axis ends here; everything finite lies before it. */
  readonly endMs: number;
  /** Times of the axis' marks, the first 0. */
  readonly ticks: readonly number[];
  readonly events: readonly TimelineEvent[];
  readonly lives: readonly TimelineLife[];
  /** From when to when two pods can write; `untilMs` may be `Infinity`. */
  readonly overlap: { readonly fromMs: number; readonly untilMs: number; readonly text: string } | undefined;
}

/** Distances between two marks of the axis, in milliseconds. */
const steps = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1_800, 3_600, 7_200, 21_600, 43_200, 86_400].map(
  (seconds) => seconds * 1_000,
);
const maxTicks = 7;
/** What is left free behind the last event, as a share of the axis. */
const tail = 0.2;

/** The timeline of a cluster, or of one of its workloads. */
export function timelineOf(cluster: ClusterAnalysis, workload?: WorkloadAnalysis): Timeline {
  const events = [event('node Unknown', cluster.detection)];
  // Without taint-based eviction there is none, and pods are evicted all the same.
  if (!isNever(cluster.taint)) events.push(event('NoExecute taint', cluster.taint));
  if (workload) {
    events.push(event('pod evicted', workload.eviction));
    events.push(event('object removed', workload.objectRemoval));
  }
  const drawn = events.filter(({ window }) => !isNever(window));
  const lives = workload && hasVolume(workload) ? livesOf(workload) : [];
  const overlap = workload && overlapOf(workload);
  const bounds = [
    ...drawn.map(({ window }) => window),
    ...lives.flatMap(({ from, until }) => [from, until]),
    { earliest: overlap?.fromMs ?? 0, latest: overlap?.untilMs ?? 0 },
  ].flatMap(({ earliest, latest }) => [earliest, latest]);
  const last = Math.max(10_000, most(bounds.filter((bound) => !isUnbounded(bound))) ?? 10_000);
  const endMs = last / (1 - tail);
  const words = workload && verdictWords(workload.verdict);
  return {
    title: workload ? workloadTitle(workload) : `Cluster ${cluster.cluster.name}`,
    tone: words?.tone ?? 'neutral',
    verdict: words?.title ?? '',
    endMs,
    ticks: ticksUpTo(endMs),
    events,
    lives,
    overlap,
  };
}

function event(label: string, window: Window): TimelineEvent {
  return { label, window, text: windowText(window) };
}

function hasVolume({ verdict }: WorkloadAnalysis): boolean {
  return verdict !== 'stateless';
}

function livesOf({ oldWriterGone, replacementMount, doubleMount, verdict }: WorkloadAnalysis): TimelineLife[] {
  const start: Window = { earliest: 0, latest: 0 };
  const old: TimelineLife = {
    label: 'old pod writes',
    from: start,
    until: oldWriterGone,
    tone: 'neutral',
    text: untilText(oldWriterGone),
  };
  if (isNever(replacementMount)) return [old];
  const replacement: TimelineLife = {
    label: 'replacement mounts',
    from: replacementMount,
    until: { earliest: Number.POSITIVE_INFINITY, latest: Number.POSITIVE_INFINITY },
    tone: doubleMount.possible ? 'danger' : verdict === 'unknown' ? 'warning' : 'safe',
    text: windowText(replacementMount),
  };
  return [old, replacement];
}

function untilText(window: Window): string {
  if (isNever(window)) return 'until someone ends it';
  if (window.latest <= 0) return 'gone at once';
  return isUnbounded(window.latest) ? `until ${durationText(window.earliest)} or later` : `until ${windowText(window)}`;
}

function overlapOf({ doubleMount }: WorkloadAnalysis): Timeline['overlap'] {
  const { possible, fromMs, untilMs } = doubleMount;
  if (possible !== true || fromMs === undefined || untilMs === undefined) return undefined;
  const text = isUnbounded(untilMs)
    ? `from ${durationText(fromMs)}, without end`
    : `${windowText({ earliest: fromMs, latest: untilMs })}`;
  return { fromMs, untilMs, text };
}

function ticksUpTo(endMs: number): number[] {
  const step = steps.find((size) => endMs / size <= maxTicks) ?? Math.ceil(endMs / maxTicks / 86_400_000) * 86_400_000;
  return Array.from({ length: Math.floor(endMs / step) + 1 }, (_, index) => index * step);
}
