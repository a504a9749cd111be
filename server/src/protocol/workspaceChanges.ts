// Follows what happens to files, folders and settings outside the open documents.

import { readDisplay } from '../features/display.ts';
import { FileChangeType } from '../features/protocolNumbers.ts';
import { WATCHED_GLOB } from '../project/readableFiles.ts';
import { section } from './clientSettings.ts';
import type { Connection } from './connection.ts';
import { createFileEvents } from './fileEvents.ts';
import { guardNotification } from './requests.ts';
import type { Session } from './session.ts';

type Log = (message: string) => void;

/** Follows what happens to files, folders and settings outside the open documents. */
export function followWorkspace(connection: Connection, session: () => Session | undefined, log: Log): void {
  function on<Params>(method: string, handle: (session: Session, params: Params) => unknown): void {
    const guarded = guardNotification<Params>(
      method,
      async (params) => {
        const current = session();
        if (current) await handle(current, params);
      },
      log,
    );
    connection.onNotification(method, guarded);
  }

  const events = createFileEvents(session, log);
  on<Changes>('workspace/didChangeWatchedFiles', (_current, { changes }) => {
    const there = changes.filter(({ type }) => type !== FileChangeType.Deleted).map(({ uri }) => uri);
    const gone = changes.filter(({ type }) => type === FileChangeType.Deleted).map(({ uri }) => uri);
    events.add(there, gone);
  });
  on<Files<{ uri: string }>>('workspace/didCreateFiles', (_current, { files }) => {
    const uris = files.map(({ uri }) => uri);
    events.add(uris, []);
  });
  on<Files<{ uri: string }>>('workspace/didDeleteFiles', (_current, { files }) => {
    const uris = files.map(({ uri }) => uri);
    events.add([], uris);
  });
  on<Files<{ oldUri: string; newUri: string }>>('workspace/didRenameFiles', (_current, { files }) => {
    const there = files.map(({ newUri }) => newUri);
    const gone = files.map(({ oldUri }) => oldUri);
    events.add(there, gone);
  });
  on<Folders>('workspace/didChangeWorkspaceFolders', (current, { event }) => {
    const uris = (folders: Folders['event']['added']) => folders.map(({ uri }) => uri);
    current.changeFolders(uris(event.added), uris(event.removed));
  });
  on<{ settings?: unknown } | null>('workspace/didChangeConfiguration', (current, params) => {
    current.settings.take(params?.settings);
    return current.reconfigure();
  });
  on<unknown>(`${section}/didChangeDisplay`, (current, params) => {
    current.display = readDisplay(params);
    current.touched(); // hints are asked for again
  });
}

interface Changes {
  readonly changes: readonly { readonly uri: string; readonly type: number }[];
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
  try {
    if (support.registersWatchers) {
      await connection.register('workspace/didChangeWatchedFiles', { watchers: [{ globPattern: WATCHED_GLOB }] });
    }
    if (support.registersConfiguration) {
      await connection.register('workspace/didChangeConfiguration', { section });
    }
  } catch (error) {
    log(`client/registerCapability: ${String(error)}`);
  }
}
