import assert from 'node:assert/strict';
import { readFile } from '../../../../server/src/sources/allSources.ts';
import { applyEdits } from '../wholeFile.ts';
import { checkShape, named } from './shapeCase.ts';

const KCM = 'kube-controller-manager';

describe('sources/shapes: k3s, RKE2, RKE and Rancher', () => {
  it('reads config.yaml: lists and single strings, with dashes and without, the old name too', () => {
    checkShape({
      file: 'etc/rancher/k3s/config.yaml',
      text: `write-kubeconfig-mode: "0644"
kube-controller-manager-arg:
  - "node-monitor-period=2s"
  - --node-monitor-grace-period=16s # short
kube-controller-arg: pod-eviction-timeout=20s
kubelet-arg+:
  - node-status-update-frequency=4s
kube-apiserver-arg: ["default-not-ready-toleration-seconds=20", 'profiling=false']
`,
      settings: [
        `${KCM} node-monitor-period=2s`,
        `${KCM} node-monitor-grace-period=16s`,
        `${KCM} pod-eviction-timeout=20s`,
        'kube-apiserver default-not-ready-toleration-seconds=20',
        'kube-apiserver profiling=false',
        'kubelet node-status-update-frequency=4s',
      ],
      fix: ['node-monitor-grace-period', '50s', '=16s # short', '=50s # short'],
      removes: ['node-monitor-grace-period', '  - --node-monitor-grace-period=16s # short\n'],
    });
  });

  it('keeps what a key does to files before it', () => {
    const layers = (text: string) =>
      readFile('config.yaml', text)?.settingLists.map(
        ({ layer }) => layer && `${layer.set}${layer.key}${layer.appends ? '+' : ''}`,
      );
    assert.deepEqual(layers('kubelet-arg: [a=b]\nkubelet-arg+: [c=d]\n'), ['kubelet-arg', 'kubelet-arg+']);
    const nested = layers('x:\n  kubelet-arg: [a=b]\ny:\n  kubelet-arg: [a=c]\n');
    assert.equal(new Set([...(nested ?? []), 'kubelet-arg']).size, 3);
  });

  it("reads it inside Rancher's Cluster and inside variables", () => {
    checkShape({
      text: `apiVersion: provisioning.cattle.io/v1
kind: Cluster
spec:
  kubernetesVersion: v1.30.2+rke2r1
  rkeConfig:
    machineGlobalConfig:
      kube-controller-manager-arg:
      - node-monitor-grace-period=20s
    machineSelectorConfig:
    - config:
        kubelet-arg: [node-status-update-frequency=4s]
`,
      settings: [`${KCM} node-monitor-grace-period=20s`, 'kubelet node-status-update-frequency=4s'],
      versions: ['v1.30.2+rke2r1'],
      fix: ['node-monitor-grace-period', '50s', '=20s', '=50s'],
    });
    checkShape({
      file: 'group_vars/master.yml',
      text: "k3s_server:\n  kubelet-arg:\n    - 'node-status-update-frequency=4s'\n  kube-apiserver-arg: '{{ args }}'\n",
      settings: ['kubelet node-status-update-frequency=4s'],
    });
  });

  it('makes a list of a pair that stands alone', () => {
    const text = 'kubelet-arg: max-pods=9 # nine\n';
    const settingList = readFile('config.yaml', text)?.settingLists[0];
    const added = applyEdits(text, settingList?.inserter.add('node-status-update-frequency', '4s') ?? []);
    assert.equal(added, 'kubelet-arg: [max-pods=9, node-status-update-frequency=4s] # nine\n');
    assert.equal(applyEdits(text, named(readFile('config.yaml', text), 'max-pods').rewriter.remove()).trim(), '{}');
  });

  it("reads RKE's services, also inside Rancher's template, and lists of values", () => {
    checkShape({
      file: 'cluster.yml',
      text: `nodes: [{address: 1.2.3.4}]
kubernetes_version: v1.24.8-rancher1-1
services:
  kube-controller:
    extra_args:
      node-monitor-period: "2s"
    extra_args_array:
      feature-gates: [A=true, B=true]
  kubelet:
    extra_args: {node-status-update-frequency: 4s}
`,
      settings: [
        `${KCM} node-monitor-period=2s`,
        `${KCM} feature-gates=A=true,B=true`,
        'kubelet node-status-update-frequency=4s',
      ],
      versions: ['v1.24.8-rancher1-1'],
      fix: ['node-monitor-period', '5s', '"2s"', '"5s"'],
    });
    checkShape({
      text: 'rancher_kubernetes_engine_config:\n  services:\n    kube-controller:\n      extra_args:\n        node-monitor-period: 2s\n',
      settings: [`${KCM} node-monitor-period=2s`],
    });
    checkShape({
      text: 'apiVersion: management.cattle.io/v3\nkind: Cluster\nspec:\n  rancherKubernetesEngineConfig:\n    services:\n      kubeController:\n        extraArgs: {node-monitor-period: 2s}\n',
      settings: [`${KCM} node-monitor-period=2s`],
    });
    checkShape({
      text: 'nodes: []\nkubernetes_version: v1.24.8-rancher1-1\n',
      settings: [],
      versions: ['v1.24.8-rancher1-1'],
    });
    assert.equal(readFile('cluster.yml', '__default__:\n  nodes: 1\n  extra_args: "-l"\n'), undefined);
  });
});

