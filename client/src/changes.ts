// Calls back when what the server has answered may no longer be true.
import { type Disposable, languages, workspace } from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';

/** Changes that come together are one. */
const settleMs = 150;

/** Calls back when what the server has answered may no longer be true. */
export function onChanges(client: BaseLanguageClient, changed: () => void): Disposable[] {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const settle = () => {
    clearTimeout(timer);
    timer = setTimeout(changed, settleMs);
  };
  return [
    languages.onDidChangeDiagnostics(settle),
    workspace.onDidChangeTextDocument(settle),
    client.onDidChangeState(settle),
    { dispose: () => clearTimeout(timer) },
  ];
}
