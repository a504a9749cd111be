import assert from 'node:assert/strict';
import { NEWEST_MINOR } from '../../../server/src/kubernetes/version.ts';
import { componentPod, formTree, onlyCluster, said, statefulSet } from './tree.ts';

const kcm = componentPod('kube-controller-manager', 'v1.31.2', ['--v=2']);
const kubeadm = (version: string) =>
  `apiVersion: kubeadm.k8s.io/v1beta4\nkind: ClusterConfiguration\nkubernetesVersion: ${version}\n`;
const newest = `1.${NEWEST_MINOR}`;
const assumed = `1.${NEWEST_MINOR - 2}-1.${NEWEST_MINOR} assumed`;
/** The range from a minor on: ten versions are taken as they are, of more the newest. */
const from = (minor: number) =>
  `${NEWEST_MINOR - minor < 10 ? `1.${minor}-${newest} bounded` : assumed} of 1.${minor}-${newest}`;
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
    assert.deepEqual(said(formTree({ 'a.yaml': statefulSet('a') }, '1.99').notes), [
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

describe('workspace: the version that nobody states', () => {
  const stated = (files: Readonly<Record<string, string>>) => {
    const { text, origin, possible, bounds } = onlyCluster(files).version;
    const by = bounds.map(({ what, file }) => `${what} ${file}`).join(', ');
    return `${text} ${origin} of 1.${possible[0]}-1.${possible.at(-1)} by ${by}`;
  };
  const bare = (...flags: string[]) => componentPod('kube-apiserver', 'latest', flags);
  const args = (apiVersion: string, ...lines: string[]) =>
    [
      `apiVersion: ${apiVersion}`,
      'kind: ClusterConfiguration',
      'controllerManager:',
      '  extraArgs:',
      ...lines,
      '',
    ].join('\n');

  it('is bounded by the API version of kubeadm', () => {
    assert.equal(
      stated({ 'a.yaml': args('kubeadm.k8s.io/v1beta4', '  - {name: v, value: "2"}') }),
      `${from(31)} by kubeadm.k8s.io/v1beta4 a.yaml`,
    );
    assert.equal(
      stated({ 'a.yaml': args('kubeadm.k8s.io/v1beta1', '    v: "2"') }),
      '1.13-1.21 bounded of 1.13-1.21 by kubeadm.k8s.io/v1beta1 a.yaml, kubeadm.k8s.io/v1beta1 a.yaml',
    );
  });

  it('a wide range is the newest of it, where they are in it', () => {
    assert.equal(
      stated({ 'a.yaml': bare('--api-audiences=a') }),
      `1.${NEWEST_MINOR - 2}-${newest} assumed of 1.13-${newest} by --api-audiences a.yaml`,
    );
    assert.equal(
      stated({ 'a.yaml': bare('--insecure-port=8080') }),
      '1.5-1.23 bounded of 1.5-1.23 by --insecure-port a.yaml',
    );
  });

  it('a flag that no version of the rest has bounds nothing', () => {
    assert.equal(
      stated({ 'a.yaml': args('kubeadm.k8s.io/v1beta4', '  - {name: pod-eviction-timeout, value: 2m}') }),
      `${from(31)} by kubeadm.k8s.io/v1beta4 a.yaml`,
    );
    assert.equal(
      stated({ 'a.yaml': bare('--insecure-port=0', '--authentication-config=/a') }),
      `${from(29)} by --authentication-config a.yaml`,
    );
  });

  it('workloads of an API that is gone, and files of both ages', () => {
    const old = statefulSet('a').replace('apps/v1', 'apps/v1beta1');
    assert.equal(stated({ 'a.yaml': old }), '1.5-1.15 bounded of 1.5-1.15 by apps/v1beta1 a.yaml');
    assert.equal(
      stated({ 'a.yaml': old, 'k.yaml': args('kubeadm.k8s.io/v1beta4', '  - {name: v, value: "2"}') }),
      `${from(31)} by kubeadm.k8s.io/v1beta4 k.yaml`,
    );
  });

  it('a kubelet may be up to three minors older than its control plane', () => {
    const kubelet = '[Service]\nExecStart=/usr/bin/kubelet --network-plugin=cni\n';
    assert.equal(
      stated({ 'kubelet.service': kubelet }),
      '1.5-1.25 bounded of 1.5-1.25 by --network-plugin kubelet.service',
    );
  });

  it('a distribution carried a version in its first release, Talos takes some', () => {
    const k3s = 'kube-controller-manager-arg: [node-monitor-grace-period=50s]\n';
    assert.equal(
      stated({ 'k3s.yaml': k3s }),
      `1.${NEWEST_MINOR - 2}-${newest} assumed of 1.13-${newest} by k3s k3s.yaml`,
    );
    assert.equal(
      stated({ 'talenv.yaml': 'talosVersion: v1.9.5\n', 'a.yaml': statefulSet('a') }),
      '1.27-1.32 bounded of 1.27-1.32 by Talos 1.9 talenv.yaml, Talos 1.9 talenv.yaml',
    );
  });

  it('what installs the cluster comes after what its files state, a try-out last', () => {
    const files = { 'all.yml': 'k3s_version: v1.28.4+k3s1\n', 'kind.yaml': 'image: kindest/node:v1.33.0\n' };
    assert.equal(versionOf(files), '1.28 file');
    assert.equal(versionOf({ ...files, 'kcm.yaml': kcm }), '1.31 image');
  });

  it('what may belong to another cluster bounds none, nor does what lies beside the templates of a chart', () => {
    const budget =
      'apiVersion: policy/v1beta1\nkind: PodDisruptionBudget\nmetadata: {name: a}\nspec: {minAvailable: 1}\n';
    const grace = componentPod('kube-controller-manager', 'latest', ['--node-monitor-grace-period=40s']);
    const { clusters } = formTree({ 'east/kcm.yaml': grace, 'west/kcm.yaml': grace, 'shared/budget.yaml': budget });
    assert.deepEqual(
      clusters.map(({ cluster }) => cluster.version.bounds.map(({ what }) => what)),
      [[], []],
    );
    const old = statefulSet('a').replace('apps/v1', 'apps/v1beta1');
    const chart = { 'charts/a/templates/a.yaml': statefulSet('b'), 'charts/a/compose/a.yaml': old };
    assert.equal(stated(chart), `${assumed} of 1.5-${newest} by `);
  });
});
