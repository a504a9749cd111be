import assert from 'node:assert/strict';
import { isWorthReading } from '../../../server/src/protocol/readableFiles.ts';

describe('features: files that are worth reading', () => {
  it('takes the names under which settings are kept', () => {
    for (const file of [
      'manifests/kube-controller-manager.manifest',
      'kubelet.service.d/.#override.conf1a2b3c4d',
      'args/kubelet',
      'roles/x/templates/kubeadm-config.v1beta4',
      'roles/x/templates/kubelet.service.j2',
      'build/Dockerfile.kubelet',
      'hosts/master.nix',
      'salt/kubelet.sls',
      'templates/kcm.yaml.sed',
      'kcm.service.ansible',
    ])
      assert.equal(isWorthReading(file), true, file);
  });

  it('leaves pictures, programs and sources alone', () => {
    for (const file of ['logo.png', 'kubelet.exe', 'pkg/kubelet.go', 'a.tar.gz', 'x.v1', 'node.conference'])
      assert.equal(isWorthReading(file), false, file);
  });
});
