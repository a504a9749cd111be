import assert from 'node:assert/strict';
import { NEWEST_MINOR } from '../../../server/src/kubernetes/version.ts';
import { componentPod, formTree, onlyCluster, statefulSet } from './tree.ts';

const kcm = componentPod('kube-controller-manager', 'v1.31.2', ['--v=2']);
const kubeadm = (version: string) =>
  `apiVersion: kubeadm.k8s.io/v1beta4\nkind: ClusterConfiguration\nkubernetesVersion: ${version}\n`;
const assumed = `1.${NEWEST_MINOR - 2}-1.${NEWEST_MINOR} assumed`;
const configuration = 'kubernetesVersion: 1.29\n';

const versionOf = (files: Readonly<Record<string, string>>, option?: string) => {
  const { text, origin } = onlyCluster(files, option).version;
  return `${text} ${origin}`;
};

describe('workspace: the version of a cluster', () => {
  const all = { '.kube-node-lifecycle.yaml': configuration, 'kubeadm.yaml': kubeadm('v1.30.4'), 'kcm.yaml': kcm };

  it('option, configuration file, field of a shape, image, in this order', () => {
    assert.equal(versionOf(all, '1.28'), '1.28 option');
    assert.equal(versionOf(all), '1.29 config');
    assert.equal(versionOf({ 'kubeadm.yaml': kubeadm('v1.30.4'), 'kcm.yaml': kcm }), '1.30 file');
    assert.equal(versionOf({ 'kcm.yaml': kcm }), '1.31 image');
  });

  it('what is no version passes on', () => {
    for (const text of ['stable-1', 'latest', '"{{ version }}"', '""']) {
      assert.equal(versionOf({ 'kubeadm.yaml': kubeadm(text), 'kcm.yaml': kcm }), '1.31 image', text);
    }
    assert.equal(versionOf({ 'kcm.yaml': kcm }, 'newest'), '1.31 image');
  });

  it('nothing stated: the three newest minors are assumed', () => {
    assert.equal(versionOf({ 'a.yaml': statefulSet('a') }), assumed);
    const bare = componentPod('kube-controller-manager', 'latest', ['--v=2']);
    assert.equal(versionOf({ 'kcm.yaml': bare }), assumed);
  });

  it('outside of what is known the nearest is taken, and that is said', () => {
    assert.deepEqual(formTree({ 'a.yaml': statefulSet('a') }, '1.99').notes, [
      `Kubernetes 1.99 is outside 1.5-1.${NEWEST_MINOR}: computed as 1.${NEWEST_MINOR}, the nearest.`,
    ]);
    assert.equal(versionOf({ 'a.yaml': statefulSet('a') }, '1.99'), `1.${NEWEST_MINOR} option`);
    assert.equal(versionOf({ 'a.yaml': statefulSet('a') }, '1.2'), '1.5 option');
  });

  it('several control planes with different images have all of their minors, each its own', () => {
    const { version, controllerManagers } = onlyCluster({
      'a/kcm.yaml': kcm,
      'a/b/kcm.yaml': componentPod('kube-controller-manager', 'v1.33.0', ['--v=2']),
    });
    assert.deepEqual([version.text, version.minors], ['1.31-1.33', [31, 33]]);
    assert.deepEqual(
      controllerManagers.map(({ minors }) => minors),
      [[33], [31]],
    );
  });

  it('a kubelet may be of another version than its cluster', () => {
    const { version, kubelets } = onlyCluster({
      'kcm.yaml': kcm,
      'kubelet.yaml': componentPod('kubelet', 'v1.29.7', ['--v=2']),
    });
    assert.deepEqual([version.text, kubelets.map(({ minors }) => minors)], ['1.31', [[29]]]);
  });
});
