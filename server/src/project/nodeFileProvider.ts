import type { Dirent } from 'node:fs';
import { readdir, readFile, realpath, stat } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { type IgnoreVerdict, ignoreFile } from '../text/patterns/ignoreFile.ts';
import type { FileProvider, SkipListener } from './fileProvider.ts';
import { comparePaths, joinPath, ROOT } from './paths.ts';

const SKIPPED: ReadonlySet<string> = new Set(['node_modules', '.git']);
/** A longer ignore file is no ignore file. */
const MAX_IGNORE_FILE = 1 << 20;

/**
 * The files below a folder of this machine, those that `.gitignore` files name left out. Links are followed as long as
 * they stay inside; a folder is visited once. Nothing outside the folder is read.
 * @param root absolute path
 */
export function createNodeFileProvider(root: string): FileProvider {
  let real: Promise<string> | undefined;
  const realRoot = () => (real ??= realpath(root));
  return {
    list: (skipped = () => {}) => walk(root, realRoot, skipped),
    async read(file, maxBytes) {
      const path = await insidePath(root, file, realRoot);
      return path === undefined ? undefined : readRegularFile(path, maxBytes);
    },
  };
}

/** The rules of one `.gitignore`, which speak of paths below its folder. */
interface IgnoreRules {
  readonly folder: string;
  readonly verdictOn: (path: string, isFolder: boolean) => IgnoreVerdict;
}

async function* walk(root: string, realRoot: () => Promise<string>, skipped: SkipListener): AsyncIterable<string> {
  const visited = new Set<string>();
  yield* walkFolder(ROOT, []);

  async function* walkFolder(folder: string, outer: readonly IgnoreRules[]): AsyncIterable<string> {
    const path = await insidePath(root, folder, realRoot);
    if (path === undefined) return skipped(folder, 'is gone, or leads out of the folder');
    if (visited.has(path)) return skipped(folder, 'is a link to a folder that is read already');
    visited.add(path);
    const entries = await readEntries(path);
    if (!entries) return skipped(folder, 'cannot be read');
    const ignoring = [...outer, ...(await ignoreRules(path, folder, entries))];
    for (const entry of entries.sort((a, b) => comparePaths(a.name, b.name))) {
      if (SKIPPED.has(entry.name)) continue;
      const below = joinPath(folder, entry.name);
      const kind = await kindOf(join(path, entry.name), entry);
      if (isIgnored(below, kind === 'folder', ignoring)) continue;
      if (kind === 'folder') yield* walkFolder(below, ignoring);
      else if (kind === 'other') skipped(below, 'is no file');
      else if (!entry.isSymbolicLink() || (await insidePath(root, below, realRoot))) yield below;
      else skipped(below, 'leads out of the folder');
    }
  }
}

/** `undefined` where the folder is gone, or not to be read. */
async function readEntries(path: string): Promise<Dirent[] | undefined> {
  try {
    return await readdir(path, { withFileTypes: true });
  } catch {
    return undefined;
  }
}

async function kindOf(path: string, entry: Dirent): Promise<'file' | 'folder' | 'other'> {
  try {
    const info = entry.isSymbolicLink() ? await stat(path) : entry;
    return info.isFile() ? 'file' : info.isDirectory() ? 'folder' : 'other';
  } catch {
    return 'other'; // a link to nothing
  }
}

async function ignoreRules(path: string, folder: string, entries: readonly Dirent[]): Promise<IgnoreRules[]> {
  if (!entries.some((entry) => entry.name === '.gitignore')) return [];
  const bytes = await readRegularFile(join(path, '.gitignore'), MAX_IGNORE_FILE);
  if (bytes === undefined) return [];
  return [{ folder, verdictOn: ignoreFile(new TextDecoder().decode(bytes)) }];
}

/** The nearest `.gitignore` that speaks of a path decides. */
function isIgnored(path: string, isFolder: boolean, ignoring: readonly IgnoreRules[]): boolean {
  let ignored = false;
  for (const { folder, verdictOn } of ignoring) {
    const below = folder === ROOT ? path : path.slice(folder.length + 1);
    const verdict = verdictOn(below, isFolder);
    if (verdict !== undefined) ignored = verdict === 'ignored';
  }
  return ignored;
}

/** The real path of a file or folder of the tree; `undefined` where it is gone or leads out of the tree. */
async function insidePath(root: string, path: string, realRoot: () => Promise<string>): Promise<string | undefined> {
  try {
    const [real, top] = await Promise.all([realpath(join(root, path)), realRoot()]);
    const below = relative(top, real);
    return below === '..' || below.startsWith(`..${sep}`) ? undefined : real;
  } catch {
    return undefined;
  }
}

/** A device or a pipe is never opened: it could wait for ever. */
async function readRegularFile(path: string, maxBytes: number): Promise<Uint8Array | undefined> {
  try {
    const info = await stat(path);
    if (!info.isFile() || info.size > maxBytes) return undefined;
    const bytes = await readFile(path);
    return bytes.length > maxBytes ? undefined : bytes;
  } catch {
    return undefined;
  }
}
