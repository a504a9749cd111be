import assert from 'node:assert/strict';
import { readFile } from '../../../../server/src/sources/allSources.ts';
import { applyEdits } from '../wholeFile.ts';
import { checkShape } from './shapeCase.ts';

const CONTROL_PLANE = `apiVersion: controlplane.cluster.x-k8s.io/v1beta1
kind: KubeadmControlPlane
metadata:
  name: cp
spec:
  version: v1.31.4
  kubeadmConfigSpec:
    clusterConfiguration:
      controllerManager:
        extraArgs:
          node-monitor-grace-period: 20s # short
          v: "2"
    initConfiguration:
      nodeRegistration:
        kubeletExtraArgs:
          node-status-update-frequency: '4s'
`;
const LIST = CONTROL_PLANE.replace('v1beta1', 'v1beta2')
  .replace(
    'node-monitor-grace-period: 20s # short',
    '- name: node-monitor-grace-period\n            value: 20s # short',
  )
  .replace('v: "2"', '- name: v\n            value: "2"')
  .replace("node-status-update-frequency: '4s'", "- {name: node-status-update-frequency, value: '4s'}");
const SETTINGS = [
  'kube-controller-manager node-monitor-grace-period=20s',
  'kube-controller-manager v=2',
  'kubelet node-status-update-frequency=4s',
];

