// A file of a tree that edits change: its text as positions count it, and its bytes.
import { readAtMost } from '../project/nodeRead.ts';
import { whyUnread } from '../project/readText.ts';
import type { OpenedTree } from './openedTree.ts';
import { MAX_NAMED_BYTES } from './readNamed.ts';

const byteOrderMark = '\ufeff';

/** The text of a file as positions count it, and how it is written back byte for byte. */
export interface EditedFile {
  readonly before: string;
  /** What was read: it must still be there when the file is written. */
  readonly bytes: Uint8Array;
  /** A changed text with the byte order mark that the file had. */
  bytesOf(after: string): Uint8Array;
}

/** Why a file cannot be edited, as the end of a sentence that begins with "it". */
export interface NotEditable {
  readonly reason: string;
}

/**
 * A file of a tree to be edited. Positions go only onto the text that was analysed, and only UTF-8 can be written back as it
 * was.
 */
export async function loadForEdits(tree: OpenedTree, file: string): Promise<EditedFile | NotEditable> {
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
    return { reason: whyUnread(error) };
  }
}

function strictText(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