describe('sources/shapes: kind', () => {
  const text = `kind: Cluster
apiVersion: kind.x-k8s.io/v1alpha4
kubeadmConfigPatches:
- |
  kind: ClusterConfiguration
  controllerManager:
    extraArgs:
      node-monitor-grace-period: "20s" # short
- |-
  apiVersion: kubelet.config.k8s.io/v1beta1
  kind: KubeletConfiguration
  shutdownGracePeriod: 30s
kubeadmConfigPatchesJSON6902:
- group: kubeadm.k8s.io
  version: v1beta3
  kind: ClusterConfiguration
  patch: |
    - op: add
      path: /apiServer/certSANs/-
      value: my-hostname
    - op: add
      path: /apiServer/extraArgs/default-not-ready-toleration-seconds
      value: "60"
nodes:
- role: control-plane
  image: kindest/node:v1.31.2
- role: worker
  kubeadmConfigPatches:
  - |
    kind: JoinConfiguration
    nodeRegistration:
      kubeletExtraArgs:
        node-status-update-frequency: 4s
`;
  const settings = [
    `${KCM} node-monitor-grace-period=20s`,
    'kubelet shutdownGracePeriod=30s',
    'kube-apiserver default-not-ready-toleration-seconds=60',
    'kubelet node-status-update-frequency=4s',
  ];

  it('reads patches in blocks, of the cluster and of nodes, and JSON patches', () => {
    checkShape({
      text,
      settings,
      versions: ['kindest/node:v1.31.2'],
      fix: ['node-monitor-grace-period', '50s', '"20s" # short', '"50s" # short'],
    });
    checkShape({ text, settings, fix: ['default-not-ready-toleration-seconds', '300', '"60"', '"300"'] });
  });

  it('removes a line of a patch with its indentation', () => {
    const two = text.replace('      node-monitor-grace', '      v: "2"\n      node-monitor-grace');
    checkShape({
      text: two,
      settings: [`${KCM} v=2`, ...settings],
      removes: ['node-monitor-grace-period', '      node-monitor-grace-period: "20s" # short\n'],
    });
  });

  it('reads lists of v1beta4, and keeps CRLF', () => {
    const list = text.replace(
      'node-monitor-grace-period: "20s" # short',
      '- {name: node-monitor-grace-period, value: "20s"} # short',
    );
    checkShape({ text: list, settings });
    checkShape({
      text: text.replaceAll('\n', '\r\n'),
      settings,
      fix: ['node-monitor-grace-period', '50s', '"20s" # short', '"50s" # short'],
    });
  });

  it('reads on around templates', () => {
    const templated = text
      .replace('- |-\n', '{{- if .Shutdown }}\n- |-\n')
      .replace('kubeadmConfigPatchesJSON6902', '{{- end }}\nkubeadmConfigPatchesJSON6902');
    checkShape({ text: templated, settings });
  });

  it('is no other Cluster', () => {
    const other = 'apiVersion: postgresql.cnpg.io/v1\nkind: Cluster\nkubeadmConfigPatches: []\n';
    assert.equal(readFile('a.yaml', other), undefined);
  });
});

