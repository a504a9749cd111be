import { strict as assert } from 'node:assert';
import { NEVER } from '../../../server/src/model/window.ts';
import { ASCII } from '../../../server/src/render/picture/glyphs.ts';
import { timelineOf } from '../../../server/src/render/picture/timelineData.ts';
import { timelineText } from '../../../server/src/render/picture/timelineText.ts';
import { clusterAnalysis, guardedAnalysis, workloadAnalysis } from './analyses.ts';

describe('render: the timeline in text', () => {
  it('draws two writers without end', () => {
    assert.equal(
      timelineText(timelineOf(clusterAnalysis(), workloadAnalysis()), { width: 80 }),
      [
        '                    0s   1m   2m    3m   4m   5m    6m',
        '                    ├────┼────┼─────┼────┼────┼─────┼─',
        'node Unknown        ┊ ▒▓█┊    ┊     ┊    ┊    ┊     ┊   30–45 s',
        'pod evicted         ┊    ┊    ┊     ┊    ┊   ▒▓█    ┊   4m 50s – 5m 5.1s',
        'object removed      ┊    ┊    ┊     ┊    ┊   ▒▓█    ┊   4m 50s – 5m 5.1s',
        'old pod writes      ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━▶  until someone ends it',
        'replacement mounts  ┊    ┊    ┊     ┊    ┊   ╍╍━━━━━━▶  4m 50s – 5m 5.1s',
        'two writers         ┊    ┊    ┊     ┊    ┊   ╳╳╳╳╳╳╳╳▶  from 4m 50s, without end',
        '',
      ].join('\n'),
    );
  });

  it('draws an overlap that ends, in ASCII', () => {
    assert.equal(
      timelineText(timelineOf(clusterAnalysis(), guardedAnalysis()), { width: 80, glyphs: ASCII }),
      [
        '                    0s      5m       10m      15m',
        '                    |-------+--------+--------+-------',
        'node Unknown        =#      .        .        .         30-45 s',
        'pod evicted         .       #        .        .         4m 50s - 5m 5.1s',
        'object removed      .       #        .        .         4m 50s - 5m 5.1s',
        'old pod writes      ===========================|        until 15m - 15m 30s',
        'replacement mounts  .       .        . ==============>  10m 50s - 11m 5.1s',
        'two writers         .       .        . xxxxxxxxx        10m 50s - 15m 30s',
        '',
      ].join('\n'),
    );
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

  it('fits every width from 62 columns on', () => {
    for (const width of [10, 62, 73, 100, 160]) {
      const text = timelineText(timelineOf(clusterAnalysis(), workloadAnalysis()), { width });
      const widest = Math.max(...text.split('\n').map(({ length }) => length));
      assert.ok(widest <= Math.max(width, 62), `${widest} columns for ${width}`);
    }
  });

  it('colours pieces and leaves the columns as they are', () => {
    const timeline = timelineOf(clusterAnalysis(), workloadAnalysis());
    const painted = timelineText(timeline, { paint: (style, text) => `<${style}>${text}</${style}>` });
    assert.match(painted, /<danger>╳+▶<\/danger>/);
    assert.equal(painted.replace(/<\/?[a-z]+>/g, ''), timelineText(timeline));
  });
});
