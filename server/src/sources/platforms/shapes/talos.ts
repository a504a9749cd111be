// Shapes of Talos Linux.
import type { SettingsRow } from '../objectTable.ts';

const PATCH = 'patch.yaml';

/** Talos Linux' machine configuration and patches of it: `pkg/machinery/config/types/v1alpha1/v1alpha1_types.go`. */
export const talos: readonly SettingsRow[] = [
  {
    id: 'talos',
    distribution: { id: 'talos' },
    strict: true,
    hasNoAliases: true,
    misspeltBeside: { anyOf: ['machine', 'cluster'], only: ['version', 'debug', 'persist', 'machine', 'cluster'] },
    // Talos machine configuration
    marks: ['controllerManager:', 'apiServer:', 'machine:', '"controllerManager"', '"apiServer"', '"machine"'],
    parts: [
      { at: 'cluster.controllerManager.extraArgs', holds: 'arguments', component: 'kube-controller-manager' },
      { at: 'cluster.apiServer.extraArgs', holds: 'arguments', component: 'kube-apiserver' },
      { at: 'cluster.scheduler.extraArgs', holds: 'arguments', component: 'kube-scheduler' },
      { at: 'machine.kubelet.extraArgs', holds: 'arguments', component: 'kubelet' },
      { at: 'machine.kubelet.extraConfig', holds: 'kubelet-fields' },
      { at: 'cluster.controllerManager.image', holds: 'image', component: 'kube-controller-manager' },
      { at: 'cluster.apiServer.image', holds: 'image', component: 'kube-apiserver' },
      { at: 'machine.kubelet.image', holds: 'image', component: 'kubelet' },
      { at: 'machine.files', holds: 'files' },
    ],
  },
  {
    // Since 1.14 each component has a document of its own: `pkg/machinery/config/types/k8s`.
    id: 'talos-kubelet',
    distribution: { id: 'talos' },
    // Talos KubeletConfig
    kinds: ['/KubeletConfig'],
    parts: [
      { at: 'image', holds: 'image', component: 'kubelet' },
      { at: 'extraArgs', holds: 'arguments', component: 'kubelet' },
      { at: 'config', holds: 'kubelet-fields' },
    ],
  },
  {
    id: 'talos-control-plane',
    // Talos KubeControllerManagerConfig
    kinds: ['/KubeControllerManagerConfig'],
    parts: [
      { at: 'image', holds: 'image', component: 'kube-controller-manager' },
      { at: 'extraArgs', holds: 'arguments', component: 'kube-controller-manager', under: '' },
    ],
  },
  {
    id: 'talos-api-server',
    // Talos KubeAPIServerConfig
    kinds: ['/KubeAPIServerConfig'],
    parts: [
      { at: 'image', holds: 'image', component: 'kube-apiserver' },
      { at: 'extraArgs', holds: 'arguments', component: 'kube-apiserver', under: '' },
    ],
  },
  {
    // What Cluster API's provider and Omni hand on: patches as texts.
    id: 'talos-patches',
    // Patches of Talos in Cluster API
    kinds: [
      'controlplane.cluster.x-k8s.io/TalosControlPlane',
      'bootstrap.cluster.x-k8s.io/TalosConfig',
      'bootstrap.cluster.x-k8s.io/TalosConfigTemplate',
    ],
    parts: [
      { at: 'spec.version', holds: 'version' },
      { at: '**.strategicPatches.*', holds: 'text', path: PATCH },
      { at: '**.configPatches.*', holds: 'json-patch' },
    ],
  },
  {
    // `api/v1alpha1/kubernetesupgrade_types.go` of home-operations/tuppr
    id: 'tuppr',
    distribution: { id: 'talos' },
    kinds: ['tuppr.home-operations.com/KubernetesUpgrade'],
    parts: [{ at: 'spec.kubernetes.version', holds: 'version' }],
  },
  {
    // Sidero Omni's templates of clusters: `client/pkg/template/internal/models/cluster.go`
    id: 'omni',
    distribution: { id: 'talos' },
    kinds: ['/Cluster'],
    parts: [{ at: 'kubernetes.version', holds: 'version' }],
  },
  {
    id: 'talhelper',
    distribution: { id: 'talos' },
    // Talhelper configuration
    marks: ['talosVersion'],
    requires: ['talosVersion', 'nodes'],
    isToldByKeys: true,
    parts: [
      { at: 'kubernetesVersion', holds: 'version' },
      { at: 'patches.*', holds: 'text', path: PATCH },
      { at: 'controlPlane.patches.*', holds: 'text', path: PATCH },
      { at: 'worker.patches.*', holds: 'text', path: PATCH },
      { at: 'nodes.*.patches.*', holds: 'text', path: PATCH },
    ],
  },
];
