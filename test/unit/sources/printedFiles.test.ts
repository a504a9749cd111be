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

  it('what goes elsewhere, or is not known, gives nothing', () => {
    assert.deepEqual(settingsIn('a.sh', '#!/bin/sh\necho "shutdownGracePeriod: 30s" # kubelet\n').settings, []);
    assert.deepEqual(
      settingsIn('a.sh', '#!/bin/sh\necho "shutdownGracePeriod: 30s" >> notes.yaml # kubelet\n').settings,
      [],
    );
    assert.deepEqual(
      settingsIn('a.sh', "#!/bin/sh\nprintf 'shutdownGracePeriod: %s\\n' 30s >> /var/lib/kubelet/config.yaml\n")
        .settings,
      [],
    );
  });
});
