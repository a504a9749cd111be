// What is said of files that are not read: the same words everywhere, and not too many of them.
import type { SkipListener } from './fileProvider.ts';

/** Says what was not read; a folder full of it gets one sentence for the rest. */
export interface SkippedFiles {
  readonly skip: SkipListener;
  /** Says how many more there were. */
  end(): void;
}

const MAX_SENTENCES = 50;

/** @param say takes one sentence */
export function createSkippedFiles(say: (sentence: string) => void): SkippedFiles {
  let count = 0;
  return {
    skip(path, why) {
      count += 1;
      if (count <= MAX_SENTENCES) say(skippedSentence(path, why));
    },
    end() {
      if (count > MAX_SENTENCES) say(`Skipped ${count - MAX_SENTENCES} more.`);
      count = 0;
    },
  };
}

/** @param why the end of a sentence that begins with "it" */
export function skippedSentence(path: string, why: string): string {
  return `Skipped ${path}: it ${why}.`;
}
