// Shapes of k0s.
import type { Part, SettingsRow } from '../objectTable.ts';

/** `pkg/apis/k0s/v1beta1` (ControllerManagerSpec, APISpec, SchedulerSpec, WorkerProfile) */
const clusterConfig = (at: string): readonly Part[] => [
  { at: `${at}.controllerManager.extraArgs`, holds: 'arguments', component: 'kube-controller-manager', under: at },
  { at: `${at}.controllerManager.rawArgs`, holds: 'words', component: 'kube-controller-manager' },
  { at: `${at}.api.extraArgs`, holds: 'arguments', component: 'kube-apiserver', under: at },
  { at: `${at}.api.rawArgs`, holds: 'words', component: 'kube-apiserver' },
  { at: `${at}.scheduler.extraArgs`, holds: 'arguments', component: 'kube-scheduler' },
  { at: `${at}.workerProfiles.*.values`, holds: 'kubelet-fields' },
];

export const k0s: readonly SettingsRow[] = [
  {
    id: 'k0s',
    // K0s ClusterConfig
    kinds: ['k0s.k0sproject.io/ClusterConfig', 'k0s.k0sproject.io/Cluster'],
    parts: clusterConfig('spec'),
  },
  {
    id: 'k0sctl',
    // K0sctl cluster
    kinds: ['k0sctl.k0sproject.io/Cluster', 'k0sctl.k0sproject.io/cluster'],
    parts: [
      { at: 'spec.k0s.version', holds: 'version' },
      ...clusterConfig('spec.k0s.config.spec'),
      { at: 'spec.hosts', holds: 'files' },
    ],
  },
];
