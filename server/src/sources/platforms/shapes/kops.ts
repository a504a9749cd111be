// Shapes of kOps.
import type { OwnField, Part, SettingsRow } from '../objectTable.ts';
import { KUBELET_FIELDS } from './kubeletFieldNames.ts';

/** `pkg/apis/kops/componentconfig.go` (KubeControllerManagerConfig), whose tags name the flags. */
const CONTROLLER_MANAGER: readonly OwnField[] = [
  ['nodeMonitorPeriod', 'node-monitor-period'],
  ['nodeMonitorGracePeriod', 'node-monitor-grace-period'],
  ['podEvictionTimeout', 'pod-eviction-timeout'],
  ['terminatedPodGCThreshold', 'terminated-pod-gc-threshold'],
  ['attachDetachReconcileSyncPeriod', 'attach-detach-reconcile-sync-period'],
  ['disableAttachDetachReconcileSync', 'disable-attach-detach-reconcile-sync'],
  ['controllers', 'controllers'],
  ['featureGates', 'feature-gates'],
];

/** `pkg/apis/kops/componentconfig.go` (LeaderElectionConfiguration) */
const LEADER_ELECTION: readonly OwnField[] = [
  ['leaderElect', 'leader-elect'],
  ['leaderElectLeaseDuration', 'leader-elect-lease-duration'],
  ['leaderElectRenewDeadlineDuration', 'leader-elect-renew-deadline'],
  ['leaderElectRetryPeriod', 'leader-elect-retry-period'],
];

/** `pkg/apis/kops/componentconfig.go` (KubeAPIServerConfig) */
const API_SERVER: readonly OwnField[] = [
  ['defaultNotReadyTolerationSeconds', 'default-not-ready-toleration-seconds'],
  ['defaultUnreachableTolerationSeconds', 'default-unreachable-toleration-seconds'],
  ['admissionControl', 'admission-control'],
  ['enableAdmissionPlugins', 'enable-admission-plugins'],
  ['disableAdmissionPlugins', 'disable-admission-plugins'],
  ['featureGates', 'feature-gates'],
];

const KUBELET: readonly OwnField[] = [...KUBELET_FIELDS, ['featureGates', 'featureGates']];
const kubelet = (at: string) => ({ at, holds: 'own-fields', component: 'kubelet', fields: KUBELET }) as const;
const manager = (at: string): Part => ({
  at,
  holds: 'own-fields',
  component: 'kube-controller-manager',
  fields: CONTROLLER_MANAGER,
});
const server = (at: string): Part => ({ at, holds: 'own-fields', component: 'kube-apiserver', fields: API_SERVER });
const DISTRIBUTION = { id: 'kops' } as const;

/** What kOps makes a cluster of; `masterKubelet` is v1alpha2's name of `controlPlaneKubelet`. */
export const kops: readonly SettingsRow[] = [
  {
    id: 'kops-cluster',
    distribution: { id: 'kops', unless: 'spec.networking.amazonvpc' },
    // KOps Cluster
    kinds: ['kops.k8s.io/Cluster', 'kops/Cluster'],
    parts: [
      { at: 'spec.kubernetesVersion', holds: 'version' },
      {
        at: 'spec.kubeControllerManager',
        holds: 'own-fields',
        component: 'kube-controller-manager',
        fields: CONTROLLER_MANAGER,
        under: 'spec',
      },
      {
        at: 'spec.kubeControllerManager.leaderElection',
        holds: 'own-fields',
        component: 'kube-controller-manager',
        fields: LEADER_ELECTION,
      },
      {
        at: 'spec.kubeAPIServer',
        holds: 'own-fields',
        component: 'kube-apiserver',
        fields: API_SERVER,
        under: 'spec',
      },
      { ...kubelet('spec.kubelet'), under: 'spec' },
      kubelet('spec.masterKubelet'),
      kubelet('spec.controlPlaneKubelet'),
      { at: 'spec.fileAssets', holds: 'files' },
    ],
  },
  {
    id: 'kops-instance-group',
    // KOps InstanceGroup
    kinds: ['kops.k8s.io/InstanceGroup', 'kops/InstanceGroup'],
    parts: [
      kubelet('spec.kubelet'),
      { at: 'spec.fileAssets', holds: 'files' },
      { at: 'spec.additionalUserData', holds: 'files' },
    ],
  },
  {
    // `pkg/apis/nodeup/config.go` (Config): what a machine of a cluster gets, the instance group's kubelet merged in.
    id: 'kops-nodeup',
    distribution: DISTRIBUTION,
    // KOps nodeup configuration
    marks: ['KubeletConfig:', '"KubeletConfig"'],
    requires: ['KubeletConfig'],
    anyOf: ['CloudProvider', 'KubernetesVersion', 'ClusterName', 'NodeupConfigHash', 'InstanceGroupName'],
    parts: [
      { at: 'KubernetesVersion', holds: 'version' },
      kubelet('KubeletConfig'),
      manager('ControlPlaneConfig.KubeControllerManager'),
      server('APIServerConfig.KubeAPIServer'),
      { at: 'FileAssets', holds: 'files' },
    ],
  },
  {
    // `conf/cluster_spec.yaml` of older user data: parts of the cluster's spec.
    id: 'kops-cluster-spec',
    distribution: DISTRIBUTION,
    // KOps cluster_spec.yaml
    marks: [
      'kubeControllerManager:',
      'kubeAPIServer:',
      'masterKubelet:',
      'kubeProxy:',
      'cloudConfig:',
      '"kubeControllerManager"',
      '"kubeAPIServer"',
      '"masterKubelet"',
      '"kubeProxy"',
      '"cloudConfig"',
    ],
    anyOf: ['cloudConfig', 'containerRuntime', 'docker', 'kubeProxy', 'masterKubelet', 'encryptionConfig'],
    parts: [
      manager('kubeControllerManager'),
      server('kubeAPIServer'),
      kubelet('kubelet'),
      kubelet('masterKubelet'),
      kubelet('controlPlaneKubelet'),
    ],
  },
];
