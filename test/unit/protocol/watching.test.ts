import { strict as assert } from 'node:assert';
import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { createNodeFileProvider } from '../../../server/src/project/nodeFileProvider.ts';
import { createTestFolder, type TestFolder } from '../../protocol/harness/testFolder.ts';
import { type InProcessServer, startInProcess } from '../features/harness/inProcessServer.ts';

describe('features: files that change on disk', () => {
  let server: InProcessServer;
  let folder: TestFolder;
  /** What was walked: everything, or these paths. */
  let walks: (readonly string[] | undefined)[];
  let reads: string[];

  async function start(files: TestFolder | Readonly<Record<string, string>>): Promise<void> {
    folder = 'dispose' in files ? (files as TestFolder) : createTestFolder(files);
    walks = [];
    reads = [];
    const provider = createNodeFileProvider(folder.path);
    const root = pathToFileURL(folder.path).href;
    server = await startInProcess({
      folders: {
        [root]: {
          ...provider,
          list(skipped, only) {
            walks.push(only);
            return provider.list(skipped, only);
          },
          read(file, maxBytes) {
            reads.push(file);
            return provider.read(file, maxBytes);
          },
        },
      },
    });
    server.open(folder.uri('a.yaml'), 'ours BAD');
    await server.quiet();
    walks.length = 0;
    reads.length = 0;
  }
  afterEach(async () => {
    await server.end();
    folder.dispose();
  });

  const tell = (type: 1 | 2 | 3, ...files: readonly string[]) =>
    server.client.sendNotification('workspace/didChangeWatchedFiles', {
      changes: files.map((file) => ({ uri: folder.uri(file), type })),
    });
  /** Turns of the loop, until it holds; on a busy machine more of them. */
  async function until(holds: () => boolean): Promise<void> {
    for (let turn = 0; turn < 50 && !holds(); turn += 1) await server.quiet();
    assert.ok(holds(), `${holds.toString()}: ${shown()}`);
  }
  const isShown = (text: string) => until(() => shown() === `A bad word, margin default${text}.`);
  const shown = () => String(server.published.at(-1)?.diagnostics[0]?.message);

  it('costs one walk for all that is told together, and only where it is', async () => {
    await start({ '.gitignore': 'out/\n', 'b.yaml': 'x', 'deep/c.yaml': 'x' });
    const files = Array.from({ length: 500 }, (_, index) => `out/${index}.yaml`);
    for (const file of files) folder.write(file, 'CAUSE');
    await tell(1, ...files);
    await until(() => walks.length > 0);
    assert.deepEqual(walks, [files]);
    walks.length = 0;
    await Promise.all(files.map((file) => tell(1, file)));
    while (walks.flat().length < files.length) await server.quiet();
    assert.ok(walks.length < 50, String(walks.length));
    assert.deepEqual(new Set(walks.flat()), new Set(files));
    assert.deepEqual(reads, []);
    assert.equal(shown(), 'A bad word, margin default.');
  });

  it('costs no walk where a name says enough, or a file is known', async () => {
    await start({ 'b.yaml': 'x' });
    for (const file of ['node_modules/p/c.yaml', '.git/index', 'logo.png']) folder.write(file, 'CAUSE');
    await tell(1, 'node_modules/p/c.yaml', '.git/index', 'logo.png');
    folder.write('b.yaml', 'CAUSE');
    await tell(2, 'b.yaml');
    await isShown(', because of b.yaml');
    assert.deepEqual(walks, []);
    assert.deepEqual(reads, ['b.yaml']);
  });

  it('reads a new file, and what a new folder holds', async () => {
    await start({});
    folder.write('new/deep/c.yaml', 'CAUSE');
    await tell(1, 'new');
    await isShown(', because of new/deep/c.yaml');
    assert.deepEqual(walks, [['new']]);
  });

  it('reads a sample while what it is of is not there', async () => {
    await start({ 'c.yaml': 'x', 'c.yaml.sample': 'CAUSE' });
    assert.equal(shown(), 'A bad word, margin default.');
    folder.remove('c.yaml');
    await tell(3, 'c.yaml');
    await isShown(', because of c.yaml.sample');
    folder.write('c.yaml', 'x');
    await tell(1, 'c.yaml');
    await isShown('');
  });

  it('looks again when an ignore file changes, comes or goes', async () => {
    await start({ 'sub/c.yaml': 'CAUSE' });
    assert.match(shown(), /because of sub\/c\.yaml/);
    folder.write('.gitignore', 'sub/\n');
    await tell(1, '.gitignore');
    await isShown('');
    folder.write('.gitignore', 'other/\n');
    await tell(2, '.gitignore');
    await isShown(', because of sub/c.yaml');
    folder.write('.gitignore', 'sub/\n');
    await tell(2, '.gitignore');
    await isShown('');
    folder.remove('.gitignore');
    await tell(3, '.gitignore');
    await isShown(', because of sub/c.yaml');
  });

  it('holds nothing of a root that is gone, and all of one that is back', async () => {
    await start({ 'c.yaml': 'CAUSE' });
    folder.remove('.');
    await tell(3, '.');
    await isShown('');
    folder.write('c.yaml', 'CAUSE');
    await tell(1, '.');
    await isShown(', because of c.yaml');
  });

  it('reads anew what a folder holds that was gone and is back before anybody looked', async () => {
    await start({ 'sub/c.yaml': 'x', 'sub/d.yaml': 'x' });
    folder.remove('sub');
    await tell(3, 'sub');
    folder.write('sub/c.yaml', 'CAUSE');
    await tell(1, 'sub');
    await isShown(', because of sub/c.yaml');
    folder.remove('.');
    await tell(3, '.');
    folder.write('sub/c.yaml', 'x');
    folder.write('sub/d.yaml', 'CAUSE');
    await tell(1, '.');
    await isShown(', because of sub/d.yaml');
  });

  it('follows what links lead to', async function () {
    if (process.platform === 'win32') return this.skip(); // links need rights there
    folder = createTestFolder({ '.gitignore': 'real/\n', 'real/c.yaml': 'x', 'real/deep/d.yaml': 'x' });
    symlinkSync('real/c.yaml', join(folder.path, 'file.yaml'));
    symlinkSync('real/later.yaml', join(folder.path, 'dead.yaml'));
    symlinkSync('real/deep', join(folder.path, 'linked'));
    await start(folder);
    folder.write('real/c.yaml', 'CAUSE');
    await tell(2, 'real/c.yaml');
    await isShown(', because of file.yaml');
    folder.write('real/c.yaml', 'x');
    folder.write('real/later.yaml', 'CAUSE');
    await tell(2, 'real/c.yaml');
    await tell(1, 'real/later.yaml');
    await isShown(', because of dead.yaml');
    folder.remove('real/later.yaml');
    folder.write('real/deep/e.yaml', 'CAUSE');
    await tell(3, 'real/later.yaml');
    await tell(1, 'real/deep/e.yaml');
    await isShown(', because of linked/e.yaml');
    folder.remove('real/deep');
    await tell(3, 'real/deep');
    await isShown('');
  });

  it('takes a file by the last word on it', async () => {
    await start({ 'c.yaml': 'x' });
    folder.write('c.yaml', 'CAUSE');
    await tell(3, 'c.yaml');
    await tell(1, 'c.yaml');
    await isShown(', because of c.yaml');
    folder.remove('c.yaml');
    await tell(2, 'c.yaml');
    await tell(3, 'c.yaml');
    await isShown('');
  });

  it('reads a copy that is opened, and forgets it when it is closed', async () => {
    await start({ 'c.yaml': 'x', 'c.yaml.bak': 'CAUSE' });
    assert.equal(shown(), 'A bad word, margin default.');
    assert.ok(server.logged.includes('Skipped c.yaml.bak: it is a backup by its name, and in effect nowhere.'));
  });
});
