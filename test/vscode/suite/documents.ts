import {
  commands,
  type Diagnostic,
  type Disposable,
  languages,
  Position,
  Range,
  type TextDocument,
  type TextEditor,
  Uri,
  WorkspaceEdit,
  window,
  workspace,
} from 'vscode';
import { ok } from './assertions.ts';

/** The workspace's files that the suite works on. */
export const files = {
  controllerManager: 'control-plane/kube-controller-manager.yaml',
  mysql: 'database/mysql.yaml',
  kubeletArguments: 'node/args/kubelet',
  foreign: 'foreign/compose.yaml',
};

export function uriOf(file: string): Uri {
  const folder = workspace.workspaceFolders?.[0];
  ok(folder, 'no folder is open');
  return Uri.joinPath(folder.uri, file);
}

/** As a user does: what is opened by `openTextDocument` stays open for minutes after its editor is closed. */
export async function open(file: string): Promise<TextEditor> {
  const uri = uriOf(file);
  await commands.executeCommand('vscode.open', uri, { preview: false });
  const inFront = ({ document }: TextEditor) => document.uri.toString() === uri.toString();
  return await until(
    `${file} is in front`,
    (changed) => window.onDidChangeActiveTextEditor(changed),
    () => window.visibleTextEditors.find(inFront),
  );
}

/** The file's text as it is stored, not as it is in an editor. */
export async function storedText(file: string): Promise<string> {
  return new TextDecoder().decode(await workspace.fs.readFile(uriOf(file)));
}

/** Where a piece of text stands in a document; it must stand there once. */
export function rangeOf(document: TextDocument, piece: string): Range {
  const text = document.getText();
  const at = text.indexOf(piece);
  ok(at >= 0 && text.indexOf(piece, at + 1) < 0, `${piece} does not stand exactly once in ${document.uri}`);
  return new Range(document.positionAt(at), document.positionAt(at + piece.length));
}

export async function replace(document: TextDocument, piece: string, by: string): Promise<void> {
  const edit = new WorkspaceEdit();
  edit.replace(document.uri, rangeOf(document, piece), by);
  ok(await workspace.applyEdit(edit), `could not edit ${document.uri}`);
}

export async function setText(document: TextDocument, text: string): Promise<void> {
  const edit = new WorkspaceEdit();
  edit.replace(document.uri, new Range(new Position(0, 0), document.positionAt(document.getText().length)), text);
  ok(await workspace.applyEdit(edit), `could not edit ${document.uri}`);
}

/**
 * Throws away what was not saved and closes every editor; done when the editor says that no tab is left: closed and opened
 * within one event of tabs, a document is neither to VS Code's language client.
 */
export async function closeAll(): Promise<void> {
  for (const document of workspace.textDocuments.filter(({ isDirty }) => isDirty)) {
    await window.showTextDocument(document);
    await commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  }
  await commands.executeCommand('workbench.action.closeAllEditors');
  const { tabGroups } = window;
  await until(
    'no tab is left',
    (changed) => tabGroups.onDidChangeTabs(changed),
    () => tabGroups.all.every(({ tabs }) => tabs.length === 0),
  );
}

export const ruleOf = ({ code }: Diagnostic) => String(typeof code === 'object' ? code.value : code);

export function ourDiagnostics(uri: Uri): Diagnostic[] {
  return languages.getDiagnostics(uri).filter(({ source }) => source === 'kube-node-lifecycle');
}

/** Waits for the event that makes a condition true; looks at once, too. Mocha's limit ends it. */
export function until<T>(
  what: string,
  subscribe: (changed: () => void) => Disposable,
  look: () => T | undefined | false,
  seen: () => string = () => '',
): Promise<T> {
  return new Promise((resolve, reject) => {
    let subscription: Disposable | undefined;
    const limit = setTimeout(() => settle(() => reject(new Error(`${what}: not within 60 s; ${seen()}`))), 60_000);
    function settle(done: () => void): void {
      clearTimeout(limit);
      subscription?.dispose();
      done();
    }
    function check(): void {
      const found = look();
      if (found) settle(() => resolve(found));
    }
    subscription = subscribe(check);
    check();
  });
}

/** Waits until a document's findings are exactly of these rules, in any order. */
export function untilRules(uri: Uri, rules: readonly string[]): Promise<Diagnostic[]> {
  const wanted = [...rules].sort().join(' ');
  const now = () => ourDiagnostics(uri).map(ruleOf).sort().join(' ');
  return until(
    `findings ${wanted || '(none)'} in ${uri.path}`,
    (changed) => languages.onDidChangeDiagnostics(changed),
    () => (now() === wanted ? ourDiagnostics(uri) : undefined),
    () => `seen: ${now() || '(none)'}; open: ${workspace.textDocuments.map((one) => one.uri.path).join(' ')}`,
  );
}
