import assert from 'node:assert/strict';
import { corpusFiles, corpusRepositories, corpusTree, describeCorpus } from './harness/corpus.ts';
import { assertEveryAnswer, assertFindings, snapshotOf } from './harness/everyAnswer.ts';

/** Ages of Kubernetes that behave differently; `undefined`: as the files say. */
const VERSIONS = [undefined, '1.5', '1.14', '1.26', '1.36'];
/** Far more than any takes, even on a busy machine: what this finds is text that is read in quadratic time. */
const MOST_MS_PER_FILE = 3_000;
const MOST_MS_FOR_ALL = 20_000;

describeCorpus('every answer on real files', () => {
  it('each file alone', function () {
    this.timeout(120_000);
    const slow: string[] = [];
    for (const { path, text } of corpusFiles()) {
      const started = performance.now();
      const files = new Map([[path, text]]);
      assertEveryAnswer(snapshotOf(files), files);
      const took = performance.now() - started;
      if (took > MOST_MS_PER_FILE) slow.push(`${path}: ${Math.round(took)} ms`);
    }
    assert.deepEqual(slow, []);
  });

  it('files of one repository together, in every version', function () {
    this.timeout(240_000);
    for (const files of [...corpusRepositories().values()].filter(({ size }) => size > 1)) {
      for (const kubernetesVersion of VERSIONS) {
        assertEveryAnswer(snapshotOf(files, kubernetesVersion === undefined ? {} : { kubernetesVersion }), files);
      }
    }
  });

  it('all files as one tree', function () {
    this.timeout(120_000);
    const files = corpusTree();
    const started = performance.now();
    const snapshot = snapshotOf(files);
    const read = performance.now() - started;
    const count = snapshot.findings().length;
    const took = performance.now() - started;
    const size = [...files.values()].reduce((sum, text) => sum + text.length, 0);
    console.log(
      `    ${files.size} files, ${Math.round(size / 1_000)} kB: read and analysed in ${Math.round(read)} ms, ` +
        `${count} findings after ${Math.round(took)} ms`,
    );
    assert.ok(took < MOST_MS_FOR_ALL, `${Math.round(took)} ms`);
    // Hundreds of clusters of strangers, each a candidate for the workloads of all others: its findings are enough.
    assertFindings(snapshot, files);
  });
});
