// The names under which a project's configuration file is looked for.
import { folderOf, joinPath, nameOf } from './paths.ts';

/** Name of the project's configuration file, as it is recommended. */
export const configurationFileName = '.kube-node-lifecycle.yaml';

/** All names that it may have; of two in one folder the first counts. */
export const configurationFileNames: readonly string[] = [configurationFileName, '.kube-node-lifecycle.yml'];

export function isConfigurationFile(file: string): boolean {
  return configurationFileNames.includes(nameOf(file));
}

/** The configuration file of a folder among those that are known; the first name wins. */
export function configurationIn<T>(folder: string, known: ReadonlyMap<string, T>): T | undefined {
  for (const name of configurationFileNames) {
    const found = known.get(joinPath(folder, name));
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The file of the same folder that counts instead of this one. */
export function configurationBefore(file: string, isThere: (file: string) => boolean): string | undefined {
  for (const name of configurationFileNames) {
    const other = joinPath(folderOf(file), name);
    if (other === file) return undefined;
    if (isThere(other)) return other;
  }
  return undefined;
}
