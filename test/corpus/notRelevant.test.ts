import assert from 'node:assert/strict';
import { readFile } from '../../server/src/sources/allSources.ts';
import { corpusFiles, describeCorpus } from './harness/corpus.ts';
import { snapshotOf } from './harness/everyAnswer.ts';

describeCorpus('real files that are none of ours', () => {
  const files = corpusFiles().filter(({ path }) => path.startsWith('not-relevant/'));

  it('there are some', () => {
    assert.ok(files.length > 20);
  });

  it('are not read', () => {
    const read = files.filter(({ path, text }) => readFile(path, text) !== undefined).map(({ path }) => path);
    assert.deepEqual(read, []);
  });

  it('give no finding, alone or together', () => {
    for (const { path, text } of files) assert.deepEqual(snapshotOf(new Map([[path, text]])).findings(), []);
    assert.deepEqual(snapshotOf(new Map(files.map(({ path, text }) => [path, text]))).findings(), []);
  });
});
