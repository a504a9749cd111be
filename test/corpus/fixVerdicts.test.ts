import assert from 'node:assert/strict';
import { applyEdits } from '../rules/harness/edits.ts';
import { applicableFixes, describeFinding, findingsOf } from '../rules/harness/tree.ts';
import { lossesBetween, verdictsOf } from '../rules/harness/verdicts.ts';
import { corpusFiles, corpusRepositories, describeCorpus } from './harness/corpus.ts';

/** Fixes that make a verdict worse, or end a failover, and do not say so. */
function wrongIn(trees: Iterable<ReadonlyMap<string, string>>): readonly string[] {
  const wrong: string[] = [];
  for (const files of trees) {
    const findings = findingsOf(files);
    if (findings.length === 0) continue;
    const before = verdictsOf(files);
    if (before.size === 0) continue;
    for (const finding of findings) {
      for (const fix of applicableFixes(finding)) {
        const [loss] = lossesBetween(before, verdictsOf(applyEdits(files, fix.edits())));
        if (loss !== undefined && (fix.safe || !/two pods|fail over/.test(String(fix.title))))
          wrong.push(`${describeFinding(finding)}: '${fix.title}': ${loss}`);
      }
    }
  }
  return wrong;
}

describeCorpus('fixes and verdicts on real files', () => {
  it('of each file alone', function () {
    this.timeout(300_000);
    assert.deepEqual(wrongIn(corpusFiles().map(({ path, text }) => new Map([[path, text]]))), []);
  });

  it('of the files of one repository together', function () {
    this.timeout(300_000);
    assert.deepEqual(wrongIn([...corpusRepositories().values()].filter(({ size }) => size > 1)), []);
  });
});
