// The folders that Flux, Argo CD or Fleet put into clusters.
import type { Delivery, Reading } from '../model/reading.ts';
import { comparePaths, folderOf, isWithin, joinPath, nameOf, ROOT, selfAndAncestors } from '../project/paths.ts';
import type { ClusterFiles } from './clusterFiles.ts';

/** A cluster, and the folders whose files below are its own. */
export interface Candidate {
  readonly cluster: ClusterFiles;
  readonly folders: readonly string[];
}

/** Templates of a path, and the names that stand for them. */
const TEMPLATE = /\{\{[^{}]*\}\}|\$\{[^{}]*\}|\*+/g;
/** What applies what applies what …: deeper is nobody's. */
const DEPTH = 10;

/**
 * The folders that Flux, Argo CD or Fleet put into clusters. What is delivered may deliver more.
 *
 * @returns by folder the clusters that get it; several get it all together
 */
export function deliveredFolders(
  clusters: readonly Candidate[],
  readings: ReadonlyMap<string, Reading>,
): ReadonlyMap<string, ReadonlySet<Candidate>> {
  const deliveries = [...readings.values()].flatMap((reading) => reading.deliveries ?? []);
  const delivered = new Map<string, Set<Candidate>>();
  if (deliveries.length === 0) return delivered;
  const folders = foldersIn(readings);
  const sorted = [...folders].sort(comparePaths);
  const targets = deliveries.map((delivery) => ({ delivery, found: foldersOf(delivery, folders, sorted) }));
  for (let round = 0, isChanged = true; isChanged && round < DEPTH; round += 1) {
    isChanged = false;
    for (const { delivery, found } of targets) {
      for (const { folder, captured } of found) {
        const to = destinations(delivery, captured, clusters, delivered);
        const before = delivered.get(folder) ?? new Set();
        const size = before.size;
        for (const cluster of to) before.add(cluster);
        if (before.size === size) continue;
        delivered.set(folder, before);
        isChanged = true;
      }
    }
  }
  return delivered;
}

function destinations(
  { file, to }: Delivery,
  captured: ReadonlyMap<string, string>,
  clusters: readonly Candidate[],
  delivered: ReadonlyMap<string, ReadonlySet<Candidate>>,
): readonly Candidate[] {
  if (to === undefined) return ownersOf(folderOf(file), clusters, delivered);
  const names = new Set(to.map((name) => captured.get(name) ?? name));
  return clusters.filter(({ cluster: { name, root } }) => names.has(nameOf(name ?? root)) || names.has(nameOf(root)));
}

/** The clusters that a file speaks for which delivers: that of its folder, or the only one of the branch that it is in. */
function ownersOf(
  folder: string,
  clusters: readonly Candidate[],
  delivered: ReadonlyMap<string, ReadonlySet<Candidate>>,
): readonly Candidate[] {
  for (const each of selfAndAncestors(folder)) {
    const got = delivered.get(each);
    if (got !== undefined) return [...got];
    const starting = clusters.filter(({ folders }) => folders.includes(each));
    if (starting.length > 0) return starting.length === 1 ? starting : [];
    if (each === ROOT) return [];
    const below = clusters.filter(({ folders }) => folders.some((own) => isWithin(each, own)));
    if (below.length > 0) return below.length === 1 ? below : [];
  }
  return [];
}

/**
 * Says which Flux or Argo CD puts a folder into the cluster that it runs in: by the folder at the upper end of what delivers
 * what delivers it. `undefined` where none does, or several do.
 */
export function deliveringRoots(readings: ReadonlyMap<string, Reading>): (folder: string) => string | undefined {
  let from: ReadonlyMap<string, ReadonlySet<string>> | undefined;
  const known = new Map<string, ReadonlySet<string>>();
  const rootsOf = (folder: string): ReadonlySet<string> => {
    const before = known.get(folder);
    if (before !== undefined) return before;
    const roots = new Set<string>();
    // What delivers in a circle has no upper end.
    known.set(folder, roots);
    from ??= deliveringFolders(readings);
    const given = selfAndAncestors(folder).flatMap((to) => {
      const folders = from?.get(to);
      return folders === undefined ? [] : [{ to, others: [...folders].filter((each) => !isWithin(to, each)) }];
    });
    // What only a file in itself delivers gets there with what lies around it.
    const outside = given.find(({ others }) => others.length > 0)?.others ?? [];
    for (const each of outside) {
      const above = rootsOf(each);
      for (const root of above.size > 0 ? above : [each]) roots.add(root);
    }
    // A folder that delivers itself: what Flux was installed with.
    const top = given.at(-1);
    if (outside.length === 0 && top !== undefined) roots.add(top.to);
    return roots;
  };
  return (folder) => {
    const [root, other] = rootsOf(folder);
    return other === undefined ? root : undefined;
  };
}

