// What is said of files that are not read: the same words everywhere, and not too many of them.
import { type Message, type Said, say } from '../text/message.ts';
import type { SkipListener } from './fileProvider.ts';

/** Says what was not read; a folder full of it gets one sentence for the rest. */
export interface SkippedFiles {
  readonly skip: SkipListener;
  /** Says how many more there were. */
  end(): void;
}

const MAX_SENTENCES = 50;

/**
 * @param take takes one sentence
 * @param most how many files are named
 */
export function createSkippedFiles(take: (sentence: Message) => void, most = MAX_SENTENCES): SkippedFiles {
  let count = 0;
  return {
    skip(path, why) {
      count += 1;
      if (count <= most) take(skippedSentence(path, why));
    },
    end() {
      if (count > most) take(say`Skipped ${count - most} more.`);
      count = 0;
    },
  };
}

/** @param why the end of a sentence that begins with "it" */
export function skippedSentence(path: string, why: Said): Message {
  return say`Skipped ${path}: it ${why}.`;
}
