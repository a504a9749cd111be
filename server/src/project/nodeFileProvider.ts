// The files of a folder of this machine.
import type { Dirent, Stats } from 'node:fs';
import { lstat, readdir, readlink, realpath, stat, statfs } from 'node:fs/promises';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { append } from '../model/grouped.ts';
import { say } from '../text/message.ts';
import type { FileProvider, SkipListener } from './fileProvider.ts';
import { type IgnoreRules, ignoreRulesOf, isIgnored, MAX_IGNORE_FILE } from './ignoredFiles.ts';
import { IsLink, KNOWS_LINKS, readAtMost, readPlainAtMost } from './nodeRead.ts';
import { comparePaths, folderOf, joinPath, nameOf, ROOT, selfAndAncestors, within } from './paths.ts';
import { SKIPPED_FOLDERS } from './readableFiles.ts';

/** A tree is not walked beyond this. */
const MAX_FILES = 500_000;
/** So many milliseconds the place of a folder is known: while its files are read one after the other. */
const FRESH = 1_000;
/** File systems in which the kernel shows itself, by the number that `statfs` gives: proc, sysfs, cgroup, cgroup2, debugfs, tracefs, securityfs, bpf. */
const OF_THE_KERNEL: ReadonlySet<number> = new Set([
  0x9fa0, 0x62656572, 0x27e0eb, 0x63677270, 0x64626720, 0x74726163, 0x73636673, 0xcafe4a11,
]);

/**
 * The files below a folder of this machine, those that `.gitignore` files name left out. Links are followed as long as
 * they stay inside; a folder is visited once. Nothing outside the folder is read, nor another file system below it.
 * @param root absolute path
 * @param named files and folders of the tree that are listed although an ignore file names them
 */
export function createNodeFileProvider(root: string, named: readonly string[] = []): FileProvider {
  let real: Promise<string> | undefined;
  const realRoot = () => (real ??= realpath(root));
  /** Folders that lay inside a moment ago. */
  const known = new Map<string, { readonly path: Promise<string | undefined>; readonly at: number }>();
  const insideFolder = (folder: string): Promise<string | undefined> => {
    const now = performance.now();
    const before = known.get(folder);
    if (before !== undefined && now - before.at < FRESH) return before.path;
    // Whoever reads a file beside it meanwhile waits for the same answer.
    const path = insidePath(root, folder, realRoot);
    known.set(folder, { path, at: now });
    return path;
  };
  const knows = (folder: string, path: string) =>
    known.set(folder, { path: Promise.resolve(path), at: performance.now() });
  const links = createLinkTargets();
  const meets = async (link: string) => {
    const at = join(root, link);
    const written = await readlink(at).catch(() => undefined);
    if (written === undefined) return;
    const real = await realpath(at).catch(() => undefined);
    const inTree = (top: string, target: string) => relative(top, target).replaceAll(sep, '/') || ROOT;
    const lexical = inTree(root, resolve(dirname(at), written));
    links.add(link, real === undefined ? [lexical] : [lexical, inTree(await realRoot(), real)]);
  };
  return {
    list(skipped = () => {}, only) {
      if (only === undefined) links.clear();
      return walk({ root, realRoot, skipped, only, named, knows, meets });
    },
    alsoCalled: (path) => links.leadingTo(path),
    async read(file, maxBytes) {
      const folder = KNOWS_LINKS ? await insideFolder(folderOf(file)) : undefined;
      try {
        if (folder !== undefined) return await readPlainAtMost(join(folder, nameOf(file)), maxBytes);
      } catch (error) {
        if (!(error instanceof IsLink)) throw error;
      }
      const path = await insidePath(root, file, realRoot);
      return path === undefined ? undefined : readAtMost(path, maxBytes);
    },
  };
}

interface Walk {
  readonly root: string;
  realRoot(): Promise<string>;
  readonly skipped: SkipListener;
  readonly only: readonly string[] | undefined;
  readonly named: readonly string[];
  /** Whether links are followed at all; default. */
  readonly followsLinks?: false;
  /** A folder that was entered, and where it really lies. */
  knows(folder: string, path: string): void;
  /** A link in whose place something is read, or would be if it led to something. */
  meets(link: string): Promise<void>;
}

