import { strict as assert } from 'node:assert';
import { effectiveParameters } from '../../../server/src/effective/effectiveParameters.ts';
import { explainPage } from '../../../server/src/render/reports/explainPage.ts';
import { explainStyle } from '../../../server/src/render/reports/explainStyle.ts';
import { cluster, workload } from '../timing/clusterBuilder.ts';
import { clusterAnalysis, guardedAnalysis, workloadAnalysis } from './analyses.ts';

const link = ({ file, range }: { file: string; range: { start: { line: number } } }) =>
  `file:///tree/${file}#L${range.start.line + 1},1`;

function pageOf(parts: Parameters<typeof clusterAnalysis>[0] = {}): string {
  const described = cluster({ minors: [8], manager: { 'node-monitor-grace-period': '40s' } });
  return explainPage(clusterAnalysis({ cluster: described, ...parts }), effectiveParameters(described), link);
}

describe('render: the page that explains a cluster', () => {
  it('shows every workload with verdict, picture and steps', () => {
    const page = pageOf({ workloads: [workloadAnalysis(), guardedAnalysis()] });
    assert.equal([...page.matchAll(/<svg [^>]*class="timeline"/g)].length, 2);
    assert.match(page, /<span class="badge tone-danger">two writers<\/span>/);
    assert.match(page, /<span class="badge tone-warning">two writers after force-detach<\/span>/);
    assert.match(page, /<li>The pod&#39;s object is gone at once/);
    assert.match(
      page,
      /aria-label="Two writers\. Its node is cut off.*Control plane: node Ready; 30–45 s: node Unknown\./,
    );
  });

  it('lists several workloads first, with their windows', () => {
    const page = pageOf({ workloads: [workloadAnalysis(), guardedAnalysis()] });
    assert.match(
      page,
      /<td><a href="#workload-1">StatefulSet db\/mysql<\/a><\/td>.*<td>10 min 50 s – 11 min 5 s<\/td>/,
    );
    assert.doesNotMatch(pageOf({ workloads: [workloadAnalysis()] }), /#workload-0/);
  });

  it('leads from a step to the function of Kubernetes that it follows, in the version of the cluster', () => {
    assert.match(
      pageOf({ workloads: [workloadAnalysis()] }),
      /<li>The pod&#39;s object is gone at once.* <a href="https:\/\/github\.com\/kubernetes\/kubernetes\/blob\/release-1\.8\/pkg\/registry\/core\/pod\/strategy\.go">CheckGracefulDelete<\/a><\/li>/,
    );
  });

  it('draws the node where there is no workload', () => {
    assert.match(pageOf(), /<h2>The node<\/h2><svg [^>]*class="timeline"/);
  });

  it('tells written parameters, with a link to their place, from defaults', () => {
    const page = pageOf();
    assert.match(
      page,
      /<tr class="written"><td><code>--node-monitor-grace-period<\/code><\/td><td><code>40s<\/code><\/td><td><a href="file:[^"]+#L\d+,1">/,
    );
    assert.match(
      page,
      /<tr class="assumed"><td><code>--node-monitor-period<\/code><\/td><td><code>5s<\/code><\/td><td>default<\/td>/,
    );
  });

  it('holds no markup of a file', () => {
    const hostile = workloadAnalysis({
      workload: workload({ name: '"><script>alert(1)</script>' }),
      unknown: [{ what: '<img src=x>', where: '<b>' }],
    });
    const page = pageOf({ workloads: [hostile, hostile] });
    assert.doesNotMatch(page, /<script|<img|<b>[^<]*<b>/);
    assert.match(page, /&#60;script&#62;/);
  });

  it('has a style for light, dark and high contrast', () => {
    for (const theme of ['light', 'dark', 'high-contrast', 'high-contrast-light']) {
      assert.match(explainStyle, new RegExp(`:is\\(\\.vscode-${theme}(:not\\([^)]*\\))?\\)\\{`));
    }
    assert.doesNotMatch(explainStyle, /<|url\((?!#)/);
  });
});
