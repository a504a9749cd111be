import { readFile } from 'node:fs/promises';
import type { OpenedTree } from './openedTree.ts';

const byteOrderMark = '\ufeff';

/** The text of a file as positions count it, and how it is written back byte for byte. */
export interface EditedFile {
  readonly before: string;
  /** A changed text with the byte order mark that the file had. */
  bytesOf(after: string): Uint8Array;
}

/** A file of a tree to be edited. `undefined` for one that is not UTF-8, so that it could not be written back. */
export async function loadForEdits(tree: OpenedTree, file: string): Promise<EditedFile | undefined> {
  const bytes =
    tree.stdin?.file === file ? new TextEncoder().encode(tree.stdin.text) : await readFile(tree.absolute(file));
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    const mark = text.startsWith(byteOrderMark) ? byteOrderMark : '';
    return { before: text.slice(mark.length), bytesOf: (after) => new TextEncoder().encode(mark + after) };
  } catch {
    return undefined;
  }
}
