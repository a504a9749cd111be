import { type CodeAction, CodeActionKind, commands, type Range, type Uri, workspace } from 'vscode';
import { equal, ok } from './assertions.ts';
import { closeAll, files, open, rangeOf, setText, storedText, until, untilRules } from './documents.ts';

async function fixesAt(uri: Uri, range: Range, kind = CodeActionKind.QuickFix): Promise<CodeAction[]> {
  const all = 10; // so many actions come with their edits
  return await commands.executeCommand('vscode.executeCodeActionProvider', uri, range, kind.value, all);
}

/** What an action does when it is chosen, with nobody there to tick boxes. */
async function apply(action: CodeAction | undefined): Promise<void> {
  ok(action?.edit, 'no fix');
  ok(await workspace.applyEdit(action.edit), `could not apply: ${action.title}`);
}

describe('fixes', () => {
  afterEach(closeAll);

  it('change their place and no other byte, and are undone in one step', async () => {
    const before = await storedText(files.mysql);
    const { document } = await open(files.mysql);
    await untilRules(document.uri, ['force-removal-on-eviction']);
    const actions = await fixesAt(document.uri, rangeOf(document, 'terminationGracePeriodSeconds: 0'));
    await apply(actions.find(({ isPreferred }) => isPreferred));
    equal(document.getText(), before.replace('Seconds: 0 #', 'Seconds: 30 #'));
    await untilRules(document.uri, []);

    await commands.executeCommand('workbench.action.focusActiveEditorGroup'); // undo goes where the focus is
    await commands.executeCommand('undo');
    await until(
      'the text is as before',
      (changed) => workspace.onDidChangeTextDocument(changed),
      () => document.getText() === before,
      () => document.getText(),
    );
    await untilRules(document.uri, ['force-removal-on-eviction']);
  });

  it('over two files name the other one, change both at once, and are undone in one step', async () => {
    const server = await open('control-plane/kube-apiserver.yaml');
    const serverText = server.document.getText();
    const { document } = await open(files.controllerManager);
    const before = document.getText();
    await untilRules(document.uri, ['eviction-timeout-without-effect']);
    const actions = await fixesAt(document.uri, rangeOf(document, '--pod-eviction-timeout=1m'));
    const over = actions.find(({ title }) => title.includes('kube-apiserver.yaml'));
    await apply(over);
    ok(!document.getText().includes('--pod-eviction-timeout'), 'the flag is still there');
    ok(
      server.document.getText().includes('--default-unreachable-toleration-seconds=60'),
      'the other file is as before',
    );

    await commands.executeCommand('workbench.action.focusActiveEditorGroup');
    await commands.executeCommand('undo');
    await until(
      'both texts are as before',
      (changed) => workspace.onDidChangeTextDocument(changed),
      () => document.getText() === before && server.document.getText() === serverText,
      () => `${document.getText()}${server.document.getText()}`,
    );
  });

  it('are written when the document is saved', async () => {
    const before = await storedText(files.controllerManager);
    const { document } = await open(files.controllerManager);
    await untilRules(document.uri, ['eviction-timeout-without-effect']);
    const actions = await fixesAt(document.uri, rangeOf(document, '--pod-eviction-timeout=1m'));
    await apply(actions.find(({ isPreferred }) => isPreferred));
    await document.save();
    equal(
      await storedText(files.controllerManager),
      before.replace('        - --pod-eviction-timeout=1m # has no effect\n', ''),
    );
    await untilRules(document.uri, []);

    await setText(document, before);
    await document.save();
    await untilRules(document.uri, ['eviction-timeout-without-effect']);
  });

  it('come all at once where they are safe', async () => {
    const { document } = await open(files.controllerManager);
    await untilRules(document.uri, ['eviction-timeout-without-effect']);
    const kind = CodeActionKind.SourceFixAll.append('kubeNodeLifecycle');
    const actions = await fixesAt(document.uri, rangeOf(document, 'apiVersion'), kind);
    equal(actions.length, 1);
    await apply(actions[0]);
    await untilRules(document.uri, []);
  });
});
