// Asks the server about a document, or about anything else.
import type { Uri } from 'vscode';
import { type BaseLanguageClient, State } from 'vscode-languageclient';
import { section } from './section.ts';

/** Asks the server about a document; `null` where it has no answer, or is on its way up or down. */
export async function ask<Answer>(
  client: BaseLanguageClient,
  method: string,
  uri: Uri | undefined,
): Promise<Answer | null> {
  return uri ? askWith<Answer>(client, method, { textDocument: { uri: uri.toString() } }) : null;
}

/** Asks the server; `null` as above. */
export async function askWith<Answer>(
  client: BaseLanguageClient,
  method: string,
  params: object,
): Promise<Answer | null> {
  if (client.state !== State.Running) return null;
  try {
    return await client.sendRequest<Answer | null>(`${section}/${method}`, params);
  } catch {
    return null; // the next change of state or diagnostics asks again
  }
}
