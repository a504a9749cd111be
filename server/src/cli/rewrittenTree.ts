// Files of a tree that commands rewrite: read as they were analysed, changed in rounds, written back byte for byte.
import { type Change, filesOf, Rewriting, type RewrittenFile } from '../model/rewriting.ts';
import { readAtMost } from '../project/nodeRead.ts';
import { whyUnread } from '../project/readText.ts';
import type { Host } from './cliHost.ts';
import type { OpenedTree } from './openedTree.ts';
import { MAX_NAMED_BYTES } from './readNamed.ts';
import { NotWritten, replaceFile, unwrittenSentence } from './replaceFile.ts';

const byteOrderMark = '\ufeff';

/** The text of a file as positions count it, and how it is written back byte for byte. */
interface EditedFile {
  readonly before: string;
  /** What was read: it must still be there when the file is written. */
  readonly bytes: Uint8Array;
  /** A changed text with the byte order mark that the file had. */
  bytesOf(after: string): Uint8Array;
}

/** Why a file cannot be edited, as the end of a sentence that begins with "it". */
interface NotEditable {
  readonly reason: string;
}

/**
 * A file of a tree to be edited. Positions go only onto the text that was analysed, and only UTF-8 can be written back as it
 * was.
 */
async function loadForEdits(tree: OpenedTree, file: string): Promise<EditedFile | NotEditable> {
  try {
    const bytes =
      tree.stdin?.file === file
        ? new TextEncoder().encode(tree.stdin.text)
        : await readAtMost(tree.absolute(file), MAX_NAMED_BYTES);
    if (bytes === undefined) return { reason: 'is gone' };
    const text = strictText(bytes);
    if (text === undefined) return { reason: 'is not UTF-8' };
    const mark = text.startsWith(byteOrderMark) ? byteOrderMark : '';
    const before = text.slice(mark.length);
    if (!tree.isAnalysed(file, before)) return { reason: 'has changed since it was read' };
    return { before, bytes, bytesOf: (after) => new TextEncoder().encode(mark + after) };
  } catch (error) {
    return { reason: String(whyUnread(error)) };
  }
}

function strictText(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** A file that is to be written. Texts are without a byte order mark; `bytes` have it where the file had. */
export interface ChangedFile extends RewrittenFile {
  readonly bytes: { readonly before: Uint8Array; readonly after: Uint8Array };
}

/** The files of a tree as rounds of changes make them. The tree takes each new text; nothing is written. */
export class RewrittenTree {
  readonly #tree: OpenedTree;
  readonly #rewriting: Rewriting;
  readonly #files = new Map<string, EditedFile>();
  /** Files that cannot be edited, and why, as the end of a sentence that begins with "it". */
  readonly closed = new Map<string, string>();

  constructor(tree: OpenedTree) {
    this.#tree = tree;
    this.#rewriting = new Rewriting((file, text) => tree.update(file, text));
  }

  /** Makes what can be made at once of files that can be edited. @returns what was made */
  async make<C extends Change>(changes: readonly C[]): Promise<C[]> {
    for (const file of filesOf(changes)) {
      if (this.#files.has(file) || this.closed.has(file)) continue;
      const loaded = await loadForEdits(this.#tree, file);
      if ('reason' in loaded) this.closed.set(file, loaded.reason);
      else {
        this.#files.set(file, loaded);
        this.#rewriting.open(file, loaded.before);
      }
    }
    return this.#rewriting.make(changes);
  }

  textOf(file: string): string {
    return this.#rewriting.textOf(file);
  }

  texts(): ReadonlyMap<string, string> {
    return this.#rewriting.texts();
  }

  restore(texts: ReadonlyMap<string, string>): void {
    this.#rewriting.restore(texts);
  }

  changed(): ChangedFile[] {
    return this.#rewriting.changed().flatMap((one) => {
      const file = this.#files.get(one.file);
      return file === undefined ? [] : { ...one, bytes: { before: file.bytes, after: file.bytesOf(one.after) } };
    });
  }
}

/**
 * @param done what is said of a file that was written
 * @returns whether the file was written; else it is said why, and the tree has again the text that is there
 */
export async function writeChanged(
  tree: OpenedTree,
  { file, before, bytes }: ChangedFile,
  done: string,
  host: Host,
): Promise<boolean> {
  try {
    await replaceFile(tree.absolute(file), bytes.after, { expected: bytes.before });
    host.err(`${tree.fileName(file)}: ${done}\n`);
    return true;
  } catch (error) {
    if (!(error instanceof NotWritten)) throw error;
    host.err(`error: ${unwrittenSentence(tree.fileName(file), error.message)}\n`);
    tree.update(file, before);
    return false;
  }
}

/** Says which files were not changed, and why. */
export function printClosed(tree: OpenedTree, closed: ReadonlyMap<string, string>, host: Host): void {
  for (const [file, reason] of closed) host.err(`${tree.fileName(file)}: not changed, since it ${reason}\n`);
}
