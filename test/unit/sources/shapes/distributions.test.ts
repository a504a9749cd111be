import assert from 'node:assert/strict';
import { readFile } from '../../../../server/src/sources/allSources.ts';
import { applyEdits } from '../wholeFile.ts';
import { checkShape, named } from './shapeCase.ts';

const KCM = 'kube-controller-manager';

describe('sources/shapes: kOps', () => {
  const text = `apiVersion: kops.k8s.io/v1alpha2
kind: Cluster
spec:
  kubernetesVersion: 1.29.0
  kubeControllerManager:
    nodeMonitorGracePeriod: 40s
    nodeMonitorPeriod: "5s"
    leaderElection: {leaderElectLeaseDuration: 30s}
    featureGates: {A: "true"}
  kubeAPIServer:
    defaultNotReadyTolerationSeconds: 60
    enableAdmissionPlugins:
    - DefaultTolerationSeconds
    - NodeRestriction
  kubelet:
    nodeStatusUpdateFrequency: 10s
    evictionHard: memory.available<100Mi
    shutdownGracePeriod: 30s
  masterKubelet: {shutdownGracePeriod: 20s}
  controlPlaneKubelet:
    nodeLeaseDurationSeconds: 60
  fileAssets:
  - name: extra
    path: /etc/default/kubelet
    content: |
      KUBELET_EXTRA_ARGS="--node-status-update-frequency=4s"
`;

  it('reads fields that stand for flags', () => {
    checkShape({
      text,
      settings: [
        `${KCM} node-monitor-period=5s`,
        `${KCM} node-monitor-grace-period=40s`,
        `${KCM} feature-gates=A=true`,
        `${KCM} leader-elect-lease-duration=30s`,
        'kube-apiserver default-not-ready-toleration-seconds=60',
        'kube-apiserver enable-admission-plugins=DefaultTolerationSeconds,NodeRestriction',
        'kubelet nodeStatusUpdateFrequency=10s',
        'kubelet shutdownGracePeriod=30s',
        'kubelet shutdownGracePeriod=20s',
        'kubelet nodeLeaseDurationSeconds=60',
        'kubelet node-status-update-frequency=4s',
      ],
      versions: ['1.29.0'],
      fix: ['node-monitor-period', '2s', '"5s"', '"2s"'],
      removes: ['node-monitor-grace-period', '    nodeMonitorGracePeriod: 40s\n'],
    });
  });

  it('writes a field under its own name, also where the component has none yet', () => {
    const reading = readFile('a.yaml', text);
    const add = (component: string, name: string, value: string | number) => {
      const settingList = reading?.settingLists.findLast((one) => one.component === component);
      return applyEdits(text, settingList?.inserter.add(name, value) ?? []);
    };
    assert.equal(
      add('kube-apiserver', 'default-unreachable-toleration-seconds', 60),
      text.replace('    - NodeRestriction\n', '    - NodeRestriction\n    defaultUnreachableTolerationSeconds: 60\n'),
    );
    const bare = 'apiVersion: kops.k8s.io/v1alpha3\nkind: Cluster\nspec:\n  channel: stable\n';
    const settingList = readFile('a.yaml', bare)?.settingLists.find(({ component }) => component === KCM);
    assert.equal(
      applyEdits(bare, settingList?.inserter.add('node-monitor-period', '2s') ?? []),
      `${bare}  kubeControllerManager:\n    nodeMonitorPeriod: 2s\n`,
    );
  });

  it('reads instance groups, and no Cluster of another program', () => {
    const group =
      'apiVersion: kops.k8s.io/v1alpha2\nkind: InstanceGroup\nspec:\n  kubelet: {shutdownGracePeriod: 5s}\n';
    checkShape({ text: group, settings: ['kubelet shutdownGracePeriod=5s'] });
    const other = group.replace('kops.k8s.io', 'cluster.example.com').replace('InstanceGroup', 'Cluster');
    assert.equal(readFile('a.yaml', other), undefined);
  });
});

describe('sources/shapes: Kubespray', () => {
  const text = `# an inventory's group_vars
kube_version: v1.31.4
kube_controller_node_monitor_grace_period: 40s
kube_controller_node_monitor_period: 5s
kube_apiserver_pod_eviction_not_ready_timeout_seconds: "300"
kubelet_status_update_frequency: '10s'
kubelet_shutdown_grace_period: "{{ grace }}"
kubelet_custom_flags:
  - "--eviction-max-pod-grace-period=30"
kube_kubeadm_controller_extra_args:
  v: "2"
`;

  it('reads variables, flags and lists of flags', () => {
    checkShape({
      text,
      settings: [
        `${KCM} node-monitor-grace-period=40s`,
        `${KCM} node-monitor-period=5s`,
        'kube-apiserver default-not-ready-toleration-seconds=300',
        'kubelet nodeStatusUpdateFrequency=10s',
        'kubelet shutdownGracePeriod=?"{{ grace }}"',
        `${KCM} v=2`,
        'kubelet eviction-max-pod-grace-period=30',
      ],
      versions: ['v1.31.4'],
      fix: ['nodeStatusUpdateFrequency', '20s', "'10s'", "'20s'"],
    });
  });

  it('reads the version alone', () => {
    checkShape({ text: 'kube_version: v1.31.4\nkube_network_plugin: calico\n', settings: [], versions: ['v1.31.4'] });
    assert.deepEqual(
      readFile('a.yaml', 'kube_version: v1.31.4\nother: 1\n')?.versions.map(({ kind, text }) => `${kind} ${text}`),
      ['statement v1.31.4'],
    );
  });

  it('reads an inventory', () => {
    checkShape({
      text: 'all:\n  children:\n    k8s_cluster:\n      vars:\n        kube_controller_node_monitor_period: 5s\n',
      settings: [`${KCM} node-monitor-period=5s`],
      fix: ['node-monitor-period', '2s', '5s', '2s'],
    });
  });

  it('is not told by names that only begin alike', () => {
    assert.equal(readFile('a.yaml', 'kubelet_running_pods: 3\nkube_apiserver_requests: 5\n'), undefined);
  });
});

