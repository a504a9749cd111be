import assert from 'node:assert/strict';
import { settingsIn } from './settingsIn.ts';

const PAGE = `# Faster failover

<!-- kube-node-lifecycle: check -->

1. Configure the kubelet:

   \`\`\`yaml
   apiVersion: kubelet.config.k8s.io/v1beta1
   kind: KubeletConfiguration
   nodeStatusUpdateFrequency: 4s # often
   \`\`\`

2. Its unit:

~~~ini
[Service]
ExecStart=/usr/bin/kubelet \\
  --max-pods=9
~~~

\`\`\`go
// --node-monitor-period=2s of kube-controller-manager
\`\`\`

> \`\`\`sh
> k3s server --kube-controller-manager-arg=node-monitor-period=2s
> \`\`\`

\`\`\`\`yaml
\`\`\`yaml
not: closed
`;

describe('sources/markdown-page', () => {
  it('reads the fenced blocks of a page that asks for it, each as what it is', () => {
    const { settings, source } = settingsIn('docs/failover.md', PAGE);
    assert.equal(source, 'markdown-page');
    assert.deepEqual(settings, [
      'kubelet nodeStatusUpdateFrequency=4s@9:3',
      'kubelet --max-pods=9@17:2',
      'kube-controller-manager node-monitor-period=2s@25:43',
    ]);
  });

  it('writes into the block, with its indentation', () => {
    const page = settingsIn('docs/failover.md', PAGE);
    assert.equal(
      page.replaced('nodeStatusUpdateFrequency', '10s'),
      PAGE.replace('nodeStatusUpdateFrequency: 4s # often', 'nodeStatusUpdateFrequency: 10s # often'),
    );
    assert.equal(
      page.removed('nodeStatusUpdateFrequency'),
      PAGE.replace('   nodeStatusUpdateFrequency: 4s # often\n', ''),
    );
    assert.equal(
      page.added(0, 'nodeStatusReportFrequency', '5m'),
      PAGE.replace('# often\n', '# often\n   nodeStatusReportFrequency: 5m\n'),
    );
  });

  it('says nothing of a page that does not ask for it, and of other prose', () => {
    assert.equal(settingsIn('docs/failover.md', PAGE.replace('check', 'ignore')).reading, undefined);
    assert.equal(settingsIn('docs/failover.rst', PAGE).reading, undefined);
  });

  it('reads any page without throwing, in linear time', () => {
    for (const token of ['```', '~~~\n', '> ```\n', '<!-- ', '   ```yaml\n', '`']) {
      settingsIn('a.md', `<!-- kube-node-lifecycle: check -->\n${token.repeat(20_000)}`);
      settingsIn('a.md', token.repeat(20_000));
    }
  }).timeout(20_000);
});