/** What folders above say of the files of a folder. */
interface Above {
  readonly ignoring: readonly IgnoreRules[];
  readonly isWanted: boolean;
  /** An ignore file names a folder above; it was entered since something in it is named. */
  readonly isOut: boolean;
}

async function* walk(how: Walk): AsyncIterable<string> {
  const { root, realRoot, skipped, only, named, knows, meets } = how;
  const visited = new Set<string>();
  const wanted = pathsTo(only ?? [ROOT]);
  const forced = pathsTo(named);
  const links: { readonly below: string; readonly from: Above }[] = [];
  let device: number | undefined;
  let count = 0;
  if (await isOfTheKernel(root)) skipped(ROOT, say`is a file system of the kernel`);
  else yield* walkFolder(ROOT, { ignoring: [], isWanted: wanted.ends.has(ROOT), isOut: false });
  if (how.followsLinks === false) return;
  if (only !== undefined) {
    const open: string[] = [];
    for (const { below } of links) if (!(await isReadWhereItLies(below, how))) open.push(below);
    if (open.length === 0) return;
    // Of several links to what an ignore file names the first is followed: only a walk through all of the tree can tell which.
    const isBelowLink = within(open);
    for await (const file of walk({ ...how, only: undefined, skipped: () => {} })) if (isBelowLink(file)) yield file;
    return;
  }
  for (const { below, from } of links) {
    if (count > MAX_FILES) return;
    yield* walkFolder(below, from);
  }

  /** @param place where it really lies, as far as the folder above says so */
  async function* walkFolder(folder: string, above: Above, place?: string): AsyncIterable<string> {
    const { isWanted } = above;
    const path = place ?? (await insidePath(root, folder, realRoot));
    if (path === undefined) return skipped(folder, say`is gone, or leads out of the folder`);
    knows(folder, path);
    if (visited.has(path)) return skipped(folder, say`is a link to a folder that is read already`);
    visited.add(path);
    if (place === undefined && folder !== ROOT) await meets(folder);
    const info = await infoOf(path);
    if (place !== undefined && info?.isSymbolicLink()) return skipped(folder, say`has become a link meanwhile`);
    const own = info?.dev;
    device ??= own;
    if (own !== device) return skipped(folder, say`lies in another file system`);
    const entries = await readEntries(path);
    if (typeof entries === 'string') return skipped(folder, say`cannot be read (${entries})`);
    const ignoring = [...above.ignoring, ...(await ignoreRules(path, folder, entries))];
    for (const entry of entries.sort((a, b) => comparePaths(a.name, b.name))) {
      const below = joinPath(folder, entry.name);
      if (!isWanted && !wanted.on.has(below)) continue;
      const isNamed = forced.on.has(below);
      if (!isNamed && (above.isOut || SKIPPED_FOLDERS.has(entry.name))) continue;
      const isLink = entry.isSymbolicLink();
      const kind = isLink ? await kindOfTarget(join(path, entry.name)) : kindOf(entry);
      const isOut = above.isOut || SKIPPED_FOLDERS.has(entry.name) || isIgnored(below, kind === 'folder', ignoring);
      if (isOut && !isNamed) continue;
      if (isLossy(entry.name) && (await infoOf(join(path, entry.name))) === undefined) {
        skipped(below, NOT_UNICODE);
        continue;
      }
      if (isLink && kind !== 'folder') await meets(below);
      if (kind === 'folder') {
        // What an ignore file says of a folder it says of all that lies in it; of what is named it says nothing.
        const isFree = isOut && forced.ends.has(below);
        const from = {
          ignoring: isFree ? [] : ignoring,
          isWanted: isWanted || wanted.ends.has(below),
          isOut: isOut && !isFree,
        };
        // What a link leads to is read where it lies, if it is read at all.
        if (isLink) links.push({ below, from });
        else yield* walkFolder(below, from, join(path, entry.name));
        if (count > MAX_FILES) return;
      } else if (kind === 'other') skipped(below, say`is no file`);
      else if (!isLink || (await insidePath(root, below, realRoot))) {
        count += 1;
        if (count > MAX_FILES) return skipped(ROOT, say`holds more than ${MAX_FILES} files; the rest is not read`);
        yield below;
      } else skipped(below, say`leads out of the folder`);
    }
  }
}

