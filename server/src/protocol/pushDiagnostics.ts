// Sends diagnostics to a client that does not ask for them.
import type { PublishDiagnosticsParams } from 'vscode-languageserver';
import { isConfigurationFile } from '../project/configurationFile.ts';
import type { TreeFile } from './documents.ts';
import type { FileDiagnostics, ReadDiagnostics } from './fileDiagnostics.ts';
import { uriKey } from './fileUris.ts';

/** Sends diagnostics to a client that does not ask for them. */
export interface PushDiagnostics {
  /** Answers one version of a document; of a document that holds nothing of ours only once. */
  answer(at: TreeFile): void;
  /** Sends what has changed in documents whose text did not. */
  update(documents: Iterable<TreeFile>): void;
  /** A document is closed: nothing is shown for it any more. */
  clear(uri: string): void;
}

interface Published {
  readonly holdsOurs: boolean;
  readonly diagnostics: FileDiagnostics;
}

export function createPushDiagnostics(
  read: ReadDiagnostics,
  publish: (params: PublishDiagnosticsParams) => void,
): PushDiagnostics {
  /** What the client shows, by URI. */
  const published = new Map<string, Published>();

  function send({ tree, file }: TreeFile, holdsOurs: boolean): void {
    const document = tree.document(file);
    if (!document) return;
    const diagnostics = read(tree, file);
    published.set(uriKey(document.uri), { holdsOurs, diagnostics });
    publish({ uri: document.uri, version: document.version, diagnostics: diagnostics.items });
  }

  return {
    answer(at) {
      const holdsOurs = at.tree.snapshot().reading(at.file) !== undefined || isConfigurationFile(at.file);
      const last = published.get(uriKey(at.tree.uriOf(at.file)));
      if (holdsOurs || !last || last.holdsOurs) send(at, holdsOurs);
    },
    update(documents) {
      for (const at of documents) {
        const last = published.get(uriKey(at.tree.uriOf(at.file)));
        const now = read(at.tree, at.file);
        if (last && last.diagnostics !== now && last.diagnostics.id() !== now.id()) send(at, last.holdsOurs);
      }
    },
    clear(uri) {
      if (published.delete(uriKey(uri))) publish({ uri, diagnostics: [] });
    },
  };
}
