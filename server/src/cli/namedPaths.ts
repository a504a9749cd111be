import { existsSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { configurationFileName } from '../project/configurationFile.ts';
import { UsageError } from './cliHost.ts';

/** A tree to open, and what of it is reported. Paths are absolute. */
export interface NamedTree {
  readonly root: string;
  /** Named files and folders; a file of the tree is reported where it is one of them or lies below one. */
  readonly named: readonly string[];
  /** Named files: they are read even where a walk through the tree would leave them out. */
  readonly files: readonly string[];
}

/**
 * The trees that paths open: a folder is one; a file belongs to the nearest ancestor with a configuration file or `.git`,
 * else to the working directory. What lies in a folder that is named too belongs to that one.
 *
 * @throws UsageError for a path that does not exist
 */
export async function namedTrees(paths: readonly string[], cwd: string): Promise<readonly NamedTree[]> {
  const folders: string[] = [];
  const files: string[] = [];
  for (const path of paths) {
    const absolute = resolve(cwd, path);
    const found = await stat(absolute).catch(() => undefined);
    if (!found) throw new UsageError(`no such file or folder: ${path}`);
    if (found.isDirectory()) folders.push(absolute);
    else if (found.isFile()) files.push(absolute);
    else throw new UsageError(`neither a file nor a folder: ${path}`);
  }
  const outermost = [...new Set(folders)].filter(
    (folder) => !folders.some((other) => other !== folder && contains(other, folder)),
  );
  const trees = new Map<string, { named: string[]; files: string[] }>();
  for (const folder of outermost) trees.set(folder, { named: [folder], files: [] });
  for (const file of new Set(files)) {
    const root = outermost.find((folder) => contains(folder, file)) ?? treeRootOf(file, cwd);
    const tree = trees.get(root) ?? { named: [], files: [] };
    trees.set(root, { named: [...tree.named, file], files: [...tree.files, file] });
  }
  return [...trees].map(([root, tree]) => ({ root, ...tree }));
}

/** The root of the tree of a single file, which need not exist. */
export function treeRootOf(file: string, cwd: string): string {
  for (let folder = dirname(file); ; folder = dirname(folder)) {
    if (existsSync(join(folder, configurationFileName)) || existsSync(join(folder, '.git'))) return folder;
    if (folder === dirname(folder)) break;
  }
  return contains(cwd, file) ? cwd : dirname(file);
}

/** Whether a path is the folder or lies below it. */
export function contains(folder: string, path: string): boolean {
  const below = relative(folder, path);
  return below === '' || (below !== '..' && !below.startsWith(`..${sep}`) && !isAbsolute(below));
}

/** With forward slashes, without a leading `./`; the folder itself is `.`. */
export function relativePath(folder: string, path: string): string {
  return relative(folder, path).replaceAll(sep, '/') || '.';
}
