// Which files of a tree its configuration files leave out, and what is said of that.

import { groupBy } from '../model/grouped.ts';
import type { Note } from '../model/note.ts';
import type { Configuration } from '../project/configuration.ts';
import { folderOf, selfAndAncestors } from '../project/paths.ts';
import { say } from '../text/message.ts';

export interface ExcludedFiles {
  /** A configuration file came, changed or went. */
  reset(): void;
  /** Those of the files that are left out, each with the configuration file that says so. */
  among(files: Iterable<string>, configurationIn: (folder: string) => Configuration | undefined): Map<string, string>;
}

/** Remembers the answers until a configuration file changes. */
export function createExcludedFiles(): ExcludedFiles {
  const known = new Map<string, string | undefined>();
  function ask(file: string, configurationIn: (folder: string) => Configuration | undefined): string | undefined {
    for (const folder of selfAndAncestors(folderOf(file))) {
      const configuration = configurationIn(folder);
      if (configuration?.excludes?.(file)) return configuration.file;
    }
    return undefined;
  }
  return {
    reset: () => known.clear(),
    among(files, configurationIn) {
      const excluded = new Map<string, string>();
      for (const file of files) {
        if (!known.has(file)) known.set(file, ask(file, configurationIn));
        const by = known.get(file);
        if (by !== undefined) excluded.set(file, by);
      }
      return excluded;
    },
  };
}

/** @param excluded files that would have counted, each with the configuration file that leaves it out */
export function excludedNotes(excluded: ReadonlyMap<string, string>): readonly Note[] {
  return [...groupBy(excluded, ([, by]) => by)].map(([by, own]): Note => {
    const files = own.map(([file]) => file);
    return {
      files,
      say: (nameOf) =>
        files.length === 1
          ? say`1 file is left out by exclude in ${nameOf(by)}.`
          : say`${files.length} files are left out by exclude in ${nameOf(by)}.`,
    };
  });
}
