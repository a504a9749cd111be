// Files of this machine for a server; those of other schemes are read through the client.
import { dirname } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { createNodeFileProvider } from '../project/nodeFileProvider.ts';
import { findTreeRoot } from '../project/nodeTreeRoot.ts';
import type { Connection } from '../protocol/connection.ts';
import type { ServerHostFactory } from '../protocol/serverHost.ts';
import { createClientFileProvider } from './clientFileProvider.ts';

/** Files of this machine; those of other schemes are read through the client, where it offers that. */
export function nodeHost(connection: Connection): ServerHostFactory {
  return ({ clientFiles }) => ({
    openFolder(folderUri) {
      const path = localPath(folderUri);
      if (path !== undefined) return createNodeFileProvider(path);
      return clientFiles ? createClientFileProvider(connection, folderUri) : undefined;
    },
    async findRoot(fileUri) {
      const path = localPath(fileUri);
      const root = path === undefined ? undefined : findTreeRoot(dirname(path));
      return root === undefined ? undefined : pathToFileURL(root).href;
    },
  });
}

function localPath(uri: string): string | undefined {
  try {
    return uri.startsWith('file:') ? fileURLToPath(uri) : undefined;
  } catch {
    return undefined; // another machine's, or no path at all
  }
}
