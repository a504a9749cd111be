import type { FileProvider } from '../../../../server/src/project/fileProvider.ts';

/** Files in memory; reading waits until the test lets it go on. */
export interface MemoryFiles extends FileProvider {
  set(file: string, text: string): void;
  delete(file: string): void;
  /** Until `resume`, reads do not end. */
  pause(): void;
  resume(): void;
}

export function createMemoryFiles(initial: Readonly<Record<string, string>>): MemoryFiles {
  const files = new Map(Object.entries(initial));
  let gate = Promise.resolve();
  let open = () => {};
  return {
    async *list() {
      yield* [...files.keys()].sort();
    },
    async read(file: string) {
      await gate;
      const text = files.get(file);
      return text === undefined ? undefined : new TextEncoder().encode(text);
    },
    set: (file, text) => void files.set(file, text),
    delete: (file) => void files.delete(file),
    pause() {
      gate = new Promise((resolve) => {
        open = resolve;
      });
    },
    resume: () => open(),
  };
}
