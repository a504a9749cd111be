import assert from 'node:assert/strict';
import { settingsIn } from './settingsIn.ts';

describe('sources/dockerfile', () => {
  const text = `FROM registry.example.org/hyperkube:v1.16.0
# kubelet --max-pods=1
ENV KUBELET_EXTRA_ARGS="--max-pods=9 --v=3" OTHER=1
RUN apt-get install -y kubelet && \\
    # --node-monitor-period=9s
    echo done
ENTRYPOINT ["/hyperkube", "kubelet"]
CMD ["--node-status-update-frequency=5s", \\
     "--v", "2", "--fail-swap-on"]

FROM other
CMD exec /usr/bin/kube-controller-manager \\
  # slow
  --node-monitor-period=5s \\
  --pod-eviction-timeout=1m
`;
  const file = settingsIn('build/Dockerfile.kubelet', text);

  it('reads variables, commands of a shell, and entry point and command as one line', () => {
    assert.equal(file.source, 'dockerfile');
    assert.deepEqual(file.settings, [
      'kubelet --max-pods=9@2:24',
      'kubelet --v=3@2:37',
      'kube-controller-manager --node-monitor-period=5s@13:2',
      'kube-controller-manager --pod-eviction-timeout=1m@14:2',
      'kubelet --node-status-update-frequency=5s@7:6',
      'kubelet --v=2@8:6',
      'kubelet --fail-swap-on=true@8:18',
    ]);
  });

  it('writes back in either form', () => {
    assert.equal(file.replaced('node-status-update-frequency', '10s'), text.replace('=5s",', '=10s",'));
    assert.equal(
      file.removed('node-status-update-frequency'),
      text.replace('"--node-status-update-frequency=5s", ', ''),
    );
    assert.equal(file.removed('fail-swap-on'), text.replace(', "--fail-swap-on"', ''));
    assert.equal(file.replaced('fail-swap-on', 'false'), text.replace('fail-swap-on', 'fail-swap-on=false'));
    assert.equal(file.renamed('fail-swap-on', 'v'), text.replace('--fail-swap-on', '--v'));
    assert.equal(file.removed('pod-eviction-timeout'), text.replace(' \\\n  --pod-eviction-timeout=1m', ''));
    assert.equal(file.removed('node-monitor-period'), text.replace('  --node-monitor-period=5s \\\n', ''));
    assert.equal(file.removed('max-pods'), text.replace('--max-pods=9 ', ''));
    const lists =
      file.reading?.settingLists.findIndex(
        ({ source }, index, all) => source === 'dockerfile' && index === all.length - 1,
      ) ?? -1;
    assert.equal(
      file.added(lists, 'max-pods', '9'),
      text.replace('"--fail-swap-on"]', '"--fail-swap-on", "--max-pods=9"]'),
    );
  });

  it('reads what k3s and RKE2 hand on, by image or entry point', () => {
    const k3s = `FROM rancher/k3s:v1.33.4-k3s1
CMD ["server", "--kube-controller-manager-arg=node-monitor-grace-period=20s", "--kubelet-arg", "v=2", "--kubelet-arg=max-pods=9"]
`;
    const image = settingsIn('Dockerfile', k3s);
    assert.deepEqual(image.settings, [
      'kube-controller-manager node-monitor-grace-period=20s@1:46',
      'kubelet v=2@1:96',
      'kubelet max-pods=9@1:117',
    ]);
    assert.equal(image.reading?.invocations.length, 2);
    assert.equal(image.replaced('node-monitor-grace-period', '50s'), k3s.replace('=20s', '=50s'));
    assert.equal(image.removed('v'), k3s.replace(', "--kubelet-arg", "v=2"', ''));
    assert.equal(image.added(0, 'v', '4'), k3s.replace('=9"]', '=9", "--kube-controller-manager-arg=v=4"]'));
    const entry = `FROM alpine
ENTRYPOINT ["/bin/rke2", "server", "--kube-controller-manager-arg=node-monitor-grace-period=20s"]
`;
    assert.deepEqual(settingsIn('Dockerfile', entry).settings, [
      'kube-controller-manager node-monitor-grace-period=20s@1:66',
    ]);
    assert.deepEqual(settingsIn('Dockerfile', entry.replace('/bin/rke2', '/bin/other')).settings, []);
  });

  it('gives nothing for other images', () => {
    assert.equal(settingsIn('Dockerfile', 'FROM x\nRUN make\nCMD ["sleep", "1"]\n').reading, undefined);
    assert.deepEqual(
      settingsIn('Dockerfile', 'FROM x\nRUN curl -LO https://x/kubelet\nCMD ["kubectl", "--v=2"]\n').settings,
      [],
    );
  });
});
