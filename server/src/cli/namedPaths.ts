// Which trees the paths of a command line open, and what of them is reported.
import { realpathSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, isAbsolute, relative, resolve, sep } from 'node:path';
import { UsageError } from '../model/usageError.ts';
import { isLossy, NOT_UNICODE } from '../project/nodeFileProvider.ts';
import { deviceOf, findTreeRoot } from '../project/nodeTreeRoot.ts';

/** A tree to open, and what of it is reported. Paths are absolute. */
export interface NamedTree {
  readonly root: string;
  /** Named files and folders; a file of the tree is reported where it is one of them or lies below one. */
  readonly named: readonly string[];
  /** Named files: they are read even where a walk through the tree would leave them out. */
  readonly files: readonly string[];
  /** Nothing but a file in it leads to this folder: what else it holds is read where that is `few` files, or not at `none`. */
  readonly rest?: 'few' | 'none';
}

/** The root of a tree, and what is read of it. */
type Root = Pick<NamedTree, 'root' | 'rest'>;

/** Where a command line runs. */
export interface Whereabouts {
  /** Absolute. */
  readonly cwd: string;
  /** Absolute; `undefined`: that of the user who runs this. */
  readonly home?: string | undefined;
}

/**
 * The trees that paths open: see `treeRootOf`. What lies in a folder that is named too belongs to the tree of that one.
 *
 * @throws UsageError for a path that does not exist
 */
export async function namedTrees(paths: readonly string[], where: Whereabouts): Promise<readonly NamedTree[]> {
  const folders: string[] = [];
  const files: string[] = [];
  for (const path of paths) {
    const absolute = resolve(where.cwd, path);
    const found = await stat(absolute).catch(() => undefined);
    if (!found) throw new UsageError(`no such file or folder: ${path}${isLossy(path) ? `, or it ${NOT_UNICODE}` : ''}`);
    if (found.isDirectory()) folders.push(absolute);
    else if (found.isFile()) files.push(absolute);
    else throw new UsageError(`neither a file nor a folder: ${path}`);
  }
  const outermost = [...new Set(folders)].filter(
    (folder) => !folders.some((other) => other !== folder && contains(other, folder)),
  );
  const trees = new Map<string, Root & { named: string[]; files: string[] }>();
  const treeOf = (root: Root) => {
    const tree = trees.get(root.root) ?? { ...root, named: [], files: [] };
    trees.set(root.root, tree);
    return tree;
  };
  const rootOfFolder = (folder: string): Root => ({ root: treeRootOf(folder, folder, where) });
  for (const folder of outermost) treeOf(rootOfFolder(folder)).named.push(folder);
  for (const file of new Set(files)) {
    const holder = outermost.find((folder) => contains(folder, file));
    const tree = treeOf(holder === undefined ? rootOfFile(file, where) : rootOfFolder(holder));
    tree.named.push(file);
    tree.files.push(file);
  }
  return [...trees.values()];
}

/** The root of the tree of a single file, which need not exist. */
export function rootOfFile(file: string, where: Whereabouts): Root {
  const root = treeRootOf(file, dirname(file), where);
  if (findTreeRoot(root, where.home) === root) return { root };
  return { root, rest: holdsOthers(root, where.home) ? 'none' : 'few' };
}

/**
 * The nearest folder from `folder` up that holds a configuration file or `.git`; else the working directory, where the path
 * lies below it and it is no more than a folder of this user's work; else `folder`.
 */
function treeRootOf(path: string, folder: string, { cwd, home }: Whereabouts): string {
  const marked = findTreeRoot(folder, home);
  const root = marked ?? (contains(cwd, path) && isWorkFolder(cwd, folder, home) ? cwd : folder);
  // A named folder that is a link to elsewhere is not part of what lies around the link.
  return isReallyWithin(root, folder) ? root : folder;
}

/** No more than a folder of this user's work, and not in another file system than what is named. */
function isWorkFolder(cwd: string, folder: string, home: string | undefined): boolean {
  return !holdsOthers(cwd, home) && deviceOf(cwd) === deviceOf(folder);
}

/** The root of the machine and the home folder hold what has nothing to do with each other. */
function holdsOthers(folder: string, home: string | undefined): boolean {
  return folder === dirname(folder) || folder === (home ?? homedir());
}

function isReallyWithin(root: string, folder: string): boolean {
  try {
    return contains(realpathSync(root), realpathSync(folder));
  } catch {
    return true; // it does not exist
  }
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
