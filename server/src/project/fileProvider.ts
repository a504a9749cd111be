// What files are read through, whatever they lie in.
import type { Said } from '../text/message.ts';

/**
 * The files of one opened tree. The only way by which files are read; implemented over Node's `fs`, over the
 * language client (browser), and in memory for tests.
 */
export interface FileProvider {
  /**
   * Files below the root that are not ignored, forward slashes, in a stable order; symlink loops and special files left
   * out, and told to `skipped`.
   * @param only files and folders: the rest of the tree need not be looked at
   */
  list(skipped?: SkipListener, only?: readonly string[]): AsyncIterable<string>;
  /**
   * The bytes, or `undefined` where the file is gone, larger than `maxBytes`, or may not be read.
   * @throws UnreadableFile where more is known of why it cannot be read
   */
  read(file: string, maxBytes: number): Promise<Uint8Array | undefined>;
  /** By which other paths links lead to what lies at this one, or below it, as far as the latest walks have met them. */
  alsoCalled?(path: string): readonly string[];
}

/** Told of a file or folder that is left out, and why: the end of a sentence that begins with "it". */
export type SkipListener = (path: string, why: Said) => void;

/** A file that cannot be read. */
export class UnreadableFile extends Error {
  /** The end of a sentence that begins with "it". */
  readonly why: Said;

  constructor(why: Said) {
    super(String(why));
    this.why = why;
  }
}