describe('sources/shapes: OpenShift', () => {
  it('reads a KubeletConfig', () => {
    checkShape({
      text: `apiVersion: machineconfiguration.openshift.io/v1
kind: KubeletConfig
spec:
  kubeletConfig:
    nodeStatusUpdateFrequency: 20s
    shutdownGracePeriod: 0s
`,
      settings: ['kubelet nodeStatusUpdateFrequency=20s', 'kubelet shutdownGracePeriod=0s'],
      fix: ['nodeStatusUpdateFrequency', '10s', '20s', '10s'],
    });
  });

  it('reads one inside a Template', () => {
    checkShape({
      text: `apiVersion: template.openshift.io/v1
kind: Template
objects:
- kind: KubeletConfig
  apiVersion: machineconfiguration.openshift.io/v1
  metadata: {name: "\${NAME}"}
  spec:
    kubeletConfig:
      nodeStatusUpdateFrequency: 20s
`,
      settings: ['kubelet nodeStatusUpdateFrequency=20s'],
      fix: ['nodeStatusUpdateFrequency', '10s', '20s', '10s'],
    });
  });

  it('reads arguments, each a list, of the operators and of the components', () => {
    checkShape({
      text: `apiVersion: operator.openshift.io/v1
kind: KubeControllerManager
spec:
  unsupportedConfigOverrides:
    extendedArguments:
      node-monitor-grace-period: ["5m"]
`,
      settings: [`${KCM} node-monitor-grace-period=5m`],
      fix: ['node-monitor-grace-period', '50s', '"5m"', '"50s"'],
    });
    checkShape({
      text: `apiVersion: operator.openshift.io/v1
kind: KubeAPIServer
spec:
  observedConfig:
    apiServerArguments:
      default-not-ready-toleration-seconds:
      - "60"
`,
      settings: ['kube-apiserver default-not-ready-toleration-seconds=60'],
      fix: ['default-not-ready-toleration-seconds', '300', '"60"', '"300"'],
    });
    checkShape({
      text: 'kind: MasterConfig\napiVersion: v1\nkubernetesMasterConfig:\n  controllerArguments:\n    pod-eviction-timeout: [1m]\n',
      settings: [`${KCM} pod-eviction-timeout=1m`],
    });
  });

  const node = (profile: string) =>
    `apiVersion: config.openshift.io/v1\nkind: Node\nmetadata:\n  name: cluster\nspec:\n  workerLatencyProfile: ${profile}\n`;
  const profile = (frequency: string, grace: string, seconds: string) => [
    `kubelet nodeStatusUpdateFrequency=${frequency}`,
    `${KCM} node-monitor-grace-period=${grace}`,
    `kube-apiserver default-not-ready-toleration-seconds=${seconds}`,
    `kube-apiserver default-unreachable-toleration-seconds=${seconds}`,
  ];

  it('knows what a latency profile sets, and that it cannot be changed by halves', () => {
    // The grace of its release: 40 s, later 50 s.
    checkShape({
      text: node('Default'),
      settings: profile('10s', '', '300').filter((one) => !one.endsWith('grace-period=')),
    });
    checkShape({ text: node('"MediumUpdateAverageReaction"'), settings: profile('20s', '2m', '60') });
    checkShape({ text: node('LowUpdateSlowReaction'), settings: profile('1m', '5m', '60') });
    checkShape({ text: node('{{ .p }}'), settings: profile(...(['?{{ .p }}', '?{{ .p }}', '?{{ .p }}'] as const)) });
    assert.deepEqual(
      named(readFile('a.yaml', node('LowUpdateSlowReaction')), 'node-monitor-grace-period').rewriter.replace('50s'),
      [],
    );
    checkShape({ text: node('Fast'), settings: [] });
    assert.equal(readFile('a.yaml', 'apiVersion: v1\nkind: Node\nspec: {workerLatencyProfile: Default}\n'), undefined);
  });

  it('reads files of a MachineConfig, in data URLs too, and those of the operator', () => {
    const kubelet =
      'kind: KubeletConfiguration\napiVersion: kubelet.config.k8s.io/v1beta1\nnodeStatusUpdateFrequency: 4s\n';
    const machine = (source: string) => `apiVersion: machineconfiguration.openshift.io/v1
kind: MachineConfig
spec:
  config:
    ignition: {version: 3.2.0}
    storage:
      files:
      - path: /etc/kubernetes/kubelet.conf
        contents:
          source: ${source}
`;
    const settings = ['kubelet nodeStatusUpdateFrequency=4s'];
    checkShape({
      text: machine(`data:,${encodeURIComponent(kubelet)}`),
      settings,
      fix: ['nodeStatusUpdateFrequency', '10s', '4s', '10s'],
    });
    const base64 = machine(`data:text/plain;base64,${Buffer.from(kubelet).toString('base64')}`);
    const reading = readFile('a.yaml', base64);
    assert.deepEqual(
      reading?.settings.map(({ name }) => name),
      ['nodeStatusUpdateFrequency'],
    );
    checkShape({
      text: `mode: 0644\npath: "/etc/kubernetes/kubelet.conf"\ncontents:\n  inline: |\n    ${kubelet.replaceAll('\n', '\n    ').trimEnd()}\n`,
      settings,
      fix: ['nodeStatusUpdateFrequency', '10s', '4s', '10s'],
    });
  });

  it('reads what a policy of a policy wraps', () => {
    checkShape({
      text: `apiVersion: policy.open-cluster-management.io/v1
kind: Policy
spec:
  policy-templates:
  - objectDefinition:
      apiVersion: policy.open-cluster-management.io/v1
      kind: ConfigurationPolicy
      spec:
        object-templates:
        - complianceType: musthave
          objectDefinition:
            apiVersion: machineconfiguration.openshift.io/v1
            kind: KubeletConfig
            spec:
              kubeletConfig: {shutdownGracePeriod: 60s}
`,
      settings: ['kubelet shutdownGracePeriod=60s'],
      fix: ['shutdownGracePeriod', '90s', '60s', '90s'],
    });
  });
});

