import { strict as assert } from 'node:assert';
import { type ServerProcess, startServerProcess } from './harness/serverProcess.ts';
import { createTestFolder, incident, statefulSet, type TestFolder } from './harness/testFolder.ts';

describe('protocol: bad input', () => {
  let folder: TestFolder;
  let server: ServerProcess;
  beforeEach(async () => {
    folder = createTestFolder(incident);
    server = await startServerProcess({ folders: [folder.path] });
  });
  afterEach(async () => {
    await server.end();
    folder.dispose();
  });

  /** The server still finds what there is to find. */
  async function worksAsBefore(): Promise<void> {
    const uri = folder.uri('mysql.yaml');
    server.open(uri, statefulSet, 100);
    const { diagnostics } = await server.diagnostics(uri, 100);
    assert.deepEqual(
      diagnostics.map(({ code }) => code),
      ['force-removal-on-eviction'],
    );
  }

  const notifications: readonly (readonly [string, unknown])[] = [
    ['textDocument/didOpen', {}],
    ['textDocument/didOpen', { textDocument: { uri: 'file:///a.yaml' } }],
    ['textDocument/didOpen', { textDocument: { uri: 'no uri at all', languageId: 'yaml', version: 1, text: 'a: b' } }],
    ['textDocument/didChange', { textDocument: { uri: 'file:///never-opened.yaml', version: 2 }, contentChanges: [] }],
    ['textDocument/didChange', { textDocument: {} }],
    ['textDocument/didClose', { textDocument: { uri: 'file:///never-opened.yaml' } }],
    ['textDocument/didClose', null],
    ['workspace/didChangeWatchedFiles', { changes: 'all' }],
    ['workspace/didChangeWorkspaceFolders', {}],
    ['workspace/didChangeConfiguration', { settings: { kubeNodeLifecycle: { rules: 7, kubernetesVersion: [] } } }],
    ['workspace/didRenameFiles', { files: [{}] }],
  ];
  it('survives notifications that make no sense', async () => {
    for (const [method, params] of notifications) await server.client.sendNotification(method, params);
    await worksAsBefore();
  });

  it('refuses requests that make no sense, and only these', async () => {
    const uri = folder.uri('mysql.yaml');
    server.open(uri, statefulSet);
    const invalid = { code: -32602 };
    await assert.rejects(server.client.sendRequest('textDocument/hover', {}), invalid);
    await assert.rejects(server.client.sendRequest('textDocument/hover', { textDocument: { uri } }), invalid);
    await assert.rejects(server.client.sendRequest('textDocument/codeAction', { textDocument: { uri } }), invalid);
    await assert.rejects(server.client.sendRequest('kubeNodeLifecycle/cluster', { textDocument: 7 }), invalid);
    const far = { line: 1_000_000, character: 1_000_000 };
    assert.equal(await server.client.sendRequest('textDocument/hover', { textDocument: { uri }, position: far }), null);
    const elsewhere = { textDocument: { uri: 'file:///never-opened.yaml' }, position: far };
    assert.equal(await server.client.sendRequest('textDocument/hover', elsewhere), null);
    await worksAsBefore();
  });

  it('takes changes whose ranges lie outside the document', async () => {
    const uri = folder.uri('mysql.yaml');
    server.open(uri, 'a: b\n');
    const range = { start: { line: 50, character: 50 }, end: { line: -1, character: -7 } };
    const contentChanges = [{ range, text: statefulSet }];
    await server.client.sendNotification('textDocument/didChange', {
      textDocument: { uri, version: 2 },
      contentChanges,
    });
    await server.diagnostics(uri, 2);
    await worksAsBefore();
  });

  const strange: Readonly<Record<string, string>> = {
    'an empty document': '',
    'a ConfigMap of another kind': 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: x}\ndata: {a: b}\n',
    'a custom resource': 'apiVersion: example.com/v1\nkind: StatefulSet\nmetadata: {name: x}\nspec: {}\n',
    'bytes that are no text': `${String.fromCharCode(0, 1, 2, 0xfffd)}ELF`.repeat(500),
    'a lone surrogate': '\ud800: \udc00',
    'a line of a megabyte': `a: ${'-'.repeat(1_000_000)}`,
    'deep nesting': `${'['.repeat(20_000)}`,
    'a document that is all separators': '---\n'.repeat(20_000),
    'conflict markers': '<<<<<<< HEAD\na: b\n=======\na: c\n>>>>>>> other\n'.repeat(200),
  };
  for (const [name, text] of Object.entries(strange)) {
    it(`has nothing to say about ${name}`, async () => {
      const uri = folder.uri('strange.yaml');
      server.open(uri, text);
      const { diagnostics } = await server.diagnostics(uri, 1);
      assert.deepEqual(diagnostics, []);
      await worksAsBefore();
    });
  }

  it('says nothing more about a document of another kind, however it changes', async () => {
    const uri = folder.uri('foreign.yaml');
    server.open(uri, 'a: 1\n');
    for (let version = 2; version < 20; version += 1) server.change(uri, version, `a: ${version}\n`);
    await worksAsBefore();
    assert.equal(server.published.filter((one) => one.uri === uri).length, 1);
  });

  it('skips a document of 50 MB and says so', async () => {
    const uri = folder.uri('large.yaml');
    server.open(uri, `${statefulSet}---\n`.repeat(50_000_000 / statefulSet.length));
    assert.deepEqual((await server.diagnostics(uri, 1)).diagnostics, []);
    assert.match(server.logged.join('\n'), /Skipped large\.yaml: it is larger than 10 MiB/);
    await worksAsBefore();
  });

  it('skips files on disk that are too large or no text', async () => {
    await server.end();
    folder.write('binary.yaml', new Uint8Array(5_000_000));
    folder.write('large.yaml', `${statefulSet}---\n`.repeat(20_000_000 / statefulSet.length));
    server = await startServerProcess({ folders: [folder.path] });
    await worksAsBefore();
  });

  it('works when the folder is not there', async () => {
    await server.end();
    folder.dispose();
    server = await startServerProcess({ folders: [folder.path] });
    server.open(folder.uri('mysql.yaml'), 'apiVersion: v1\n');
    assert.deepEqual((await server.diagnostics(folder.uri('mysql.yaml'), 1)).diagnostics, []);
  });
});
