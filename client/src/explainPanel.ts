import { type Disposable, env, Range, Uri, ViewColumn, type WebviewPanel, window } from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import type { ExplainAnswer } from '../../server/src/features/explainRequest.ts';
import { ask } from './ask.ts';
import { onChanges } from './changes.ts';
import { section } from './section.ts';

/** Shows the report on the cluster of a file beside it, and keeps it up to date. The server makes the page. */
export class ExplainPanel implements Disposable {
  readonly #client: BaseLanguageClient;
  #panel: WebviewPanel | undefined;
  #uri: Uri | undefined;
  #latest = 0;
  readonly #subscriptions: readonly Disposable[];

  constructor(client: BaseLanguageClient) {
    this.#client = client;
    this.#subscriptions = onChanges(client, () => void this.#update());
  }

  async show(): Promise<void> {
    const uri = window.activeTextEditor?.document.uri ?? this.#uri;
    const answer = await ask<ExplainAnswer>(this.#client, 'explain', uri);
    if (!answer) {
      await window.showInformationMessage('The active file belongs to no cluster that was found in this workspace.');
      return;
    }
    this.#uri = uri;
    this.#latest += 1;
    this.#panel ??= this.#open();
    this.#panel.title = answer.title;
    this.#panel.webview.html = document(answer);
    this.#panel.reveal(undefined, true);
  }

  #open(): WebviewPanel {
    const place = { viewColumn: ViewColumn.Beside, preserveFocus: true };
    const panel = window.createWebviewPanel(`${section}.explain`, '', place, { enableScripts: true });
    panel.webview.onDidReceiveMessage((href: unknown) => void openPlace(String(href)));
    panel.onDidDispose(() => {
      this.#panel = undefined;
    });
    return panel;
  }

  /** Only the body is exchanged, so that the page stays where the reader has scrolled to. */
  async #update(): Promise<void> {
    if (!this.#panel) return;
    const request = ++this.#latest;
    const answer = await ask<ExplainAnswer>(this.#client, 'explain', this.#uri);
    if (!answer || request !== this.#latest || !this.#panel) return;
    this.#panel.title = answer.title;
    await this.#panel.webview.postMessage(answer.body);
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) subscription.dispose();
    this.#panel?.dispose();
  }
}

/** Places of the workspace carry the fragment `L12,5`; what leads out of it is opened in the browser. */
async function openPlace(href: string): Promise<void> {
  const uri = Uri.parse(href, true);
  if (uri.scheme === 'https') {
    await env.openExternal(uri);
    return;
  }
  const [, line = '1', character = '1'] = /^L(\d+),(\d+)$/.exec(uri.fragment) ?? [];
  const at = new Range(Number(line) - 1, Number(character) - 1, Number(line) - 1, Number(character) - 1);
  await window.showTextDocument(uri.with({ fragment: '' }), { selection: at, viewColumn: ViewColumn.One });
}

/** Hands links to places over, takes new bodies. */
const script = `
const editor = acquireVsCodeApi();
addEventListener('message', ({ data }) => { document.querySelector('main').innerHTML = data; });
addEventListener('click', (event) => {
  const href = event.target.closest('a')?.getAttribute('href');
  if (!href || href.startsWith('#')) return;
  event.preventDefault();
  editor.postMessage(href);
}, true);
`;

function document({ style, body }: ExplainAnswer): string {
  const nonce = crypto.randomUUID();
  const policy = `default-src 'none'; style-src 'nonce-${nonce}'; script-src 'nonce-${nonce}'`;
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<style nonce="${nonce}">${style}</style>
</head>
<body><main>${body}</main><script nonce="${nonce}">${script}</script></body>
</html>`;
}
