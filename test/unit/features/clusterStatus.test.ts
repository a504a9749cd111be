// Which verdict the status item shows where workloads have several.
import assert from 'node:assert/strict';
import { clusterStatus } from '../../../server/src/features/clusterStatus.ts';
import type { FileView } from '../../../server/src/features/fileView.ts';
import { verdictTable } from '../../../server/src/render/words/verdictTable.ts';
import { verdictWords } from '../../../server/src/render/words/verdictText.ts';
import { english } from '../../../server/src/text/message.ts';
import type { Verdict } from '../../../server/src/timing/analysis.ts';
import { clusterAnalysis, workloadAnalysis } from '../render/analyses.ts';
import { createWordService } from './harness/wordService.ts';

/** As people should look at them: two writers, then what only a timer prevents, then what nobody knows. */
const WORST_FIRST: readonly Verdict[] = [
  'double-mount',
  'guarded',
  'unknown',
  'fenced',
  'blocked',
  'shared',
  'pinned',
  'never-evicted',
  'stateless',
];

function statusOf(...verdicts: readonly Verdict[]) {
  const service = createWordService();
  service.update('a.yaml', 'ours');
  const analysis = clusterAnalysis({ workloads: verdicts.map((verdict) => workloadAnalysis({ verdict })) });
  const report = {
    cluster: analysis.cluster,
    analysis,
    possibleFiles: new Set<string>(),
    likelyFiles: new Set<string>(),
    candidate: '',
    ruleOptions: { missedHeartbeats: 2 },
  };
  const snapshot = { ...service.snapshot(), clusterOf: () => report };
  const view: FileView = {
    snapshot,
    file: 'a.yaml',
    text: 'ours',
    words: english,
    uriOf: (file) => file,
    versionOf: () => 1,
  };
  return clusterStatus(view);
}

describe('features: the status of a cluster', () => {
  WORST_FIRST.slice(1).forEach((better, index) => {
    const worse = WORST_FIRST[index] ?? better;
    it(`shows ${worse} before ${better}, wherever it stands`, () => {
      assert.equal(statusOf(worse, better)?.verdict, worse);
      assert.equal(statusOf(better, worse)?.verdict, worse);
      assert.equal(statusOf(better, worse)?.tone, verdictWords(worse).tone);
    });
  });

  it('counts them worst first, as the table of the report does', () => {
    const titles = WORST_FIRST.map((verdict) => String(verdictWords(verdict).title));
    const counted = [...(statusOf(...WORST_FIRST.toReversed())?.tooltip.matchAll(/1 × \*\*(.*?)\*\*/g) ?? [])];
    assert.deepEqual(
      counted.map((match) => match[1]),
      titles,
    );
    const workloads = WORST_FIRST.toReversed().map((verdict) => workloadAnalysis({ verdict }));
    const rows = verdictTable(workloads, 200, (_, text) => text)
      .split('\n')
      .slice(1, -1);
    assert.deepEqual(
      rows.map((row) => row.slice(2, 2 + row.slice(2).search(/\s{2}/)).trim()),
      titles,
    );
  });

  it('shows none where there is no workload', () => {
    assert.equal(statusOf()?.verdict, null);
    assert.equal(statusOf()?.tone, 'neutral');
    assert.equal(statusOf()?.workloads, 0);
  });
});
