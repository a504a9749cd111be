import { strict as assert } from 'node:assert';
import { join } from 'node:path';
import { NEVER } from '../../../server/src/model/window.ts';
import { ASCII } from '../../../server/src/render/picture/glyphs.ts';
import { timelineOf } from '../../../server/src/render/picture/timelineData.ts';
import { timelineText } from '../../../server/src/render/picture/timelineText.ts';
import { assertGolden } from '../../golden.ts';
import { clusterAnalysis, guardedAnalysis, workloadAnalysis } from './analyses.ts';

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

  it('leaves out what never happens', () => {
    const blocked = workloadAnalysis({
      objectRemoval: NEVER,
      replacementMount: NEVER,
      verdict: 'blocked',
      doubleMount: { possible: false, fromMs: undefined, untilMs: undefined, marginMs: undefined },
    });
    const labels = timelineText(timelineOf(clusterAnalysis(), blocked))
      .split('\n')
      .map((line) => line.slice(0, 20).trim());
    assert.deepEqual(labels, ['', '', 'node Unknown', 'pod evicted', 'object removed', 'old pod writes', '']);
  });

  it('fits every width from 66 columns on', () => {
    for (const width of [10, 66, 73, 100, 160]) {
      const text = timelineText(timelineOf(clusterAnalysis(), workloadAnalysis()), { width });
      const widest = Math.max(...text.split('\n').map(({ length }) => length));
      assert.ok(widest <= Math.max(width, 66), `${widest} columns for ${width}`);
    }
  });

  it('colours pieces and leaves the columns as they are', () => {
    const timeline = timelineOf(clusterAnalysis(), workloadAnalysis());
    const painted = timelineText(timeline, { paint: (style, text) => `<${style}>${text}</${style}>` });
    assert.match(painted, /<danger>╳+▶<\/danger>/);
    assert.equal(painted.replace(/<\/?[a-z]+>/g, ''), timelineText(timeline));
  });
});
