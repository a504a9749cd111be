import type { Part, SettingsRow } from '../settingsTable.ts';

type Form = 'map' | 'list';

/** What a KubeadmConfigSpec takes over of kubeadm: `api/bootstrap/kubeadm/v1beta1/kubeadm_types.go`. */
function kubeadmParts(at: string, form: Form): readonly Part[] {
  const cluster = `${at}.clusterConfiguration`;
  return [
    { at: `${cluster}.kubernetesVersion`, holds: 'version' },
    { at: `${cluster}.controllerManager.extraArgs`, holds: 'arguments', component: 'kube-controller-manager', form },
    { at: `${cluster}.apiServer.extraArgs`, holds: 'arguments', component: 'kube-apiserver', form },
    { at: `${cluster}.scheduler.extraArgs`, holds: 'arguments', component: 'kube-scheduler', form },
    ...['initConfiguration', 'joinConfiguration'].map(
      (kind): Part => ({
        at: `${at}.${kind}.nodeRegistration.kubeletExtraArgs`,
        holds: 'arguments',
        component: 'kubelet',
        form,
      }),
    ),
    { at, holds: 'files' },
  ];
}

/** Maps of arguments until v1beta1, lists of name and value since v1beta2. */
function rows(form: Form, versions: readonly string[]): readonly SettingsRow[] {
  const kinds = (group: string, ...names: string[]) =>
    versions.flatMap((version) => names.map((name) => `${group}.cluster.x-k8s.io/${version}/${name}`));
  return [
    {
      id: 'kubeadm-control-plane',
      title: 'Cluster API KubeadmControlPlane',
      marks: ['KubeadmControlPlane'],
      kinds: kinds('controlplane', 'KubeadmControlPlane'),
      parts: [{ at: 'spec.version', holds: 'version' }, ...kubeadmParts('spec.kubeadmConfigSpec', form)],
    },
    {
      id: 'kubeadm-control-plane',
      title: 'Cluster API KubeadmControlPlaneTemplate',
      marks: ['KubeadmControlPlane'],
      kinds: kinds('controlplane', 'KubeadmControlPlaneTemplate'),
      parts: kubeadmParts('spec.template.spec.kubeadmConfigSpec', form),
    },
    {
      id: 'kubeadm-config',
      title: 'Cluster API KubeadmConfig',
      marks: ['KubeadmConfig'],
      kinds: kinds('bootstrap', 'KubeadmConfig'),
      parts: kubeadmParts('spec', form),
    },
    {
      id: 'kubeadm-config',
      title: 'Cluster API KubeadmConfigTemplate',
      marks: ['KubeadmConfig'],
      kinds: kinds('bootstrap', 'KubeadmConfigTemplate'),
      parts: kubeadmParts('spec.template.spec', form),
    },
  ];
}

export const clusterApi: readonly SettingsRow[] = [
  ...rows('map', ['v1alpha2', 'v1alpha3', 'v1alpha4', 'v1beta1']),
  ...rows('list', ['v1beta2']),
  {
    id: 'cluster-api-cluster',
    title: 'Cluster API Cluster',
    marks: ['cluster.x-k8s.io'],
    kinds: ['cluster.x-k8s.io/Cluster'],
    parts: [{ at: 'spec.topology.version', holds: 'version' }],
  },
  {
    id: 'cluster-api-machines',
    title: 'Cluster API MachineDeployment',
    marks: ['cluster.x-k8s.io'],
    kinds: ['cluster.x-k8s.io/MachineDeployment', 'cluster.x-k8s.io/MachineSet'],
    parts: [{ at: 'spec.template.spec.version', holds: 'version', component: 'kubelet' }],
  },
];
