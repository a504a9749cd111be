import assert from 'node:assert/strict';
import { inEffect, onlyCluster } from './tree.ts';

const kubelets = (files: Record<string, string>) => onlyCluster(files).kubelets.map(inEffect);

describe('workspace: k3s and RKE2 configuration files', () => {
  it('a key of a later file takes the place of the earlier one, with all it says', () => {
    assert.deepEqual(
      kubelets({
        'rke2/config.yaml': 'kubelet-arg:\n- node-status-update-frequency=4s\n- max-pods=9\n',
        'rke2/config.yaml.d/20.yaml': 'kubelet-arg:\n- node-status-update-frequency=5s\n',
        'rke2/config.yaml.d/10.yaml': 'kubelet-arg: node-status-update-frequency=6s\n',
      }),
      [['node-status-update-frequency=5s']],
    );
  });

  it('a key with + adds to it', () => {
    assert.deepEqual(
      kubelets({
        'rke2/config.yaml': 'kubelet-arg:\n- node-status-update-frequency=4s\n- max-pods=9\n',
        'rke2/config.yaml.d/20.yaml': 'kubelet-arg+:\n- node-status-update-frequency=5s\n',
      }),
      [['node-status-update-frequency=5s (over 4s)', 'max-pods=9']],
    );
    assert.deepEqual(
      kubelets({
        'rke2/config.yaml': 'kubelet-arg: [max-pods=9]\nkubelet-arg+: [v=2]\n',
        'rke2/config.yaml.d/20.yaml': 'kubelet-arg: []\n',
        'rke2/config.yaml.d/30.yaml': 'kubelet-arg+: [v=3]\n',
      }),
      [['v=3']],
    );
  });

  it('the old and the new name of an option are one command line', () => {
    const { controllerManagers } = onlyCluster({
      'k3s/config.yaml':
        'kube-controller-manager-arg: [node-monitor-period=2s]\nkube-controller-arg: [node-monitor-grace-period=20s]\n',
    });
    assert.deepEqual(controllerManagers.map(inEffect), [['node-monitor-period=2s', 'node-monitor-grace-period=20s']]);
  });

  it('configurations inside another file stay apart', () => {
    const text = `apiVersion: provisioning.cattle.io/v1
kind: Cluster
spec:
  rkeConfig:
    machineSelectorConfig:
    - config: {kubelet-arg: [node-status-update-frequency=4s]}
    - config: {kubelet-arg: [node-status-update-frequency=5s]}
`;
    assert.deepEqual(kubelets({ 'cluster.yaml': text }), [
      ['node-status-update-frequency=4s'],
      ['node-status-update-frequency=5s'],
    ]);
  });
});
