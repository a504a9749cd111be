/**
 * The files of one opened tree. The only way by which files are read; implemented over Node's `fs`, over the
 * language client (browser), and in memory for tests.
 */
export interface FileProvider {
  /** Files below the root that are not ignored, forward slashes, in a stable order; symlink loops and special files left out. */
  list(): AsyncIterable<string>;
  /** The bytes, or `undefined` where the file is gone, larger than `maxBytes`, or may not be read. */
  read(file: string, maxBytes: number): Promise<Uint8Array | undefined>;
}
