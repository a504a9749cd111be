// What a reader could not make sense of, as a message and a fix.
import type { Fix } from '../../model/finding.ts';
import type { Problem } from '../../model/reading.ts';
import { type Message, say } from '../../text/message.ts';

/** The reader's own repair of what it could not make sense of, as a fix. */
export function repairOf({ repair }: Problem): readonly Fix[] {
  if (!repair) return [];
  return [{ title: say`${repair.title}`, isPreferred: true, safe: false, edits: () => repair.edits() }];
}

/** What the reader says, as a sentence. */
export function problemMessage({ message }: Pick<Problem, 'message'>): Message {
  return String(message).endsWith('.') ? say`${message}` : say`${message}.`;
}
