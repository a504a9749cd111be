import { strict as assert } from 'node:assert';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { decodeText } from '../../../server/src/project/decodeText.ts';
import { UnreadableFile } from '../../../server/src/project/fileProvider.ts';
import { IsLink, readAtMost, readPlainAtMost, readWaiting } from '../../../server/src/project/nodeRead.ts';

for (const read of [readAtMost, readWaiting, readPlainAtMost]) {
  describe(`project: reading a file of this machine, ${read.name}`, () => {
    let folder: string;
    beforeEach(() => {
      folder = mkdtempSync(join(tmpdir(), 'kube-node-lifecycle-read-'));
    });
    afterEach(() => rmSync(folder, { recursive: true, force: true }));

    const refuses = (path: string, why: RegExp, max = 10) =>
      assert.rejects(read(path, max), (error) => error instanceof UnreadableFile && why.test(error.message));

    it('gives the bytes up to the limit, and no file beyond it', async () => {
      const path = join(folder, 'a');
      writeFileSync(path, '0123456789');
      assert.equal(decodeText((await read(path, 10)) ?? new Uint8Array()), '0123456789');
      await refuses(path, /^is larger than /, 9);
      writeFileSync(path, '');
      assert.equal((await read(path, 10))?.length, 0);
      assert.equal(await read(join(folder, 'gone'), 10), undefined);
      assert.equal(await read(join(path, 'below-a-file'), 10), undefined);
    });

    it('does not believe in a size of nothing, and stops at the limit', async function () {
      if (!existsSync('/proc/self/status')) return this.skip();
      assert.match(decodeText((await read('/proc/self/status', 1 << 20)) ?? new Uint8Array()) ?? '', /^Name:/);
      await refuses('/proc/self/status', /^is larger than /, 20);
    });

    it('opens no device, pipe or folder to wait for it', async function () {
      if (process.platform === 'win32') return this.skip();
      execFileSync('mkfifo', [join(folder, 'pipe')]);
      await refuses(join(folder, 'pipe'), /^is no file$/);
      await refuses('/dev/zero', /^is no file$/);
      await refuses(folder, /^is no file$/);
    });

    it('ends at a link to itself, and where none is wanted at any link', async function () {
      if (process.platform === 'win32') return this.skip(); // links need rights there
      const loop = join(folder, 'loop');
      symlinkSync('loop', loop);
      if (read === readPlainAtMost) await assert.rejects(read(loop, 10), IsLink);
      else await refuses(loop, /^cannot be read \(ELOOP\)$/);
      writeFileSync(join(folder, 'a'), 'x');
      symlinkSync('a', join(folder, 'link'));
      if (read === readPlainAtMost) await assert.rejects(read(join(folder, 'link'), 10), IsLink);
      else assert.equal((await read(join(folder, 'link'), 10))?.length, 1);
    });
  });
}

describe('project: text of bytes', () => {
  const utf16 = (text: string, big: boolean) => {
    const bytes = Buffer.from(text, 'utf16le');
    return big ? bytes.swap16() : bytes;
  };

  it('reads UTF-16 where a mark says so, in either order', () => {
    assert.equal(decodeText(Buffer.concat([Buffer.from([0xff, 0xfe]), utf16('kind: Pod', false)])), 'kind: Pod');
    assert.equal(decodeText(Buffer.concat([Buffer.from([0xfe, 0xff]), utf16('kind: Pod', true)])), 'kind: Pod');
    assert.equal(decodeText(Buffer.from('\ufeffkind: Pod')), 'kind: Pod');
  });

  it('calls what has no such mark no text, and UTF-32', () => {
    assert.equal(decodeText(utf16('kind: Pod', true)), undefined);
    assert.equal(decodeText(utf16('kind: Pod', false)), undefined);
    assert.equal(decodeText(Buffer.from([0xff, 0xfe, 0, 0, 0x6b, 0, 0, 0])), undefined);
  });
});
