// What writing needs of a disk; a double that fails stands in for it in tests.
import { constants } from 'node:fs';
import { access, lstat, open, readFile, readlink, realpath, rename, rm, stat } from 'node:fs/promises';

export interface DiskInfo {
  readonly isFile: boolean;
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  /** How many names it has. */
  readonly links: number;
}

/** A file that is being made. */
export interface NewFile {
  write(bytes: Uint8Array): Promise<void>;
  /** Takes mode and, where this user may, owner of another file. */
  take(info: DiskInfo): Promise<void>;
  /** Returns when the bytes are on the disk. */
  sync(): Promise<void>;
  close(): Promise<void>;
}

/** Methods throw errors with a code, as Node's. */
export interface DiskFiles {
  realPath(path: string): Promise<string>;
  /** Where a link leads; `undefined` for what is no link. */
  readLink(path: string): Promise<string | undefined>;
  /** `undefined` where nothing is. */
  info(path: string): Promise<DiskInfo | undefined>;
  /** Throws where this user may not write it. */
  mayWrite(path: string): Promise<void>;
  read(path: string): Promise<Uint8Array>;
  /** Makes a file; throws where one is. What the user's mask forbids is taken from the mode. */
  create(path: string, mode: number): Promise<NewFile>;
  rename(from: string, to: string): Promise<void>;
  /** Never throws. */
  remove(path: string): Promise<void>;
  /** Never throws: not every system can. */
  syncFolder(path: string): Promise<void>;
  /** To what is no regular file. */
  append(path: string, bytes: Uint8Array): Promise<void>;
}

export const nodeDisk: DiskFiles = {
  realPath: (path) => realpath(path),
  async readLink(path) {
    const info = await unlessGone(lstat(path));
    return info?.isSymbolicLink() ? readlink(path) : undefined;
  },
  async info(path) {
    const info = await unlessGone(stat(path));
    return info && { isFile: info.isFile(), mode: info.mode & 0o7777, uid: info.uid, gid: info.gid, links: info.nlink };
  },
  mayWrite: (path) => access(path, constants.W_OK),
  read: (path) => readFile(path),
  async create(path, mode) {
    const file = await open(path, 'wx', mode);
    return {
      write: (bytes) => file.writeFile(bytes),
      async take({ mode, uid, gid }) {
        const own = await file.stat();
        if (own.uid !== uid || own.gid !== gid) await file.chown(uid, gid).catch(() => undefined);
        // A change of the owner takes bits of the mode away.
        await file.chmod(mode);
      },
      sync: () => file.sync(),
      close: () => file.close(),
    };
  },
  rename,
  remove: (path) => rm(path, { force: true }).catch(() => undefined),
  async syncFolder(path) {
    try {
      const folder = await open(path, 'r');
      await folder.sync().finally(() => folder.close());
    } catch {
      // Windows opens no folders; the file itself is on the disk.
    }
  },
  async append(path, bytes) {
    // A pipe that nobody reads would keep a plain `open` waiting for ever.
    await (await open(path, constants.O_WRONLY | (constants.O_NONBLOCK ?? 0))).close();
    const file = await open(path, 'a');
    await file.writeFile(bytes).finally(() => file.close());
  },
};

async function unlessGone<T>(found: Promise<T>): Promise<T | undefined> {
  try {
    return await found;
  } catch (error) {
    const code = codeOf(error);
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
    throw error;
  }
}

export function codeOf(error: unknown): string {
  return (error as NodeJS.ErrnoException).code ?? String(error);
}