/** Whether a link leads to a folder of the tree that is read without it, or to none. */
async function isReadWhereItLies(link: string, how: Walk): Promise<boolean> {
  const { root, realRoot, knows } = how;
  const target = await insidePath(root, link, realRoot);
  if (target === undefined) return true;
  const place = relative(await realRoot(), target).replaceAll(sep, '/') || ROOT;
  let isEntered = false;
  const noticing: Walk = {
    ...how,
    only: [place],
    followsLinks: false,
    skipped: () => {},
    knows(folder, path) {
      knows(folder, path);
      isEntered ||= folder === place;
    },
  };
  for await (const _ of walk(noticing)) if (isEntered) break;
  return isEntered;
}

/** Links, by what they lead to. */
function createLinkTargets() {
  /** By their targets, and by the folders above these. */
  const byTarget = new Map<string, string[]>();
  const byFolder = new Map<string, string[]>();
  const direct = (path: string): string[] => [
    ...(byFolder.get(path) ?? []),
    ...selfAndAncestors(path).flatMap((at) =>
      (byTarget.get(at) ?? []).map((link) => `${link}${at === ROOT ? `/${path}` : path.slice(at.length)}`),
    ),
  ];
  return {
    clear() {
      byTarget.clear();
      byFolder.clear();
    },
    add(link: string, targets: readonly string[]) {
      for (const target of new Set(targets)) {
        append(byTarget, target, link);
        for (const folder of selfAndAncestors(target)) if (folder !== target) append(byFolder, folder, link);
      }
    },
    /** Also over several links. */
    leadingTo(path: string): readonly string[] {
      const found = new Set([path]);
      for (const one of found) {
        if (found.size > MOST_NAMES) break;
        for (const other of direct(one)) found.add(other);
      }
      found.delete(path);
      return [...found];
    },
  };
}

/** By more names than these nobody calls a file: links lead in circles. */
const MOST_NAMES = 16;

/** Bytes of a name that are no UTF-8 stand as this in it, and lead to nothing. */
export function isLossy(name: string): boolean {
  return name.includes('\ufffd');
}

export const NOT_UNICODE = say`has a name that is not UTF-8`;

/** Paths, and what lies on the way down to them. */
function pathsTo(paths: readonly string[]): { readonly ends: ReadonlySet<string>; readonly on: ReadonlySet<string> } {
  return { ends: new Set(paths), on: new Set(paths.flatMap(selfAndAncestors)) };
}

/** Why it cannot be read where it cannot. */
async function readEntries(path: string): Promise<Dirent[] | string> {
  try {
    return await readdir(path, { withFileTypes: true });
  } catch (error) {
    return (error as NodeJS.ErrnoException).code ?? String(error);
  }
}

async function isOfTheKernel(path: string): Promise<boolean> {
  try {
    return OF_THE_KERNEL.has((await statfs(path)).type);
  } catch {
    return false;
  }
}

async function infoOf(path: string): Promise<Stats | undefined> {
  try {
    return await lstat(path);
  } catch {
    return undefined;
  }
}

type Kind = 'file' | 'folder' | 'other';

function kindOf(info: Pick<Dirent, 'isFile' | 'isDirectory'>): Kind {
  return info.isFile() ? 'file' : info.isDirectory() ? 'folder' : 'other';
}

/** Of what a link leads to. */
async function kindOfTarget(path: string): Promise<Kind> {
  try {
    return kindOf(await stat(path));
  } catch {
    return 'other'; // a link to nothing
  }
}

async function ignoreRules(path: string, folder: string, entries: readonly Dirent[]): Promise<IgnoreRules[]> {
  if (!entries.some((entry) => entry.name === '.gitignore')) return [];
  try {
    const bytes = await readAtMost(join(path, '.gitignore'), MAX_IGNORE_FILE);
    return bytes === undefined ? [] : [ignoreRulesOf(folder, bytes)];
  } catch {
    return []; // one that nobody can read ignores nothing
  }
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
