import { strict as assert } from 'node:assert';
import { NEVER } from '../../../server/src/model/window.ts';
import { nodeHint, workloadHint } from '../../../server/src/render/words/hintText.ts';
import { clusterAnalysis, guardedAnalysis, workloadAnalysis } from './analyses.ts';

const safe = { possible: false, fromMs: undefined, untilMs: undefined, marginMs: undefined } as const;

describe('render: hints', () => {
  it('tells from when on two pods can write', () => {
    assert.equal(workloadHint(workloadAnalysis()), 'two writers, from 4 min 50 s on');
    assert.equal(workloadHint(guardedAnalysis()), 'two writers after force-detach, from 10 min 50 s on');
  });

  it('tells the eviction of a workload that is safe', () => {
    const blocked = workloadAnalysis({ verdict: 'blocked', doubleMount: safe });
    assert.equal(workloadHint(blocked), 'evicted after 4 min 50 s – 5 min 5 s, safe, needs a hand');
    const never = workloadAnalysis({ verdict: 'never-evicted', eviction: NEVER, doubleMount: safe });
    assert.equal(workloadHint(never), 'never evicted');
    assert.equal(workloadHint(workloadAnalysis({ verdict: 'stateless', doubleMount: safe })), '');
  });

  it('names two workloads in danger and counts the others', () => {
    const one = workloadAnalysis();
    assert.equal(nodeHint(clusterAnalysis()), 'Unknown after 30–45 s');
    assert.equal(
      nodeHint(clusterAnalysis({ workloads: [one, one, one] })),
      'Unknown after 30–45 s · StatefulSet db/mysql: two writers, from 4 min 50 s on · StatefulSet db/mysql: two writers, from 4 min 50 s on · 1 more',
    );
    assert.equal(nodeHint(clusterAnalysis({ detection: { ...NEVER, typical: Infinity } })), 'never Unknown');
  });
});
