import { commands, Disposable, env, workspace } from 'vscode';
import { match, ok } from './assertions.ts';
import { closeAll, files, open, until, untilRules, uriOf } from './documents.ts';

/** The log's text once it says this. */
function untilLogged(pattern: RegExp): Promise<string> {
  const text = () =>
    workspace.textDocuments.find(({ uri }) => uri.scheme === 'output' && /Lifecycle/.test(uri.path))?.getText();
  return until(
    `the log says ${pattern}`,
    (changed) => Disposable.from(workspace.onDidChangeTextDocument(changed), workspace.onDidOpenTextDocument(changed)),
    () => (pattern.test(text() ?? '') ? text() : undefined),
    () => text()?.slice(-2000) ?? '(no log)',
  );
}

describe('bad input', () => {
  afterEach(closeAll);

  it('is skipped, and the log says so', async () => {
    const { document } = await open(files.mysql);
    await untilRules(document.uri, ['force-removal-on-eviction']);
    await commands.executeCommand('kubeNodeLifecycle.showLog');
    const log = await untilLogged(/Read .*: \d+ files/);
    match(log, /Skipped odd\/binary\.yaml: it is binary/);
    match(log, /Skipped odd\/huge\.yaml: it .*is larger than 10 MiB/);
    if (env.appHost !== 'web' || env.remoteName) match(log, /Skipped \S*odd\/loop\b/); // the web's files show no links
    const [, count = '0'] = /Read .*: (\d+) files/.exec(log) ?? [];
    ok(Number(count) > 200, `${count} files were seen`);
  });

  it('that is opened leaves the others alone', async () => {
    await workspace.openTextDocument(uriOf('odd/binary.yaml')).then(undefined, () => undefined); // an editor may refuse
    await workspace.openTextDocument(uriOf('odd/huge.yaml')).then(undefined, () => undefined);
    const { document } = await open(files.mysql);
    await untilRules(document.uri, ['force-removal-on-eviction']);
    await untilRules(uriOf('odd/binary.yaml'), []);
  });
});
