// Shapes of k3s, RKE2 and Rancher.
import type { Component } from '../../../model/setting.ts';
import type { Part, SettingsRow } from '../objectTable.ts';

/** `pkg/cli/cmds/server.go`, `agent.go` of k3s; `kube-controller-arg` is the old name. A key with `+` adds to earlier files. */
export const K3S_OPTIONS: readonly (readonly [option: string, component: Component])[] = [
  ['kube-controller-manager-arg', 'kube-controller-manager'],
  ['kube-controller-arg', 'kube-controller-manager'],
  ['kube-apiserver-arg', 'kube-apiserver'],
  ['kube-scheduler-arg', 'kube-scheduler'],
  ['kube-cloud-controller-manager-arg', 'cloud-controller-manager'],
  ['kubelet-arg', 'kubelet'],
];

/** Id of the shape. */
export const K3S_CONFIGURATION = 'k3s-configuration';

/** RKE's services by their component: `types/rke_types.go` (ConfigServices). */
const SERVICES: readonly (readonly [service: string, component: Component])[] = [
  ['kube-controller', 'kube-controller-manager'],
  ['kube_controller', 'kube-controller-manager'],
  ['kube-api', 'kube-apiserver'],
  ['kube_api', 'kube-apiserver'],
  ['kubelet', 'kubelet'],
  ['scheduler', 'kube-scheduler'],
];

/** `controlplane/api` of cluster-api-provider-rke2, and `kthrees` of cluster-api-k3s. */
const RKE2_SERVER = (at: string): readonly Part[] => [
  { at: `${at}.serverConfig.kubeControllerManager.extraArgs`, holds: 'pairs', component: 'kube-controller-manager' },
  { at: `${at}.serverConfig.kubeAPIServer.extraArgs`, holds: 'pairs', component: 'kube-apiserver' },
  { at: `${at}.agentConfig.kubelet.extraArgs`, holds: 'pairs', component: 'kubelet' },
  { at: `${at}.serverConfig.kubeControllerManagerArgs`, holds: 'pairs', component: 'kube-controller-manager' },
  { at: `${at}.serverConfig.kubeAPIServerArgs`, holds: 'pairs', component: 'kube-apiserver' },
  { at: `${at}.agentConfig.kubeletArgs`, holds: 'pairs', component: 'kubelet' },
];

/** `cluster.yml`, alone or inside Rancher's template of a cluster. */
const RKE: readonly Part[] = [
  ...SERVICES.flatMap(([service, component]): Part[] => [
    { at: `**.services.${service}.extra_args`, holds: 'arguments', component },
    { at: `**.services.${service}.extra_args_array`, holds: 'arguments', component },
  ]),
  { at: 'kubernetes_version', holds: 'version' },
  { at: 'rancher_kubernetes_engine_config.kubernetes_version', holds: 'version' },
  { at: 'system_images.kubernetes', holds: 'image', component: 'kube-controller-manager' },
];

/** Lists of kube-hetzner's module. */
const KUBELET_LISTS: readonly Part[] = [
  'k3s_global_kubelet_args',
  'k3s_control_plane_kubelet_args',
  'k3s_worker_kubelet_args',
].map((name): Part => ({ at: `**.${name}`, holds: 'pairs', component: 'kubelet' }));

export const rancher: readonly SettingsRow[] = [
  {
    id: 'rke2-control-plane',
    distribution: { id: 'k3s' },
    // Cluster API for RKE2 or k3s
    kinds: [
      'controlplane.cluster.x-k8s.io/RKE2ControlPlane',
      'controlplane.cluster.x-k8s.io/RKE2ControlPlaneTemplate',
      'bootstrap.cluster.x-k8s.io/RKE2Config',
      'bootstrap.cluster.x-k8s.io/RKE2ConfigTemplate',
      'controlplane.cluster.x-k8s.io/KThreesControlPlane',
      'bootstrap.cluster.x-k8s.io/KThreesConfig',
      'bootstrap.cluster.x-k8s.io/KThreesConfigTemplate',
    ],
    parts: [
      { at: 'spec.version', holds: 'version' },
      ...RKE2_SERVER('spec'),
      ...RKE2_SERVER('spec.template.spec'),
      ...RKE2_SERVER('spec.kthreesConfigSpec'),
      { at: 'spec', holds: 'files' },
    ],
  },
  {
    id: 'upgrade-plan',
    // System upgrade plan of k3s or RKE2
    kinds: ['upgrade.cattle.io/Plan'],
    parts: [{ at: 'spec.version', holds: 'version' }],
  },
  {
    // The file itself, its parts in `config.yaml.d`, and what carries it: Ansible's variables, Rancher's Cluster.
    id: K3S_CONFIGURATION,
    distribution: { id: 'k3s' },
    // K3s or RKE2 configuration
    marks: [
      ...K3S_OPTIONS.map(([option]) => option),
      'write-kubeconfig',
      'flannel-backend',
      'cluster-init:',
      '-arg:',
      '-args:',
    ],
    parts: [
      ...K3S_OPTIONS.flatMap(([option, component]): Part[] => [
        { at: `**.${option}`, holds: 'pairs', component, layer: { key: option, appends: false } },
        { at: `**.${option}+`, holds: 'pairs', component, layer: { key: option, appends: true } },
      ]),
      ...KUBELET_LISTS,
      { at: 'spec.kubernetesVersion', holds: 'version' },
    ],
  },
  {
    // Roles for Ansible: lablabs.rke2, rancherfederal; k3s-ansible writes its text as it is.
    id: 'rke2-role',
    distribution: { id: 'k3s' },
    // Variables of roles and modules for RKE2 and k3s
    marks: ['rke2_kube', 'server_config_yaml', 'agent_config_yaml', 'rke2_server_options', 'kubelet_args'],
    parts: [
      ...K3S_OPTIONS.flatMap(([option, component]): Part[] =>
        ['', 's'].map((plural) => ({
          at: `**.rke2_${option.replaceAll('-', '_')}${plural}`,
          holds: 'pairs',
          component,
        })),
      ),
      ...['server_config_yaml', 'agent_config_yaml', 'rke2_server_options.*'].map(
        (at): Part => ({ at: `**.${at}`, holds: 'text', path: 'config.yaml' }),
      ),
      ...KUBELET_LISTS,
    ],
  },
  {
    // `pkg/apis/management.cattle.io/v3` of Rancher: RKE's fields in camel case.
    id: 'rancher-rke',
    // RKE in Rancher's API
    marks: ['kubeController', 'rancherKubernetesEngineConfig'],
    parts: [
      ...(
        [
          ['kubeController', 'kube-controller-manager'],
          ['kubeApi', 'kube-apiserver'],
          ['kubelet', 'kubelet'],
        ] as const
      ).map(
        ([service, component]): Part => ({ at: `**.services.${service}.extraArgs`, holds: 'arguments', component }),
      ),
      { at: '**.rancherKubernetesEngineConfig.kubernetesVersion', holds: 'version' },
    ],
  },
  {
    id: 'rke',
    misspeltBeside: { anyOf: ['nodes', 'services'] },
    // RKE cluster configuration
    marks: ['extra_args'],
    parts: RKE,
  },
  {
    // Versions of a cluster without arguments of its own.
    id: 'rke-cluster',
    // RKE cluster
    marks: ['kubernetes_version'],
    requires: ['nodes', 'kubernetes_version'],
    isToldByKeys: true,
    parts: RKE,
  },
];
