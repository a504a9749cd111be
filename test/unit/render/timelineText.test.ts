import { strict as assert } from 'node:assert';
import { join } from 'node:path';
import { NEVER } from '../../../server/src/model/window.ts';
import { ASCII } from '../../../server/src/render/picture/glyphs.ts';
import { timelineOf } from '../../../server/src/render/picture/timelineData.ts';
import { timelineText } from '../../../server/src/render/picture/timelineText.ts';
import { step } from '../../../server/src/timing/stepValues.ts';
import { assertGolden } from '../../golden.ts';
import { clusterAnalysis, guardedAnalysis, workloadAnalysis } from './analyses.ts';

const window = (earliest: number, latest: number) => ({ earliest: earliest * 1_000, latest: latest * 1_000 });
const golden = (name: string) => join(import.meta.dirname, 'goldens', name);

describe('render: the timeline in text', () => {
  it('draws two writers without end', () => {
    assertGolden(
      golden('two-writers.txt'),
      timelineText(timelineOf(clusterAnalysis(), workloadAnalysis()), { width: 80 }),
    );
  });

  it('draws an overlap that ends, in ASCII', () => {
    const text = timelineText(timelineOf(clusterAnalysis(), guardedAnalysis()), { width: 80, glyphs: ASCII });
    assertGolden(golden('overlap-that-ends.txt'), text);
  });

  it('says why what never happens does not', () => {
    const blocked = workloadAnalysis({
      objectRemoval: NEVER,
      replacementMount: NEVER,
      verdict: 'blocked',
      doubleMount: { possible: false, fromMs: undefined, untilMs: undefined, marginMs: undefined },
      steps: [step('object-stays', { graceSeconds: 30 }), step('replacement-never', { kind: 'StatefulSet' })],
    });
    const lines = timelineText(timelineOf(clusterAnalysis(), blocked)).split('\n');
    assert.deepEqual(
      lines.map((line) => line.slice(0, 15).trim()).filter((label) => label !== ''),
      ['since silence', 'Node', 'Control plane', 'Pod object', 'Old pod', 'New pod', 'decided by'],
    );
    assert.ok(lines.includes('New pod        not started: the old pod’s object is still there'));
    assert.match(lines.join(' '), /terminationGracePeriodSeconds 30\*?: its\s+kubelet must\s+answer/);
  });

  it('says what holds now beside what is tried', () => {
    const tried = workloadAnalysis({
      eviction: window(50, 65),
      objectRemoval: window(50, 65),
      replacementMount: window(50, 65),
    });
    const now = { cluster: clusterAnalysis(), workload: guardedAnalysis() };
    const text = timelineText(timelineOf(clusterAnalysis(), tried, now));
    assert.match(text, /50 s – 1 min 5 s \(now 4 min 50 s – 5 min 5 s\)/);
    assert.match(text, /50 s – 1 min 5 s \(now 10 min 50 s – 11 min 5 s\)/);
    assert.match(text, /As the files are now: two writers after force-detach\./);
    assert.doesNotMatch(text, /30–45 s \(now/);
  });

  it('fits 72 columns, and every width from 56 columns on', () => {
    for (const width of [undefined, 10, 56, 66, 73, 100, 160]) {
      for (const analysis of [workloadAnalysis(), guardedAnalysis(), undefined]) {
        const text = timelineText(timelineOf(clusterAnalysis(), analysis), width === undefined ? {} : { width });
        const widest = Math.max(...text.split('\n').map(({ length }) => length));
        assert.ok(widest <= Math.max(width ?? 72, 56), `${widest} columns for ${width}`);
      }
    }
  });

  it('has no character but ASCII where a terminal knows no other', () => {
    for (const analysis of [workloadAnalysis(), guardedAnalysis(), undefined]) {
      const text = timelineText(timelineOf(clusterAnalysis(), analysis), { glyphs: ASCII });
      assert.match(text, /^[\x20-\x7e\n]+$/);
    }
  });

  it('colours pieces and leaves the columns as they are', () => {
    const timeline = timelineOf(clusterAnalysis(), workloadAnalysis());
    const painted = timelineText(timeline, { paint: (style, text) => `<${style}>${text}</${style}>` });
    assert.match(painted, /<danger>╳+▶<\/danger>/);
    assert.equal(painted.replace(/<\/?[a-z]+>/g, ''), timelineText(timeline));
  });
});
