import type { SettingsRow } from '../settingsTable.ts';

const PATCH = 'patch.yaml';

/** Talos Linux' machine configuration and patches of it: `pkg/machinery/config/types/v1alpha1/v1alpha1_types.go`. */
export const talos: readonly SettingsRow[] = [
  {
    id: 'talos',
    title: 'Talos machine configuration',
    marks: ['controllerManager', 'apiServer', 'extraConfig', 'kubelet:'],
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
    // Since 1.12 the kubelet has a document of its own: `pkg/machinery/config/types/k8s`.
    id: 'talos-kubelet',
    title: 'Talos KubeletConfig',
    marks: ['KubeletConfig'],
    kinds: ['/KubeletConfig'],
    parts: [
      { at: 'image', holds: 'image', component: 'kubelet' },
      { at: 'extraArgs', holds: 'arguments', component: 'kubelet' },
      { at: 'config', holds: 'kubelet-fields' },
    ],
  },
  {
    id: 'talhelper',
    title: 'talhelper configuration',
    marks: ['talosVersion'],
    requires: ['talosVersion', 'nodes'],
    parts: [
      { at: 'kubernetesVersion', holds: 'version' },
      { at: 'patches.*', holds: 'text', path: PATCH },
      { at: 'controlPlane.patches.*', holds: 'text', path: PATCH },
      { at: 'worker.patches.*', holds: 'text', path: PATCH },
      { at: 'nodes.*.patches.*', holds: 'text', path: PATCH },
    ],
  },
];
