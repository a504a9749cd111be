import { commands, type Hover, languages, MarkdownString, type SemanticTokens, Uri, window, workspace } from 'vscode';
import { deepEqual, equal, match, ok } from './assertions.ts';
import { closeAll, files, open, ourDiagnostics, rangeOf, ruleOf, until, untilRules, uriOf } from './documents.ts';

describe('findings', () => {
  afterEach(closeAll);

  it('stand at the flag, with rule, page and severity', async () => {
    const { document } = await open(files.controllerManager);
    const [finding] = await untilRules(document.uri, ['eviction-timeout-without-effect']);
    ok(finding, 'no finding');
    equal(document.getText(finding.range), '--pod-eviction-timeout=1m');
    equal(finding.severity, 1);
    const { target } = finding.code as { target: Uri };
    deepEqual([target.scheme, target.path], ['command', 'kubeNodeLifecycle.openRule']);
    deepEqual(JSON.parse(target.query), ['eviction-timeout-without-effect']);
  });

  it('open the page of their rule inside the editor, from the extension itself', async () => {
    const { document } = await open(files.controllerManager);
    const [finding] = await untilRules(document.uri, ['eviction-timeout-without-effect']);
    ok(finding, 'no finding');
    const { target } = finding.code as { target: Uri };
    await commands.executeCommand(target.path, ...JSON.parse(target.query));
    const shown = () => window.tabGroups.all.flatMap(({ tabs }) => tabs.map(({ label }) => label));
    await until(
      'the page is shown',
      (changed) => window.tabGroups.onDidChangeTabs(changed),
      () => shown().some((label) => label.includes('eviction-timeout-without-effect')),
      () => shown().join(', '),
    );
    const page = Uri.from({ scheme: 'kube-node-lifecycle-rule', path: '/eviction-timeout-without-effect.md' });
    match(new TextDecoder().decode(await workspace.fs.readFile(page)), /^# eviction-timeout-without-effect\n/);
  });

  it('lead to the other files involved', async () => {
    const { document } = await open(files.mysql);
    const [finding] = await untilRules(document.uri, ['force-removal-on-eviction']);
    ok(finding, 'no finding');
    equal(document.getText(finding.range), '0');
    equal(finding.severity, 0);
    const related = (finding.relatedInformation ?? []).map(({ location }) => location.uri.toString());
    ok(related.length > 0, 'no related information');
  });

  it('are there for a flag file in a language of ours', async () => {
    const { document } = await open(files.kubeletArguments);
    equal(document.languageId, 'kube-flags');
    await untilRules(document.uri, ['deprecated-flag']);
  });

  it('do not touch foreign, binary and huge files', async () => {
    await open(files.controllerManager);
    await untilRules(uriOf(files.controllerManager), ['eviction-timeout-without-effect']);
    await open(files.foreign);
    deepEqual(ourDiagnostics(uriOf(files.foreign)), []);
    const odd = languages.getDiagnostics().filter(([uri]) => uri.path.includes('/odd/'));
    deepEqual(
      odd.flatMap(([, diagnostics]) => diagnostics.map(ruleOf)),
      [],
    );
  });
});

describe('hover', () => {
  afterEach(closeAll);

  it('explains a setting and a workload', async () => {
    const { document } = await open(files.mysql);
    await untilRules(document.uri, ['force-removal-on-eviction']);
    const hovers = await commands.executeCommand<Hover[]>(
      'vscode.executeHoverProvider',
      document.uri,
      rangeOf(document, 'terminationGracePeriodSeconds').start,
    );
    const text = hovers
      .flatMap(({ contents }) => contents)
      .map((content) => (content instanceof MarkdownString ? content.value : String(content)))
      .join('\n');
    match(text, /terminationGracePeriodSeconds|double mount|replacement/i);
    equal(text.includes('<svg'), false);
  });
});

describe('colours', () => {
  afterEach(closeAll);

  it('are given to flags and to values in effect', async () => {
    const { document } = await open(files.controllerManager);
    await untilRules(document.uri, ['eviction-timeout-without-effect']);
    const tokens = await commands.executeCommand<SemanticTokens | undefined>(
      'vscode.provideDocumentSemanticTokens',
      document.uri,
    );
    ok(tokens && tokens.data.length >= 10, 'no colours');
    const [line = 0, character = 0, length = 0] = tokens.data;
    match(document.lineAt(line).text.slice(character, character + length), /^--[a-z-]+$/);
  });
});

describe('settings', () => {
  const settings = () => workspace.getConfiguration('kubeNodeLifecycle');
  afterEach(async () => {
    // A test that has failed half-way must not decide what those after it see.
    for (const key of ['rules', 'kubernetesVersion']) await settings().update(key, undefined, false);
    await closeAll();
  });

  it('take effect while the server runs', async () => {
    const { document } = await open(files.controllerManager);
    await untilRules(document.uri, ['eviction-timeout-without-effect']);
    await settings().update('rules', { 'eviction-timeout-without-effect': 'off' }, false);
    await untilRules(document.uri, []);
    await settings().update('rules', undefined, false);
    await untilRules(document.uri, ['eviction-timeout-without-effect']);
  });

  it('decide the version', async () => {
    const { document } = await open(files.controllerManager);
    await settings().update('kubernetesVersion', '1.30', false);
    await untilRules(document.uri, ['removed-flag']);
    await settings().update('kubernetesVersion', undefined, false);
    await untilRules(document.uri, ['eviction-timeout-without-effect']);
  });
});
