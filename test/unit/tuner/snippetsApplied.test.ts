// What is to be set by hand on each platform, pasted into a file of that platform, is read back from there.
import assert from 'node:assert/strict';
import { isMap, parse, parseDocument } from 'yaml';
import type { InstallerId } from '../../../server/src/kubernetes/installerSeen.ts';
import { installer } from '../../../server/src/kubernetes/installers.ts';
import { readFile } from '../../../server/src/sources/allSources.ts';

const KCM = [
  ['kube-controller-manager', 'node-monitor-period', '2s'],
  ['kube-controller-manager', 'node-monitor-grace-period', '20s'],
] as const;
const API = [
  ['kube-apiserver', 'default-not-ready-toleration-seconds', '30'],
  ['kube-apiserver', 'default-unreachable-toleration-seconds', '30'],
] as const;
const LEASE = [['kubelet', 'nodeLeaseDurationSeconds', '20']] as const;
type Row = (typeof KCM)[number] | (typeof API)[number] | (typeof LEASE)[number];

/** The snippet for several values of one component, as it is said. */
function snippet(id: InstallerId, minor: number, rows: readonly Row[]): string[] {
  const places = rows.map(([component, name, text]) => {
    const form = component === 'kubelet' ? 'field' : 'flag';
    const place = installer(id)?.place({ component, form, name, text, minor });
    assert.ok(place, `${id} has a place for ${name}`);
    return place.snippet;
  });
  const [first] = places;
  if (first?.before === '') return places.map(({ entry }) => entry);
  assert.equal(new Set(places.map(({ before, after }) => before + after)).size, 1);
  return [`${first?.before}${places.map(({ entry }) => entry).join(', ')}${first?.after}`];
}

/** Joins maps as somebody does who pastes into a file: what stands there already stays. */
function below(text: string, path: readonly string[], added: string): string {
  const document = parseDocument(text);
  const merge = (at: readonly string[], value: unknown): void => {
    const old = document.getIn(at);
    if (isMap(old) && typeof value === 'object' && value !== null) {
      for (const [key, one] of Object.entries(value)) merge([...at, key], one);
    } else document.setIn(at, value);
  };
  for (const [key, value] of Object.entries(parse(added) as object)) merge([...path, key], value);
  return document.toString();
}

const inYaml = (path: readonly string[], text: string) => (added: readonly string[]) =>
  added.reduce((before, one) => below(before, path, one), text);
const items = (head: string) => (added: readonly string[]) => `${head}\n${added.map((one) => `${one}\n`).join('')}`;
const command = (head: string) => (added: readonly string[]) => `${head} ${added.join(' ')}\n`;
const whole = (added: readonly string[]) => added.join('\n');

type Paste = (added: readonly string[]) => string;
type Try = readonly [rows: readonly Row[], file: string, paste: Paste];
const kubeadm = (api: string) =>
  inYaml([], `apiVersion: kubeadm.k8s.io/${api}\nkind: ClusterConfiguration\nnetworking: { podSubnet: 10.0.0.0/8 }\n`);
const K3S = (id: string, kubelet: string): readonly Try[] => [
  [KCM, `etc/rancher/${id}/config.yaml`, items('write-kubeconfig-mode: "0644"\nkube-controller-manager-arg:')],
  [API, `etc/rancher/${id}/config.yaml`, items('tls-san: [a.example]\nkube-apiserver-arg:')],
  [LEASE, kubelet, whole],
];
const KIND =
  'kind: Cluster\napiVersion: kind.x-k8s.io/v1alpha4\nnodes: [{ role: control-plane }]\nkubeadmConfigPatches:';
const TALOS = inYaml([], 'version: v1alpha1\nmachine: { type: controlplane, token: a }\ncluster: { clusterName: x }\n');
const K0S = inYaml(
  ['spec'],
  'apiVersion: k0s.k0sproject.io/v1beta1\nkind: ClusterConfig\nspec: { network: { provider: calico } }\n',
);
const K0SCTL = inYaml(
  ['spec', 'k0s', 'config', 'spec'],
  'apiVersion: k0sctl.k0sproject.io/v1beta1\nkind: Cluster\nspec: { hosts: [{ role: controller }], k0s: { config: { spec: { api: { extraArgs: { v: "2" } } } } } }\n',
);
const KOPS = inYaml(
  ['spec'],
  'apiVersion: kops.k8s.io/v1alpha2\nkind: Cluster\nmetadata: { name: a }\nspec: { kubelet: { maxPods: 50 }, kubeAPIServer: { auditLogMaxAge: 9 } }\n',
);
const SPRAY = inYaml([], 'kube_version: 1.33.1\nkube_network_plugin: calico\n');
const SHOOT = inYaml(
  ['spec', 'kubernetes'],
  'apiVersion: core.gardener.cloud/v1beta1\nkind: Shoot\nmetadata: { name: a, namespace: b }\nspec: { kubernetes: { version: 1.33.1, kubeAPIServer: { requests: { maxInflight: 5 } } } }\n',
);
const RKE = inYaml(
  ['services'],
  'nodes: [{ address: 1.2.3.4, role: [etcd] }]\nservices: { kube-api: { extra_args: { v: "2" } } }\n',
);
const KCP =
  'apiVersion: controlplane.cluster.x-k8s.io/v1beta1\nkind: KubeadmControlPlane\nmetadata: { name: a }\nspec: { version: v1.33.1, kubeadmConfigSpec: { clusterConfiguration: { apiServer: { certSANs: [a] } } } }\n';