describe('sources/shapes: Gardener', () => {
  it('reads a Shoot and the kubelets of its workers', () => {
    checkShape({
      text: `apiVersion: core.gardener.cloud/v1beta1
kind: Shoot
spec:
  kubernetes:
    version: 1.31.4
    kubeControllerManager:
      nodeMonitorGracePeriod: 40s # forty
      podEvictionTimeout: 2m0s
    kubeAPIServer:
      defaultNotReadyTolerationSeconds: 300
  provider:
    workers:
    - name: a
      kubernetes:
        version: 1.30.2
        kubelet: {evictionMaxPodGracePeriod: 90, maxPods: 110}
`,
      settings: [
        `${KCM} node-monitor-grace-period=40s`,
        `${KCM} pod-eviction-timeout=2m0s`,
        'kube-apiserver default-not-ready-toleration-seconds=300',
        'kubelet evictionMaxPodGracePeriod=90',
      ],
      versions: ['1.31.4', '1.30.2'],
      fix: ['node-monitor-grace-period', '50s', '40s # forty', '50s # forty'],
      removes: ['pod-eviction-timeout', '      podEvictionTimeout: 2m0s\n'],
    });
  });

  it('reads the tolerations that its components write', () => {
    const settings = [
      'kube-apiserver default-not-ready-toleration-seconds=60',
      'kube-apiserver default-unreachable-toleration-seconds=60',
    ];
    const seconds = '  defaultNotReadyTolerationSeconds: 60\n  defaultUnreachableTolerationSeconds: 60\n';
    for (const [group, kind] of [
      ['gardenlet', 'GardenletConfiguration'],
      ['operator', 'OperatorConfiguration'],
    ]) {
      const text = `apiVersion: ${group}.config.gardener.cloud/v1alpha1\nkind: ${kind}\nnodeToleration:\n${seconds}`;
      checkShape({
        text,
        settings,
        removes: ['default-not-ready-toleration-seconds', '  defaultNotReadyTolerationSeconds: 60\n'],
      });
    }
    checkShape({ text: `nodeToleration:\n${seconds}`, settings });
    checkShape({
      text: `apiVersion: resourcemanager.config.gardener.cloud/v1alpha1\nkind: ResourceManagerConfiguration\nwebhooks:\n  highAvailabilityConfig:\n${seconds.replaceAll('  d', '    d')}`,
      settings,
    });
  });
});

