// Follows what happens to files, folders and settings outside the open documents.
import {
  type Connection,
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
  DidChangeWorkspaceFoldersNotification,
  DidCreateFilesNotification,
  DidDeleteFilesNotification,
  DidRenameFilesNotification,
  FileChangeType,
} from 'vscode-languageserver';
import { readDisplay } from '../features/display.ts';
import { WATCHED_GLOB } from '../project/readableFiles.ts';
import { section } from './clientSettings.ts';
import { createFileEvents } from './fileEvents.ts';
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

  const events = createFileEvents(session, log);
  on<Changes>(DidChangeWatchedFilesNotification.type, (_current, { changes }) => {
    const there = changes.filter(({ type }) => type !== FileChangeType.Deleted).map(({ uri }) => uri);
    const gone = changes.filter(({ type }) => type === FileChangeType.Deleted).map(({ uri }) => uri);
    events.add(there, gone);
  });
  on<Files<{ uri: string }>>(DidCreateFilesNotification.type, (_current, { files }) => {
    const uris = files.map(({ uri }) => uri);
    events.add(uris, []);
  });
  on<Files<{ uri: string }>>(DidDeleteFilesNotification.type, (_current, { files }) => {
    const uris = files.map(({ uri }) => uri);
    events.add([], uris);
  });
  on<Files<{ oldUri: string; newUri: string }>>(DidRenameFilesNotification.type, (_current, { files }) => {
    const there = files.map(({ newUri }) => newUri);
    const gone = files.map(({ oldUri }) => oldUri);
    events.add(there, gone);
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
    current.touched(); // hints are asked for again
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

/** Asks the client to tell of the files that we would read, and of our settings. */
export async function registerWatchers(connection: Connection, { support }: Session, log: Log): Promise<void> {
  const { method } = DidChangeWatchedFilesNotification;
  const settings = DidChangeConfigurationNotification.method;
  try {
    if (support.registersWatchers) {
      const watchers = [{ globPattern: WATCHED_GLOB }];
      await connection.client.register(DidChangeWatchedFilesNotification.type, { watchers });
    }
    if (support.registersConfiguration) {
      await connection.client.register(DidChangeConfigurationNotification.type, { section });
    }
  } catch (error) {
    log(`${method}, ${settings}: ${String(error)}`);
  }
}
