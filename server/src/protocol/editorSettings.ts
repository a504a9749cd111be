// The editor's settings by folder, asked for or taken as they are pushed.
import type { ClientSupport } from '../features/clientSupport.ts';
import type { TreeOptions } from '../service/treeService.ts';
import { ownSection, readSettings, section } from './clientSettings.ts';
import type { Connection } from './connection.ts';

/** The editor's settings, asked for by folder, or taken as they are pushed where the client cannot be asked. */
export interface EditorSettings {
  of(folderUri: string): Promise<TreeOptions>;
  /** Takes what `workspace/didChangeConfiguration` carries. */
  take(settings: unknown): void;
}

/** A client that does not answer must not keep the diagnostics back. */
const patienceMs = 2000;

export function createEditorSettings(
  connection: Connection,
  support: Pick<ClientSupport, 'configuration'>,
  log: (message: string) => void,
): EditorSettings {
  let pushed: unknown;
  return {
    async of(folderUri) {
      if (!support.configuration) return readSettings(pushed);
      try {
        const items = [{ scopeUri: folderUri, section }];
        const answer = await inTime(connection.sendRequest<unknown>('workspace/configuration', { items }));
        return readSettings(Array.isArray(answer) ? answer[0] : undefined);
      } catch (error) {
        log(`No settings for ${folderUri}, defaults are taken: ${String(error)}`);
        return {};
      }
    },
    take(settings) {
      pushed = ownSection(settings) ?? pushed;
    },
  };
}

function inTime<T>(answer: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`no answer within ${patienceMs} ms`)), patienceMs);
    answer.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
