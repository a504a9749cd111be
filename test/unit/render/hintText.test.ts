import { strict as assert } from 'node:assert';
import { NEVER } from '../../../server/src/model/window.ts';
import {
  detectionHint,
  evictionHint,
  heartbeatHint,
  verdictHint,
  workloadHint,
} from '../../../server/src/render/words/hintText.ts';
import { clusterAnalysis, guardedAnalysis, workloadAnalysis } from './analyses.ts';

const safe = { possible: false, fromMs: undefined, untilMs: undefined, marginMs: undefined } as const;

describe('render: hints', () => {
  it('tells from when on two pods can write', () => {
    assert.equal(String(workloadHint(workloadAnalysis())), 'two writers, from 4 min 50 s on');
    assert.equal(String(workloadHint(guardedAnalysis())), 'two writers after force-detach, from 10 min 50 s on');
  });

  it('tells the eviction of a workload that is safe', () => {
    const blocked = workloadAnalysis({ verdict: 'blocked', doubleMount: safe });
    assert.equal(String(workloadHint(blocked)), 'evicted after 4 min 50 s – 5 min 5 s, safe, needs a hand');
    const never = workloadAnalysis({ verdict: 'never-evicted', eviction: NEVER, doubleMount: safe });
    assert.equal(String(workloadHint(never)), 'never evicted');
    assert.equal(String(workloadHint(workloadAnalysis({ verdict: 'stateless', doubleMount: safe }))), '');
  });

  it('fit at the end of a line', () => {
    const late = { earliest: 93_784_000, latest: 94_784_000 };
    const hints = [
      detectionHint(clusterAnalysis()),
      detectionHint(clusterAnalysis({ detection: { ...NEVER, typical: Number.POSITIVE_INFINITY } })),
      heartbeatHint(clusterAnalysis().heartbeat),
      evictionHint(workloadAnalysis({ eviction: { earliest: 47_600, latest: 62_300 } })),
      evictionHint(workloadAnalysis({ eviction: NEVER })),
      evictionHint(workloadAnalysis({ eviction: late })),
      verdictHint(workloadAnalysis()),
      verdictHint(guardedAnalysis()),
      verdictHint(workloadAnalysis({ verdict: 'blocked', doubleMount: safe })),
      verdictHint(workloadAnalysis({ verdict: 'stateless', doubleMount: safe })),
    ].map(String);
    assert.deepEqual(hints, [
      '→ Unknown 30–45 s',
      '→ never Unknown',
      '→ heartbeat every 10 s',
      '→ evicted 47.6 s – 1 min 2 s',
      '→ never evicted',
      '→ evicted from 1 d 2 h 3 min 4 s',
      '→ two writers from 4 min 50 s',
      '→ two writers from 10 min 50 s',
      '→ safe, needs a hand',
      '',
    ]);
    assert.ok(hints.every((hint) => hint.length <= 40));
  });
});
