// Finds the files that files name.
import { append } from '../model/grouped.ts';
import type { FileReference, Reading } from '../model/reading.ts';
import { comparePaths, folderOf, nameOf } from '../project/paths.ts';
import { findNamedFile, findNamedFolder, literalSuffixes, TEMPLATE_ENDINGS, type TreeFiles } from './namedFiles.ts';
import { sideFolderOf } from './sideFolders.ts';

/** Finds the files that files name. */
export interface ReferenceResolver {
  resolve(reference: Pick<FileReference, 'kind' | 'path' | 'file'>): readonly string[];
}

export function createReferenceResolver(files: TreeFiles): ReferenceResolver {
  const partsByFolder = configPartsByFolder(files);
  const folders = new Set(partsByFolder.keys());
  const byName = filesByName(files);
  return {
    resolve({ kind, path, file }) {
      if (kind === 'config-dir') {
        const folder = findNamedFolder(file, path, folders);
        return folder === undefined ? [] : (partsByFolder.get(folder) ?? []);
      }
      const fits = kind === 'config' ? isKubeletConfiguration : isEnvironment;
      const found = findNamedFile(file, path, files, (candidate) => fits(files.get(candidate), candidate));
      const meant = found ?? notYetInstalled(file, path, byName, (candidate) => isFitting(kind, files.get(candidate)));
      return meant === undefined ? [] : [meant];
    },
  };
}

/**
 * The only file of the tree that is called as a path ends, and that holds what is looked for: it lies elsewhere until it is
 * installed. Nothing of tests and examples is meant by what lies outside of them.
 */
function notYetInstalled(
  from: string,
  path: string,
  byName: ReadonlyMap<string, readonly string[]>,
  isFitting: (file: string) => boolean,
): string | undefined {
  const name = literalSuffixes(path).at(-1);
  if (name === undefined) return undefined;
  const side = sideFolderOf(folderOf(from));
  const alike = (byName.get(name) ?? []).filter((file) => {
    return file !== from && sideFolderOf(folderOf(file)) === side && isFitting(file);
  });
  const [only] = alike;
  if (only === undefined || alike.length > 1) return undefined;
  // One of the same name that lies nearer is the one that it belongs to: `prod/…` is nothing to `staging/…`.
  const near = sharedDepth(from, only);
  const others = (byName.get(nameOf(from)) ?? []).filter((file) => file !== from);
  return others.every((other) => sharedDepth(other, only) <= near) ? only : undefined;
}

/** How many folders two files have in common. */
function sharedDepth(a: string, b: string): number {
  const [one, other] = [folderOf(a).split('/'), folderOf(b).split('/')];
  const apart = one.findIndex((part, index) => part !== other[index]);
  return apart < 0 ? one.length : apart;
}

/** Whether a file certainly holds what a reference asks for. */
function isFitting(kind: FileReference['kind'], reading: Reading | undefined): boolean {
  if (kind === 'config') return isKubeletConfiguration(reading);
  return reading?.assignments.some(({ settings }) => settings.length > 0) === true;
}

/** Files with something of ours by their names, endings of templates taken off. */
function filesByName(files: TreeFiles): Map<string, string[]> {
  const byName = new Map<string, string[]>();
  for (const [file, reading] of files) {
    if (reading === undefined) continue;
    const name = nameOf(file);
    const ending = TEMPLATE_ENDINGS.find((each) => each !== '' && name.endsWith(each)) ?? '';
    for (const called of new Set([name, name.slice(0, name.length - ending.length)])) {
      append(byName, called, file);
    }
  }
  return byName;
}

/** Whether a file holds a KubeletConfiguration and nothing that starts a component. */
function isKubeletConfiguration(reading: Reading | undefined): boolean {
  if (reading === undefined) return false;
  const ofKubelet = (one: { component: string; form: string }) => one.component === 'kubelet' && one.form === 'field';
  return reading.settings.some(ofKubelet) || reading.settingLists.some(ofKubelet);
}

/** A file with nothing of ours can still be meant: it sets variables of other flags. Its ending must not speak against it. */
function isEnvironment(reading: Reading | undefined, file: string): boolean {
  if (reading !== undefined) return reading.assignments.length > 0;
  return !/\.(?:ya?ml|json|toml|service|sh|tf|md)(?:\.\w+)?$/.test(nameOf(file));
}

/** The kubelet reads files that end with `.conf` (`cmd/kubelet/app/server.go`, mergeKubeletConfigurations). */
function configPartsByFolder(files: TreeFiles): Map<string, string[]> {
  const parts = new Map<string, string[]>();
  for (const [file, reading] of files) {
    if (!TEMPLATE_ENDINGS.some((ending) => file.endsWith(`.conf${ending}`)) || !isKubeletConfiguration(reading))
      continue;
    const folder = folderOf(file);
    parts.set(folder, [...(parts.get(folder) ?? []), file]);
  }
  for (const list of parts.values()) list.sort(comparePaths);
  return parts;
}
