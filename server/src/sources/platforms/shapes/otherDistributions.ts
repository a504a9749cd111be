// Shapes of distributions that have one or two.
import type { Component } from '../../../model/setting.ts';
import type { Part, SettingsRow } from '../objectTable.ts';

/** Canonical Kubernetes: `src/k8s/api` (BootstrapConfig, ControlPlaneJoinConfig, WorkerJoinConfig); null deletes a flag. */
const CANONICAL: readonly (readonly [key: string, component: Component])[] = [
  ['extra-node-kube-controller-manager-args', 'kube-controller-manager'],
  ['extra-node-kube-apiserver-args', 'kube-apiserver'],
  ['extra-node-kube-scheduler-args', 'kube-scheduler'],
  ['extra-node-kubelet-args', 'kubelet'],
];

/** KubeKey until v3: `cmd/kk/apis/kubekey/v1alpha2/kubernetes_types.go`; flags without dashes. */
const KUBEKEY: readonly (readonly [field: string, component: Component])[] = [
  ['controllerManagerArgs', 'kube-controller-manager'],
  ['apiserverArgs', 'kube-apiserver'],
  ['schedulerArgs', 'kube-scheduler'],
  ['kubeletArgs', 'kubelet'],
];

export const otherDistributions: readonly SettingsRow[] = [
  {
    // `pkg/apis/kubeone/v1beta3/types.go` (ControlPlaneComponents)
    id: 'kubeone',
    // KubeOne cluster
    kinds: ['kubeone.k8c.io/KubeOneCluster', 'kubeone.io/KubeOneCluster'],
    parts: [
      { at: 'versions.kubernetes', holds: 'version' },
      {
        at: 'controlPlaneComponents.controllerManager.flags',
        holds: 'arguments',
        component: 'kube-controller-manager',
        under: '',
      },
      { at: 'controlPlaneComponents.apiServer.flags', holds: 'arguments', component: 'kube-apiserver' },
      { at: 'controlPlaneComponents.scheduler.flags', holds: 'arguments', component: 'kube-scheduler' },
    ],
  },
  {
    id: 'kubekey',
    // KubeKey cluster
    kinds: ['kubekey.kubesphere.io/Cluster', 'kubekey.kubesphere.io/Config'],
    parts: [
      { at: 'spec.kubernetes.version', holds: 'version' },
      { at: 'spec.kubernetes.kube_version', holds: 'version' },
      ...KUBEKEY.map(([field, component]): Part => ({ at: `spec.kubernetes.${field}`, holds: 'pairs', component })),
      { at: 'spec.kubernetes.kubeletConfiguration', holds: 'kubelet-fields' },
      {
        at: 'spec.kubernetes.controller_manager.extra_args',
        holds: 'arguments',
        component: 'kube-controller-manager',
      },
      { at: 'spec.kubernetes.apiserver.extra_args', holds: 'arguments', component: 'kube-apiserver' },
      { at: 'spec.kubernetes.kubelet.extra_args', holds: 'arguments', component: 'kubelet' },
    ],
  },
  {
    // `api/v1alpha1/tenantcontrolplane_types.go` (ControlPlaneExtraArgs)
    id: 'kamaji',
    // Kamaji TenantControlPlane
    kinds: ['kamaji.clastix.io/TenantControlPlane', 'controlplane.cluster.x-k8s.io/KamajiControlPlane'],
    parts: [
      { at: 'spec.kubernetes.version', holds: 'version' },
      { at: 'spec.version', holds: 'version' },
      ...['spec.controlPlane.deployment.extraArgs', 'spec'].flatMap((at): Part[] => [
        { at: `${at}.controllerManager`, holds: 'words', component: 'kube-controller-manager' },
        { at: `${at}.apiServer`, holds: 'words', component: 'kube-apiserver' },
        { at: `${at}.scheduler`, holds: 'words', component: 'kube-scheduler' },
        { at: `${at}.controllerManager.extraArgs`, holds: 'words', component: 'kube-controller-manager' },
        { at: `${at}.apiServer.extraArgs`, holds: 'words', component: 'kube-apiserver' },
      ]),
    ],
  },
  {
    // `chart/values.yaml`
    id: 'vcluster',
    // VCluster configuration
    marks: ['distro:'],
    requires: ['controlPlane'],
    parts: [
      ...['controllerManager', 'apiServer', 'scheduler'].map(
        (name, index): Part => ({
          at: `controlPlane.distro.k8s.${name}.extraArgs`,
          holds: 'words',
          component:
            (['kube-controller-manager', 'kube-apiserver', 'kube-scheduler'] as const)[index] ?? 'kube-scheduler',
        }),
      ),
      { at: 'controlPlane.distro.k8s.version', holds: 'version' },
      { at: 'controlPlane.distro.k8s.image.tag', holds: 'version' },
    ],
  },
  {
    // Values that say no more than the version.
    id: 'vcluster-version',
    marks: ['distro:'],
    requires: ['controlPlane.distro.k8s'],
    isToldByKeys: true,
    parts: [
      { at: 'controlPlane.distro.k8s.version', holds: 'version' },
      { at: 'controlPlane.distro.k8s.image.tag', holds: 'version' },
    ],
  },
  {
    id: 'canonical-kubernetes',
    // Canonical Kubernetes bootstrap or join configuration
    marks: CANONICAL.map(([key]) => key),
    parts: CANONICAL.map(([at, component]): Part => ({ at, holds: 'arguments', component, nullDeletes: true })),
  },
  {
    id: 'promenade',
    // Promenade Kubelet
    marks: ['promenade/Kubelet'],
    says: ['schema', 'promenade/Kubelet/v1'],
    isToldByKeys: true,
    parts: [
      { at: 'data.arguments', holds: 'words', component: 'kubelet' },
      { at: 'data.config_file_overrides', holds: 'kubelet-fields' },
    ],
  },
  {
    // `pkg/config/config.go`: a free-form kubelet beside keys that no other program has.
    id: 'microshift',
    // MicroShift configuration
    marks: ['kubelet:'],
    requires: ['kubelet'],
    anyOf: ['apiServer', 'etcd', 'dns', 'network', 'node', 'debugging', 'manifests', 'ingress', 'storage'],
    parts: [{ at: 'kubelet', holds: 'kubelet-fields', isGuess: true }],
  },
];
