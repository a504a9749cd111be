import { strict as assert } from 'node:assert';
import { join } from 'node:path';
import { NEVER } from '../../../server/src/model/window.ts';
import { timelineFigure, trialFigure } from '../../../server/src/render/picture/timelineCard.ts';
import { timelineOf } from '../../../server/src/render/picture/timelineData.ts';
import { timelineSvg } from '../../../server/src/render/picture/timelineSvg.ts';
import { analyse } from '../../../server/src/timing/analyse.ts';
import { assertGolden } from '../../golden.ts';
import { cluster, workload } from '../timing/clusterBuilder.ts';
import { clusterAnalysis, guardedAnalysis, workloadAnalysis } from './analyses.ts';

const incident = timelineOf(clusterAnalysis(), workloadAnalysis());

describe('render: the timeline as a picture', () => {
  it('is told to people who do not see it', () => {
    const svg = timelineSvg([incident]);
    assert.match(svg, /role="img" aria-labelledby="title description"/);
    assert.match(svg, /<title id="title">StatefulSet db\/mysql: two writers<\/title>/);
    assert.match(
      svg,
      /<desc id="description">Two writers\. Its node is cut off.* Control plane: node Ready; 30–45 s: node Unknown\. .*Two can write from 4 min 50 s on\..*<\/desc>/,
    );
  });

  it('is drawn as before', () => {
    const file = (name: string) => join(import.meta.dirname, 'goldens', name);
    assertGolden(file('two-writers.svg'), timelineSvg([incident], { theme: 'light' }));
    const guarded = timelineOf(clusterAnalysis(), guardedAnalysis());
    assertGolden(file('overlap-that-ends.svg'), timelineSvg([guarded], { theme: 'light' }));
  });

  it('puts one frame over two writers, and only where there are two', () => {
    assert.equal([...timelineSvg([incident]).matchAll(/fill="url\(#hatch-danger\)"/g)].length, 2); // the legend too
    assert.doesNotMatch(timelineSvg([timelineOf(clusterAnalysis())]), /fill="url\(#hatch-/);
  });

  it('tells windows and two writers by outlines, hatching and words, not by colours', () => {
    const plain = timelineSvg([incident]).replace(/<style>.*?<\/style>/, '');
    assert.match(plain, /<rect class="window"/);
    assert.match(plain, />30–45 s<.*>two can write from 4 min 50 s on<.*>happens somewhere in here</s);
  });

  it('names scenario, version and cluster, and marks what nobody wrote', () => {
    const svg = timelineSvg([incident]);
    assert.match(svg, /its node is cut off, the storage stays reachable · Kubernetes 1\.8 · cluster test</);
    assert.match(svg, />terminationGracePeriodSeconds 0: removed at once</);
    assert.match(
      timelineSvg([timelineOf(analyse(cluster({ minors: [33] }), { kind: 'partition' }))]),
      />grace 50 s\* − heartbeat 10\.4 s\* … \+ 2 × period 5 s\*</,
    );
    const assumed = cluster({ minors: [32, 33], assumed: true });
    assert.match(timelineSvg([timelineOf(clusterAnalysis({ cluster: assumed }))]), /Kubernetes 1\.32-1\.33, assumed</);
  });

  it('shows what holds now as a ghost', () => {
    const tried = workloadAnalysis({ eviction: NEVER, objectRemoval: NEVER, replacementMount: NEVER });
    const svg = timelineSvg([
      timelineOf(clusterAnalysis(), tried, { cluster: clusterAnalysis(), workload: workloadAnalysis() }),
    ]);
    assert.match(svg, /class="now".*>As the files are now: two writers\.<.*>as the files are now</s);
    assert.doesNotMatch(timelineSvg([incident]), /class="now"/);
  });

  it('breaks no line between a number and its unit', () => {
    const svg = timelineSvg([timelineOf(analyse(cluster({ minors: [33] }), { kind: 'partition' }))], { width: 300 });
    assert.doesNotMatch(svg, />(?:s|min)\b[^<]*</);
    assert.match(svg, />period 5 s\*</);
  });

  it('stays within its width, in narrow and in wide', () => {
    for (const width of [288, 320, 460, 660, 900]) {
      for (const one of [incident, timelineOf(clusterAnalysis(), guardedAnalysis()), timelineOf(clusterAnalysis())]) {
        const svg = timelineSvg([one], { width });
        const reached = [...svg.matchAll(/<rect [^>]*?x="([\d.]+)"[^>]*?width="([\d.]+)"/g)].map(
          ([, x, wide]) => Number(x) + Number(wide),
        );
        assert.ok(reached.length > 5);
        assert.ok(Math.max(...reached) <= Math.max(width, 300), `${Math.max(...reached)} of ${width}`);
      }
    }
  });

  it('leaves a window to be seen in a narrow picture: its time stands above the lane', () => {
    const [svg = ''] = /<svg[^>]* class="timeline narrow".*?<\/svg>/s.exec(timelineFigure(incident)) ?? [];
    const removed = Number(
      /<text class="time" x="[\d.]+" y="([\d.]+)"[^>]*>4 min 50 s – 5 min 5 s: removed</.exec(svg)?.[1],
    );
    const windows = [...svg.matchAll(/<rect class="window" x="[\d.]+" y="([\d.]+)"/g)].map(([, y]) => Number(y));
    assert.ok(removed > 0);
    assert.deepEqual(
      windows.filter((top) => removed > top && removed - 15 < top + 19),
      [],
    );
    assert.match(svg, />Running</);
  });

  it('is drawn for three widths, and for less room without what stands beside it', () => {
    const classes = (html: string) => [...html.matchAll(/<svg[^>]* class="([^"]+)"/g)].map(([, name]) => name);
    assert.deepEqual(classes(timelineFigure(incident)), ['timeline wide', 'timeline middle', 'timeline narrow']);
    const times = (html: string) => html.split('which number').length - 1;
    assert.equal(times(timelineFigure(incident)), 3);
    assert.equal(times(trialFigure(incident)), 1);
  });

  it('has the colours of a theme, or of both', () => {
    const light = timelineSvg([incident], { theme: 'light' });
    const dark = timelineSvg([incident], { theme: 'dark' });
    const both = timelineSvg([incident], { theme: 'auto' });
    assert.match(light, /\.card[^{]*\{fill:#ffffff/);
    assert.match(dark, /\.card[^{]*\{fill:#171d25/);
    assert.match(timelineSvg([incident], { theme: 'high-contrast' }), /\.card[^{]*\{fill:#000000/);
    assert.match(timelineSvg([incident], { theme: 'high-contrast-light' }), /\.card[^{]*\{fill:#ffffff/);
    assert.doesNotMatch(light + dark, /prefers-color-scheme/);
    assert.match(both, /\.card[^{]*\{fill:#ffffff.*@media\(prefers-color-scheme:dark\)\{\.card[^{]*\{fill:#171d25/s);
  });

  it('holds no script, nothing from elsewhere, and no markup of a file', () => {
    const analysis = workloadAnalysis({ workload: workload({ name: '<script>alert(1)</script>&"\u0000' }) });
    const svg = timelineSvg([timelineOf(clusterAnalysis(), analysis)]);
    assert.doesNotMatch(svg, /<script|\bon[a-z]+=|href|@import/i);
    assert.ok(!svg.includes('\u0000'));
    assert.deepEqual(
      [...svg.matchAll(/url\(([^)]*)\)/g)].map((match) => match[1]).filter((target) => !target?.startsWith('#')),
      [],
    );
    assert.match(svg, /&#60;script&#62;/);
  });

  it('stays small, also with many workloads', () => {
    assert.ok(timelineSvg([incident], { theme: 'dark' }).length < 10_000);
    const many = timelineSvg(Array.from({ length: 20 }, () => timelineOf(clusterAnalysis(), guardedAnalysis())));
    assert.ok(many.length < 140_000, `${many.length} characters`);
    assert.equal([...many.matchAll(/<style>/g)].length, 1);
  });
});
