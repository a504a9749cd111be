// Windows as people read them.
import { durationText, isUnbounded, toldTime } from '../../model/durationText.ts';
import { isNever, type Window } from '../../model/window.ts';
import { type Message, say } from '../../text/message.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;

/** A window in words: `29.6–50 s`, `5 min 35 s – 5 min 55 s`, `6 min 20 s or later`, `never`. */
export function windowText(window: Window): Message {
  const { earliest, latest } = window;
  if (isNever(window) || isUnbounded(earliest)) return say`never`;
  if (isUnbounded(latest)) return earliest <= 0 ? say`at any time` : say`${durationText(earliest)} or later`;
  const [from, until] = [durationText(earliest), durationText(latest)] as const;
  if (String(from) === String(until)) return from;
  if (earliest >= 0 && toldTime(latest) < MINUTE) return say`${seconds(earliest)}–${seconds(latest)} s`;
  return say`${from} – ${until}`;
}

/** When something happens, as part of a sentence: `after 29.6–50 s`, `some time after 6 min 20 s`, `at once`. */
export function whenText(window: Window): Message {
  if (isNever(window) || isUnbounded(window.earliest)) return say`never`;
  if (window.latest <= 0) return say`at once`;
  if (!isUnbounded(window.latest)) return say`after ${windowText(window)}`;
  return window.earliest <= 0 ? say`at some time` : say`some time after ${durationText(window.earliest)}`;
}

/** The same at the beginning of a sentence. */
export function startText(window: Window): Message {
  if (isNever(window) || isUnbounded(window.earliest)) return say`Never`;
  if (window.latest <= 0) return say`At once`;
  if (!isUnbounded(window.latest)) return say`After ${windowText(window)}`;
  return window.earliest <= 0 ? say`At some time` : say`Some time after ${durationText(window.earliest)}`;
}

function seconds(milliseconds: number): string {
  return String(toldTime(milliseconds) / SECOND);
}
