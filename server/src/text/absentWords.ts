// What was not in a text before an edit can only be where it changed.
import type { Span } from './position.ts';

/** Smaller texts are looked through as quickly. */
const LARGE = 50_000;
/** Large files that are edited are few. */
const MOST_FILES = 8;
/** Characters that are compared at once. */
const STEP = 4_096;

/** Remembers in which large files something was not, so that after an edit only what changed is looked through. */
export class AbsentWords {
  private readonly texts = new Map<string, string>();

  /**
   * @param holds whether a part of a text holds it
   * @param reach characters of the longest thing that it may be
   */
  constructor(
    private readonly holds: (text: string) => boolean,
    private readonly reach: number,
  ) {}

  isAbsent(file: string, text: string): boolean {
    if (text.length < LARGE) return !this.holds(text);
    const before = this.texts.get(file);
    this.texts.delete(file);
    const { start, end } = before === undefined ? { start: 0, end: text.length } : changedPart(before, text);
    if (this.holds(text.slice(Math.max(0, start - this.reach), end + this.reach))) return false;
    this.texts.set(file, text);
    for (const oldest of this.texts.keys()) {
      if (this.texts.size <= MOST_FILES) break;
      this.texts.delete(oldest);
    }
    return true;
  }
}

/** The part of a text that stands where another one had something else. */
export function changedPart(before: string, now: string): Span {
  const most = Math.min(before.length, now.length);
  let start = 0;
  while (start + STEP <= most && before.slice(start, start + STEP) === now.slice(start, start + STEP)) start += STEP;
  while (start < most && before.charCodeAt(start) === now.charCodeAt(start)) start += 1;
  let behind = 0;
  const left = most - start;
  while (behind + STEP <= left && endsAlike(before, now, behind)) behind += STEP;
  while (behind < left && before.charCodeAt(before.length - 1 - behind) === now.charCodeAt(now.length - 1 - behind))
    behind += 1;
  return { start, end: now.length - behind };
}

/** @param behind characters at their ends that are known to be alike */
function endsAlike(before: string, now: string, behind: number): boolean {
  const part = before.slice(before.length - behind - STEP, before.length - behind);
  return part === now.slice(now.length - behind - STEP, now.length - behind);
}
