import type { FileReference, Reading } from '../model/reading.ts';
import { comparePaths, folderOf, nameOf } from '../project/paths.ts';
import { findNamedFile, findNamedFolder, TEMPLATE_ENDINGS, type TreeFiles } from './namedFiles.ts';

/** A path that a file names, and the files of the tree that it means; none where it is not in the tree. */
export interface ResolvedReference {
  readonly reference: FileReference;
  /** One; several, in the order of their names, for a folder. */
  readonly files: readonly string[];
}

/** Finds the files that files name. */
export interface ReferenceResolver {
  resolve(reference: Pick<FileReference, 'kind' | 'path' | 'file'>): readonly string[];
}

export function createReferenceResolver(files: TreeFiles): ReferenceResolver {
  const partsByFolder = configPartsByFolder(files);
  const folders = new Set(partsByFolder.keys());
  return {
    resolve({ kind, path, file }) {
      if (kind === 'config-dir') {
        const folder = findNamedFolder(file, path, folders);
        return folder === undefined ? [] : (partsByFolder.get(folder) ?? []);
      }
      const fits = kind === 'config' ? isKubeletConfiguration : isEnvironment;
      const found = findNamedFile(file, path, files, (candidate) => fits(files.get(candidate), candidate));
      return found === undefined ? [] : [found];
    },
  };
}

/** Whether a file holds a KubeletConfiguration and nothing that starts a component. */
export function isKubeletConfiguration(reading: Reading | undefined): boolean {
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
