// The library's front door: a folder of this machine, a provider of files, or texts by their names.
import { basename, resolve } from 'node:path';
import { UsageError } from '../model/usageError.ts';
import { exclusion } from '../project/exclusion.ts';
import type { FileProvider } from '../project/fileProvider.ts';
import { loadTree } from '../project/loadTree.ts';
import { createMemoryFileProvider } from '../project/memoryFileProvider.ts';
import { createNodeFileProvider } from '../project/nodeFileProvider.ts';
import { ROOT } from '../project/paths.ts';
import { createTreeService } from '../service/createTreeService.ts';
import type { TreeOptions, TreeSnapshot } from '../service/treeService.ts';
import { mustBeFolder, mustBeVersion } from './refused.ts';

export interface OpenOptions extends TreeOptions {
  /** What the root is called where nothing else names its cluster; a folder's own name where it is left out. */
  readonly name?: string;
  /** Files that count for nothing: patterns as in a `.gitignore` of the root. */
  readonly exclude?: readonly string[];
}

/** An opened tree. Texts may change; each function of the library looks at what there is when it is called. */
export interface Tree {
  /** Sentences about files that were not read. */
  readonly skipped: readonly string[];
  /** What is known at this moment; immutable. */
  snapshot(): TreeSnapshot;
  /** Takes the new text of a file, by its path below the root with forward slashes. Nothing is written. */
  update(file: string, text: string): void;
  remove(file: string): void;
}

/**
 * Opens a tree of files. Nothing of them is executed, nothing outside is read, no network is used.
 *
 * @param source path of a folder; or a provider; or texts by their paths, with forward slashes
 * @throws UsageError where there is no such folder, or the version is none
 */
export async function openTree(
  source: string | FileProvider | ReadonlyMap<string, string> | Readonly<Record<string, string>>,
  { name, exclude, ...options }: OpenOptions = {},
): Promise<Tree> {
  const isFolder = typeof source === 'string';
  if (isFolder) await mustBeFolder(source);
  else if (typeof source !== 'object' || source === null)
    throw new UsageError('openTree takes the path of a folder, texts by their names, or a provider of files');
  mustBeVersion(options.kubernetesVersion);
  const treeName = name ?? (isFolder ? basename(resolve(source)) : undefined);
  const service = createTreeService(treeName === undefined ? {} : { treeName });
  service.configure(options);
  const isExcluded = exclude && exclusion(ROOT, exclude);
  const { skipped } = await loadTree(providerOf(source), service, {
    ...(isFolder && { root: resolve(source).replaceAll('\\', '/') }),
    ...(isExcluded && { isExcluded }),
  });
  return {
    skipped: skipped.map(String),
    snapshot: () => service.snapshot(),
    update: (file, text) => service.update(file, text),
    remove: (file) => service.remove(file),
  };
}

function providerOf(source: Parameters<typeof openTree>[0]): FileProvider {
  if (typeof source === 'string') return createNodeFileProvider(resolve(source));
  if (isProvider(source)) return source;
  return createMemoryFileProvider(source instanceof Map ? source : new Map(Object.entries(source)));
}

function isProvider(source: object): source is FileProvider {
  return 'list' in source && typeof source.list === 'function' && 'read' in source;
}
