import { strict as assert } from 'node:assert';
import type {
  CodeAction,
  CodeLens,
  CompletionItem,
  DocumentSymbol,
  Hover,
  InlayHint,
  MarkupContent,
  TextEdit,
} from 'vscode-languageserver';
import { type ServerProcess, startServerProcess } from './harness/serverProcess.ts';
import {
  controllerManager,
  createTestFolder,
  incident,
  rangeOf,
  statefulSet,
  type TestFolder,
} from './harness/testFolder.ts';

/** Applies edits of one text, the last first. */
function apply(text: string, edits: readonly TextEdit[]): string {
  const lines = text.split('\n');
  const offset = ({ line, character }: TextEdit['range']['start']) =>
    lines.slice(0, line).reduce((sum, one) => sum + one.length + 1, 0) + character;
  return [...edits]
    .sort((a, b) => offset(b.range.start) - offset(a.range.start))
    .reduce(
      (now, { range, newText }) => now.slice(0, offset(range.start)) + newText + now.slice(offset(range.end)),
      text,
    );
}

/** One that starts: with a flag that is gone there would be no times to show. */
const running = controllerManager.replace(/^.*--pod-eviction-timeout.*\n/m, '');

describe('protocol: features', () => {
  let folder: TestFolder;
  let server: ServerProcess;
  beforeEach(() => {
    folder = createTestFolder({ ...incident, 'controller-manager.yaml': running });
  });
  afterEach(async () => {
    await server.end();
    folder.dispose();
  });

  async function hover(file: string, text: string, wanted: string, after = ''): Promise<MarkupContent | undefined> {
    const params = { textDocument: { uri: folder.uri(file) }, position: rangeOf(text, wanted, after).start };
    const answer: Hover | null = await server.client.sendRequest('textDocument/hover', params);
    return answer?.contents as MarkupContent | undefined;
  }

  describe('hover', () => {
    it('explains a workload in the numbers of the cluster', async () => {
      server = await startServerProcess({ folders: [folder.path] });
      server.open(folder.uri('mysql.yaml'), statefulSet);
      const answer = await hover('mysql.yaml', statefulSet, 'mysql', 'name: ');
      assert.equal(answer?.kind, 'markdown');
      assert.match(answer.value, /two writers/);
      assert.doesNotMatch(answer.value, /data:image/);
    });

    it('draws a picture for a client that asks for pictures', async () => {
      server = await startServerProcess({ folders: [folder.path], initializationOptions: { hoverPictures: true } });
      server.open(folder.uri('mysql.yaml'), statefulSet);
      const answer = await hover('mysql.yaml', statefulSet, 'mysql', 'name: ');
      const value = answer?.value ?? '';
      const picture = /!\[[^\]]+\]\(data:image\/svg\+xml;base64,([A-Za-z0-9+/=]+)\)/.exec(value);
      assert.match(Buffer.from(picture?.[1] ?? '', 'base64').toString(), /^<svg /);
      assert.ok(value.length < 100_000, `${value.length} characters`);
    });

    it('follows the theme and the setting of the client', async () => {
      const display = { hoverPictures: true, theme: 'dark' };
      server = await startServerProcess({ folders: [folder.path], initializationOptions: display });
      server.open(folder.uri('mysql.yaml'), statefulSet);
      const pictureNow = async () => {
        const value = (await hover('mysql.yaml', statefulSet, 'mysql', 'name: '))?.value ?? '';
        const data = /data:image\/svg\+xml;base64,([A-Za-z0-9+/=]+)/.exec(value)?.[1];
        return data && Buffer.from(data, 'base64').toString();
      };
      assert.match((await pictureNow()) ?? '', /<style>(?:(?!<\/style>).)*\.card[^{}]*\{fill:#171d25/s);
      await server.client.sendNotification('kubeNodeLifecycle/didChangeDisplay', { ...display, theme: 'light' });
      assert.match((await pictureNow()) ?? '', /<style>(?:(?!<\/style>).)*\.card[^{}]*\{fill:#ffffff/s);
      await server.client.sendNotification('kubeNodeLifecycle/didChangeDisplay', { hoverPictures: false });
      assert.equal(await pictureNow(), undefined);
    });

    it('explains a field by itself, in lines that a terminal has', async () => {
      server = await startServerProcess({ folders: [folder.path] });
      server.open(folder.uri('mysql.yaml'), statefulSet);
      const answer = await hover('mysql.yaml', statefulSet, 'terminationGracePeriodSeconds');
      assert.match(answer?.value ?? '', /^\*\*terminationGracePeriodSeconds\*\* `0` of StatefulSet db\/mysql\n/);
      assert.deepEqual(
        answer?.value.split('\n').filter((line) => line.length > 72),
        [],
      );
    });

    it('says nothing where nothing of ours stands', async () => {
      server = await startServerProcess({ folders: [folder.path] });
      server.open(folder.uri('mysql.yaml'), statefulSet);
      assert.equal(await hover('mysql.yaml', statefulSet, 'mountPath'), undefined);
    });
  });

  it('completes a value with what it would do', async () => {
    server = await startServerProcess({ folders: [folder.path] });
    server.open(folder.uri('mysql.yaml'), statefulSet);
    const position = rangeOf(statefulSet, '0', 'terminationGracePeriodSeconds: ').start;
    const items: CompletionItem[] = await server.client.sendRequest('textDocument/completion', {
      textDocument: { uri: folder.uri('mysql.yaml') },
      position,
    });
    assert.deepEqual(
      items.map(({ label }) => label),
      ['30', '0'],
    );
    assert.match(items[1]?.labelDetails?.description ?? '', /^two writers, from /);
  });

  it('answers lenses, outline, definitions, references and links', async () => {
    server = await startServerProcess({ folders: [folder.path] });
    const uri = folder.uri('mysql.yaml');
    server.open(uri, statefulSet);
    const textDocument = { uri };
    const ask = <T>(method: string, more: object = {}): Promise<T> =>
      server.client.sendRequest(`textDocument/${method}`, { textDocument, ...more });
    const [lens] = await ask<CodeLens[]>('codeLens');
    assert.match(lens?.command?.title ?? '', /^evicted .*, second mount /);
    const [symbol] = await ask<DocumentSymbol[]>('documentSymbol');
    assert.deepEqual([symbol?.name, symbol?.detail], ['StatefulSet db/mysql', 'two writers']);
    const position = rangeOf(statefulSet, 'mountPath').start;
    assert.deepEqual(await ask('definition', { position }), []);
    assert.deepEqual(await ask('references', { position, context: { includeDeclaration: true } }), []);
    assert.deepEqual(await ask('documentLink'), []);
  });

  it('colours what decides, for a client that asks for it and until it is switched off', async () => {
    const capabilities = {
      textDocument: { semanticTokens: { requests: { full: true }, tokenTypes: [], tokenModifiers: [], formats: [] } },
    };
    server = await startServerProcess({ folders: [folder.path], capabilities });
    const uri = folder.uri('mysql.yaml');
    server.open(uri, statefulSet);
    const ask = () => server.client.sendRequest('textDocument/semanticTokens/full', { textDocument: { uri } });
    const { start } = rangeOf(statefulSet, '0', 'terminationGracePeriodSeconds: ');
    assert.deepEqual(await ask(), { data: [start.line, start.character, 1, 2, 1] });
    await server.client.sendNotification('kubeNodeLifecycle/didChangeDisplay', { hiddenHints: ['colour'] });
    assert.deepEqual(await ask(), { data: [] });
  });

  it('fixes the field and leaves every other byte alone', async () => {
    server = await startServerProcess({ folders: [folder.path] });
    const uri = folder.uri('mysql.yaml');
    server.open(uri, statefulSet);
    const range = rangeOf(statefulSet, '0', 'terminationGracePeriodSeconds: ');
    const actions: CodeAction[] = await server.client.sendRequest('textDocument/codeAction', {
      textDocument: { uri },
      range,
      context: { diagnostics: [] },
    });
    const preferred = actions.find(({ isPreferred }) => isPreferred);
    const edits = preferred?.edit?.changes?.[uri] ?? [];
    assert.equal(apply(statefulSet, edits), statefulSet.replace('Seconds: 0', 'Seconds: 30'));
  });

  it('removes a flag with its line, also by fix all', async () => {
    server = await startServerProcess({ folders: [folder.path] });
    const uri = folder.uri('controller-manager.yaml');
    server.open(uri, controllerManager);
    const line = '        - --pod-eviction-timeout=30s # faster failover\n';
    const range = rangeOf(controllerManager, '--pod-eviction-timeout=30s');
    const ask = (only?: string[]): Promise<CodeAction[]> =>
      server.client.sendRequest('textDocument/codeAction', {
        textDocument: { uri },
        range,
        context: { diagnostics: [], ...(only && { only }) },
      });
    const [fix] = await ask();
    assert.equal(apply(controllerManager, fix?.edit?.changes?.[uri] ?? []), controllerManager.replace(line, ''));
  });

  it('explains the cluster of a file as a page with links to the files', async () => {
    server = await startServerProcess({ folders: [folder.path] });
    server.open(folder.uri('mysql.yaml'), statefulSet);
    const ask = (file: string) =>
      server.client.sendRequest('kubeNodeLifecycle/explain', {
        textDocument: { uri: folder.uri(file) },
        choices: { view: 'timeline' },
      });
    const { title, style, body } = (await ask('mysql.yaml')) as Record<string, string>;
    assert.match(title ?? '', /^Cluster /);
    assert.match(style ?? '', /\.vscode-dark/);
    assert.match(body ?? '', /two writers/);
    assert.ok(body?.includes(`href="${folder.uri('mysql.yaml')}#L`), 'no link to the workload');
  });

  it('explains a file that is not open, and offers every cluster', async () => {
    server = await startServerProcess({ folders: [folder.path] });
    const clusters: readonly Record<string, string>[] = await server.client.sendRequest(
      'kubeNodeLifecycle/clusters',
      {},
    );
    assert.deepEqual(
      clusters.map(({ verdict }) => verdict),
      ['two writers'],
    );
    const [{ uri = '', id = '' } = {}] = clusters;
    const page: Record<string, string> | null = await server.client.sendRequest('kubeNodeLifecycle/explain', {
      textDocument: { uri },
      choices: { cluster: id },
    });
    assert.match(page?.body ?? '', /two writers/);
  });

  it('shows what values that are tried would make of the files, and leaves everything as it is', async () => {
    server = await startServerProcess({ folders: [folder.path] });
    server.open(folder.uri('mysql.yaml'), statefulSet);
    const textDocument = { uri: folder.uri('mysql.yaml') };
    const ask = <Answer>(method: string, params: object = {}) =>
      server.client.sendRequest<Answer>(`kubeNodeLifecycle/${method}`, { textDocument, ...params });
    const choices = { view: 'tuner', 'set.graceSeconds': '30s' };
    const before = await ask<{ body: string }>('explain', { choices });
    const edits = await ask<{ values: number; files: readonly { uri: string; newText: string; after: string }[] }>(
      'trialEdits',
      { choices },
    );
    assert.equal(edits.values, 1);
    assert.deepEqual(
      edits.files.map(({ uri, newText, after }) => [uri, newText, after]),
      [[textDocument.uri, '3', statefulSet.replace('Seconds: 0', 'Seconds: 30')]],
    );
    assert.equal((await ask<{ body: string }>('explain', { choices })).body, before.body);
    const fix = await ask<{ title: string } | null>('workloadFix', { workload: 'nobody/knows/it@' });
    assert.equal(fix, null);
    await assert.rejects(ask('export', { format: 'exe' }), /format is neither svg nor html/);
  });

  it('tells the cluster of a file that is closed: a page may be left alone', async () => {
    server = await startServerProcess({ folders: [folder.path] });
    const uri = folder.uri('controller-manager.yaml');
    server.open(uri, running);
    server.client.sendNotification('textDocument/didClose', { textDocument: { uri } });
    const status = await server.client.sendRequest('kubeNodeLifecycle/cluster', { textDocument: { uri } });
    assert.equal((status as { kubernetesVersion: string } | null)?.kubernetesVersion, '1.33');
  });

  it('tells the cluster of a file, and nothing for a foreign one', async () => {
    server = await startServerProcess({ folders: [folder.path] });
    server.open(folder.uri('mysql.yaml'), statefulSet);
    server.open(folder.uri('foreign.yaml'), 'a: b\n');
    const ask = (file: string) =>
      server.client.sendRequest('kubeNodeLifecycle/cluster', { textDocument: { uri: folder.uri(file) } });
    const { name, tooltip, ...status } = (await ask('mysql.yaml')) as Record<string, unknown>;
    assert.equal(typeof name, 'string');
    assert.match(String(tooltip), /^\*\*Cluster .*Kubernetes 1\.33 .*\n\n- 1 × \*\*two writers\*\*/);
    assert.deepEqual(status, {
      root: '.',
      kubernetesVersion: '1.33',
      assumed: false,
      doesNotStart: [],
      verdict: 'double-mount',
      outcome: 'two writers',
      tone: 'danger',
      workloads: 1,
    });
    assert.equal(await ask('foreign.yaml'), null);
  });

  it('hints at what is computed, beside what decides it', async () => {
    server = await startServerProcess({ folders: [folder.path] });
    server.open(folder.uri('mysql.yaml'), statefulSet);
    server.open(folder.uri('controller-manager.yaml'), running);
    const ask = async (file: string, lines: number) => {
      const range = { start: { line: 0, character: 0 }, end: { line: lines, character: 0 } };
      const params = { textDocument: { uri: folder.uri(file) }, range };
      const hints: InlayHint[] = await server.client.sendRequest('textDocument/inlayHint', params);
      return hints.map(({ position, label }) => ({ position, label }));
    };
    const endOf = (text: string, line: number) => ({ line, character: text.split('\n')[line]?.length ?? 0 });
    const flag = rangeOf(running, '--node-monitor-grace-period=20s');
    assert.deepEqual(await ask('controller-manager.yaml', 40), [
      { position: endOf(running, flag.end.line), label: '→ Unknown 9.6–30 s' },
    ]);
    const name = rangeOf(statefulSet, 'mysql', 'name: ');
    assert.deepEqual(await ask('mysql.yaml', 40), [
      { position: endOf(statefulSet, name.end.line), label: '→ two writers from 5 min 15 s' },
    ]);
    assert.deepEqual(await ask('mysql.yaml', 1), []);
  });

  it('gives the timeline of a position as picture and data', async () => {
    server = await startServerProcess({ folders: [folder.path] });
    const uri = folder.uri('mysql.yaml');
    server.open(uri, statefulSet);
    const position = rangeOf(statefulSet, 'StatefulSet').start;
    const params = { textDocument: { uri }, position };
    const answer: { svg: string; text: string; timeline: { tone: string } } | null = await server.client.sendRequest(
      'kubeNodeLifecycle/timeline',
      params,
    );
    assert.match(answer?.svg ?? '', /^<svg /);
    assert.match(answer?.text ?? '', /two writers/);
    assert.equal(answer?.timeline.tone, 'danger');
  });
});
