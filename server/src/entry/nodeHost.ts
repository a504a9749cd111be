import { stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Connection } from 'vscode-languageserver';
import { configurationFileName } from '../project/configurationFile.ts';
import { createNodeFileProvider } from '../project/nodeFileProvider.ts';
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
      const root = path === undefined ? undefined : await findRoot(path);
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

/** The nearest ancestor that says that it is a root. */
async function findRoot(file: string): Promise<string | undefined> {
  for (let folder = dirname(file); ; folder = dirname(folder)) {
    for (const mark of [configurationFileName, '.git']) {
      if (await exists(join(folder, mark))) return folder;
    }
    if (folder === dirname(folder)) return undefined;
  }
}

async function exists(path: string): Promise<boolean> {
  try {
    await stat(path);
    return true;
  } catch {
    return false;
  }
}