const inKcp = inYaml(['spec', 'kubeadmConfigSpec', 'clusterConfiguration'], KCP);

const PLATFORMS: readonly (readonly [InstallerId, minor: number, readonly Try[]])[] = [
  [
    'minikube',
    33,
    [
      [KCM, 'start.sh', command('minikube start --driver=kvm2')],
      [API, 'start.sh', command('minikube start')],
    ],
  ],
  [
    'kind',
    33,
    [
      [KCM, 'kind.yaml', items(KIND)],
      [API, 'kind.yaml', items(KIND)],
      [LEASE, 'kind.yaml', items(KIND)],
    ],
  ],
  [
    'k3d',
    33,
    [
      [KCM, 'up.sh', command('k3d cluster create dev --agents 2')],
      [API, 'up.sh', command('k3d cluster create dev')],
    ],
  ],
  ['k3s', 33, K3S('k3s', 'var/lib/rancher/k3s/agent/etc/kubelet.conf.d/90-nodeLeaseDurationSeconds.conf')],
  ['rke2', 33, K3S('rke2', 'var/lib/rancher/rke2/agent/etc/kubelet.conf.d/90-nodeLeaseDurationSeconds.conf')],
  ['rke2', 29, K3S('rke2', 'kubelet.yaml')],
  [
    'rke',
    28,
    [
      [KCM, 'cluster.yml', RKE],
      [API, 'cluster.yml', RKE],
    ],
  ],
  [
    'talos',
    33,
    [
      [KCM, 'controlplane.yaml', TALOS],
      [API, 'controlplane.yaml', TALOS],
      [LEASE, 'controlplane.yaml', TALOS],
    ],
  ],
  [
    'k0s',
    33,
    [
      [KCM, 'k0s.yaml', K0S],
      [API, 'k0sctl.yaml', K0SCTL],
      [LEASE, 'k0s.yaml', K0S],
    ],
  ],
  [
    'microk8s',
    33,
    [
      [KCM, 'var/snap/microk8s/current/args/kube-controller-manager', items('--leader-elect=true')],
      [API, 'var/snap/microk8s/current/args/kube-apiserver', items('--allow-privileged=true')],
      [LEASE, 'kubelet-config.yaml', whole],
    ],
  ],
  [
    'canonical-kubernetes',
    33,
    [
      [KCM, 'var/snap/k8s/common/args/kube-controller-manager', items('--leader-elect=true')],
      [API, 'var/snap/k8s/common/args/kube-apiserver', items('--allow-privileged=true')],
      [LEASE, 'kubelet-config.yaml', whole],
    ],
  ],
  [
    'kops',
    33,
    [
      [KCM, 'cluster.yaml', KOPS],
      [API, 'cluster.yaml', KOPS],
    ],
  ],
  [
    'kubespray',
    33,
    [
      [KCM, 'group_vars/k8s_cluster/k8s-cluster.yml', SPRAY],
      [API, 'group_vars/k8s_cluster/k8s-cluster.yml', SPRAY],
      [LEASE, 'group_vars/k8s_cluster/k8s-cluster.yml', SPRAY],
    ],
  ],
  [
    'gardener',
    33,
    [
      [[KCM[1]], 'shoot.yaml', SHOOT],
      [API, 'shoot.yaml', SHOOT],
    ],
  ],
  ['eks', 33, [[LEASE, 'node.yaml', whole]]],
  [
    'cluster-api',
    30,
    [
      [KCM, 'kcp.yaml', inKcp],
      [API, 'kcp.yaml', inKcp],
      [LEASE, 'kcp.yaml', (added) => below(KCP, ['spec', 'kubeadmConfigSpec'], `files: [${added.join()}]`)],
    ],
  ],
  [
    'kubeadm',
    33,
    [
      [KCM, 'kubeadm.yaml', kubeadm('v1beta4')],
      [API, 'kubeadm.yaml', kubeadm('v1beta4')],
    ],
  ],
  [
    'kubeadm',
    30,
    [
      [KCM, 'kubeadm.yaml', kubeadm('v1beta3')],
      [API, 'kubeadm.yaml', kubeadm('v1beta3')],
    ],
  ],
];

describe('tuner: what is set by hand is read back', () => {
  for (const [id, minor, tries] of PLATFORMS) {
    for (const [rows, file, paste] of tries) {
      const [[component]] = rows as readonly [Row];
      it(`${id} 1.${minor}, ${component}`, () => {
        const text = paste(snippet(id, minor, rows));
        const settings = readFile(file, text)?.settings ?? [];
        for (const [owner, name, value] of rows) {
          const found = settings.filter((one) => one.component === owner && one.name === name);
          const values = found.map((one) => (one.value.known ? String(one.value.value) : 'unknown'));
          assert.deepEqual(values, [value], `${name} in\n${text}`);
        }
      });
    }
  }
});
