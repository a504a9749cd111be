/** Paths below a tree's root: forward slashes, no leading `./`; the root itself is `.`. */
export const ROOT = '.';

export function folderOf(file: string): string {
  const slash = file.lastIndexOf('/');
  return slash < 0 ? ROOT : file.slice(0, slash);
}

export function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

export function joinPath(folder: string, path: string): string {
  return folder === ROOT ? path : `${folder}/${path}`;
}

/** A path as it is written in a file of a folder; `undefined` where it leads out of the tree. */
export function resolvePath(folder: string, written: string): string | undefined {
  const parts = written.startsWith('/') || folder === ROOT ? [] : folder.split('/');
  for (const part of written.split('/')) {
    if (part === '' || part === '.') continue;
    if (part !== '..') parts.push(part);
    else if (parts.pop() === undefined) return undefined;
  }
  return parts.length === 0 ? ROOT : parts.join('/');
}

/** Whether a file or folder is the folder itself or lies below it. */
export function isWithin(folder: string, path: string): boolean {
  return folder === ROOT || path === folder || path.startsWith(`${folder}/`);
}

/** The folder itself, its parent, and so on up to the root. */
export function selfAndAncestors(folder: string): string[] {
  const folders: string[] = [];
  for (let at = folder; at !== ROOT; at = folderOf(at)) folders.push(at);
  return [...folders, ROOT];
}

/** How many folders lie above. */
export function depthOf(folder: string): number {
  return folder === ROOT ? 0 : folder.split('/').length;
}

/** Orders paths by code units, the same on every machine. */
export function comparePaths(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Whether a file is one of these paths or lies below one; all files where there are none. */
export function within(paths: readonly string[] | undefined): (file: string) => boolean {
  if (paths === undefined) return () => true;
  const set = new Set(paths);
  return (file) => set.size > 0 && selfAndAncestors(file).some((path) => set.has(path));
}
