import type { SkipListener } from '../project/fileProvider.ts';

/** Says in the log what was not read; a folder full of it gets one line for the rest. */
export interface SkipLog {
  readonly skip: SkipListener;
  /** Says how many more there were. */
  end(): void;
}

const maxLines = 50;

export function createSkipLog(log: (message: string) => void): SkipLog {
  let count = 0;
  return {
    skip(path, why) {
      count += 1;
      if (count <= maxLines) log(`Skipped ${path}: it ${why}.`);
    },
    end() {
      if (count > maxLines) log(`Skipped ${count - maxLines} more.`);
      count = 0;
    },
  };
}
