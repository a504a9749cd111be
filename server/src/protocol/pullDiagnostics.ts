// Answers for diagnostics that a client asked for, and when they are no longer true.
import type {
  DocumentDiagnosticReport,
  PreviousResultId,
  WorkspaceDocumentDiagnosticReport,
} from 'vscode-languageserver';
import { DocumentDiagnosticReportKind } from '../features/protocolNumbers.ts';
import type { TreeFile } from './documents.ts';
import type { ReadDiagnostics } from './fileDiagnostics.ts';
import { uriKey } from './fileUris.ts';
import type { OpenTree } from './openTree.ts';

/** Answers a client that asks for diagnostics, and knows when its answers are no longer true. */
export interface PullDiagnostics {
  document(at: TreeFile, previousResultId: string | undefined): DocumentDiagnosticReport;
  /** Files with findings, and those that had some and have none now. */
  tree(tree: OpenTree, previous: readonly PreviousResultId[]): WorkspaceDocumentDiagnosticReport[];
  /** A document's own text has changed: the client is going to ask for it by itself. */
  edited(uri: string): void;
  /** Compares the answers that the client has with those of now; what is wrong is told once. */
  compare(trees: readonly OpenTree[]): Comparison;
  /** The client shows a document no more. */
  forget(uri: string): void;
}

export interface Comparison {
  /** An answer that the client has became wrong since the last call, and it is not going to ask by itself. */
  readonly areWrong: boolean;
  /**
   * A document was edited or opened since the last call, and the client has not asked for it. One that was closed and
   * opened again in a moment VS Code does not ask for at all, so the next call counts it as wrong.
   */
  readonly areAwaited: boolean;
}

export function createPullDiagnostics(read: ReadDiagnostics): PullDiagnostics {
  /** The answer that the client has, by URI. */
  const answered = new Map<string, { readonly at: TreeFile; readonly id: string }>();
  /**
   * Files that had findings when the client asked. It forgets the answer when it closes a document, and goes on showing
   * what it was told last; only a report that names the file again ends that.
   */
  const everShown = new WeakMap<OpenTree, Set<string>>();
  let asksForAll = false;
  /** Documents that were edited since the last comparison, and not asked for since they were. */
  let toBeAsked = new Set<string>();

  function document(at: TreeFile, previousResultId: string | undefined): DocumentDiagnosticReport {
    const { items, id } = read(at.tree, at.file);
    const resultId = id();
    if (items.length > 0) everShown.set(at.tree, (everShown.get(at.tree) ?? new Set()).add(at.file));
    const key = uriKey(at.tree.uriOf(at.file));
    answered.set(key, { at, id: resultId });
    toBeAsked.delete(key);
    return resultId === previousResultId
      ? { kind: DocumentDiagnosticReportKind.Unchanged, resultId }
      : { kind: DocumentDiagnosticReportKind.Full, resultId, items };
  }

  return {
    document,
    tree(tree, previous) {
      asksForAll = true;
      const known = new Map(previous.map(({ uri, value }) => [uriKey(uri), value]));
      const files = new Set([...filesWithFindings(tree), ...(everShown.get(tree) ?? [])]);
      for (const { uri } of previous) {
        const file = tree.fileOf(uri);
        if (file !== undefined) files.add(file);
      }
      return [...files].map((file) => {
        const uri = tree.uriOf(file);
        const report = document({ tree, file }, known.get(uriKey(uri)));
        return { uri, version: tree.document(file)?.version ?? null, ...report };
      });
    },
    edited(uri) {
      toBeAsked.add(uriKey(uri));
    },
    compare(trees) {
      const shown = [...answered.values()].map(({ at }) => at);
      const others = asksForAll ? trees.flatMap((tree) => filesWithFindings(tree).map((file) => ({ tree, file }))) : [];
      let areWrong = false;
      let areAwaited = false;
      for (const at of [...shown, ...others]) {
        const key = uriKey(at.tree.uriOf(at.file));
        const id = read(at.tree, at.file).id();
        if (answered.get(key)?.id === id) continue;
        if (toBeAsked.has(key)) areAwaited = true;
        else {
          answered.set(key, { at, id });
          areWrong = true;
        }
      }
      toBeAsked = new Set();
      return { areWrong, areAwaited };
    },
    forget(uri) {
      answered.delete(uriKey(uri));
    },
  };
}

function filesWithFindings(tree: OpenTree): string[] {
  const files = tree
    .snapshot()
    .findings()
    .map(({ file }) => file);
  return [...new Set(files)];
}
