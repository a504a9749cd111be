import { strict as assert } from 'node:assert';
import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  linkSync,
  lstatSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type DiskFiles, type NewFile, nodeDisk } from '../../../server/src/cli/diskFiles.ts';
import { NotWritten, replaceFile } from '../../../server/src/cli/replaceFile.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const OLD = 'old text\n'.repeat(1_000);
const NEW = 'the new text\n'.repeat(2_000);

/** A disk in memory that ends, or fails, at some operation; what is not synced when the machine ends may be half of it. */
function memoryDisk(failAt: number, how: 'killed' | 'full') {
  const files = new Map<string, Uint8Array>([['/a/x.yaml', bytes(OLD)]]);
  let operations = 0;
  let isDead = false;
  /** Counts an operation; the one that fails leaves what `half` makes. */
  async function step<T>(run: () => T, half: () => void = () => undefined): Promise<T> {
    if (isDead) return new Promise(() => undefined);
    operations += 1;
    if (operations !== failAt) return run();
    half();
    if (how === 'full') throw Object.assign(new Error('no space'), { code: 'ENOSPC' });
    isDead = true;
    ended();
    return new Promise(() => undefined);
  }
  let ended = () => {};
  const death = new Promise<void>((resolve) => {
    ended = resolve;
  });
  const disk: DiskFiles = {
    realPath: (path) => step(() => path),
    readLink: () => step(() => undefined),
    info: (path) => step(() => (files.has(path) ? { isFile: true, mode: 0o644, uid: 0, gid: 0, links: 1 } : undefined)),
    mayWrite: () => step(() => undefined),
    read: (path) => step(() => files.get(path) ?? bytes('')),
    create: (path) =>
      step((): NewFile => {
        files.set(path, bytes(''));
        return {
          write: (text) =>
            step(
              () => void files.set(path, text),
              () => files.set(path, text.subarray(0, text.length / 2)),
            ),
          take: () => step(() => undefined),
          sync: () => step(() => undefined),
          close: () => step(() => undefined),
        };
      }),
    rename: (from, to) =>
      step(() => {
        files.set(to, files.get(from) ?? bytes(''));
        files.delete(from);
      }),
    async remove(path) {
      await step(() => files.delete(path)).catch(() => undefined);
    },
    async syncFolder() {
      await step(() => undefined).catch(() => undefined);
    },
    append: () => assert.fail('nothing is written in place'),
  };
  return { disk, files, death, operations: () => operations };
}

