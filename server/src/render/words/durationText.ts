import { isNever, type Window } from '../../model/window.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Go's durations end at 292 years: what lies beyond stands for "some time, nobody knows when". */
const UNBOUNDED = 292 * 365 * DAY;

/** Whether a time has no bound that could be told. */
export function isUnbounded(milliseconds: number): boolean {
  return !(milliseconds < UNBOUNDED);
}

/**
 * A time in words: `40s`, `29.6s`, `5m 40s`, `2h 5m`, `3d`.
 *
 * @param milliseconds rounded to whole ones; `Infinity` is `never`
 */
export function durationText(milliseconds: number): string {
  if (isUnbounded(milliseconds)) return 'never';
  const size = Math.abs(Math.round(milliseconds));
  if (size === 0) return '0s';
  const parts = [
    amount(Math.floor(size / DAY), 'd'),
    amount(Math.floor((size % DAY) / HOUR), 'h'),
    amount(Math.floor((size % HOUR) / MINUTE), 'm'),
    amount((size % MINUTE) / SECOND, 's'),
  ].filter((part) => part !== '');
  return (milliseconds < 0 ? '-' : '') + parts.join(' ');
}

/** A window in words: `29.6–50 s`, `5m 34.6s – 5m 55.1s`, `6m 20s or later`, `never`. */
export function windowText(window: Window): string {
  const { earliest, latest } = window;
  if (isNever(window) || isUnbounded(earliest)) return 'never';
  if (isUnbounded(latest)) return earliest <= 0 ? 'at any time' : `${durationText(earliest)} or later`;
  if (earliest === latest) return durationText(earliest);
  if (earliest >= 0 && latest < MINUTE) return `${seconds(earliest)}–${seconds(latest)} s`;
  return `${durationText(earliest)} – ${durationText(latest)}`;
}

/** When something happens, as part of a sentence: `after 29.6–50 s`, `some time after 6m 20s`, `at once`. */
export function whenText(window: Window): string {
  if (isNever(window) || isUnbounded(window.earliest)) return 'never';
  if (window.latest <= 0) return 'at once';
  if (!isUnbounded(window.latest)) return `after ${windowText(window)}`;
  return window.earliest <= 0 ? 'at some time' : `some time after ${durationText(window.earliest)}`;
}

function amount(value: number, unit: string): string {
  return value === 0 ? '' : `${value}${unit}`;
}

function seconds(milliseconds: number): string {
  return String(Math.round(milliseconds) / SECOND);
}
