// What the `.gitignore` files of a tree say of its other files, wherever the files come from.
import { type IgnoreVerdict, ignoreFile } from '../text/patterns/ignoreFile.ts';
import { folderOf, nameOf, ROOT, selfAndAncestors } from './paths.ts';

/** A longer ignore file is no ignore file. */
export const MAX_IGNORE_FILE = 1 << 20;

/** The rules of one `.gitignore`, which speak of paths below its folder. */
export interface IgnoreRules {
  readonly folder: string;
  readonly verdictOn: (path: string, isFolder: boolean) => IgnoreVerdict;
}

export function ignoreRulesOf(folder: string, bytes: Uint8Array): IgnoreRules {
  return { folder, verdictOn: ignoreFile(new TextDecoder().decode(bytes)) };
}

/**
 * Whether a path is ignored; the nearest `.gitignore` that speaks of it decides.
 * @param ignoring those of the folders above, the topmost first
 */
export function isIgnored(path: string, isFolder: boolean, ignoring: readonly IgnoreRules[]): boolean {
  let ignored = false;
  for (const { folder, verdictOn } of ignoring) {
    const below = folder === ROOT ? path : path.slice(folder.length + 1);
    const verdict = verdictOn(below, isFolder);
    if (verdict !== undefined) ignored = verdict === 'ignored';
  }
  return ignored;
}

/**
 * Those of a list of files that no `.gitignore` among them leaves out. Nothing in a folder that is left out comes back, and
 * its own ignore files say nothing, as with git.
 * @param read the bytes of a file; `undefined` where it cannot be read, and then it ignores nothing
 */
export async function withoutIgnored(
  files: readonly string[],
  read: (file: string) => Promise<Uint8Array | undefined>,
): Promise<string[]> {
  const own = new Map<string, IgnoreRules>();
  const readRules = async (file: string) => {
    const bytes = await read(file);
    if (bytes !== undefined) own.set(folderOf(file), ignoreRulesOf(folderOf(file), bytes));
  };
  await Promise.all(files.filter((file) => nameOf(file) === '.gitignore').map(readRules));
  const folders = new Map<string, { readonly isOut: boolean; readonly ignoring: readonly IgnoreRules[] }>();
  const stateOf = (folder: string) => {
    const known = folders.get(folder);
    if (known !== undefined) return known;
    const [, parent] = selfAndAncestors(folder);
    const above = parent === undefined ? undefined : folders.get(parent);
    const before = above?.ignoring ?? [];
    const isOut = folder !== ROOT && (above?.isOut === true || isIgnored(folder, true, before));
    const rules = own.get(folder);
    const state = { isOut, ignoring: rules === undefined ? before : [...before, rules] };
    folders.set(folder, state);
    return state;
  };
  return files.filter((file) => {
    const folder = folderOf(file);
    if (!folders.has(folder)) for (const each of selfAndAncestors(folder).toReversed()) stateOf(each);
    const { isOut, ignoring } = stateOf(folder);
    return !isOut && !isIgnored(file, false, ignoring);
  });
}
