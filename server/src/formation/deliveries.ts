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
