import { strict as assert } from 'node:assert';
import { join } from 'node:path';
import { timelineOf } from '../../../server/src/render/picture/timelineData.ts';
import { timelineSvg } from '../../../server/src/render/picture/timelineSvg.ts';
import { assertGolden } from '../../golden.ts';
import { workload } from '../timing/clusterBuilder.ts';
import { clusterAnalysis, guardedAnalysis, workloadAnalysis } from './analyses.ts';

const incident = timelineOf(clusterAnalysis(), workloadAnalysis());

describe('render: the timeline as a picture', () => {
  it('is told to people who do not see it', () => {
    const svg = timelineSvg([incident]);
    assert.match(svg, /role="img" aria-labelledby="title description"/);
    assert.match(svg, /<title id="title">StatefulSet db\/mysql: two writers<\/title>/);
    assert.match(svg, /<desc id="description">two writers\. node Unknown: 30–45 s\. .*without end\.<\/desc>/);
  });

  it('is drawn as before', () => {
    const file = (name: string) => join(import.meta.dirname, 'goldens', name);
    assertGolden(file('two-writers.svg'), timelineSvg([incident], { theme: 'light' }));
    const guarded = timelineOf(clusterAnalysis(), guardedAnalysis());
    assertGolden(file('overlap-that-ends.svg'), timelineSvg([guarded], { theme: 'light' }));
  });

  it('hatches the overlap, and only where there is one', () => {
    assert.match(timelineSvg([incident]), /fill="url\(#hatch\)"/);
    assert.doesNotMatch(timelineSvg([timelineOf(clusterAnalysis())]), /fill="url\(#hatch\)"/);
  });

  it('has the colours of a theme, or of both', () => {
    const light = timelineSvg([incident], { theme: 'light' });
    const dark = timelineSvg([incident], { theme: 'dark' });
    const both = timelineSvg([incident], { theme: 'auto' });
    assert.match(light, /\.card\{fill:#ffffff/);
    assert.match(dark, /\.card\{fill:#171d25/);
    assert.doesNotMatch(light + dark, /prefers-color-scheme/);
    assert.match(both, /\.card\{fill:#ffffff.*@media\(prefers-color-scheme:dark\)\{\.card\{fill:#171d25/s);
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
    assert.ok(timelineSvg([incident]).length < 6_000);
    const many = timelineSvg(Array.from({ length: 20 }, () => timelineOf(clusterAnalysis(), guardedAnalysis())));
    assert.ok(many.length < 70_000, `${many.length} characters`);
    assert.equal([...many.matchAll(/<style>/g)].length, 1);
  });
});
