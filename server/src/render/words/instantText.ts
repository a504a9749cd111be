// Instants of an incident in words: times of day where the day is plain, and how long ago.
import { durationText } from '../../model/durationText.ts';
import type { Window } from '../../model/window.ts';
import { type Message, type Said, say } from '../../text/message.ts';

/** `09:15:20`, with the day in front where it is another one than that of `now`. Coordinated universal time. */
export function instantText(at: number, now: number): string {
  const [day, time] = split(at);
  return day === split(now)[0] ? time : `${day} ${time}`;
}

/** `2026-03-16 09:20:25 UTC` */
export function fullInstant(at: number): string {
  return `${split(at).join(' ')} UTC`;
}

/** `09:15:20 (5 min 5 s ago)` */
export function sinceText(at: number, now: number): Said {
  // Of the instants as they are shown.
  const ago = wholeSeconds(now) - wholeSeconds(at);
  return ago > 0 ? say`${instantText(at, now)} (${durationText(ago)} ago)` : instantText(at, now);
}

/** `at 09:20:55`, `between 09:20:55 and 09:21:15`, `by 09:21:15`, `from 09:20:55 on`; `never` without help. */
export function windowInstants({ earliest, latest }: Window, now: number): Message {
  if (earliest === Number.POSITIVE_INFINITY) return say`never`;
  if (latest === Number.POSITIVE_INFINITY) {
    return earliest <= now ? say`from now on, nobody can tell when` : say`from ${instantText(earliest, now)} on`;
  }
  const [first, last] = [instantText(earliest, now), instantText(latest, now)];
  if (latest <= now) return say`at any moment now`;
  if (earliest <= now) return say`by ${last} (within ${durationText(latest - now)})`;
  const ahead = durationText(Math.round((earliest - now) / 1_000) * 1_000);
  return first === last
    ? say`at ${first} (in ${ahead})`
    : say`between ${first} and ${last} (in ${ahead} at the earliest)`;
}

function wholeSeconds(at: number): number {
  return Math.floor(at / 1_000) * 1_000;
}

function split(at: number): readonly [string, string] {
  const [day = '', time = ''] = new Date(at).toISOString().slice(0, 19).split('T');
  return [day, time];
}
