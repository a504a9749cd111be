// Reads of one file that overtake each other: the text of the read that began last counts.
import assert from 'node:assert/strict';
import type { FileProvider } from '../../../server/src/project/fileProvider.ts';
import { openTree } from '../../../server/src/protocol/openTree.ts';
import { createWordService } from '../features/harness/wordService.ts';

/** A file whose reads end when the test says so. */
function heldFile() {
  const reads: ((text: string | undefined) => void)[] = [];
  const listed = new Set(['a.yaml']);
  const files: FileProvider = {
    async *list() {
      yield* listed;
    },
    read: () =>
      new Promise((resolve) => {
        reads.push((text) => resolve(text === undefined ? undefined : new TextEncoder().encode(text)));
      }),
  };
  return { files, reads, listed };
}

/** Lets everything go on that does not wait for a read. */
const settle = () => new Promise((resolve) => setImmediate(resolve));

async function opened() {
  const { files, reads, listed } = heldFile();
  const service = createWordService();
  const tree = openTree({ rootUri: 'file:///tree', files, service, options: Promise.resolve({}), log: () => {} });
  while (reads.length < 1) await settle();
  reads[0]?.('ours');
  await tree.scanned;
  const bad = () => tree.snapshot().findings('a.yaml').length;
  return { tree, reads, listed, bad };
}

describe('protocol: reads that come late', () => {
  it('do not overwrite what was read after them', async () => {
    const { tree, reads, bad } = await opened();
    const first = tree.follow(['a.yaml'], []);
    while (reads.length < 2) await settle();
    const second = tree.follow(['a.yaml'], []);
    while (reads.length < 3) await settle();
    reads[2]?.('ours BAD BAD');
    await second;
    assert.equal(bad(), 2);
    reads[1]?.('ours BAD');
    await first;
    assert.equal(bad(), 2);
  });

  it('do not bring back a file that is gone since', async () => {
    const { tree, reads, listed, bad } = await opened();
    const late = tree.follow(['a.yaml'], []);
    while (reads.length < 2) await settle();
    listed.delete('a.yaml');
    await tree.follow([], ['a.yaml']);
    reads[1]?.('ours BAD');
    await late;
    assert.equal(bad(), 0);
  });

  it('do not overwrite a document that was opened since', async () => {
    const { tree, reads, bad } = await opened();
    const late = tree.follow(['a.yaml'], []);
    while (reads.length < 2) await settle();
    tree.put('a.yaml', { uri: 'file:///tree/a.yaml', version: 1, text: 'ours' });
    reads[1]?.('ours BAD');
    await late;
    assert.equal(bad(), 0);
  });

  it('count where nothing overtook them', async () => {
    const { tree, reads, bad } = await opened();
    const only = tree.follow(['a.yaml'], []);
    while (reads.length < 2) await settle();
    reads[1]?.('ours BAD');
    await only;
    assert.equal(bad(), 1);
  });
});
