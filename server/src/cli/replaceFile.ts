// Writes a file so that at every instant either its old or its new text is there, whole.
import { dirname, join, resolve } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { codeOf, type DiskFiles, type DiskInfo, nodeDisk } from './diskFiles.ts';

/** A file that was not written; it is as it was. The message is the end of a sentence that begins with "it". */
export class NotWritten extends Error {}

/** @param why the end of a sentence that begins with "it" */
export function unwrittenSentence(name: string, why: string): string {
  const [, code] = /^cannot be written( \(.*\))$/.exec(why) ?? [];
  return `cannot write ${name}${code ?? `: it ${why}`}`;
}

export interface ReplaceOptions {
  /** What must still be there: where it is not, nothing is written. `undefined`: whatever is there, or nothing. */
  readonly expected?: Uint8Array;
  readonly disk?: DiskFiles;
}

/**
 * Writes beside the file, and renames over it when all bytes are on the disk. Links to the file are followed; mode and, as
 * far as this user may, owner stay. What is no regular file (a pipe, a terminal) is written to as it is, where nothing is
 * expected of it.
 * @throws NotWritten
 */
export async function replaceFile(
  path: string,
  bytes: Uint8Array,
  { expected, disk = nodeDisk }: ReplaceOptions = {},
): Promise<void> {
  try {
    const real = await realPath(path, disk);
    const info = await disk.info(real);
    if (expected === undefined && (isStream(path) || (info !== undefined && !info.isFile)))
      return await disk.append(path, bytes);
    if (info !== undefined) await mayReplace(real, info, disk);
    else if (expected !== undefined) throw new NotWritten('is gone');
    // By another of its names (a link in the tree) it has been written already.
    if (expected !== undefined && sameBytes(await disk.read(real), bytes)) return;
    await writeBeside(real, bytes, { info, expected, disk });
  } catch (error) {
    throw error instanceof NotWritten ? error : new NotWritten(`cannot be written (${codeOf(error)})`);
  }
}

/** Names under which the system shows streams that are open already. */
function isStream(path: string): boolean {
  return /^\/(?:dev|proc)\//.test(path);
}

async function realPath(path: string, disk: DiskFiles): Promise<string> {
  try {
    return await disk.realPath(path);
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') throw error;
    // A link to a file that is not there yet, or no file.
    const target = await disk.readLink(path);
    return target === undefined ? path : resolve(dirname(path), target);
  }
}

/** A rename asks nobody whether the file may be written. */
async function mayReplace(real: string, { isFile, links }: DiskInfo, disk: DiskFiles): Promise<void> {
  if (!isFile) throw new NotWritten('is no file');
  await disk.mayWrite(real);
  if (links > 1) throw new NotWritten('has other names (hard links), which would keep the old text');
}

interface Writing {
  readonly info: DiskInfo | undefined;
  readonly expected: Uint8Array | undefined;
  readonly disk: DiskFiles;
}

/** Names that are taken, by another run that was ended, say. */
const MAX_NAMES = 100;
let count = 0;

async function writeBeside(real: string, bytes: Uint8Array, { info, expected, disk }: Writing): Promise<void> {
  // Until it has the mode of the file that it replaces, nobody else reads it.
  const { file, path } = await createBeside(dirname(real), info === undefined ? PLAIN_MODE : OWN_MODE, disk);
  try {
    try {
      await file.write(bytes);
      if (info !== undefined) await file.take(info);
      await file.sync();
    } finally {
      await file.close();
    }
    if (expected !== undefined && !(await isAsItWas(real, expected, info, disk)))
      throw new NotWritten('has changed since it was read');
    await disk.rename(path, real);
  } catch (error) {
    await disk.remove(path);
    throw error;
  }
  await disk.syncFolder(dirname(real));
}

const PLAIN_MODE = 0o666;
const OWN_MODE = 0o600;

/** Its text, and who may do what with it. */
async function isAsItWas(
  real: string,
  expected: Uint8Array,
  before: DiskInfo | undefined,
  disk: DiskFiles,
): Promise<boolean> {
  return isDeepStrictEqual(await disk.info(real), before) && sameBytes(await disk.read(real), expected);
}

/** The dot in front keeps the kubelet from starting what lies in its folder of static pods. */
async function createBeside(folder: string, mode: number, disk: DiskFiles) {
  for (let attempt = 0; ; attempt += 1) {
    count += 1;
    const path = join(folder, `.kube-node-lifecycle-${process.pid}-${count}.tmp`);
    try {
      return { file: await disk.create(path, mode), path };
    } catch (error) {
      if (codeOf(error) !== 'EEXIST' || attempt === MAX_NAMES) throw error;
    }
  }
}

function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && Buffer.compare(a, b) === 0;
}