describe('sources/shapes: EKS', () => {
  it('reads eksctl', () => {
    checkShape({
      text: `apiVersion: eksctl.io/v1alpha5
kind: ClusterConfig
metadata:
  version: "1.31"
nodeGroups:
- name: a
  kubeletExtraConfig:
    shutdownGracePeriod: 90s
  overrideBootstrapCommand: |
    #!/bin/bash
    /etc/eks/bootstrap.sh c --kubelet-extra-args '--node-status-update-frequency=4s'
managedNodeGroups:
- name: b
  bottlerocket:
    settings:
      kubernetes: {shutdown-grace-period: 30s}
`,
      settings: [
        'kubelet shutdownGracePeriod=90s',
        'kubelet node-status-update-frequency=4s',
        'kubelet shutdownGracePeriod=30s',
      ],
      versions: ['1.31'],
      fix: ['node-status-update-frequency', '10s', '=4s', '=10s'],
    });
  });

  it("reads nodeadm's NodeConfig, and not ScyllaDB's", () => {
    const text = `apiVersion: node.eks.aws/v1alpha1
kind: NodeConfig
spec:
  kubelet:
    config:
      shutdownGracePeriod: 30s
    flags:
    - --node-status-update-frequency=4s
`;
    const settings = ['kubelet shutdownGracePeriod=30s', 'kubelet node-status-update-frequency=4s'];
    checkShape({ text, settings });
    const scylla = text.replace('node.eks.aws', 'scylla.scylladb.com').replace(/ {4}flags:[\s\S]*/, '');
    assert.equal(readFile('a.yaml', scylla), undefined);
    const userData = `apiVersion: karpenter.k8s.aws/v1\nkind: EC2NodeClass\nspec:\n  userData: |\n    MIME-Version: 1.0\n    Content-Type: multipart/mixed; boundary="//"\n\n    --//\n    Content-Type: application/node.eks.aws\n\n${text.replace(/^(?=.)/gm, '    ')}\n    --//--\n`;
    checkShape({ text: userData, settings, fix: ['shutdownGracePeriod', '60s', '30s', '60s'] });
    const mime = `MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary="//"\n\n--//\nContent-Type: application/node.eks.aws\n\n---\n${text}\n--//--\n`;
    checkShape({ file: 'user-data', text: mime, settings, fix: ['shutdownGracePeriod', '60s', '30s', '60s'] });
  });

  it('reads EKS Anywhere', () => {
    checkShape({
      text: 'apiVersion: anywhere.eks.amazonaws.com/v1alpha1\nkind: Cluster\nspec:\n  kubernetesVersion: "1.30"\n  workerNodeGroupConfigurations:\n  - kubeletConfiguration:\n      kind: KubeletConfiguration\n      shutdownGracePeriod: 30s\n',
      settings: ['kubelet shutdownGracePeriod=30s'],
      versions: ['1.30'],
    });
  });
});

