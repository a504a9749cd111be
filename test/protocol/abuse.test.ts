import { strict as assert } from 'node:assert';
import { pathToFileURL } from 'node:url';
import { type ServerProcess, startServerProcess } from './harness/serverProcess.ts';
import { createTestFolder, incident, statefulSet, type TestFolder } from './harness/testFolder.ts';

describe('protocol: abuse', () => {
  let folder: TestFolder;
  let server: ServerProcess;
  let version = 1;
  before(async () => {
    folder = createTestFolder({
      ...incident,
      'user-data.yaml':
        '#cloud-config\nwrite_files:\n  - path: /etc/default/kubelet\n    encoding: b64\n    content: S1V=\n',
      'butane.bu':
        'variant: fcos\nversion: 1.5.0\nstorage:\n  files:\n    - path: /etc/default/kubelet\n      contents: {source: "data:;base64,S1V="}\n',
      'ignition.ign':
        '{"ignition":{"version":"3.4.0"},"storage":{"files":[{"path":"/etc/default/kubelet","contents":{"source":"data:;base64,S1V="}}]}}',
    });
    server = await startServerProcess({ folders: [folder.path] });
  });
  after(async () => {
    assert.equal(await server.end(), 0);
    folder.dispose();
  });

  /** The server still finds what there is to find. */
  async function worksAsBefore(): Promise<void> {
    const uri = folder.uri('mysql.yaml');
    version += 1;
    server.open(uri, statefulSet, version);
    const { diagnostics } = await server.diagnostics(uri, version);
    assert.deepEqual(
      diagnostics.map(({ code }) => code),
      ['force-removal-on-eviction'],
    );
    server.close(uri);
  }

  /** Whatever the answer is, there is one. */
  async function answered(method: string, params: unknown): Promise<void> {
    await server.client.sendRequest(method, params).catch((error: { code?: number }) => {
      assert.equal(typeof error.code, 'number', method);
    });
  }

  it('reads the folder although codes in it are broken', worksAsBefore);

  const nonsense: readonly unknown[] = [
    null,
    {},
    [],
    [1, 2],
    { textDocument: null },
    { textDocument: { uri: null } },
    { textDocument: { uri: 7 } },
    { textDocument: { uri: '' }, position: { line: -1, character: -1 } },
    { textDocument: { uri: 'file://%' }, position: { line: 0.5, character: 1e99 } },
    { textDocument: { uri: 'file:///%ff%00' }, range: { start: 1, end: 2 }, context: 7 },
    { textDocument: { uri: 'no uri' }, range: {}, context: { diagnostics: 'all' } },
  ];
  const requests = [
    'textDocument/hover',
    'textDocument/completion',
    'textDocument/inlayHint',
    'textDocument/codeAction',
    'codeAction/resolve',
    'textDocument/diagnostic',
    'workspace/diagnostic',
    'workspace/executeCommand',
    'kubeNodeLifecycle/cluster',
    'kubeNodeLifecycle/explain',
    'kubeNodeLifecycle/timeline',
    'initialize',
    '$/unheardOf',
  ];
  for (const method of requests) {
    it(`answers ${method} whatever it is asked`, async () => {
      for (const params of nonsense) await answered(method, params);
      await worksAsBefore();
    });
  }

  const notifications = [
    'textDocument/didOpen',
    'textDocument/didChange',
    'textDocument/didClose',
    'textDocument/didSave',
    'workspace/didChangeWatchedFiles',
    'workspace/didChangeWorkspaceFolders',
    'workspace/didChangeConfiguration',
    'workspace/didCreateFiles',
    'workspace/didRenameFiles',
    'workspace/didDeleteFiles',
    'kubeNodeLifecycle/didChangeDisplay',
    '$/cancelRequest',
    '$/setTrace',
    '$/progress',
    'initialized',
  ];
  for (const method of notifications) {
    it(`survives ${method} whatever it is told`, async () => {
      for (const params of nonsense) await server.client.sendNotification(method, params);
      await worksAsBefore();
    });
  }

  it('survives files that are told to be where no files are', async () => {
    const uris = ['file://%', 'file:///', 'untitled:x', 'http://a/b', '', `${folder.uri('a')}/../../../etc`, '\u0000'];
    await server.client.sendNotification('workspace/didChangeWatchedFiles', {
      changes: uris.flatMap((uri) => [1, 2, 3, 99].map((type) => ({ uri, type }))),
    });
    await server.client.sendNotification('workspace/didChangeWorkspaceFolders', {
      event: { added: uris.map((uri) => ({ uri, name: uri })), removed: uris.map((uri) => ({ uri, name: uri })) },
    });
    await worksAsBefore();
  });

  it('reads nothing outside its folder, whatever a document is called', async () => {
    const outside = createTestFolder({ 'storage.yaml': incident['storage.yaml'] ?? '' });
    const uri = `${pathToFileURL(folder.path).href}/../${outside.path.split('/').at(-1)}/storage.yaml`;
    server.open(uri, statefulSet, 1);
    server.close(uri);
    await worksAsBefore();
    assert.ok(!server.logged.some((line) => line.includes(`Read ${pathToFileURL(outside.path).href}`)));
    outside.dispose();
  });

  it('follows a document that is opened twice, goes back in versions, and is closed twice', async () => {
    const uri = folder.uri('twice.yaml');
    server.open(uri, statefulSet, 5);
    server.open(uri, 'a: b\n', 3);
    server.change(uri, 2, statefulSet);
    server.change(uri, 2, 'a: c\n');
    server.close(uri);
    server.close(uri);
    await worksAsBefore();
  });

  it('takes a change of every kind of range', async () => {
    const uri = folder.uri('ranges.yaml');
    server.open(uri, statefulSet, 1);
    const at = (line: unknown, character: unknown) => ({ line, character });
    const ranges = [
      { start: at(3, 2), end: at(1, 0) },
      { start: at(-1, -1), end: at(9e9, 9e9) },
      { start: at(0.5, 0), end: at(1, Number.NaN) },
      { start: at('1', '2'), end: at(null, undefined) },
      {},
      null,
    ];
    for (const [index, range] of ranges.entries()) {
      await server.client.sendNotification('textDocument/didChange', {
        textDocument: { uri, version: index + 2 },
        contentChanges: [{ range, text: 'x' }, { text: statefulSet }],
      });
    }
    await worksAsBefore();
    server.close(uri);
  });

  it('does not mind a thousand requests that are cancelled at once', async () => {
    const uri = folder.uri('mysql.yaml');
    server.open(uri, statefulSet, 1);
    for (let id = 0; id < 1_000; id += 1) {
      void server.client
        .sendRequest('textDocument/hover', { textDocument: { uri }, position: { line: 4, character: 4 } })
        .catch(() => undefined);
      await server.client.sendNotification('$/cancelRequest', { id });
    }
    server.close(uri);
    await worksAsBefore();
  });

  it('lives on with forged data of a code action', async () => {
    const uri = folder.uri('mysql.yaml');
    server.open(uri, statefulSet, 1);
    for (const data of [
      null,
      7,
      {},
      { uri },
      { uri, index: 99, fix: 99, ruleId: '__proto__' },
      { uri: 'file:///etc/passwd' },
    ])
      await answered('codeAction/resolve', { title: 'x', data });
    server.close(uri);
    await worksAsBefore();
  });
});
