import assert from 'node:assert/strict';
import { settingsIn } from './settingsIn.ts';

describe('sources: what a script prints into files', () => {
  it("lines added to a kubelet's configuration", () => {
    const text = `#!/bin/bash
echo "nodeStatusUpdateFrequency: 5s" >> /var/lib/kubelet/config.yaml
echo 'shutdownGracePeriod: 30s' | sudo tee -a /var/lib/kubelet/config.yaml
printf 'shutdownGracePeriodCriticalPods: 10s\\nmaxPods: 60\\n' >> /var/lib/kubelet/config.yaml
`;
    const file = settingsIn('install.sh', text);
    assert.deepEqual(file.settings, [
      'kubelet nodeStatusUpdateFrequency=5s@1:6',
      'kubelet shutdownGracePeriod=30s@2:6',
      'kubelet shutdownGracePeriodCriticalPods=10s@3:8',
      'kubelet maxPods=60@3:46',
    ]);
    assert.equal(file.reading?.settingLists.length, 1);
    assert.equal(file.replaced('nodeStatusUpdateFrequency', '4s'), text.replace('5s', '4s'));
    assert.equal(file.replaced('maxPods', '50'), text.replace('60', '50'));
  });

  it('here-documents added to it, and configurations line by line', () => {
    const text = `cat <<EOF >> /var/lib/kubelet/config.yaml
shutdownGracePeriod: 30s
EOF
echo "kube-controller-manager-arg:" > /etc/rancher/k3s/config.yaml
echo "  - node-monitor-grace-period=16s" >> /etc/rancher/k3s/config.yaml
{
  echo "kubelet-arg:"
  echo "  - max-pods=60"
} > /etc/rancher/rke2/config.yaml
`;
    const file = settingsIn('install.sh', text);
    assert.deepEqual(file.settings, [
      'kubelet shutdownGracePeriod=30s@1:0',
      'kube-controller-manager node-monitor-grace-period=16s@4:10',
      'kubelet max-pods=60@7:12',
    ]);
    assert.equal(file.replaced('max-pods', '50'), text.replace('60', '50'));
    assert.equal(file.replaced('node-monitor-grace-period', '40s'), text.replace('16s', '40s'));
  });

  it('flags added to an arguments file', () => {
    const text = '#!/bin/sh\necho "--node-status-update-frequency=5s" >> /var/snap/microk8s/current/args/kubelet\n';
    assert.deepEqual(settingsIn('a.sh', text).settings, ['kubelet --node-status-update-frequency=5s@1:6']);
  });

  it('a format of printf is filled in with its words', () => {
    const text = "#!/bin/sh\nprintf 'shutdownGracePeriod: %s\\n' 30s >> /var/lib/kubelet/config.yaml\n";
    assert.deepEqual(settingsIn('a.sh', text).settings, ['kubelet shutdownGracePeriod=30s@1:8']);
    const lines =
      "#!/bin/sh\nprintf '%s\\n' 'shutdownGracePeriod: 30s' 'shutdownGracePeriodCriticalPods: 10s' > /var/lib/kubelet/config.yaml # kind: KubeletConfiguration\n";
    assert.deepEqual(settingsIn('a.sh', lines).settings, [
      'kubelet shutdownGracePeriod=30s@1:15',
      'kubelet shutdownGracePeriodCriticalPods=10s@1:42',
    ]);
    const padded = "#!/bin/sh\nprintf 'shutdownGracePeriod: %5s\\n' 30s >> /var/lib/kubelet/config.yaml\n";
    assert.deepEqual(settingsIn('a.sh', padded).settings, []);
  });

  it('sed puts lines in the place of others', () => {
    const manifest = '/etc/kubernetes/manifests/kube-controller-manager.yaml';
    const read = (program: string, file = manifest) =>
      settingsIn('a.sh', `#!/bin/sh\nsed -i ${program} ${file}\n`).settings;
    const period = 'kube-controller-manager --node-monitor-period=2s';
    assert.deepEqual(read("'s/--node-monitor-period=.*/--node-monitor-period=2s/'"), [`${period}@1:35`]);
    assert.deepEqual(read("-e 's|- --bind.*|    - --node-monitor-period=2s|g'"), [`${period}@1:30`]);
    assert.deepEqual(read("'s/- kube-controller-manager$/&\\n    - --node-monitor-period=2s/'"), [`${period}@1:46`]);
    assert.deepEqual(read("'s/^nodeStatus.*/nodeStatusUpdateFrequency: 5s/'", '/var/lib/kubelet/config.yaml'), [
      'kubelet nodeStatusUpdateFrequency=5s@1:24',
    ]);
    assert.deepEqual(read("'s/5s/2s/'"), []);
    assert.deepEqual(read("'s/\\(--node-monitor-period=\\).*/\\12s/'"), []);
    assert.deepEqual(settingsIn('a.sh', `#!/bin/sh\nsed 's/a/--node-monitor-period=2s/' ${manifest}\n`).settings, []);
  });

  it('what goes elsewhere, or is not known, gives nothing', () => {
    assert.deepEqual(settingsIn('a.sh', '#!/bin/sh\necho "shutdownGracePeriod: 30s" # kubelet\n').settings, []);
    assert.deepEqual(
      settingsIn('a.sh', '#!/bin/sh\necho "shutdownGracePeriod: 30s" >> notes.yaml # kubelet\n').settings,
      [],
    );
  });
});
