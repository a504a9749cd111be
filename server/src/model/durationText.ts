// Times as people read them: the one spelling in messages, hovers, hints and reports. Files get Go's (`kubernetes/duration.ts`).
import { type Message, say } from '../text/message.ts';

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
 * A time in words: `40 s`, `29.6 s`, `5 min 40 s`, `2 h 5 min`, `3 d`. Behind a minute stand whole seconds: nobody acts on
 * tenths of a second after minutes.
 *
 * @param milliseconds `Infinity` is `never`
 */
export function durationText(milliseconds: number): Message {
  if (isUnbounded(milliseconds)) return say`never`;
  const whole = Math.abs(Math.round(milliseconds));
  const size = whole < MINUTE ? whole : Math.round(whole / SECOND) * SECOND;
  if (size === 0) return say`${0} s`;
  const parts = [
    amount(Math.floor(size / DAY), (value) => say`${value} d`),
    amount(Math.floor((size % DAY) / HOUR), (value) => say`${value} h`),
    amount(Math.floor((size % HOUR) / MINUTE), (value) => say`${value} min`),
    amount((size % MINUTE) / SECOND, (value) => say`${value} s`),
  ];
  const text = parts.flat().reduce((left, right) => say`${left} ${right}`);
  return milliseconds < 0 ? say`-${text}` : text;
}

function amount(value: number, unit: (value: number) => Message): readonly Message[] {
  return value === 0 ? [] : [unit(value)];
}
