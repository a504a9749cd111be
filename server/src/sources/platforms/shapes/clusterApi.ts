// Shapes of Cluster API.
import type { Part, SettingsRow } from '../objectTable.ts';

/** Maps of arguments until v1beta1, lists of name and value since v1beta2. */
const LIST_SINCE = 'v1beta2';

/** What a KubeadmConfigSpec takes over of kubeadm: `api/bootstrap/kubeadm/v1beta1/kubeadm_types.go`. */
function kubeadmParts(at: string): readonly Part[] {
  const cluster = `${at}.clusterConfiguration`;
  const extraArgs = { holds: 'arguments', listSince: LIST_SINCE, under: cluster } as const;
  return [
    { at: `${cluster}.kubernetesVersion`, holds: 'version' },
    { at: `${cluster}.controllerManager.extraArgs`, component: 'kube-controller-manager', ...extraArgs },
    { at: `${cluster}.apiServer.extraArgs`, component: 'kube-apiserver', ...extraArgs },
    { at: `${cluster}.scheduler.extraArgs`, component: 'kube-scheduler', ...extraArgs },
    ...['initConfiguration', 'joinConfiguration'].map(
      (kind): Part => ({
        at: `${at}.${kind}.nodeRegistration.kubeletExtraArgs`,
        holds: 'arguments',
        component: 'kubelet',
        listSince: LIST_SINCE,
        under: `${at}.${kind}`,
      }),
    ),
    { at: `${at}.files`, holds: 'files' },
    ...['preKubeadmCommands', 'postKubeadmCommands', 'bootCommands'].map(
      (commands): Part => ({ at: `${at}.${commands}.*`, holds: 'text', path: 'command.sh' }),
    ),
  ];
}

export const clusterApi: readonly SettingsRow[] = [
  {
    id: 'kubeadm-control-plane',
    hasNoAliases: true,
    // Cluster API KubeadmControlPlane
    kinds: [
      'controlplane.cluster.x-k8s.io/KubeadmControlPlane',
      'controlplane.cluster.x-k8s.io/KubeadmControlPlaneTemplate',
    ],
    parts: [
      { at: 'spec.version', holds: 'version' },
      ...kubeadmParts('spec.kubeadmConfigSpec'),
      ...kubeadmParts('spec.template.spec.kubeadmConfigSpec'),
    ],
  },
  {
    id: 'kubeadm-config',
    hasNoAliases: true,
    // Cluster API KubeadmConfig
    kinds: ['bootstrap.cluster.x-k8s.io/KubeadmConfig'],
    parts: kubeadmParts('spec'),
  },
  {
    id: 'kubeadm-config-template',
    hasNoAliases: true,
    // Cluster API KubeadmConfigTemplate
    kinds: ['bootstrap.cluster.x-k8s.io/KubeadmConfigTemplate'],
    parts: kubeadmParts('spec.template.spec'),
  },
  {
    id: 'cluster-class',
    // Cluster API ClusterClass
    kinds: ['cluster.x-k8s.io/ClusterClass'],
    parts: [
      { at: 'spec.patches.*.definitions.*.jsonPatches.*', holds: 'json-patch' },
      { at: 'spec.patches.*.definitions.*.jsonPatches.*.value', holds: 'files' },
      { at: 'spec.patches.*.definitions.*.jsonPatches.*.valueFrom.template', holds: 'text', path: 'files.yaml' },
    ],
  },
  {
    id: 'cluster-api-cluster',
    // Cluster API Cluster
    kinds: ['cluster.x-k8s.io/Cluster'],
    parts: [{ at: 'spec.topology.version', holds: 'version' }],
  },
  {
    id: 'cluster-api-machines',
    // Cluster API MachineDeployment
    kinds: ['cluster.x-k8s.io/MachineDeployment', 'cluster.x-k8s.io/MachineSet', 'cluster.x-k8s.io/MachinePool'],
    parts: [{ at: 'spec.template.spec.version', holds: 'version', component: 'kubelet' }],
  },
  {
    // Parts of it in values of charts, templates and helpers.
    id: 'kubeadm-config-part',
    // Part of a KubeadmConfigSpec
    marks: ['clusterConfiguration', 'kubeletExtraArgs'],
    parts: [
      {
        at: '**.clusterConfiguration.controllerManager.extraArgs',
        holds: 'arguments',
        component: 'kube-controller-manager',
      },
      { at: '**.clusterConfiguration.apiServer.extraArgs', holds: 'arguments', component: 'kube-apiserver' },
      { at: '**.nodeRegistration.kubeletExtraArgs', holds: 'arguments', component: 'kubelet' },
    ],
  },
  {
    // `bootstrap/eks/api/v1beta2/eksconfig_types.go`
    id: 'eks-config',
    // Cluster API EKSConfig
    kinds: ['bootstrap.cluster.x-k8s.io/EKSConfig', 'bootstrap.cluster.x-k8s.io/EKSConfigTemplate'],
    parts: ['spec', 'spec.template.spec'].flatMap((at): Part[] => [
      { at: `${at}.kubeletExtraArgs`, holds: 'arguments', component: 'kubelet' },
      { at: `${at}.files`, holds: 'files' },
    ]),
  },
];
