import assert from 'node:assert/strict';
import { countSteps } from '../steps.ts';
import { corpusFiles, corpusRepositories, corpusTree, describeCorpus } from './harness/corpus.ts';
import { assertEveryAnswer, assertFindings, snapshotOf } from './harness/everyAnswer.ts';

/** Ages of Kubernetes that behave differently; `undefined`: as the files say. */
const VERSIONS = [undefined, '1.5', '1.14', '1.26', '1.36'];
/** Some times what it takes: what this finds is text that is read, or a tree that is formed, in quadratic time. */
const MOST_STEPS_A_CHARACTER = 1_000;

describeCorpus('every answer on real files', () => {
  it('each file alone', function () {
    this.timeout(120_000);
    for (const { path, text } of corpusFiles()) {
      const files = new Map([[path, text]]);
      assertEveryAnswer(snapshotOf(files), files);
    }
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
    // Counting makes everything slow; what bounds the work is the number of steps.
    this.timeout(400_000);
    const files = corpusTree();
    const { result, steps } = countSteps(() => {
      const snapshot = snapshotOf(files);
      return { snapshot, count: snapshot.findings().length };
    });
    const { snapshot, count } = result;
    const size = [...files.values()].reduce((sum, text) => sum + text.length, 0);
    console.log(
      `    ${files.size} files, ${Math.round(size / 1_000)} kB: ${count} findings, ${Math.round(steps / size)} steps a character`,
    );
    assert.ok(steps < MOST_STEPS_A_CHARACTER * size, `${Math.round(steps / size)} steps a character`);
    // Hundreds of clusters of strangers, each a candidate for the workloads of all others: its findings are enough.
    assertFindings(snapshot, files);
  });
});
