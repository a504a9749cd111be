// Values that no file can take: on each platform the place and the words that its own files have for them.
import assert from 'node:assert/strict';
import { readFile } from '../../../server/src/sources/allSources.ts';
import { runIn } from '../cli/commandLine.ts';

const WEB = `apiVersion: apps/v1
kind: Deployment
metadata: { name: web, namespace: shop }
spec:
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec: { containers: [{ name: web, image: nginx }] }
`;

/** What is to be set by hand for an eviction within a minute that survives four lost heartbeats. */
async function byHand(files: Readonly<Record<string, string>>): Promise<string[]> {
  const words = ['tune', '--evicted-by', '60s', '--missed-heartbeats', '4', '--format', 'json'];
  const { out } = await runIn({ 'web.yaml': WEB, ...files }, words);
  const { clusters } = JSON.parse(out) as { clusters: { unwritable: string[] }[] };
  return clusters.flatMap(({ unwritable }) => unwritable);
}

const KUBELET = 'apiVersion: kubelet.config.k8s.io/v1beta1, kind: KubeletConfiguration';

describe('tuner: where a value is set by hand', () => {
  const rows: readonly (readonly [title: string, files: Record<string, string>, flag: string, field: string])[] = [
    [
      'minikube',
      { 'start.sh': 'minikube start --kubernetes-version=v1.33.0 --extra-config=apiserver.v=3\n' },
      '--node-monitor-period of kube-controller-manager: 1s (with "minikube start": --extra-config=controller-manager.node-monitor-period=1s)',
      'nodeLeaseDurationSeconds of kubelet: 20 (no option of "minikube start" sets it; in /var/lib/kubelet/config.yaml of each node ("minikube ssh"): nodeLeaseDurationSeconds: 20; then "sudo systemctl restart kubelet"; "minikube start" writes the file anew)',
    ],
    [
      'kind',
      {
        'kind.yaml':
          'kind: Cluster\napiVersion: kind.x-k8s.io/v1alpha4\nnodes: [{ role: control-plane, image: "kindest/node:v1.33.2" }]\n',
      },
      '--node-monitor-period of kube-controller-manager: 1s (in the file of "kind create cluster --config", below kubeadmConfigPatches: - \'{kind: ClusterConfiguration, controllerManager: {extraArgs: {node-monitor-period: "1s"}}}\'; then make the cluster anew)',
      'nodeLeaseDurationSeconds of kubelet: 20 (in the file of "kind create cluster --config", below kubeadmConfigPatches: - \'{kind: KubeletConfiguration, nodeLeaseDurationSeconds: 20}\'; then make the cluster anew)',
    ],
    [
      'k3s',
      {
        'config.yaml': 'cluster-init: true\nkube-apiserver-arg: ["v=2"]\n',
        'v.sh': 'INSTALL_K3S_VERSION=v1.33.1+k3s1\n',
      },
      '--node-monitor-period of kube-controller-manager: 1s (in /etc/rancher/k3s/config.yaml, below kube-controller-manager-arg: - node-monitor-period=1s; then restart k3s on every server)',
      `nodeLeaseDurationSeconds of kubelet: 20 (in /var/lib/rancher/k3s/agent/etc/kubelet.conf.d/90-nodeLeaseDurationSeconds.conf of every node: { ${KUBELET}, nodeLeaseDurationSeconds: 20 }; then restart k3s on every node)`,
    ],
    [
      'RKE2 before it had a folder of parts',
      {
        'rke2/config.yaml': 'write-kubeconfig-mode: "0644"\nkube-apiserver-arg: ["v=2"]\n',
        'rke2/v.sh': 'RKE2_VERSION=v1.31.1+rke2r1\n',
      },
      '--node-monitor-period of kube-controller-manager: 1s (in /etc/rancher/rke2/config.yaml, below kube-controller-manager-arg: - node-monitor-period=1s; then restart rke2 on every server)',
      `nodeLeaseDurationSeconds of kubelet: 20 (in a KubeletConfiguration that /etc/rancher/rke2/config.yaml of every node names with kubelet-arg: ["config=FILE"]: { ${KUBELET}, nodeLeaseDurationSeconds: 20 }; then restart rke2 on every node)`,
    ],
    [
      'Talos',
      {
        'controlplane.yaml':
          'version: v1alpha1\nmachine:\n  type: controlplane\n  kubelet:\n    image: ghcr.io/siderolabs/kubelet:v1.33.1\ncluster: {}\n',
      },
      '--node-monitor-period of kube-controller-manager: 1s (in the machine configuration of every control plane node ("talosctl patch machineconfig"): cluster: { controllerManager: { extraArgs: { node-monitor-period: "1s" } } })',
      'nodeLeaseDurationSeconds of kubelet: 20 (in the machine configuration of every node ("talosctl patch machineconfig"): machine: { kubelet: { extraConfig: { nodeLeaseDurationSeconds: 20 } } })',
    ],
    [
      'MicroK8s',
      {
        'install.sh':
          'sudo snap install microk8s --classic --channel=1.33/stable\necho "--v=3" >> /var/snap/microk8s/current/args/kube-apiserver\n',
      },
      '--node-monitor-period of kube-controller-manager: 1s (in /var/snap/microk8s/current/args/kube-controller-manager: --node-monitor-period=1s; then "sudo snap restart microk8s.daemon-kubelite" on every control plane node)',
      `nodeLeaseDurationSeconds of kubelet: 20 (in a file that --config in /var/snap/microk8s/current/args/kubelet of every node names: { ${KUBELET}, nodeLeaseDurationSeconds: 20 }; then "sudo snap restart microk8s.daemon-kubelite")`,
    ],
  ];
  for (const [title, files, flag, field] of rows) {
    it(title, async () => assert.deepEqual((await byHand(files)).slice(0, 2), [flag, field]));
  }

  it('kind also where its file says nothing but patches of kubeadm', async () => {
    const patched = 'kubeadmConfigPatches: ["{kind: ClusterConfiguration, apiServer: {extraArgs: {v: \\"2\\"}}}"]';
    const place =
      'nodeLeaseDurationSeconds of kubelet: 20 (in the file of "kind create cluster --config", below kubeadmConfigPatches: - \'{kind: KubeletConfiguration, nodeLeaseDurationSeconds: 20}\'; then make the cluster anew)';
    const file = `kind: Cluster\napiVersion: kind.x-k8s.io/v1alpha4\n${patched}\n`;
    assert.ok((await byHand({ 'kind.yaml': file })).includes(place));
  });

  it('what stands in one map is one line, so that no key is pasted twice', async () => {
    const k0s = 'apiVersion: k0sctl.k0sproject.io/v1beta1\nkind: Cluster\nspec: { k0s: { version: 1.33.1+k0s.0 } }\n';
    const at = 'in k0s.yaml of the controllers, below spec (of k0sctl: below spec.k0s.config.spec)';
    assert.deepEqual((await byHand({ 'k0sctl.yaml': k0s })).slice(2), [
      `--default-not-ready-toleration-seconds of kube-apiserver: 6, --default-unreachable-toleration-seconds of kube-apiserver: 6 (${at}: api: { extraArgs: { default-not-ready-toleration-seconds: "6", default-unreachable-toleration-seconds: "6" } }; then restart k0s on the controllers)`,
    ]);
  });

  it('a file that leaves everything to its defaults still tells the platform', () => {
    const rows: readonly (readonly [file: string, text: string, installer: string | undefined])[] = [
      ['kind.yaml', 'kind: Cluster\napiVersion: kind.x-k8s.io/v1alpha4\nnodes: [{ role: worker }]\n', 'kind'],
      ['kind.json', '{"apiVersion": "kind.x-k8s.io/v1alpha4", "kind": "Cluster"}', 'kind'],
      ['k3d.yaml', 'apiVersion: k3d.io/v1alpha5\nkind: Simple\nservers: 1\n', 'k3d'],
      ['k0sctl.yaml', 'apiVersion: k0sctl.k0sproject.io/v1beta1\nkind: Cluster\nspec: { hosts: [] }\n', 'k0s'],
      ['cp.yaml', 'version: v1alpha1\nmachine:\n  # a node\n  type: controlplane\ncluster: {}\n', 'talos'],
      ['config.yaml', 'write-kubeconfig-mode: "0644"\ntls-san: [a]\n', 'k3s'],
      ['capi.yaml', 'apiVersion: cluster.x-k8s.io/v1beta1\nkind: Cluster\nmetadata: { name: a }\n', undefined],
      ['notes.md', 'apiVersion: kind.x-k8s.io/v1alpha4\n', undefined],
    ];
    for (const [file, text, installer] of rows)
      assert.deepEqual(readFile(file, text)?.installers, installer && [installer], file);
  });

  it('kubeadm without a KubeletConfiguration, whose ConfigMap had its minor in the name', async () => {
    const kubeadm = (version: string, api: string) => ({
      'kubeadm.yaml': `apiVersion: kubeadm.k8s.io/${api}\nkind: ClusterConfiguration\nkubernetesVersion: ${version}\n`,
    });
    const place = (name: string) =>
      `nodeLeaseDurationSeconds of kubelet: 20 (in the ConfigMap kube-system/${name}, key kubelet: nodeLeaseDurationSeconds: 20; then "kubeadm upgrade node phase kubelet-config" and "systemctl restart kubelet" on every node)`;
    assert.deepEqual(await byHand(kubeadm('v1.33.1', 'v1beta4')), [place('kubelet-config')]);
    assert.deepEqual(await byHand(kubeadm('v1.23.1', 'v1beta3')), [place('kubelet-config-1.23')]);
  });

  it('k0s: a profile called default is laid over what workers have', async () => {
    const k0s = 'apiVersion: k0s.k0sproject.io/v1beta1\nkind: ClusterConfig\nspec: { controllerManager: {} }\n';
    assert.deepEqual(await byHand({ 'k0s.yaml': k0s }), [
      'nodeLeaseDurationSeconds of kubelet: 20 (in k0s.yaml of the controllers, below spec (of k0sctl: below spec.k0s.config.spec): workerProfiles: [{ name: default, values: { nodeLeaseDurationSeconds: 20 } }]; then restart k0s on controllers and workers)',
    ]);
  });

  it('a running cluster by the build of its kubelets', async () => {
    const node = {
      apiVersion: 'v1',
      kind: 'Node',
      metadata: { name: 'a', resourceVersion: '7', uid: 'x', creationTimestamp: '2026-01-01T00:00:00Z' },
      status: { nodeInfo: { kubeletVersion: 'v1.33.1+rke2r1' }, conditions: [] },
    };
    const found = await byHand({ 'list.json': JSON.stringify({ apiVersion: 'v1', kind: 'List', items: [node] }) });
    assert.equal(
      found[0],
      '--node-monitor-period of kube-controller-manager: 1s (in /etc/rancher/rke2/config.yaml, below kube-controller-manager-arg: - node-monitor-period=1s; then restart rke2 on every server)',
    );
  });

  it('what a Shoot has no field for is not proposed', async () => {
    const shoot = (grace: string) =>
      `apiVersion: core.gardener.cloud/v1beta1\nkind: Shoot\nmetadata: { name: a, namespace: b }\nspec: { kubernetes: { version: 1.33.1${grace} } }\n`;
    const words = ['tune', '--evicted-by', '55s', '--format', 'json'];
    const { status, out } = await runIn({ 'web.yaml': WEB, 'shoot.yaml': shoot('') }, words);
    const { clusters } = JSON.parse(out) as { clusters: { changed: string[]; unwritable: string[] }[] };
    assert.deepEqual([status, clusters.map(({ unwritable }) => unwritable)], [1, [[]]]);
    assert.ok(!clusters.some(({ changed }) => changed.includes('monitorPeriod')));
  });

  it('where nothing tells the platform, by who starts the component', async () => {
    const pod = `apiVersion: v1
kind: Pod
metadata: { name: kube-controller-manager, namespace: kube-system }
spec:
  containers: [{ name: kube-controller-manager, image: "registry.k8s.io/kube-controller-manager:v1.33.1", command: [kube-controller-manager] }]
`;
    assert.deepEqual((await byHand({ 'kcm.yaml': pod })).slice(0, 2), [
      'nodeLeaseDurationSeconds of kubelet: 20 (in the file that --config of kubelet names, on every node: nodeLeaseDurationSeconds: 20)',
      '--default-not-ready-toleration-seconds of kube-apiserver: 6 (where kube-apiserver is started (manifest, unit): --default-not-ready-toleration-seconds=6)',
    ]);
  });
});