describe('sources/shapes: Cluster API', () => {
  it('reads maps until v1beta1', () => {
    checkShape({
      text: CONTROL_PLANE,
      settings: SETTINGS,
      versions: ['v1.31.4'],
      fix: ['node-monitor-grace-period', '50s', '20s # short', '50s # short'],
      removes: ['node-monitor-grace-period', '          node-monitor-grace-period: 20s # short\n'],
    });
    checkShape({ text: CONTROL_PLANE.replace('v1beta1', 'v1alpha4'), settings: SETTINGS });
  });

  it('reads lists since v1beta2', () => {
    checkShape({
      text: LIST,
      settings: SETTINGS,
      fix: ['node-status-update-frequency', '10s', "'4s'", "'10s'"],
      removes: [
        'node-monitor-grace-period',
        '          - name: node-monitor-grace-period\n            value: 20s # short\n',
      ],
    });
  });

  it('says which form the version wants, and takes either from a version that it does not know', () => {
    const wrong = CONTROL_PLANE.replace('v1beta1', 'v1beta2');
    checkShape({
      text: wrong,
      settings: SETTINGS,
      problems: [
        'form: extraArgs is a map; this API version wants a list',
        'form: kubeletExtraArgs is a map; this API version wants a list',
      ],
    });
    checkShape({ text: CONTROL_PLANE.replace('v1beta1', 'preview'), settings: SETTINGS });
  });

  it('adds a flag where none are yet, in the form of the version', () => {
    const text = `apiVersion: controlplane.cluster.x-k8s.io/v1beta2
kind: KubeadmControlPlane
spec:
  kubeadmConfigSpec:
    clusterConfiguration:
      apiServer: {}
`;
    const reading = readFile('a.yaml', text);
    const settingList = reading?.settingLists.find(({ component }) => component === 'kube-controller-manager');
    assert.equal(
      applyEdits(text, settingList?.inserter.add('node-monitor-period', '5s') ?? []),
      `${text}      controllerManager:\n        extraArgs:\n          - name: node-monitor-period\n            value: 5s\n`,
    );
  });

  it('reads templates, KubeadmConfig and its templates', () => {
    const spec =
      '      joinConfiguration: {nodeRegistration: {kubeletExtraArgs: {node-status-update-frequency: 4s}}}\n';
    const settings = ['kubelet node-status-update-frequency=4s'];
    const group = 'apiVersion: bootstrap.cluster.x-k8s.io/v1beta1\n';
    checkShape({ text: `${group}kind: KubeadmConfigTemplate\nspec:\n  template:\n    spec:\n${spec}`, settings });
    checkShape({ text: `${group}kind: KubeadmConfig\nspec:\n${spec}`, settings });
    checkShape({
      text: `apiVersion: controlplane.cluster.x-k8s.io/v1beta1\nkind: KubeadmControlPlaneTemplate\nspec:\n  template:\n    spec:\n      kubeadmConfigSpec:\n  ${spec}`,
      settings,
    });
  });

  it('reads parts of a spec in values of charts and in helpers', () => {
    checkShape({
      file: 'values.yaml',
      text: `controlPlane:
  kubeadmConfigSpec:
    clusterConfiguration:
      controllerManager:
        extraArgs:
          node-monitor-grace-period: 20s
    joinConfiguration:
      nodeRegistration:
        kubeletExtraArgs: {node-status-update-frequency: 4s}
`,
      settings: ['kube-controller-manager node-monitor-grace-period=20s', 'kubelet node-status-update-frequency=4s'],
      fix: ['node-monitor-grace-period', '50s', '20s', '50s'],
    });
    checkShape({
      file: '_helpers.tpl',
      text: '{{- define "kubeadm" -}}\nclusterConfiguration:\n  apiServer:\n    extraArgs:\n      default-not-ready-toleration-seconds: "60"\n{{- end }}\n',
      settings: ['kube-apiserver default-not-ready-toleration-seconds=60'],
    });
  });

  it('reads embedded files in place', () => {
    const text = `apiVersion: bootstrap.cluster.x-k8s.io/v1beta1
kind: KubeadmConfig
spec:
  files:
  - path: /etc/kubernetes/patches/kubeletconfiguration.yaml
    content: |
      apiVersion: kubelet.config.k8s.io/v1beta1
      kind: KubeletConfiguration
      nodeStatusUpdateFrequency: "4s"
      shutdownGracePeriod: \${GRACE:=60s}
  preKubeadmCommands:
  - kubelet --node-status-update-frequency=5s
`;
    checkShape({
      text,
      settings: [
        'kubelet nodeStatusUpdateFrequency=4s',
        'kubelet shutdownGracePeriod=?${GRACE:=60s}',
        'kubelet node-status-update-frequency=5s',
      ],
      fix: ['nodeStatusUpdateFrequency', '10s', '"4s"', '"10s"'],
      removes: ['nodeStatusUpdateFrequency', '      nodeStatusUpdateFrequency: "4s"\n'],
    });
  });

  it('reads what patches of a ClusterClass write, values from variables as unknown', () => {
    const at = '/spec/template/spec/kubeadmConfigSpec/clusterConfiguration/controllerManager/extraArgs';
    checkShape({
      text: `apiVersion: cluster.x-k8s.io/v1beta1
kind: ClusterClass
spec:
  patches:
  - name: grace
    definitions:
    - selector: {apiVersion: controlplane.cluster.x-k8s.io/v1beta1, kind: KubeadmControlPlaneTemplate}
      jsonPatches:
      - op: add
        path: ${at}/node-monitor-grace-period
        value: 20s
      - op: add
        path: ${at}/node-monitor-period
        valueFrom: {variable: period}
      - op: remove
        path: ${at}/v
      - op: add
        path: /spec/template/spec/kubeadmConfigSpec/files/-
        valueFrom:
          template: |
            owner: root:root
            path: /etc/systemd/system/kubelet.service.d/20.conf
            content: |
              [Service]
              Environment="KUBELET_EXTRA_ARGS=--node-status-update-frequency={{ .frequency }}"
`,
      settings: [
        'kube-controller-manager node-monitor-grace-period=20s',
        'kube-controller-manager node-monitor-period=?{variable: period}',
        'kubelet node-status-update-frequency=?{{ .frequency }}',
      ],
      fix: ['node-monitor-grace-period', '50s', 'value: 20s', 'value: 50s'],
    });
  });

  it('reads RKE2, k3s, EKS and versions; machines of Gardener stay foreign', () => {
    checkShape({
      text: `apiVersion: controlplane.cluster.x-k8s.io/v1beta1
kind: RKE2ControlPlane
spec:
  version: v1.30.2+rke2r1
  serverConfig:
    kubeControllerManager:
      extraArgs:
      - "--node-monitor-grace-period=20s"
  agentConfig:
    kubelet:
      extraArgs: [node-status-update-frequency=4s]
`,
      settings: ['kube-controller-manager node-monitor-grace-period=20s', 'kubelet node-status-update-frequency=4s'],
      versions: ['v1.30.2+rke2r1'],
      fix: ['node-monitor-grace-period', '50s', '=20s', '=50s'],
    });
    checkShape({
      text: 'apiVersion: bootstrap.cluster.x-k8s.io/v1beta2\nkind: EKSConfigTemplate\nspec:\n  template:\n    spec:\n      kubeletExtraArgs: {node-status-update-frequency: 4s}\n',
      settings: ['kubelet node-status-update-frequency=4s'],
    });
    checkShape({
      text: 'apiVersion: cluster.x-k8s.io/v1beta1\nkind: MachineDeployment\nspec: {template: {spec: {version: v1.30.2}}}\n',
      settings: [],
      versions: ['v1.30.2'],
    });
    const gardener =
      'apiVersion: machine.sapcloud.io/v1alpha1\nkind: MachineDeployment\nspec: {template: {spec: {version: v1}}}\n';
    assert.equal(readFile('a.yaml', gardener), undefined);
  });
});