describe('sources/shapes: Talos', () => {
  it('reads a machine configuration', () => {
    checkShape({
      text: `version: v1alpha1
machine:
  kubelet:
    image: ghcr.io/siderolabs/kubelet:v1.31.1
    extraArgs:
      node-status-update-frequency: 4s
    extraConfig:
      shutdownGracePeriod: 30s
cluster:
  controllerManager:
    extraArgs:
      node-monitor-grace-period: "20s"
  apiServer:
    extraArgs: {default-not-ready-toleration-seconds: "60"}
`,
      settings: [
        `${KCM} node-monitor-grace-period=20s`,
        'kube-apiserver default-not-ready-toleration-seconds=60',
        'kubelet node-status-update-frequency=4s',
        'kubelet shutdownGracePeriod=30s',
      ],
      fix: ['node-monitor-grace-period', '50s', '"20s"', '"50s"'],
    });
  });

  it('reads the documents of Talos 1.14', () => {
    checkShape({
      text: `apiVersion: v1alpha1
kind: KubeletConfig
config:
  nodeStatusUpdateFrequency: 4s
---
apiVersion: v1alpha1
kind: KubeControllerManagerConfig
image: registry.k8s.io/kube-controller-manager:v1.36.0
extraArgs:
  node-monitor-grace-period: 20s
---
apiVersion: v1alpha1
kind: KubeAPIServerConfig
extraArgs:
  default-not-ready-toleration-seconds: 60
`,
      settings: [
        'kubelet nodeStatusUpdateFrequency=4s',
        `${KCM} node-monitor-grace-period=20s`,
        'kube-apiserver default-not-ready-toleration-seconds=60',
      ],
      versions: ['registry.k8s.io/kube-controller-manager:v1.36.0'],
      fix: ['node-monitor-grace-period', '50s', '20s', '50s'],
    });
  });

  it('reads patches: as JSON, and as texts of talhelper', () => {
    checkShape({
      file: 'all.json',
      text: `[
  {"op": "add", "path": "/machine/kubelet/extraConfig", "value": {"shutdownGracePeriod": "15s"}},
  {"op": "replace", "path": "/cluster/controllerManager/extraArgs/node-monitor-period", "value": "2s"},
  {"op": "add", "path": "/machine/kubelet", "value": {"extraArgs": {"node-status-update-frequency": "4s"}}},
  {"op": "remove", "path": "/cluster/controllerManager/extraArgs/v"},
]
`,
      settings: [
        'kubelet shutdownGracePeriod=15s',
        `${KCM} node-monitor-period=2s`,
        'kubelet node-status-update-frequency=4s',
      ],
      fix: ['node-monitor-period', '5s', '"2s"', '"5s"'],
    });
    checkShape({
      text: `clusterName: home
talosVersion: v1.8.0
kubernetesVersion: v1.31.1
nodes: []
controlPlane:
  patches:
  - |-
    cluster:
      controllerManager:
        extraArgs:
          node-monitor-grace-period: 20s
  - '@./patch.yaml'
`,
      settings: [`${KCM} node-monitor-grace-period=20s`],
      versions: ['v1.31.1'],
      fix: ['node-monitor-grace-period', '50s', '20s', '50s'],
    });
  });
});
