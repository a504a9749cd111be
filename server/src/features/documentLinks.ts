// Links from what a file names (`--config=`, `EnvironmentFile=`) to the file of the tree that is meant.
import type { DocumentLink } from 'vscode-languageserver';
import { findNamedFile } from '../formation/namedFiles.ts';
import type { FileView } from './fileView.ts';

/** One link a reference that leads to a file of the same cluster; what lies elsewhere, or nowhere, has none. */
export function documentLinks({ snapshot, file, uriOf }: FileView): DocumentLink[] {
  const references = snapshot.reading(file)?.references ?? [];
  if (references.length === 0) return [];
  const files = new Map(
    snapshot
      .clustersOf(file)
      .flatMap(({ cluster }) => cluster.files)
      .map((one) => [one, snapshot.reading(one)] as const),
  );
  return references.flatMap(({ kind, path, range }) => {
    const target = kind === 'config-dir' ? undefined : findNamedFile(file, path, files, () => true);
    return target === undefined ? [] : [{ range, target: uriOf(target) }];
  });
}
