// Shows the report on a cluster beside its files, and keeps it up to date.
import script from 'webview:panel';
import { type Disposable, EventEmitter, env, l10n, Uri, ViewColumn, type WebviewPanel, window } from 'vscode';
import { type BaseLanguageClient, State } from 'vscode-languageclient';
import type { ExplainAnswer } from '../../server/src/features/explainRequest.ts';
import { askWith } from './ask.ts';
import { onChanges } from './changes.ts';
import { chooseCluster } from './chooseCluster.ts';
import { openPlace } from './openPlace.ts';
import { doAction, type PanelAction } from './panelActions.ts';
import { panelDocument } from './panelDocument.ts';
import { type Choices, chosen, type PanelState } from './panelState.ts';
import { panelType } from './section.ts';
import { TrialDiff } from './trialDiff.ts';

/** What the page says. */
type Message =
  | { readonly kind: 'ready' }
  | { readonly kind: 'open'; readonly href: string }
  | { readonly kind: 'choose'; readonly choices: Choices }
  | ({ readonly kind: 'act' } & PanelAction);

/** Shows the report on a cluster beside its files, and keeps it up to date. The server makes the page. */
export class ExplainPanel implements Disposable {
  readonly #client: BaseLanguageClient;
  #panel: WebviewPanel | undefined;
  #state: PanelState | undefined;
  /** A question is under way; `again`: meanwhile something else was chosen. */
  #asking = false;
  #again = false;
  readonly #diff = new TrialDiff();
  readonly #fileChanged = new EventEmitter<void>();
  /** Another file's cluster is shown, or none. */
  readonly onDidChangeFile = this.#fileChanged.event;
  readonly #subscriptions: readonly Disposable[];

  constructor(client: BaseLanguageClient) {
    this.#client = client;
    this.#subscriptions = onChanges(client, () => void this.#update());
  }

  /** The cluster of the file in front; without one the only cluster, or the one that the user chooses. */
  async show(choices: Choices = {}, file?: Uri): Promise<void> {
    const front = file ?? window.activeTextEditor?.document.uri;
    const answer = front && (await this.#ask({ uri: front.toString(), choices }));
    const state = answer ? { uri: front.toString(), choices } : await this.#chosen(choices);
    const shown = answer || !state ? answer : await this.#ask(state);
    if (!state || !shown) return;
    this.#panel ??= this.#follow(
      window.createWebviewPanel(
        panelType,
        shown.title,
        { viewColumn: ViewColumn.Beside, preserveFocus: true },
        { enableScripts: true },
      ),
    );
    this.#setState(state);
    this.#panel.reveal(undefined, true);
    await this.#update();
  }

  /** Takes over a panel that the editor has kept over a reload of the window. */
  async restore(panel: WebviewPanel, state: unknown): Promise<void> {
    const { uri, choices } = (state ?? {}) as Partial<PanelState>;
    if (typeof uri !== 'string' || this.#panel) {
      panel.dispose();
      return;
    }
    panel.webview.options = { enableScripts: true };
    this.#panel = this.#follow(panel);
    this.#setState({ uri, choices: typeof choices === 'object' ? choices : {} });
    await this.#update();
  }

  /** A file of the cluster that is shown. */
  get file(): Uri | undefined {
    return this.#panel && this.#state && Uri.parse(this.#state.uri, true);
  }

  #setState(state: PanelState): void {
    const isOther = state.uri !== this.#state?.uri;
    this.#state = state;
    if (isOther) this.#fileChanged.fire();
  }

  async #chosen(choices: Choices): Promise<PanelState | undefined> {
    const cluster = await chooseCluster(this.#client);
    return cluster && { uri: cluster.uri, choices: { ...choices, cluster: cluster.id } };
  }

  #ask({ uri, choices }: PanelState): Promise<ExplainAnswer | null> {
    return askWith<ExplainAnswer>(this.#client, 'explain', { textDocument: { uri }, choices });
  }

  #follow(panel: WebviewPanel): WebviewPanel {
    panel.webview.onDidReceiveMessage((message: Message) => void this.#receive(message));
    // A page that was hidden has lost what it was told, and what it was told meanwhile.
    panel.onDidChangeViewState(() => void this.#update());
    panel.onDidDispose(() => {
      this.#panel = undefined;
      this.#state = undefined;
      this.#fileChanged.fire();
    });
    panel.webview.html = panelDocument(script, l10n.bundle === undefined ? 'en' : env.language);
    return panel;
  }

  async #receive(message: Message): Promise<void> {
    if (message.kind === 'open') return openPlace(message.href);
    if (this.#state && message.kind === 'choose') this.#setState(chosen(this.#state, message.choices));
    if (this.#state && message.kind === 'act') {
      const column = this.#panel?.viewColumn;
      const state = await doAction(this.#client, this.#diff, this.#state, message, column);
      if (this.#panel) this.#setState(state);
      if (message.act === 'review') this.#panel?.reveal();
    }
    await this.#update();
  }

  /** One question at a time: while a slider is dragged the latest value counts, not each on the way. */
  async #update(): Promise<void> {
    this.#again = true;
    if (this.#asking) return;
    this.#asking = true;
    try {
      while (this.#again) {
        this.#again = false;
        await this.#show();
      }
    } finally {
      this.#asking = false;
    }
  }

  /** The page takes what has changed and nothing else, so that focus and scroll position stay. */
  async #show(): Promise<void> {
    if (!this.#panel?.visible || !this.#state || this.#client.state !== State.Running) return;
    const state = this.#state;
    const answer = await this.#ask(state);
    if (!this.#panel) return;
    if (answer) this.#panel.title = answer.title;
    const title = l10n.t('No cluster');
    const words = l10n.t('The file belongs to no cluster that was found in this workspace.');
    const gone = `<h1>${title}</h1><p>${words}</p>`;
    // It is delivered when the page is there, which may be late, or never where pages cannot be shown: nobody waits for it.
    void this.#panel.webview.postMessage({ state, style: answer?.style ?? '', body: answer?.body ?? gone });
  }

  dispose(): void {
    for (const subscription of [...this.#subscriptions, this.#fileChanged]) subscription.dispose();
    this.#diff.dispose();
    this.#panel?.dispose();
  }
}
