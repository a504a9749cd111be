import { strict as assert } from 'node:assert';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createNodeFileProvider } from '../../../server/src/project/nodeFileProvider.ts';

describe('workspace: files of this machine', () => {
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
      'a/loop is a link to a folder that is read already',
      'dead.yaml is no file',
      'out.yaml leads out of the folder',
    ]);
  });

  it('says that a folder is gone', async () => {
    const skipped: string[] = [];
    const provider = createNodeFileProvider(join(folder, 'gone'));
    for await (const file of provider.list((path, why) => skipped.push(`${path} ${why}`))) assert.fail(file);
    assert.deepEqual(skipped, ['. is gone, or leads out of the folder']);
  });
});
