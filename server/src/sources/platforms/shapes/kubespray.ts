// Variables of Kubespray.
import type { OwnField, Part, SettingsRow } from '../objectTable.ts';

/** Id of the shape: variables of an inventory, one by one. */
export const KUBESPRAY = 'kubespray';

/** `roles/kubernetes/control-plane/defaults/main/main.yml`, and what older releases had there. */
const CONTROLLER_MANAGER: readonly OwnField[] = [
  ['kube_controller_node_monitor_grace_period', 'node-monitor-grace-period'],
  ['kube_controller_node_monitor_period', 'node-monitor-period'],
  ['kube_controller_pod_eviction_timeout', 'pod-eviction-timeout'],
  ['kube_controller_terminated_pod_gc_threshold', 'terminated-pod-gc-threshold'],
  ['kube_controller_feature_gates', 'feature-gates'],
  ['kube_controller_manager_leader_elect_lease_duration', 'leader-elect-lease-duration'],
  ['kube_controller_manager_leader_elect_renew_deadline', 'leader-elect-renew-deadline'],
];

const API_SERVER: readonly OwnField[] = [
  ['kube_apiserver_pod_eviction_not_ready_timeout_seconds', 'default-not-ready-toleration-seconds'],
  ['kube_apiserver_pod_eviction_unreachable_timeout_seconds', 'default-unreachable-toleration-seconds'],
  ['kube_apiserver_enable_admission_plugins', 'enable-admission-plugins'],
  ['kube_apiserver_disable_admission_plugins', 'disable-admission-plugins'],
  ['kube_apiserver_feature_gates', 'feature-gates'],
];

/** `roles/kubernetes/node/defaults/main.yml`, `templates/kubelet-config.v1beta1.yaml.j2` */
const KUBELET: readonly OwnField[] = [
  ['kubelet_status_update_frequency', 'nodeStatusUpdateFrequency'],
  ['kubelet_shutdown_grace_period', 'shutdownGracePeriod'],
  ['kubelet_shutdown_grace_period_critical_pods', 'shutdownGracePeriodCriticalPods'],
];

const variables = (at: string): readonly Part[] => {
  const below = (name: string) => (at === '' ? name : `${at}.${name}`);
  return [
    { at, holds: 'own-fields', component: 'kube-controller-manager', fields: CONTROLLER_MANAGER, areTexts: true },
    { at, holds: 'own-fields', component: 'kube-apiserver', fields: API_SERVER, areTexts: true },
    { at, holds: 'own-fields', component: 'kubelet', fields: KUBELET, areTexts: true },
    { at: below('kube_kubeadm_controller_extra_args'), holds: 'arguments', component: 'kube-controller-manager' },
    { at: below('kube_kubeadm_apiserver_extra_args'), holds: 'arguments', component: 'kube-apiserver' },
    { at: below('controller_mgr_custom_flags'), holds: 'words', component: 'kube-controller-manager' },
    { at: below('apiserver_custom_flags'), holds: 'words', component: 'kube-apiserver' },
    { at: below('kubelet_custom_flags'), holds: 'words', component: 'kubelet' },
    { at: below('kubelet_node_custom_flags'), holds: 'words', component: 'kubelet' },
    { at: below('kubelet_config_extra_args'), holds: 'kubelet-fields' },
    { at: below('kubelet_node_config_extra_args'), holds: 'kubelet-fields' },
    { at: below('kube_version'), holds: 'version' },
  ];
};

/** The variables' own names: others begin like them in every file about Kubernetes. */
const MARKS: readonly string[] = [
  ...[...CONTROLLER_MANAGER, ...API_SERVER, ...KUBELET].map(([variable]) => variable),
  ...variables('').flatMap(({ at, holds }) => (at === '' || holds === 'version' ? [] : [at])),
];

/** Variables that no other program has. */
const BESIDE = ['kube_network_plugin', 'kube_service_addresses', 'kube_config_dir', 'kube_owner', 'kube_proxy_mode'];

/** Two of these that do not overlap stand in each of its long names, so that a slip leaves one; no other program's are close to the whole. */
const IN_NAMES: readonly string[] = [
  ...['controller_node_', 'node_monitor_'],
  ...['controller_pod_ev', 'apiserver_pod_ev', 'pod_eviction_'],
  ...['kubelet_status_', '_update_freq', 'kubelet_shut', 'shutdown_grace_'],
];

/** Variables of Kubespray: an inventory's `group_vars`, or the inventory itself. */
export const kubespray: readonly SettingsRow[] = [
  {
    id: KUBESPRAY,
    distribution: { id: 'kubespray' },
    // Kubespray variables
    together: true,
    marks: [...MARKS, ...BESIDE, ...IN_NAMES],
    misspeltBeside: { anyOf: BESIDE, orWith: IN_NAMES },
    parts: [
      ...variables(''),
      ...variables('all.vars'),
      ...variables('all.children.*.vars'),
      ...variables('all.children.k8s_cluster.children.*.vars'),
    ],
  },
  {
    id: 'kubespray-version',
    distribution: { id: 'kubespray' },
    // Kubespray version
    marks: ['kube_version:'],
    requires: ['kube_version'],
    anyOf: BESIDE,
    isToldByKeys: true,
    parts: [{ at: 'kube_version', holds: 'version' }],
  },
];
