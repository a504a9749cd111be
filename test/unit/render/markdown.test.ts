import { strict as assert } from 'node:assert';
import { effectiveParameters } from '../../../server/src/effective/effectiveParameters.ts';
import { settingMarkdown, workloadMarkdown } from '../../../server/src/render/reports/hoverMarkdown.ts';
import { codeSpan, escapeMarkdown } from '../../../server/src/render/words/markdownText.ts';
import { analyse } from '../../../server/src/timing/analyse.ts';
import { cluster, instance, workload } from '../timing/clusterBuilder.ts';
import { clusterAnalysis, workloadAnalysis } from './analyses.ts';

describe('render: text of files in Markdown', () => {
  const cases: [string, string][] = [
    ['plain words', 'plain words'],
    ['a*b_c', 'a\\*b\\_c'],
    ['[x](command:rm)', '\\[x\\](command:rm)'],
    ['<img src=x> &amp;', '\\<img src=x\\> \\&amp;'],
    ['see https://a.example, www.b.example, c@d.example', 'see https\\://a.example, www\\.b.example, c\\@d.example'],
    ['# heading', '\\# heading'],
    ['- item', '\\- item'],
    ['1. item', '1\\. item'],
    ['29.6–50 s: 9.6', '29.6–50 s: 9.6'],
    ['two\nlines', 'two lines'],
  ];
  for (const [text, escaped] of cases) it(JSON.stringify(text), () => assert.equal(escapeMarkdown(text), escaped));

  it('fences code longer than its backticks', () => {
    assert.equal(codeSpan('--a=b'), '`--a=b`');
    assert.equal(codeSpan('`x` and ``y``'), '``` `x` and ``y`` ```');
    assert.equal(codeSpan(''), '`  `');
  });
});

describe('render: Markdown of a workload', () => {
  const parameters = effectiveParameters(cluster({ minors: [8], manager: { 'node-monitor-grace-period': '40s' } }));

  it('says the verdict, draws, lists the steps, and marks defaults', () => {
    const markdown = workloadMarkdown(clusterAnalysis(), workloadAnalysis(), parameters);
    assert.match(markdown, /^\*\*StatefulSet db\/mysql\*\*: \*\*two writers\*\*\. The replacement can mount/);
    assert.match(markdown, /```text\n.*two writers.*two can write from 4 min 50 s on\n.*```/s);
    assert.match(markdown, /\n1\. At 0 s the node is cut off/);
    assert.match(markdown, /\n2\. The pod's object is gone at once/);
    assert.match(markdown, /`--node-monitor-grace-period` `40s`, /);
    assert.match(markdown, /`--node-monitor-period` `5s` \*\(default\)\*/);
  });

  it('carries a picture within the limits of a hover', () => {
    const markdown = workloadMarkdown(clusterAnalysis(), workloadAnalysis(), parameters, {
      picture: { theme: 'dark' },
    });
    const [, data = ''] = /!\[[^\]]+\]\(data:image\/svg\+xml;base64,([A-Za-z0-9+/=]+)\)/.exec(markdown) ?? [];
    assert.match(Buffer.from(data, 'base64').toString('utf8'), /^<svg .*30–45 s.*<\/svg>$/s);
    assert.ok(markdown.length < 20_000, `${markdown.length} characters`);
    assert.doesNotMatch(markdown, /```/);
  });

  it('names what is not known', () => {
    const unknown = [{ what: 'storageClass nfs', where: 'no file of the workspace defines it' }];
    const markdown = workloadMarkdown(clusterAnalysis(), workloadAnalysis({ unknown }), parameters);
    assert.match(markdown, /Not known:\n- storageClass nfs: no file of the workspace defines it/);
  });

  it('makes no link, picture or markup of what a file says', () => {
    const hostile = '![a](https://x.example/a.png) <img src="https://x.example/b.png"> [c](command:d)\n\n```\n# e';
    const analysis = workloadAnalysis({
      workload: workload({ name: hostile }),
      unknown: [{ what: hostile, where: hostile }],
    });
    for (const options of [{}, { picture: { theme: 'dark' } }] as const) {
      const markdown = workloadMarkdown(clusterAnalysis(), analysis, parameters, options);
      assert.ok(markdown.includes('x.example/a.png'));
      const outsideOfCode = markdown
        .replaceAll(/^(`{3,})text\n.*?^\1$/gms, '')
        .replaceAll(/(?<!\\)(`+)[^`].*?\1(?!`)/g, '');
      const targets = [...outsideOfCode.matchAll(/(?<!\\)\]\(([^)]*)\)/g)].map(([, target = '']) => target);
      const foreign = targets.filter(
        (target) =>
          !/^data:image\/svg\+xml;base64,|^https:\/\/github\.com\/(?:kubernetes|kube-node-lifecycle)\//.test(target),
      );
      assert.deepEqual(foreign, []);
      assert.doesNotMatch(outsideOfCode, /(?<!\\)<|^#/m);
    }
  });
});

describe('render: Markdown of a setting', () => {
  function markdownOf(settings: Record<string, string | number>, name: string): string {
    const described = cluster({ minors: [31], kubelet: settings, workloads: [workload({ grace: 0 })] });
    const setting =
      described.kubelets[0]?.written.get(name)?.setting ?? instance('kubelet', [31]).written.get(name)?.setting;
    assert.ok(setting);
    const analysis = analyse(described, { kind: 'partition' });
    return settingMarkdown(analysis, setting, effectiveParameters(described));
  }

  it('says its value', () => {
    assert.match(
      markdownOf({ 'node-status-update-frequency': '4s' }, 'node-status-update-frequency'),
      /of kubelet: `4s`\./,
    );
  });

  it('says what it is, its default, and where Kubernetes defines that', () => {
    assert.match(
      markdownOf({ nodeLeaseDurationSeconds: 60 }, 'nodeLeaseDurationSeconds'),
      /\n\nThe length of the lease of the node; it is renewed every quarter of it\. Default `40` in \[1\.31\]\(https:\/\/github\.com\/kubernetes\/kubernetes\/blob\/release-1\.31\/pkg\/kubelet\/apis\/config\/v1beta1\/defaults\.go\)\./,
    );
  });

  it('names the function that a step follows, in the version of the cluster', () => {
    assert.match(
      markdownOf({ nodeLeaseDurationSeconds: 60 }, 'nodeLeaseDurationSeconds'),
      /\n3\. After .* \[monitorNodeHealth\]\(https:\/\/github\.com\/kubernetes\/kubernetes\/blob\/release-1\.31\/pkg\/controller\/nodelifecycle\/node_lifecycle_controller\.go\)\n/,
    );
  });

  it('draws nothing for a setting that no window depends on', () => {
    assert.doesNotMatch(markdownOf({ config: '/etc/kubelet.yaml' }, 'config'), /```|1\. /);
  });

  it('is empty for a setting that has nothing to do with lost nodes', () => {
    assert.equal(markdownOf({ 'cluster-dns': '10.96.0.10' }, 'cluster-dns'), '');
  });

  it('says which setting overrides it', () => {
    const settings = {
      shutdownGracePeriod: '30s',
      'node-status-update-frequency': '20s',
      nodeStatusUpdateFrequency: '0s',
    };
    assert.match(
      markdownOf(settings, 'nodeStatusUpdateFrequency'),
      /^`nodeStatusUpdateFrequency` of kubelet: `0s`, overridden by `20s` \(cluster\.yaml:1\)\./,
    );
  });
});
