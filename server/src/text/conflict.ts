// The mark of a merge that is not resolved.
import { say } from './message.ts';
import type { Span } from './position.ts';

export const CONFLICT_MESSAGE = say`A merge conflict is not resolved here`;

const OURS = /^<{7} /m;
const THEIRS = /^>{7} /m;

/** The mark of a merge that is not resolved, where a text has both of its ends. */
export function conflictIn(text: string): Span | undefined {
  const start = OURS.exec(text)?.index;
  if (start === undefined || !THEIRS.test(text.slice(start))) return undefined;
  return { start, end: start + 7 };
}
