// The axis of a picture: to scale, but that long stretches in which nothing happens are shortened.
import { isUnbounded } from '../../model/durationText.ts';
import { most } from '../../model/extremes.ts';
import type { Window } from '../../model/window.ts';

/** Times in milliseconds. */
export interface Stretch {
  readonly fromMs: number;
  readonly untilMs: number;
}

export interface TimeAxis {
  /** The axis ends here; everything finite lies before it. */
  readonly endMs: number;
  /** What is left out of it, in order. */
  readonly leftOut: readonly Stretch[];
}

/** Distances between two marks of an axis, in milliseconds. */
const steps = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1_800, 3_600, 7_200, 21_600, 43_200, 86_400].map(
  (seconds) => seconds * 1_000,
);
const DAY = 86_400_000;
/** A picture of nothing is this long. */
const LEAST = 10_000;
/** What is left free behind the last event, as a share of what is shown. */
const TAIL = 0.24;
/** An idle stretch keeps this share of the time in which things happen, and at least this one of the whole. */
const IDLE_SHARE = 0.5;
const LEAST_IDLE = 0.06;
/** Nothing is left out where the windows are seen anyway: they, or what would be left out, are this share of the whole. */
const SEEN = 0.22;
const WORTH = 0.22;

/** An axis on which every window is seen. @param windows bounds that are not finite lie beyond its end */
export function timeAxis(windows: readonly Window[]): TimeAxis {
  const busy = merged(windows);
  const last = Math.max(most(busy.map(({ untilMs }) => untilMs)) ?? 0, 0);
  const lasts = busy.reduce((sum, { fromMs, untilMs }) => sum + untilMs - fromMs, 0);
  const kept = Math.max(lasts * IDLE_SHARE, last * LEAST_IDLE);
  const leftOut = busy.flatMap(({ fromMs }, index) => {
    const before = index === 0 ? 0 : (busy[index - 1]?.untilMs ?? 0);
    const length = fromMs - before;
    return busy.length > 1 && lasts < last * SEEN && length - kept > last * WORTH
      ? [{ fromMs: before + kept / 2, untilMs: fromMs - kept / 2 }]
      : [];
  });
  const shown = last - leftOut.reduce((sum, one) => sum + lengthOf(one), 0);
  return { endMs: last + Math.max((shown * TAIL) / (1 - TAIL), last === 0 ? LEAST : 0), leftOut };
}

/** How much of the axis lies before a time, from 0 to 1; what never comes lies at its end. */
export function shareOf(axis: TimeAxis, milliseconds: number): number {
  if (isUnbounded(milliseconds)) return 1;
  const before = axis.leftOut.reduce(
    (sum, { fromMs, untilMs }) => sum + Math.max(Math.min(milliseconds, untilMs) - fromMs, 0),
    0,
  );
  return Math.min(Math.max((milliseconds - before) / shownOf(axis), 0), 1);
}

/** Times of the axis' marks, the first 0. @param least the smallest share of the axis between two of them */
export function ticksOf(axis: TimeAxis, least: number): readonly number[] {
  const shortest = least * shownOf(axis);
  const step = steps.find((size) => size >= shortest) ?? Math.ceil(shortest / DAY) * DAY;
  const edge = shortest / 2;
  const ticks: number[] = [0];
  // Only stretches that are shown: an axis of years has few marks all the same.
  const starts = [0, ...axis.leftOut.map(({ untilMs }) => untilMs)];
  const ends = [...axis.leftOut.map(({ fromMs }) => fromMs), axis.endMs];
  starts.forEach((start, index) => {
    const from = index === 0 ? step : start + edge;
    const until = (ends[index] ?? 0) - (index < axis.leftOut.length ? edge : 0);
    for (let tick = Math.ceil(from / step) * step; tick <= until; tick += step) ticks.push(tick);
  });
  return ticks;
}

function shownOf({ endMs, leftOut }: TimeAxis): number {
  return endMs - leftOut.reduce((sum, one) => sum + lengthOf(one), 0);
}

function lengthOf({ fromMs, untilMs }: Stretch): number {
  return untilMs - fromMs;
}

/** The finite parts of windows, in order, those that touch as one. */
function merged(windows: readonly Window[]): readonly Stretch[] {
  const sorted = windows
    .filter(({ earliest }) => !isUnbounded(earliest))
    .map(({ earliest, latest }) => ({
      fromMs: Math.max(earliest, 0),
      untilMs: Math.max(isUnbounded(latest) ? earliest : latest, 0),
    }))
    .sort((a, b) => a.fromMs - b.fromMs);
  const result: Stretch[] = [];
  for (const next of sorted) {
    const last = result.at(-1);
    if (last && next.fromMs <= last.untilMs) {
      result[result.length - 1] = { fromMs: last.fromMs, untilMs: Math.max(last.untilMs, next.untilMs) };
    } else result.push(next);
  }
  return result;
}
