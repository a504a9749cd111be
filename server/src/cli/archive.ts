// An archive on standard input: a folder as it was, such as `git archive` prints it.
import { resolve } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { parseTar } from 'nanotar';
import { UsageError } from '../model/usageError.ts';
import type { FileProvider } from '../project/fileProvider.ts';
import { comparePaths } from '../project/paths.ts';
import { contains, relativePath } from './namedPaths.ts';
import { MAX_NAMED_BYTES } from './readNamed.ts';

/** Files of a folder by their paths in it, with forward slashes; none leads out of it. */
export type Archive = ReadonlyMap<string, Uint8Array>;

/** Where tar says what it is (POSIX.1-1988, ustar). */
const MAGIC_AT = 257;

/**
 * The regular files of a tar archive, packed by gzip or not; `undefined` for bytes that are none.
 *
 * @throws UsageError for an archive that is broken, or too large when it is unpacked
 */
export function readArchive(bytes: Uint8Array): Archive | undefined {
  const isPacked = bytes[0] === 0x1f && bytes[1] === 0x8b;
  try {
    const plain = isPacked ? gunzipSync(bytes, { maxOutputLength: MAX_NAMED_BYTES }) : bytes;
    if (new TextDecoder('latin1').decode(plain.subarray(MAGIC_AT, MAGIC_AT + 5)) !== 'ustar') return undefined;
    const files = parseTar(plain, { filter: ({ type }) => type === 'file' });
    return new Map(files.flatMap(({ name, data }) => (data === undefined ? [] : [[name, data]])));
  } catch (error) {
    throw new UsageError(`the archive on standard input cannot be read (${(error as Error).message})`);
  }
}

/**
 * A tree in which an archive stands for one folder. What lies around the folder is as it is on disk.
 *
 * @param root absolute path of the tree's root
 * @param folder absolute path of the folder that the archive stands for
 */
export function archivedTree(disk: FileProvider, root: string, folder: string, archive: Archive): FileProvider {
  const files = new Map<string, Uint8Array>();
  for (const [name, bytes] of archive) {
    const path = resolve(folder, name);
    if (contains(root, path)) files.set(relativePath(root, path), bytes);
  }
  const isCovered = (file: string) => contains(folder, resolve(root, file));
  return {
    async *list(skipped, only) {
      const others: string[] = [];
      if (!contains(folder, root)) {
        for await (const file of disk.list(skipped, only)) if (!isCovered(file)) others.push(file);
      }
      yield* [...others, ...files.keys()].sort(comparePaths);
    },
    async read(file, maxBytes) {
      if (!isCovered(file)) return disk.read(file, maxBytes);
      const bytes = files.get(file);
      return bytes === undefined || bytes.length > maxBytes ? undefined : bytes;
    },
  };
}
