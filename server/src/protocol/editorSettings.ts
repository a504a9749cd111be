// The editor's settings by folder, asked for or taken as they are pushed.
import type { ClientSupport } from '../features/clientSupport.ts';
import type { TreeOptions } from '../service/treeService.ts';
import { ownSection, readSettings, section } from './clientSettings.ts';
import type { Connection } from './connection.ts';

/** The editor's settings, asked for by folder, or taken as they are pushed where the client cannot be asked. */
export interface EditorSettings {
  /** The latest that is known; the client is asked first, and waited for a moment. */
  of(folderUri: string): Promise<TreeOptions>;
  /** Takes what `workspace/didChangeConfiguration` carries. */
  take(settings: unknown): void;
}

export interface EditorSettingsParams {
  readonly connection: Pick<Connection, 'sendRequest'>;
  readonly support: Pick<ClientSupport, 'configuration'>;
  /** Told what the client answered once nobody waited for it any longer. */
  late(folderUri: string, options: TreeOptions): void;
  log(message: string): void;
  /** How long an answer is waited for, in milliseconds: a client that gives none must not keep the diagnostics back. */
  readonly patienceMs?: number;
}

export function createEditorSettings({
  connection,
  support,
  late,
  log,
  patienceMs = 2000,
}: EditorSettingsParams): EditorSettings {
  let pushed: unknown;
  let turns = 0;
  /** By folder, the answer to the question that was asked last: answers may overtake each other. */
  const known = new Map<string, { readonly turn: number; readonly options: TreeOptions }>();

  async function ask(folderUri: string): Promise<void> {
    const turn = ++turns;
    const items = [{ scopeUri: folderUri, section }];
    const answer = await connection.sendRequest<unknown>('workspace/configuration', { items });
    if (turn < (known.get(folderUri)?.turn ?? 0)) return;
    known.set(folderUri, { turn, options: readSettings(Array.isArray(answer) ? answer[0] : undefined) });
  }

  const latest = (folderUri: string) => known.get(folderUri)?.options ?? {};

  return {
    async of(folderUri) {
      if (!support.configuration) return readSettings(pushed);
      const asked = ask(folderUri);
      try {
        await inTime(asked, patienceMs);
      } catch (error) {
        const instead = known.has(folderUri) ? 'those of before count' : 'defaults are taken';
        log(`No settings for ${folderUri}, ${instead}: ${String(error)}`);
        void asked.then(
          () => late(folderUri, latest(folderUri)),
          () => undefined, // the client has refused, and that is logged
        );
      }
      return latest(folderUri);
    },
    take(settings) {
      pushed = ownSection(settings) ?? pushed;
    },
  };
}

function inTime<T>(answer: Promise<T>, patienceMs: number): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`no answer within ${patienceMs} ms`)), patienceMs);
    answer.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
