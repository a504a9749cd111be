import {
  type Connection,
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
  DidChangeWorkspaceFoldersNotification,
  DidCreateFilesNotification,
  DidDeleteFilesNotification,
  DidRenameFilesNotification,
  FileChangeType,
  WatchKind,
} from 'vscode-languageserver';
import { readDisplay } from '../features/display.ts';
import { section } from './clientSettings.ts';
import { watchedGlobs } from './readableFiles.ts';
import { guardNotification } from './requests.ts';
import type { Session } from './session.ts';

type Log = (message: string) => void;

/** Follows what happens to files, folders and settings outside the open documents. */
export function followWorkspace(connection: Connection, session: () => Session | undefined, log: Log): void {
  function on<Params>(type: { readonly method: string }, handle: (session: Session, params: Params) => unknown): void {
    const guarded = guardNotification<Params>(
      type.method,
      async (params) => {
        const current = session();
        if (current) await handle(current, params);
      },
      log,
    );
    connection.onNotification(type.method, guarded);
  }

  on<Changes>(DidChangeWatchedFilesNotification.type, (current, { changes }) => {
    const there = changes.filter(({ type }) => type !== FileChangeType.Deleted).map(({ uri }) => uri);
    const gone = changes.filter(({ type }) => type === FileChangeType.Deleted).map(({ uri }) => uri);
    return filesChanged(current, there, gone);
  });
  on<Files<{ uri: string }>>(DidCreateFilesNotification.type, (current, { files }) => {
    const uris = files.map(({ uri }) => uri);
    return filesChanged(current, uris, []);
  });
  on<Files<{ uri: string }>>(DidDeleteFilesNotification.type, (current, { files }) => {
    const uris = files.map(({ uri }) => uri);
    return filesChanged(current, [], uris);
  });
  on<Files<{ oldUri: string; newUri: string }>>(DidRenameFilesNotification.type, (current, { files }) => {
    const there = files.map(({ newUri }) => newUri);
    const gone = files.map(({ oldUri }) => oldUri);
    return filesChanged(current, there, gone);
  });
  on<Folders>(DidChangeWorkspaceFoldersNotification.type, (current, { event }) => {
    const uris = (folders: Folders['event']['added']) => folders.map(({ uri }) => uri);
    current.changeFolders(uris(event.added), uris(event.removed));
  });
  on<{ settings?: unknown } | null>(DidChangeConfigurationNotification.type, (current, params) => {
    current.settings.take(params?.settings);
    return current.reconfigure();
  });
  on<unknown>({ method: `${section}/didChangeDisplay` }, (current, params) => {
    current.display = readDisplay(params);
  });
}

interface Changes {
  readonly changes: readonly { readonly uri: string; readonly type: FileChangeType }[];
}

interface Files<File> {
  readonly files: readonly File[];
}

interface Folders {
  readonly event: {
    readonly added: readonly { readonly uri: string }[];
    readonly removed: readonly { readonly uri: string }[];
  };
}

async function filesChanged(session: Session, there: readonly string[], gone: readonly string[]): Promise<void> {
  for (const tree of session.trees.all()) {
    const below = (uris: readonly string[]) => uris.flatMap((uri) => tree.fileOf(uri) ?? []);
    const removed = below(gone);
    const made = below(there);
    if (removed.length + made.length === 0) continue;
    await tree.scanned; // else the scan could bring a file back that is gone
    tree.remove(removed);
    await tree.reload(made);
  }
  session.touched();
}

/** Asks the client to tell of the files that we would read, and of our settings. */
export async function registerWatchers(connection: Connection, { support }: Session, log: Log): Promise<void> {
  const { method } = DidChangeWatchedFilesNotification;
  const settings = DidChangeConfigurationNotification.method;
  try {
    if (support.registersWatchers) {
      // Of a folder that is deleted, editors tell the folder and not the files.
      const watchers = [
        ...watchedGlobs.map((globPattern) => ({ globPattern })),
        { globPattern: '**/*', kind: WatchKind.Delete },
      ];
      await connection.client.register(DidChangeWatchedFilesNotification.type, { watchers });
    }
    if (support.registersConfiguration) {
      await connection.client.register(DidChangeConfigurationNotification.type, { section });
    }
  } catch (error) {
    log(`${method}, ${settings}: ${String(error)}`);
  }
}
