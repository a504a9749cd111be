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
 * A time in words: `40 s`, `29.6 s`, `5 min 40 s`, `2 h 5 min`, `3 d`. Behind a minute stand whole seconds, and from ten seconds
 * on tenths: nobody acts on less.
 *
 * @param milliseconds `Infinity` is `never`
 */
export function durationText(milliseconds: number): Message {
  if (isUnbounded(milliseconds)) return say`never`;
  const size = toldTime(Math.abs(milliseconds));
  const text = days(size) ?? say`${0} s`;
  return milliseconds < 0 ? say`-${text}` : text;
}

/** A time of at least 0 as exactly as it is told, in milliseconds. */
export function toldTime(milliseconds: number): number {
  const whole = Math.round(milliseconds);
  const step = whole >= MINUTE ? SECOND : whole >= 10 * SECOND ? 100 : 1;
  return Math.round(whole / step) * step;
}

function days(size: number): Message | undefined {
  const [count, rest] = [Math.floor(size / DAY), hours(size % DAY)];
  if (count === 0) return rest;
  return rest === undefined ? say`${count} d` : say`${count} d ${rest}`;
}

function hours(size: number): Message | undefined {
  const [count, rest] = [Math.floor(size / HOUR), minutes(size % HOUR)];
  if (count === 0) return rest;
  return rest === undefined ? say`${count} h` : say`${count} h ${rest}`;
}

function minutes(size: number): Message | undefined {
  const [count, rest] = [Math.floor(size / MINUTE), seconds(size % MINUTE)];
  if (count === 0) return rest;
  return rest === undefined ? say`${count} min` : say`${count} min ${rest}`;
}

function seconds(size: number): Message | undefined {
  return size === 0 ? undefined : say`${size / SECOND} s`;
}
