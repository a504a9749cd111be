import { strict as assert } from 'node:assert';
import { type InProcessServer, startInProcess } from '../features/harness/inProcessServer.ts';
import { createMemoryFiles } from '../features/harness/memoryFiles.ts';

const one = 'file:///one';
const two = 'file:///two';

/** The last message shown for a document; `undefined` where it has no diagnostic. */
function shown({ published }: InProcessServer, uri: string): string | undefined {
  const last = published.filter((one) => one.uri === uri).at(-1)?.diagnostics[0];
  return last && String(last.message);
}

describe('features: trees', () => {
  let server: InProcessServer;
  afterEach(() => server.end());

  it('keeps two folders apart', async () => {
    const folders = { [one]: createMemoryFiles({ 'c.yaml': 'CAUSE' }), [two]: createMemoryFiles({}) };
    server = await startInProcess({ folders });
    server.open(`${one}/a.yaml`, 'ours BAD');
    server.open(`${two}/a.yaml`, 'ours BAD');
    await server.quiet();
    assert.equal(shown(server, `${one}/a.yaml`), 'A bad word, margin default, because of c.yaml.');
    assert.equal(shown(server, `${two}/a.yaml`), 'A bad word, margin default.');
  });

  it('gives a file to the innermost of nested folders', async () => {
    const inner = `${one}/inner`;
    const folders = { [one]: createMemoryFiles({ 'c.yaml': 'CAUSE' }), [inner]: createMemoryFiles({}) };
    server = await startInProcess({ folders });
    server.open(`${inner}/a.yaml`, 'ours BAD');
    await server.quiet();
    assert.equal(shown(server, `${inner}/a.yaml`), 'A bad word, margin default.');
  });

  it('follows folders that come and go', async () => {
    const folders = { [one]: createMemoryFiles({ 'c.yaml': 'CAUSE' }) };
    server = await startInProcess({ folders });
    const event = { added: [], removed: [{ uri: one, name: 'one' }] };
    server.open(`${one}/a.yaml`, 'ours BAD');
    await server.client.sendNotification('workspace/didChangeWorkspaceFolders', { event });
    await server.quiet();
    assert.equal(shown(server, `${one}/a.yaml`), 'A bad word, margin default.');
    const back = { added: [{ uri: one, name: 'one' }], removed: [] };
    await server.client.sendNotification('workspace/didChangeWorkspaceFolders', { event: back });
    await server.quiet();
    assert.equal(shown(server, `${one}/a.yaml`), 'A bad word, margin default, because of c.yaml.');
  });

  it('reads the tree of a file that lies in no folder, from its root', async () => {
    const folders = { [one]: createMemoryFiles({ 'c.yaml': 'CAUSE' }) };
    server = await startInProcess({ folders, roots: [], findRoot: () => one });
    server.open(`${one}/deep/a.yaml`, 'ours BAD');
    await server.quiet();
    assert.equal(shown(server, `${one}/deep/a.yaml`), 'A bad word, margin default, because of c.yaml.');
  });

  it('leaves files without a root alone, each by itself', async () => {
    server = await startInProcess({});
    server.open('file:///tmp/a.yaml', 'ours BAD');
    server.open('file:///tmp/c.yaml', 'ours CAUSE');
    server.open('untitled:Untitled-1', 'ours BAD');
    await server.quiet();
    assert.equal(shown(server, 'file:///tmp/a.yaml'), 'A bad word, margin default.');
    assert.equal(shown(server, 'untitled:Untitled-1'), 'A bad word, margin default.');
  });

  it('does not believe in a root that does not hold the file', async () => {
    server = await startInProcess({ folders: { [one]: createMemoryFiles({}) }, roots: [], findRoot: () => one });
    server.open('file:///elsewhere/a.yaml', 'ours BAD');
    await server.quiet();
    assert.equal(shown(server, 'file:///elsewhere/a.yaml'), 'A bad word, margin default.');
  });

  describe('on disk', () => {
    const a = `${one}/a.yaml`;
    const c = `${one}/c.yaml`;
    const changed = (uri: string, type: 1 | 2 | 3) =>
      server.client.sendNotification('workspace/didChangeWatchedFiles', { changes: [{ uri, type }] });

    it('follows files that are made, changed and removed', async () => {
      const files = createMemoryFiles({});
      server = await startInProcess({ folders: { [one]: files } });
      server.open(a, 'ours BAD');
      await server.quiet();
      files.set('c.yaml', 'CAUSE');
      await changed(c, 1);
      await server.quiet();
      assert.match(shown(server, a) ?? '', /because of c\.yaml/);
      files.set('c.yaml', 'nothing');
      await changed(c, 2);
      await server.quiet();
      assert.equal(shown(server, a), 'A bad word, margin default.');
      files.set('c.yaml', 'CAUSE');
      await changed(c, 2);
      files.delete('c.yaml');
      await changed(c, 3);
      await server.quiet();
      assert.equal(shown(server, a), 'A bad word, margin default.');
    });

    it('does not read a file that is ignored, although it was told of it', async () => {
      const files = createMemoryFiles({});
      const list = files.list;
      files.list = async function* () {
        for await (const file of list()) if (file !== 'ignored.yaml') yield file;
      };
      server = await startInProcess({ folders: { [one]: files } });
      server.open(a, 'ours BAD');
      files.set('ignored.yaml', 'CAUSE');
      await changed(`${one}/ignored.yaml`, 1);
      await server.quiet();
      assert.equal(shown(server, a), 'A bad word, margin default.');
    });

    it('lets open documents win', async () => {
      const files = createMemoryFiles({ 'c.yaml': 'nothing' });
      server = await startInProcess({ folders: { [one]: files } });
      server.open(a, 'ours BAD');
      server.open(c, 'ours CAUSE');
      await server.quiet();
      await changed(c, 2);
      await changed(c, 3);
      await server.quiet();
      assert.match(shown(server, a) ?? '', /because of c\.yaml/);
    });

    it('forgets a folder that is deleted as a whole', async () => {
      const files = createMemoryFiles({ 'dir/c.yaml': 'CAUSE' });
      server = await startInProcess({ folders: { [one]: files } });
      server.open(a, 'ours BAD');
      await server.quiet();
      files.delete('dir/c.yaml');
      await server.client.sendNotification('workspace/didDeleteFiles', { files: [{ uri: `${one}/dir` }] });
      await server.quiet();
      assert.equal(shown(server, a), 'A bad word, margin default.');
    });

    it('forgets a folder of which the watcher tells alone', async () => {
      const files = createMemoryFiles({ 'dir/c.yaml': 'CAUSE', 'dirt/d.yaml': 'x' });
      server = await startInProcess({ folders: { [one]: files } });
      server.open(a, 'ours BAD');
      await server.quiet();
      files.delete('dir/c.yaml');
      await changed(`${one}/dir`, 3);
      await server.quiet();
      assert.equal(shown(server, a), 'A bad word, margin default.');
    });

    it('follows a folder that is renamed', async () => {
      const files = createMemoryFiles({ 'dir/c.yaml': 'CAUSE' });
      server = await startInProcess({ folders: { [one]: files } });
      server.open(a, 'ours BAD');
      await server.quiet();
      files.delete('dir/c.yaml');
      files.set('new/c.yaml', 'CAUSE');
      const renamed = { oldUri: `${one}/dir`, newUri: `${one}/new` };
      await server.client.sendNotification('workspace/didRenameFiles', { files: [renamed] });
      await server.quiet();
      assert.match(shown(server, a) ?? '', /because of new\/c\.yaml/);
    });

    it('skips what cannot be read, and says so', async () => {
      const files = createMemoryFiles({ 'b.yaml': 'x', 'c.yaml': 'CAUSE', 'photo.jpg': 'CAUSE' });
      const read = files.read;
      files.read = (file, maxBytes) => (file === 'b.yaml' ? Promise.reject(new Error('EACCES')) : read(file, maxBytes));
      server = await startInProcess({ folders: { [one]: files } });
      server.open(a, 'ours BAD');
      await server.quiet();
      assert.match(shown(server, a) ?? '', /because of c\.yaml/);
      assert.match(server.logged[0] ?? '', /^Skipped b\.yaml: it cannot be read \(EACCES\)\.$/);
      assert.match(server.logged[1] ?? '', /^Read file:\/\/\/one: 3 files, 2 of them looked into, \d+ ms\.$/);
    });

    it('says that a file is binary, and no more than is good', async () => {
      const many = Object.fromEntries(Array.from({ length: 60 }, (_, index) => [`${index}.yaml`, 'a\u0000b']));
      server = await startInProcess({ folders: { [one]: createMemoryFiles(many) } });
      server.open(a, 'ours BAD');
      await server.quiet();
      const skipped = server.logged.filter((line) => line.startsWith('Skipped'));
      assert.equal(skipped[0], 'Skipped 0.yaml: it is binary.');
      assert.equal(skipped.at(-1), 'Skipped 10 more.');
      assert.equal(skipped.length, 51);
    });
  });
});