/** Folders with those of the files that put them into their own cluster. */
function deliveringFolders(readings: ReadonlyMap<string, Reading>): ReadonlyMap<string, ReadonlySet<string>> {
  const own = [...readings.values()].flatMap(({ deliveries = [] }) => deliveries.filter(({ to }) => to === undefined));
  const from = new Map<string, Set<string>>();
  if (own.length === 0) return from;
  const folders = foldersIn(readings);
  const sorted = [...folders].sort(comparePaths);
  for (const delivery of own) {
    for (const { folder } of foldersOf(delivery, folders, sorted)) {
      from.set(folder, (from.get(folder) ?? new Set()).add(folderOf(delivery.file)));
    }
  }
  return from;
}

interface FoundFolder {
  readonly folder: string;
  /** Parts of the path by the template that stands for them. */
  readonly captured: ReadonlyMap<string, string>;
}

function foldersOf(
  { file, paths, excludes }: Delivery,
  folders: ReadonlySet<string>,
  sorted: readonly string[],
): readonly FoundFolder[] {
  const isExcluded = excludes.map((path) => patternOf(clean(path)).matches);
  return paths.flatMap((path) => {
    const cleaned = clean(path);
    if (cleaned === '') return [];
    const pattern = patternOf(cleaned);
    if (pattern.templates.length === 0) {
      const folder = plainFolder(file, cleaned, folders);
      return folder === undefined ? [] : [{ folder, captured: new Map<string, string>() }];
    }
    // A path of templates alone could be anything.
    if (!/[^/]/.test(cleaned.replace(TEMPLATE, ''))) return [];
    return sorted.flatMap((folder): FoundFolder[] => {
      const match = pattern.matches.exec(folder);
      if (match === null || isExcluded.some((matches) => matches.test(folder))) return [];
      return [
        { folder, captured: new Map(pattern.templates.map((template, index) => [template, match[index + 1] ?? ''])) },
      ];
    });
  });
}

/** The folder of a path without templates. */
export function deliveredFolder({ file, paths }: Delivery, folders: ReadonlySet<string>): string | undefined {
  const [path = ''] = paths;
  const cleaned = clean(path);
  if (paths.length !== 1 || patternOf(cleaned).templates.length > 0) return undefined;
  // `./` is the root of the repository: which folder that is, is not known.
  return cleaned === '' ? undefined : plainFolder(file, cleaned, folders);
}

/** Folders that hold something, at whatever depth. */
export function foldersIn(readings: ReadonlyMap<string, Reading>): ReadonlySet<string> {
  return new Set([...new Set([...readings.keys()].map(folderOf))].flatMap(selfAndAncestors));
}

/** Below the root of the repository, which is that of the tree or one of the folders around the file. */
function plainFolder(file: string, path: string, folders: ReadonlySet<string>): string | undefined {
  const around = selfAndAncestors(folderOf(file)).toReversed();
  return around.map((folder) => joinPath(folder, path)).find((folder) => folders.has(folder));
}

function clean(path: string): string {
  const parts = path.split('/').filter((part) => part !== '' && part !== '.');
  return parts.includes('..') ? '' : parts.join('/');
}

interface Pattern {
  readonly matches: RegExp;
  readonly templates: readonly string[];
}

/** Nobody writes more templates into one part of a path; they could share its letters in very many ways. */
const MOST_IN_A_PART = 2;
const NOTHING = /(?!)/;

/** A template or a star stands for one part of a path. */
function patternOf(path: string): Pattern {
  const isTried = path.split('/').every((part) => [...part.matchAll(TEMPLATE)].length <= MOST_IN_A_PART);
  const templates = [...path.matchAll(TEMPLATE)].map(([template]) => template);
  const literal = path.split(TEMPLATE).map((text) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return { matches: isTried ? new RegExp(`^${literal.join('([^/]+)')}$`) : NOTHING, templates };
}