describe('writing a file', () => {
  it('leaves the old text or the new one, whole, at whatever instant the process ends', async () => {
    const outcomes = new Set<string>();
    for (let at = 1; ; at += 1) {
      const { disk, files, death, operations } = memoryDisk(at, 'killed');
      await Promise.race([replaceFile('/a/x.yaml', bytes(NEW), { expected: bytes(OLD), disk }), death]);
      const text = new TextDecoder().decode(files.get('/a/x.yaml'));
      assert.ok(text === OLD || text === NEW, `after ${at} operations`);
      outcomes.add(text === OLD ? 'old' : 'new');
      if (operations() < at) {
        assert.equal(text, NEW);
        break;
      }
    }
    assert.deepEqual([...outcomes], ['old', 'new']);
  });

  it('leaves the old text and nothing beside it when the disk is full', async () => {
    for (let at = 1; ; at += 1) {
      const { disk, files, operations } = memoryDisk(at, 'full');
      const refused = await replaceFile('/a/x.yaml', bytes(NEW), { expected: bytes(OLD), disk }).then(
        () => undefined,
        (error: unknown) => error,
      );
      if (operations() < at) break;
      const text = new TextDecoder().decode(files.get('/a/x.yaml'));
      if (refused === undefined) assert.equal(text, NEW);
      else {
        assert.ok(refused instanceof NotWritten);
        assert.equal(refused.message, 'cannot be written (ENOSPC)');
        assert.equal(text, OLD);
      }
      assert.deepEqual([...files.keys()], ['/a/x.yaml'], `after ${at} operations`);
    }
  });

  describe('on this disk', () => {
    let folder: string;
    beforeEach(() => {
      folder = mkdtempSync(join(tmpdir(), 'kube-node-lifecycle-write-'));
      writeFileSync(join(folder, 'a.yaml'), OLD);
    });
    afterEach(() => rmSync(folder, { recursive: true, force: true }));
    const at = (name: string) => join(folder, name);
    const text = (name: string) => readFileSync(at(name), 'utf8');
    const refuses = (name: string, why: RegExp, expected?: string) =>
      assert.rejects(
        replaceFile(at(name), bytes(NEW), expected === undefined ? {} : { expected: bytes(expected) }),
        (error) => error instanceof NotWritten && why.test(error.message),
      );

    it('keeps mode and links, and leaves nothing beside it', async function () {
      if (process.platform === 'win32') return this.skip();
      chmodSync(at('a.yaml'), 0o640);
      symlinkSync('a.yaml', at('link.yaml'));
      symlinkSync('not-yet.json', at('report.json'));
      await replaceFile(at('link.yaml'), bytes(NEW), { expected: bytes(OLD) });
      assert.equal(text('a.yaml'), NEW);
      assert.equal(statSync(at('a.yaml')).mode & 0o777, 0o640);
      assert.ok(lstatSync(at('link.yaml')).isSymbolicLink());
      await replaceFile(at('report.json'), bytes(NEW));
      assert.equal(text('not-yet.json'), NEW);
      assert.deepEqual(readdirSync(folder).sort(), ['a.yaml', 'link.yaml', 'not-yet.json', 'report.json']);
    });

    it('writes only onto the text that was read', async () => {
      await refuses('a.yaml', /^has changed since it was read$/, `${OLD}more`);
      await refuses('gone.yaml', /^is gone$/, OLD);
      assert.equal(text('a.yaml'), OLD);
      assert.deepEqual(readdirSync(folder), ['a.yaml']);
    });

    it('shows nobody the text meanwhile who may not read the file', async function () {
      if (process.platform === 'win32') return this.skip();
      chmodSync(at('a.yaml'), 0o600);
      const seen: number[] = [];
      const disk: DiskFiles = {
        ...nodeDisk,
        async create(path, mode) {
          const file = await nodeDisk.create(path, mode);
          seen.push(statSync(path).mode & 0o077);
          return file;
        },
      };
      await replaceFile(at('a.yaml'), bytes(NEW), { expected: bytes(OLD), disk });
      assert.deepEqual(seen, [0]);
      assert.equal(statSync(at('a.yaml')).mode & 0o777, 0o600);
    });

    it('takes nothing back that was changed of the file itself meanwhile', async function () {
      if (process.platform === 'win32') return this.skip();
      const changes = [() => chmodSync(at('a.yaml'), 0o400), () => linkSync(at('a.yaml'), at('b.yaml'))];
      for (const change of changes) {
        const disk: DiskFiles = {
          ...nodeDisk,
          create(path, mode) {
            change();
            return nodeDisk.create(path, mode);
          },
        };
        await assert.rejects(
          replaceFile(at('a.yaml'), bytes(NEW), { expected: bytes(OLD), disk }),
          (error) => error instanceof NotWritten && error.message === 'has changed since it was read',
        );
        assert.equal(text('a.yaml'), OLD);
      }
    });

    it('parts no hard links, and is stopped by what a writer would be stopped by', async function () {
      if (process.platform === 'win32') return this.skip();
      linkSync(at('a.yaml'), at('b.yaml'));
      await refuses('a.yaml', /hard links/, OLD);
      assert.equal(text('a.yaml'), OLD);
      await refuses('.', /^is no file$|^cannot be written \(EISDIR\)$/);
      const disk = { ...nodeDisk, mayWrite: () => Promise.reject(Object.assign(new Error('no'), { code: 'EACCES' })) };
      rmSync(at('b.yaml'));
      await assert.rejects(replaceFile(at('a.yaml'), bytes(NEW), { disk }), /cannot be written \(EACCES\)/);
      assert.equal(text('a.yaml'), OLD);
    });

    it('does not wait for somebody to read a pipe', async function () {
      if (process.platform === 'win32') return this.skip();
      execFileSync('mkfifo', [at('pipe')]);
      await refuses('pipe', /^cannot be written \(ENXIO\)$/);
    });

    it('writes into a stream as it is', async function () {
      if (process.platform === 'win32') return this.skip();
      await replaceFile('/dev/null', bytes(NEW));
      assert.ok(statSync('/dev/null').isCharacterDevice());
    });
  });
});
