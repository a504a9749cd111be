import { commands, extensions, window, workspace } from 'vscode';
import { ok } from './assertions.ts';
import { closeAll, files, open, replace, setText, until, untilRules, uriOf } from './documents.ts';
import { killServer } from './serverProcess.ts';

const id = 'kube-node-lifecycle.kube-node-lifecycle';

describe('session', () => {
  afterEach(closeAll);

  it('begins by what the folder holds, before a file is opened', async function () {
    // An editor without ripgrep finds nothing: some tell nobody, others fail.
    const found = await workspace.findFiles('**/args/kubelet', undefined, 1).then(
      ({ length }) => length > 0,
      () => false,
    );
    if (!found) return this.skip();
    const isActive = () => extensions.getExtension(id)?.isActive === true;
    for (let tries = 0; tries < 300 && !isActive(); tries += 1) await new Promise((done) => setTimeout(done, 200));
    ok(isActive(), 'the extension is not active');
    ok(workspace.textDocuments.length === 0, 'a file is open');
  });

  it('begins when a file of a language that can hold flags is opened', async () => {
    await open(files.foreign);
    const extension = extensions.getExtension(id);
    ok(extension, 'the extension is not installed');
    await extension.activate();
    ok(extension.isActive, 'the extension is not active');
  });

  it('keeps up with edits', async () => {
    const { document } = await open(files.mysql);
    const text = document.getText();
    for (let seconds = 1; seconds <= 40; seconds += 1) {
      await setText(document, text.replace('Seconds: 0', `Seconds: ${seconds}`));
    }
    await untilRules(document.uri, []);
    await setText(document, text.replace('Seconds: 0', 'Seconds: '));
    await setText(document, text);
    await untilRules(document.uri, ['force-removal-on-eviction']);
  });

  it('sees in one document what another one changes', async () => {
    const { document } = await open(files.controllerManager);
    await untilRules(document.uri, ['eviction-timeout-without-effect']);
    await replace(document, 'v1.25.16', 'v1.30.2');
    await untilRules(document.uri, ['removed-flag']);
  });

  it('takes up a document that was closed and opened again', async () => {
    const { document } = await open(files.mysql);
    await replace(document, 'Seconds: 0', 'Seconds: 30');
    await untilRules(document.uri, []);
    await closeAll();
    await open(files.mysql);
    await untilRules(uriOf(files.mysql), ['force-removal-on-eviction']);
  });

  it('goes on after a restart', async () => {
    const { document } = await open(files.mysql);
    await untilRules(document.uri, ['force-removal-on-eviction']);
    await replace(document, 'Seconds: 0', 'Seconds: 0 # unsaved');
    await commands.executeCommand('kubeNodeLifecycle.restartServer');
    await untilRules(document.uri, ['force-removal-on-eviction']);
    await replace(document, 'Seconds: 0 # unsaved', 'Seconds: 30');
    await untilRules(document.uri, []);
  });

  it('comes back when the server is killed, and loses nothing', async function () {
    const extension = extensions.getExtension(id);
    const { document } = await open(files.mysql);
    await untilRules(document.uri, ['force-removal-on-eviction']);
    await replace(document, 'Seconds: 0', 'Seconds: 30');
    await untilRules(document.uri, []);
    if (!(await killServer(extension?.extensionPath ?? ''))) return this.skip();
    // Every one of them finds the connection broken.
    for (let seconds = 31; seconds <= 45; seconds += 1) {
      await replace(document, `Seconds: ${seconds - 1}`, `Seconds: ${seconds}`);
    }
    await replace(document, 'Seconds: 45', 'Seconds: 0');
    await untilRules(document.uri, ['force-removal-on-eviction']);
  });

  it('stands a file and a folder that disappear while they are open', async () => {
    await workspace.fs.writeFile(uriOf('gone/extra.yaml'), await workspace.fs.readFile(uriOf(files.mysql)));
    await open('gone/extra.yaml');
    await untilRules(uriOf('gone/extra.yaml'), ['force-removal-on-eviction']);
    await workspace.fs.delete(uriOf('gone'), { recursive: true });
    await closeAll();
    await untilRules(uriOf('gone/extra.yaml'), []);
    const { document } = await open(files.mysql);
    await untilRules(document.uri, ['force-removal-on-eviction']);
  });

  it('explains the cluster of the open file', async () => {
    const { document } = await open(files.mysql);
    await untilRules(document.uri, ['force-removal-on-eviction']);
    await commands.executeCommand('kubeNodeLifecycle.explain');
    const labels = () => window.tabGroups.all.flatMap(({ tabs }) => tabs.map(({ label }) => label));
    await until(
      'the page is open',
      (changed) => window.tabGroups.onDidChangeTabs(changed),
      () => labels().some((label) => label.startsWith('Cluster ')), // then the folder's name, which the host decides
      () => labels().join(', '),
    );
  });
});
