// Reads a file of this machine without ever waiting for it or reading more than was asked for.
import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { say } from '../text/message.ts';
import { UnreadableFile } from './fileProvider.ts';
import { tooLarge } from './readText.ts';

const CHUNK = 1 << 16;
/** A file without a size is the kernel's, and may have no end. */
const MAX_WITHOUT_SIZE = 10 * 2 ** 20;

/**
 * How long reading one file took of late, in milliseconds. From a local disk it takes far less than to hand it to another
 * thread and to wait for the answer; over a network it would hold up everything else.
 */
const pace = { average: 0 };
/** Reads that take longer on the average are waited for. */
const SLOW = 2;

/**
 * The bytes of a regular file. A device or a pipe is never read: it could wait or go on for ever; and what `stat` says of
 * the size is not believed: files of the kernel have none.
 * @returns `undefined` where there is no such file
 * @throws UnreadableFile for one that is larger, no regular file, or not to be read
 */
export async function readAtMost(path: string, maxBytes: number): Promise<Uint8Array | undefined> {
  if (pace.average > SLOW) {
    pace.average *= 0.99;
    return readWaiting(path, maxBytes);
  }
  return readAtOnce(path, maxBytes, 0);
}

/** A link in the place of a file is not followed. */
export class IsLink extends Error {}

/** Whether this machine can open a file on condition that it is no link. */
export const KNOWS_LINKS = constants.O_NOFOLLOW !== undefined;

/**
 * The same for a file that is no link.
 * @throws IsLink where it is one
 */
export async function readPlainAtMost(path: string, maxBytes: number): Promise<Uint8Array | undefined> {
  return readAtOnce(path, maxBytes, constants.O_NOFOLLOW);
}

// A pipe that nobody writes to would keep a plain `open` waiting.
const FLAGS = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0);

function readAtOnce(path: string, maxBytes: number, flags: number): Uint8Array | undefined {
  const start = performance.now();
  let file: number;
  try {
    file = openSync(path, FLAGS | flags);
  } catch (error) {
    const code = codeOf(error);
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
    if (flags !== 0 && code === 'ELOOP') throw new IsLink();
    throw new UnreadableFile(say`cannot be read (${code})`);
  }
  try {
    const limit = limitOf(fstatSync(file), maxBytes);
    return readOpenedAtOnce(file, limit);
  } catch (error) {
    if (error instanceof UnreadableFile) throw error;
    throw new UnreadableFile(say`cannot be read (${codeOf(error)})`);
  } finally {
    closeSync(file);
    pace.average = pace.average * 0.9 + (performance.now() - start) * 0.1;
  }
}

interface Limit {
  /** As `stat` says it. */
  readonly size: number;
  readonly most: number;
}

/** @throws UnreadableFile */
function limitOf(info: { isFile(): boolean; readonly size: number }, maxBytes: number): Limit {
  if (!info.isFile()) throw new UnreadableFile(say`is no file`);
  if (info.size > maxBytes) throw new UnreadableFile(tooLarge(maxBytes));
  return { size: info.size, most: info.size === 0 ? Math.min(maxBytes, MAX_WITHOUT_SIZE) : maxBytes };
}

/** What a read that is not waited for finds where the file should have ended; nearly always nothing. */
const beyond = new Uint8Array(CHUNK);

function readOpenedAtOnce(file: number, { size, most }: Limit): Uint8Array {
  const chunks = new Chunks(most);
  for (let chunk = chunks.next(size + 1); ; chunk = beyond.subarray(0, chunks.room())) {
    const bytesRead = readSync(file, chunk, 0, chunk.length, null);
    // A read that asked for more and gives what `stat` said has met the end.
    if (bytesRead === size && size > 0 && chunk.length === size + 1) return chunk.subarray(0, size);
    const end = chunks.take(chunk.buffer === beyond.buffer ? chunk.slice(0, bytesRead) : chunk, bytesRead);
    if (end !== undefined) return end;
  }
}

/** The same, waited for. */
export async function readWaiting(path: string, maxBytes: number): Promise<Uint8Array | undefined> {
  let file: FileHandle;
  try {
    file = await open(path, FLAGS);
  } catch (error) {
    const code = codeOf(error);
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
    throw new UnreadableFile(say`cannot be read (${code})`);
  }
  try {
    return await readOpened(file, limitOf(await file.stat(), maxBytes));
  } catch (error) {
    if (error instanceof UnreadableFile) throw error;
    throw new UnreadableFile(say`cannot be read (${codeOf(error)})`);
  } finally {
    await file.close();
  }
}

async function readOpened(file: FileHandle, { size, most }: Limit): Promise<Uint8Array> {
  const chunks = new Chunks(most);
  for (let next = size + 1; ; next = CHUNK) {
    const chunk = chunks.next(next);
    const { bytesRead } = await file.read(chunk, 0, chunk.length);
    const end = chunks.take(chunk, bytesRead);
    if (end !== undefined) return end;
  }
}

/** What was read so far. The first read takes all of an ordinary file; one more finds that it has ended. */
class Chunks {
  private readonly chunks: Uint8Array[] = [];
  private length = 0;

  constructor(private readonly most: number) {}

  next(size: number): Uint8Array {
    return new Uint8Array(Math.min(size, this.room()));
  }

  /** What may come before there are too many. */
  room(): number {
    return this.most + 1 - this.length;
  }

  /** @returns all of it where it has ended @throws UnreadableFile */
  take(chunk: Uint8Array, bytesRead: number): Uint8Array | undefined {
    const { chunks } = this;
    if (bytesRead === 0) return chunks.length === 1 ? (chunks[0] ?? chunk) : Buffer.concat(chunks);
    chunks.push(chunk.subarray(0, bytesRead));
    this.length += bytesRead;
    if (this.length > this.most) throw new UnreadableFile(tooLarge(this.most));
    return undefined;
  }
}

function codeOf(error: unknown): string {
  return (error as NodeJS.ErrnoException).code ?? String(error);
}
