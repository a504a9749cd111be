// Files of a client that has no file system which the server can read.
import type { FileProvider } from '../project/fileProvider.ts';
import { MAX_IGNORE_FILE, withoutIgnored } from '../project/ignoredFiles.ts';
import { section } from '../protocol/clientSettings.ts';
import type { Connection } from '../protocol/connection.ts';
import { pathBelow, uriBelow } from '../protocol/fileUris.ts';

/** Asks the client for the URIs of all files below a folder. */
export interface FindFilesParams {
  readonly folder: string;
  readonly maxFiles: number;
}

/** Asks the client for a file's bytes as base64; `null` where it is gone, larger than `maxBytes`, or not to be read. */
export interface ReadFileParams {
  readonly uri: string;
  readonly maxBytes: number;
}

/** A workspace is not read beyond this. */
const maxFiles = 50_000;

/** Reads files through the client, where the server has no file system that holds them: the browser, virtual workspaces. */
export function createClientFileProvider(connection: Pick<Connection, 'sendRequest'>, folderUri: string): FileProvider {
  return {
    async *list() {
      const params: FindFilesParams = { folder: folderUri, maxFiles };
      const uris = await connection.sendRequest<string[]>(`${section}/findFiles`, params);
      const files = uris.flatMap((uri) => pathBelow(folderUri, uri) ?? []).sort();
      yield* await withoutIgnored(files, (file) => read(file, MAX_IGNORE_FILE));
    },
    read,
  };

  async function read(file: string, maxBytes: number): Promise<Uint8Array | undefined> {
    const params: ReadFileParams = { uri: uriBelow(folderUri, file), maxBytes };
    const content = await connection.sendRequest<string | null>(`${section}/readFile`, params);
    return content === null ? undefined : Uint8Array.from(atob(content), (character) => character.charCodeAt(0));
  }
}
