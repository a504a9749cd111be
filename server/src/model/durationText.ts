// Times as people read them: the one spelling in messages, hovers, hints and reports. Files get Go's (`kubernetes/duration.ts`).

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

function amount(value: number, unit: string): string {
  return value === 0 ? '' : `${value}${unit}`;
}
