// A tree in memory, for tests and for texts that lie nowhere.
import type { FileProvider } from './fileProvider.ts';
import { comparePaths } from './paths.ts';

/** A tree in memory, for tests and for texts that lie nowhere. */
export function createMemoryFileProvider(files: ReadonlyMap<string, string | Uint8Array>): FileProvider {
  return {
    async *list() {
      yield* [...files.keys()].sort(comparePaths);
    },
    async read(file, maxBytes) {
      const content = files.get(file);
      const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
      return bytes === undefined || bytes.length > maxBytes ? undefined : bytes;
    },
  };
}
