import assert from 'node:assert/strict';
import { settingsIn } from '../sources/settingsIn.ts';

describe('text/yaml folded', () => {
  it('reads a command that is folded over lines, each part where it stands', () => {
    const text = `spec:
  containers:
  - name: kube-controller-manager
    command:
    - /bin/sh
    - -c
    - /hyperkube controller-manager
      --node-monitor-period=3m
      --leader-elect=true
      --v=2 >/var/log/kcm.log 2>&1
kind: Pod
apiVersion: v1
`;
    const file = settingsIn('kcm.yaml', text);
    assert.deepEqual(file.settings, [
      'kube-controller-manager --node-monitor-period=3m@7:6',
      'kube-controller-manager --leader-elect=true@8:6',
      'kube-controller-manager --v=2@9:6',
    ]);
    assert.equal(file.replaced('node-monitor-period', '5s'), text.replace('3m', '5s'));
    assert.equal(file.removed('leader-elect'), text.replace('\n      --leader-elect=true', ''));
    assert.equal(file.removed('v'), text.replace('\n      --v=2 >', ' >'));
  });

  it('reads a block behind >, also one with deeper lines, and strings over lines', () => {
    const text = `services:
  a:
    command: >-
      /hyperkube controller-manager
      --node-monitor-period=2s

      --v=2
  b:
    command: "/hyperkube kubelet
      --max-pods=9"
  c:
    command: >
      kubelet
        --max-pods=7
`;
    assert.deepEqual(settingsIn('docker-compose.yml', text).settings, [
      'kube-controller-manager --node-monitor-period=2s@4:6',
      'kubelet --max-pods=9@9:6',
    ]);
  });

  it('reads JSON with escapes', () => {
    const text = `{"kind": "Pod", "apiVersion": "v1", "spec": {"containers": [{"command":
  ["/bin/sh", "-c", "exec kube-controller-manager --node-monitor-period=\\"5s\\" --v=2"]}]}}`;
    const file = settingsIn('kcm.json', text);
    assert.deepEqual(file.settings, [
      'kube-controller-manager --node-monitor-period=5s@1:50',
      'kube-controller-manager --v=2@1:79',
    ]);
    assert.equal(file.replaced('node-monitor-period', '7s'), text.replace('5s', '7s'));
    assert.equal(file.removed('v'), text.replace(' --v=2', ''));
  });
});
