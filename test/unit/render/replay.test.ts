import { strict as assert } from 'node:assert';
import { replayStates } from '../../../server/src/render/picture/replayFrames.ts';
import { NARROW_REPLAY, replayScene, WIDE_REPLAY } from '../../../server/src/render/picture/replayPicture.ts';
import { sparkline, sparklineEnd } from '../../../server/src/render/picture/sparkline.ts';
import { panelStyle } from '../../../server/src/render/reports/panel/panelStyle.ts';
import { english } from '../../../server/src/text/message.ts';
import { clusterAnalysis, guardedAnalysis, workloadAnalysis } from './analyses.ts';

const names = {
  pod: 'mysql-0',
  controlPlane: 'Control plane',
  lostNode: 'lost node',
  otherNode: 'another node',
  volume: 'volume data',
  words: english,
};
const events = [
  { kind: 'silent', at: 0 },
  { kind: 'unknown', at: 40_000 },
  { kind: 'evicted', at: 290_000 },
  { kind: 'removed', at: 290_000 },
  { kind: 'created', at: 290_000 },
  { kind: 'mounted', at: 297_000 },
] as const;

describe('render: a run, moment by moment', () => {
  it('is one state an event', () => {
    const states = replayStates({ events, isDouble: true, observedUntil: 900_000 });
    assert.deepEqual(
      states.map(({ last, pod, replacement, isDouble }) => [last, pod, replacement, isDouble]),
      [
        ['silent', 'running', 'none', false],
        ['unknown', 'running', 'none', false],
        ['evicted', 'terminating', 'none', false],
        ['removed', 'removed', 'none', false],
        ['created', 'removed', 'created', false],
        ['mounted', 'removed', 'writes', true],
      ],
    );
  });

  it('ends with nothing more where no replacement comes', () => {
    const states = replayStates({ events: events.slice(0, 3), isDouble: false, observedUntil: 900_000 });
    assert.deepEqual(states.at(-1), {
      ...{ last: 'end', at: 900_000, isCutOff: true, isUnknown: true, pod: 'terminating', replacement: 'none' },
      ...{ oldWrites: true, isAttached: true, isDouble: false },
    });
  });

  it('shortens a long name in its middle, and leaves what happens to it', () => {
    const state = replayStates({ events, isDouble: true, observedUntil: 900_000 }).at(-1);
    assert.ok(state);
    const scene = replayScene(state, { ...names, pod: 'gxr-oracle-statefulset-with-a-long-name-0' }, NARROW_REPLAY);
    const lines = [...scene.matchAll(/<text[^>]*>([^<]*)</g)].map(([, words]) => words);
    assert.deepEqual(
      lines.filter((words) => words?.includes('…')),
      ['gxr…e-0: removed', 'old gxr-…me-0', 'new gxr-…e-0'],
    );
  });

  it('knows no old writer where the node died', () => {
    const [first] = replayStates({
      events: [
        { kind: 'silent', at: 0 },
        { kind: 'writer-gone', at: 0 },
      ],
      isDouble: false,
      observedUntil: 1,
    });
    assert.equal(first?.oldWrites, false);
  });

  it('draws two writers with an arrow each, and everything within the picture', () => {
    const last = replayStates({ events, isDouble: true, observedUntil: 900_000 }).at(-1);
    assert.ok(last);
    for (const shape of [WIDE_REPLAY, NARROW_REPLAY]) {
      const scene = replayScene(last, names, shape);
      assert.equal([...scene.matchAll(/class="flow danger"/g)].length, 2);
      assert.match(scene, /▲ two writers/);
      for (const [, x = '', width = ''] of scene.matchAll(
        /<rect class="box[^"]*" x="([\d.]+)" y="[\d.]+" width="([\d.]+)"/g,
      ))
        assert.ok(Number(x) + Number(width) <= shape.width, `${x} + ${width}`);
    }
  });
});

describe('render: a workload on one line', () => {
  it('shares one axis with the others, and frames two writers', () => {
    const analysis = clusterAnalysis();
    const workloads = [workloadAnalysis(), guardedAnalysis()];
    const end = sparklineEnd(analysis, workloads);
    assert.equal(Math.round(end / 1_000), 1_042);
    const drawn = sparkline(analysis, workloads[0] ?? workloadAnalysis(), end, english);
    assert.match(drawn, /<rect class="spark-old" x="0" y="9" width="400"/);
    assert.match(drawn, /<rect class="spark-both" x="111" y="6\.5" width="288"/);
  });

  it('has a style for light, dark and high contrast, and shows where the focus is', () => {
    for (const theme of ['light', 'dark', 'high-contrast', 'high-contrast-light'])
      assert.match(panelStyle, new RegExp(`:is\\(\\.vscode-${theme}\\b`));
    assert.match(panelStyle, /\[tabindex\]\):focus-visible\{outline:2px/);
    assert.doesNotMatch(panelStyle, /<|url\((?!#)/);
  });
});
