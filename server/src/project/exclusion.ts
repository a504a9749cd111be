// Patterns that leave files out, as `.gitignore` has them.
import { ignoreFile } from '../text/patterns/ignoreFile.ts';
import { folderOf, isWithin, ROOT } from './paths.ts';

/**
 * @param folder that the patterns are relative to
 * @param patterns with the meaning that they have in a `.gitignore` of that folder: a folder leaves out all that is below it
 * @returns whether a file is left out
 */
export function exclusion(folder: string, patterns: readonly string[]): (file: string) => boolean {
  const verdictOn = ignoreFile(patterns.join('\n'));
  const skipped = folder === ROOT ? 0 : folder.length + 1;
  const isOut = (path: string, isFolder: boolean) => verdictOn(path.slice(skipped), isFolder) === 'ignored';
  const folders = new Map<string, boolean>();
  const isFolderOut = (path: string): boolean => {
    if (path === folder || !isWithin(folder, path)) return false;
    const known = folders.get(path) ?? (isFolderOut(folderOf(path)) || isOut(path, true));
    folders.set(path, known);
    return known;
  };
  return (file) => isWithin(folder, file) && (isFolderOut(folderOf(file)) || isOut(file, false));
}