describe('sources/shapes: k0s, KubeOne, KubeKey, Kamaji, vCluster, Canonical Kubernetes, KubeEdge, MicroShift, Promenade', () => {
  const k0s = `spec:
  controllerManager:
    extraArgs:
      node-monitor-grace-period: 20s
    rawArgs: ["--node-monitor-period=2s"]
  workerProfiles:
  - name: default
    values:
      nodeStatusUpdateFrequency: 4s
`;
  const settings = [
    `${KCM} node-monitor-grace-period=20s`,
    `${KCM} node-monitor-period=2s`,
    'kubelet nodeStatusUpdateFrequency=4s',
  ];

  it('reads k0s, alone, in k0sctl, and as a text of compose', () => {
    const config = `apiVersion: k0s.k0sproject.io/v1beta1\nkind: ClusterConfig\n${k0s}`;
    checkShape({ text: config, settings, fix: ['node-monitor-period', '5s', '=2s', '=5s'] });
    checkShape({
      text: `apiVersion: k0sctl.k0sproject.io/v1beta1\nkind: Cluster\nspec:\n  hosts:\n  - drain: {gracePeriod: 2m}\n  k0s:\n    version: v1.30.1+k0s.0\n    config:\n${k0s.replace(/^(?=.)/gm, '      ')}`,
      settings,
      versions: ['v1.30.1+k0s.0'],
      fix: ['node-monitor-grace-period', '50s', '20s', '50s'],
    });
    checkShape({
      text: `services: {}\nconfigs:\n  k0s.yaml:\n    content: |\n${config.replace(/^(?=.)/gm, '      ')}`,
      settings,
      fix: ['nodeStatusUpdateFrequency', '10s', '4s', '10s'],
    });
  });

  it('reads KubeOne and KubeKey', () => {
    checkShape({
      text: 'apiVersion: kubeone.k8c.io/v1beta2\nkind: KubeOneCluster\nversions: {kubernetes: 1.30.1}\ncontrolPlaneComponents:\n  controllerManager:\n    flags:\n      node-monitor-grace-period: 20s\n',
      settings: [`${KCM} node-monitor-grace-period=20s`],
      versions: ['1.30.1'],
      fix: ['node-monitor-grace-period', '50s', '20s', '50s'],
    });
    checkShape({
      text: 'apiVersion: kubekey.kubesphere.io/v1alpha2\nkind: Cluster\nspec:\n  kubernetes:\n    version: v1.23.17\n    controllerManagerArgs: [node-monitor-grace-period=20s]\n    kubeletArgs:\n    - node-status-update-frequency=4s\n    kubeletConfiguration: {shutdownGracePeriod: 30s}\n',
      settings: [
        `${KCM} node-monitor-grace-period=20s`,
        'kubelet node-status-update-frequency=4s',
        'kubelet shutdownGracePeriod=30s',
      ],
      versions: ['v1.23.17'],
    });
  });

  it('reads Kamaji and vCluster', () => {
    checkShape({
      text: 'apiVersion: kamaji.clastix.io/v1alpha1\nkind: TenantControlPlane\nspec:\n  kubernetes: {version: v1.29.0}\n  controlPlane:\n    deployment:\n      extraArgs:\n        controllerManager:\n        - --node-monitor-grace-period=20s\n',
      settings: [`${KCM} node-monitor-grace-period=20s`],
      versions: ['v1.29.0'],
      fix: ['node-monitor-grace-period', '50s', '=20s', '=50s'],
    });
    checkShape({
      text: 'controlPlane:\n  distro:\n    k8s:\n      controllerManager:\n        extraArgs:\n        - --node-monitor-grace-period=20s\n',
      settings: [`${KCM} node-monitor-grace-period=20s`],
    });
  });

  it('reads Canonical Kubernetes: dashes in keys, null deletes', () => {
    const text = 'extra-node-kube-controller-manager-args:\n  --node-monitor-grace-period: 20s\n  --profiling: null\n';
    checkShape({
      text,
      settings: [`${KCM} node-monitor-grace-period=20s`],
      fix: ['node-monitor-grace-period', '50s', '20s', '50s'],
    });
    const settingList = readFile('a.yaml', text)?.settingLists[0];
    assert.equal(
      applyEdits(text, settingList?.inserter.add('node-monitor-period', '2s') ?? []),
      `${text}  --node-monitor-period: 2s\n`,
    );
  });

  it("reads KubeEdge's integers of seconds, and durations since v1alpha2", () => {
    const edged = (version: string, inner: string) =>
      `apiVersion: edgecore.config.kubeedge.io/${version}\nkind: EdgeCore\nmodules:\n  edged:\n${inner}`;
    checkShape({
      text: edged('v1alpha1', '    nodeStatusUpdateFrequency: 10 # seconds\n'),
      settings: ['kubelet nodeStatusUpdateFrequency=10s'],
      fix: ['nodeStatusUpdateFrequency', '20s', '10 # seconds', '20 # seconds'],
    });
    checkShape({
      text: edged('v1alpha2', '    tailoredKubeletConfig:\n      nodeStatusUpdateFrequency: 10s\n'),
      settings: ['kubelet nodeStatusUpdateFrequency=10s'],
      fix: ['nodeStatusUpdateFrequency', '20s', '10s', '20s'],
    });
    checkShape({
      text: 'edged:\n    node-status-update-frequency: 10 # second\n',
      settings: ['kubelet nodeStatusUpdateFrequency=10s'],
      fix: ['nodeStatusUpdateFrequency', '1m', '10 # second', '60 # second'],
    });
  });

  it('reads MicroShift and Promenade', () => {
    checkShape({
      file: 'etc/microshift/config.yaml',
      text: 'apiServer: {}\nkubelet:\n  nodeStatusUpdateFrequency: 10s\n',
      settings: ['kubelet nodeStatusUpdateFrequency=10s'],
      fix: ['nodeStatusUpdateFrequency', '20s', '10s', '20s'],
    });
    assert.equal(readFile('values.yaml', 'apiServer: {}\nkubelet:\n  enabled: true\n'), undefined);
    checkShape({
      text: 'schema: promenade/Kubelet/v1\ndata:\n  arguments:\n  - --node-status-update-frequency=4s\n  config_file_overrides:\n    shutdownGracePeriod: 5s\n...\n',
      settings: ['kubelet node-status-update-frequency=4s', 'kubelet shutdownGracePeriod=5s'],
    });
  });
});

