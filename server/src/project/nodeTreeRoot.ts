// Where the tree of a file or folder of this machine begins.
import { existsSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { configurationFileNames } from './configurationFile.ts';

/** What says that a folder is the root of a tree. */
const MARKS = [...configurationFileNames, '.git'];

/**
 * The nearest folder, this one or above, that holds a configuration file or `.git`. Nobody looks above the home folder or
 * in another file system, and the root of the machine is the root of no tree.
 * @param folder absolute
 */
export function findTreeRoot(folder: string, home: string = homedir()): string | undefined {
  const device = deviceOf(folder);
  for (let at = folder; ; at = dirname(at)) {
    const above = dirname(at);
    if (at === above || deviceOf(at) !== device) return undefined;
    if (MARKS.some((mark) => existsSync(join(at, mark)))) return at;
    if (at === home) return undefined;
  }
}

/** The file system that a folder lies in; one that does not exist yet lies where its parent does. */
export function deviceOf(folder: string): number | undefined {
  try {
    return statSync(folder).dev;
  } catch {
    return folder === dirname(folder) ? undefined : deviceOf(dirname(folder));
  }
}
