// Windows as people read them.
import { durationText, isUnbounded } from '../../model/durationText.ts';
import { isNever, type Window } from '../../model/window.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;

/** A window in words: `29.6–50 s`, `5 min 35 s – 5 min 55 s`, `6 min 20 s or later`, `never`. */
export function windowText(window: Window): string {
  const { earliest, latest } = window;
  if (isNever(window) || isUnbounded(earliest)) return 'never';
  if (isUnbounded(latest)) return earliest <= 0 ? 'at any time' : `${durationText(earliest)} or later`;
  const [from, until] = [durationText(earliest), durationText(latest)];
  if (from === until) return from;
  if (earliest >= 0 && latest < MINUTE) return `${seconds(earliest)}–${seconds(latest)} s`;
  return `${from} – ${until}`;
}

/** When something happens, as part of a sentence: `after 29.6–50 s`, `some time after 6 min 20 s`, `at once`. */
export function whenText(window: Window): string {
  if (isNever(window) || isUnbounded(window.earliest)) return 'never';
  if (window.latest <= 0) return 'at once';
  if (!isUnbounded(window.latest)) return `after ${windowText(window)}`;
  return window.earliest <= 0 ? 'at some time' : `some time after ${durationText(window.earliest)}`;
}

function seconds(milliseconds: number): string {
  return String(Math.round(milliseconds) / SECOND);
}