describe('sources/shapes: files inside objects', () => {
  const kubelet =
    'apiVersion: kubelet.config.k8s.io/v1beta1\nkind: KubeletConfiguration\nnodeStatusUpdateFrequency: 4s\n';
  const indented = (by: string) => kubelet.replace(/^(?=.)/gm, by);
  const settings = ['kubelet nodeStatusUpdateFrequency=4s'];
  const fix = ['nodeStatusUpdateFrequency', '10s', '4s', '10s'] as const;

  it('reads the ConfigMaps of kubeadm', () => {
    checkShape({ text: `apiVersion: v1\nkind: ConfigMap\ndata:\n  kubelet: |\n${indented('    ')}`, settings, fix });
    const json = JSON.stringify({ apiVersion: 'v1', kind: 'ConfigMap', data: { kubelet } }, null, 2);
    checkShape({ file: 'a.json', text: json, settings, fix: ['nodeStatusUpdateFrequency', '10s', ': 4s', ': 10s'] });
    checkShape({
      text: 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: kubeadm-config}\ndata:\n  ClusterConfiguration: |\n    apiVersion: kubeadm.k8s.io/v1beta4\n    kind: ClusterConfiguration\n    kubernetesVersion: v1.31.0\n    controllerManager:\n      extraArgs:\n      - name: node-monitor-period\n        value: 2s\n',
      settings: [`${KCM} node-monitor-period=2s`],
      versions: ['v1.31.0'],
      fix: ['node-monitor-period', '5s', '2s', '5s'],
    });
  });

  it('reads manifests and environment files in ConfigMaps, and leaves other texts alone', () => {
    checkShape({
      text: 'apiVersion: v1\nkind: ConfigMap\ndata:\n  pod.yaml: |\n    apiVersion: v1\n    kind: Pod\n    spec:\n      containers:\n      - command: [kube-controller-manager, --node-monitor-period=2s]\n  notes.txt: |\n    the --node-monitor-period flag\n',
      settings: [`${KCM} node-monitor-period=2s`],
    });
  });

  it('reads values of a Helm release: objects and files', () => {
    checkShape({
      text: `apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nspec:\n  values:\n    files:\n      kubelet.yaml: |\n${indented('        ')}    extraObjects:\n    - apiVersion: v1\n      kind: Pod\n      spec:\n        containers:\n        - command: [kube-controller-manager, --node-monitor-period=2s]\n`,
      settings: [`${KCM} node-monitor-period=2s`, ...settings],
      fix,
    });
  });

  it('reads arguments beside a wrapped object', () => {
    checkShape({
      text: `options:\n  kube-controller-manager:\n    extra_args: [--node-monitor-grace-period=20s]\n  kubelet:\n    config:\n${indented('      ')}`,
      settings: [...settings, `${KCM} node-monitor-grace-period=20s`],
    });
  });

  it('does not take examples in the definition of a resource', () => {
    const text = `apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\nspec:\n  example:\n${indented('    ')}`;
    assert.equal(readFile('a.yaml', text), undefined);
  });
});
