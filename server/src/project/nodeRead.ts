// Reads a file of this machine without ever waiting for it or reading more than was asked for.
import { constants } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { UnreadableFile } from './fileProvider.ts';
import { tooLarge } from './readText.ts';

const CHUNK = 1 << 16;
/** A file without a size is the kernel's, and may have no end. */
const MAX_WITHOUT_SIZE = 10 * 2 ** 20;

/**
 * The bytes of a regular file. A device or a pipe is never read: it could wait or go on for ever; and what `stat` says of
 * the size is not believed: files of the kernel have none.
 * @returns `undefined` where there is no such file
 * @throws UnreadableFile for one that is larger, no regular file, or not to be read
 */
export async function readAtMost(path: string, maxBytes: number): Promise<Uint8Array | undefined> {
  let file: FileHandle;
  try {
    // A pipe that nobody writes to would keep a plain `open` waiting.
    file = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  } catch (error) {
    const code = codeOf(error);
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
    throw new UnreadableFile(`cannot be read (${code})`);
  }
  try {
    const info = await file.stat();
    if (!info.isFile()) throw new UnreadableFile('is no file');
    if (info.size > maxBytes) throw new UnreadableFile(tooLarge(maxBytes));
    const limit = info.size === 0 ? Math.min(maxBytes, MAX_WITHOUT_SIZE) : maxBytes;
    return await readOpened(file, info.size, limit);
  } catch (error) {
    if (error instanceof UnreadableFile) throw error;
    throw new UnreadableFile(`cannot be read (${codeOf(error)})`);
  } finally {
    await file.close();
  }
}

async function readOpened(file: FileHandle, size: number, maxBytes: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  // The first read takes all of an ordinary file; one more finds that it has ended.
  for (let next = size + 1; ; next = CHUNK) {
    const chunk = new Uint8Array(Math.min(next, maxBytes + 1 - length));
    const { bytesRead } = await file.read(chunk, 0, chunk.length);
    if (bytesRead === 0) return chunks.length === 1 ? (chunks[0] ?? chunk) : Buffer.concat(chunks);
    chunks.push(chunk.subarray(0, bytesRead));
    length += bytesRead;
    if (length > maxBytes) throw new UnreadableFile(tooLarge(maxBytes));
  }
}

function codeOf(error: unknown): string {
  return (error as NodeJS.ErrnoException).code ?? String(error);
}
