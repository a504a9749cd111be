import { strict as assert } from 'node:assert';
import { mkdirSync, mkdtempSync, promises, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createNodeFileProvider } from '../../../server/src/project/nodeFileProvider.ts';
import type { Said } from '../../../server/src/text/message.ts';

describe('project: files of this machine', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'kube-node-lifecycle-files-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('leaves out loops, links that lead out and links to nothing, and says so', async function () {
    if (process.platform === 'win32') return this.skip(); // links need rights there
    mkdirSync(join(folder, 'root', 'a'), { recursive: true });
    writeFileSync(join(folder, 'outside.yaml'), 'x');
    writeFileSync(join(folder, 'root', 'a', 'one.yaml'), 'x');
    symlinkSync('..', join(folder, 'root', 'a', 'loop'));
    symlinkSync('../outside.yaml', join(folder, 'root', 'out.yaml'));
    symlinkSync('nowhere', join(folder, 'root', 'dead.yaml'));
    symlinkSync('a/one.yaml', join(folder, 'root', 'inside.yaml'));

    const files: string[] = [];
    const skipped: string[] = [];
    const provider = createNodeFileProvider(join(folder, 'root'));
    for await (const file of provider.list((path, why) => skipped.push(`${path} ${why}`))) files.push(file);
    assert.deepEqual(files, ['a/one.yaml', 'inside.yaml']);
    assert.deepEqual(skipped, [
      'dead.yaml is no file',
      'out.yaml leads out of the folder',
      'a/loop is a link to a folder that is read already',
    ]);
  });

  it('says that a name is not UTF-8', async function () {
    if (process.platform !== 'linux') return this.skip(); // others have no such names
    const named = (...bytes: number[]) => Buffer.concat([Buffer.from(`${folder}/`), Buffer.from(bytes)]);
    writeFileSync(named(0x61, 0xe9, 0x2e, 0x79), 'x');
    mkdirSync(named(0x64, 0xff));
    writeFileSync(join(folder, 'a\ufffd.yaml'), 'x');
    const files: string[] = [];
    const skipped: string[] = [];
    const skip = (path: string, why: Said) => void skipped.push(`${path} ${why}`);
    for await (const file of createNodeFileProvider(folder).list(skip)) files.push(file);
    assert.deepEqual(files, ['a\ufffd.yaml']);
    assert.deepEqual(skipped, ['a\ufffd.y has a name that is not UTF-8', 'd\ufffd has a name that is not UTF-8']);
  });

  it('reads a folder where it lies, not where a link to it comes first', async function () {
    if (process.platform === 'win32') return this.skip(); // links need rights there
    mkdirSync(join(folder, 'roles'));
    mkdirSync(join(folder, 'extra'));
    writeFileSync(join(folder, 'roles', 'a.yaml'), 'a: 1\n');
    symlinkSync(join('..', 'roles'), join(folder, 'extra', 'roles'));
    const files: string[] = [];
    for await (const file of createNodeFileProvider(folder).list()) files.push(file);
    assert.deepEqual(files, ['roles/a.yaml']);
  });

  async function listed(options: { named?: readonly string[]; only?: readonly string[] } = {}): Promise<string[]> {
    const files: string[] = [];
    const provider = createNodeFileProvider(folder, options.named ?? []);
    for await (const file of provider.list(() => undefined, options.only)) files.push(file);
    return files;
  }

  const write = (file: string, text = 'x') => {
    mkdirSync(join(folder, file, '..'), { recursive: true });
    writeFileSync(join(folder, file), text);
  };

  it('lists what is named although an ignore file names it, and nothing more of that', async () => {
    write('.gitignore', 'build/\n*.secret.yaml\n');
    for (const file of ['a.yaml', 'a.secret.yaml', 'build/b.yaml', 'build/.gitignore', 'node_modules/p/c.yaml'])
      write(file);
    write('build/.gitignore', 'd.yaml\n');
    write('build/d.yaml');
    const own = ['.gitignore', 'a.yaml'];
    assert.deepEqual(await listed(), own);
    assert.deepEqual(await listed({ named: ['build'] }), [...own, 'build/.gitignore', 'build/b.yaml']);
    assert.deepEqual(await listed({ named: ['build/d.yaml'] }), [...own, 'build/d.yaml']);
    write('build/e/f.yaml');
    write('node_modules/q/c.yaml');
    assert.deepEqual(await listed({ named: ['build/e'] }), [...own, 'build/e/f.yaml']);
    assert.deepEqual(await listed({ named: ['node_modules/p'] }), [...own, 'node_modules/p/c.yaml']);
    assert.deepEqual(await listed({ named: ['a.secret.yaml'] }), ['.gitignore', 'a.secret.yaml', 'a.yaml']);
  });

  it('looks behind a link only where it leads to, if that is read where it lies', async function () {
    if (process.platform === 'win32') return this.skip(); // links need rights there
    for (let index = 0; index < 40; index += 1) write(`far/${index}/x.yaml`);
    write('a/b/one.yaml');
    mkdirSync(join(folder, 'empty'));
    symlinkSync('.', join(folder, 'empty', 'loop'));
    symlinkSync('a', join(folder, 'link'));
    symlinkSync('.', join(folder, 'a', 'loop'));
    const { readdir } = promises;
    let count = 0;
    promises.readdir = ((...args: Parameters<typeof readdir>) => {
      count += 1;
      return readdir(...args);
    }) as typeof readdir;
    syncBuiltinESMExports();
    try {
      assert.deepEqual(await listed({ only: ['link/b/one.yaml', 'a/loop/b', 'empty/loop/x', 'a/b/one.yaml'] }), [
        'a/b/one.yaml',
      ]);
    } finally {
      promises.readdir = readdir;
      syncBuiltinESMExports();
    }
    assert.ok(count > 0 && count <= 12, `${count} folders`);
  });

  it('looks only where it is asked to, with the ignore files on the way', async () => {
    write('.gitignore', '*.secret.yaml\n');
    for (const file of ['a/b/one.yaml', 'a/b/two.secret.yaml', 'a/three.yaml', 'c/four.yaml']) write(file);
    assert.deepEqual(await listed({ only: ['a/b'] }), ['a/b/one.yaml']);
    assert.deepEqual(await listed({ only: ['a/b/two.secret.yaml', 'c/four.yaml', 'gone.yaml'] }), ['c/four.yaml']);
    assert.deepEqual(await listed({ only: ['.'] }), await listed());
  });

  it('walks through no file system of the kernel', async function () {
    if (process.platform !== 'linux') return this.skip();
    const skipped: string[] = [];
    const provider = createNodeFileProvider('/proc');
    for await (const file of provider.list((path, why) => skipped.push(`${path} ${why}`))) assert.fail(file);
    assert.deepEqual(skipped, ['. is a file system of the kernel']);
  });

  it('walks into no other file system', async function () {
    if (process.platform !== 'linux') return this.skip();
    const skipped: string[] = [];
    const provider = createNodeFileProvider('/');
    const only = ['proc', 'dev/shm'];
    for await (const file of provider.list((path, why) => skipped.push(`${path} ${why}`), only)) assert.fail(file);
    assert.ok(skipped.includes('proc lies in another file system'), String(skipped));
  });

  it('says that a folder is gone', async () => {
    const skipped: string[] = [];
    const provider = createNodeFileProvider(join(folder, 'gone'));
    for await (const file of provider.list((path, why) => skipped.push(`${path} ${why}`))) assert.fail(file);
    assert.deepEqual(skipped, ['. is gone, or leads out of the folder']);
  });
});
