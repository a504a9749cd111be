// Finds the files with which something fails, so that all others are judged as ever.

export interface Isolated<T> {
  readonly result: T;
  /** What failed with each of these files. */
  readonly failures: ReadonlyMap<string, unknown>;
}

/** More attempts than this cost more than what they save. */
const MAX_ATTEMPTS = 200;

/**
 * Makes something of as many files as possible: those with which it fails are halved until they are found.
 * @param make throws where one of the files, or several together, are too much for it
 * @throws what `make` throws without any file
 */
export function isolate<T>(files: readonly string[], make: (without: ReadonlySet<string>) => T): Isolated<T> {
  const without = new Set(files);
  const failures = new Map<string, unknown>();
  let result = make(without);
  let attempts = 0;
  add(files);
  return { result, failures };

  function add(some: readonly string[]): void {
    if (some.length === 0) return;
    for (const file of some) without.delete(file);
    attempts += 1;
    try {
      result = make(without);
    } catch (error) {
      for (const file of some) without.add(file);
      if (some.length === 1 || attempts >= MAX_ATTEMPTS) {
        for (const file of some) failures.set(file, error);
        return;
      }
      add(some.slice(0, some.length >> 1));
      add(some.slice(some.length >> 1));
    }
  }
}
