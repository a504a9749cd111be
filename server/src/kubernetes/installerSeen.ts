// What set a cluster up, of what its files and its nodes show.

export type InstallerId =
  | 'minikube'
  | 'kind'
  | 'k3d'
  | 'k3s'
  | 'rke2'
  | 'rke'
  | 'talos'
  | 'k0s'
  | 'microk8s'
  | 'canonical-kubernetes'
  | 'kops'
  | 'kubespray'
  | 'gardener'
  | 'hypershift'
  | 'eks'
  | 'cluster-api'
  | 'kubeadm';

/** Whether it is made by the other one, which is seen beside it then. */
const MADE_OF: Partial<Record<InstallerId, readonly InstallerId[]>> = {
  minikube: ['kubeadm'],
  kind: ['kubeadm'],
  k3d: ['k3s'],
  rke2: ['k3s'],
  kubespray: ['kubeadm'],
  'cluster-api': ['kubeadm'],
  eks: ['kubeadm', 'cluster-api'],
  talos: ['cluster-api'],
};

/** What set a cluster up, of what was seen of it; `undefined` where that is nothing, or several. */
export function installerAmong(seen: ReadonlySet<InstallerId>): InstallerId | undefined {
  const made = new Set([...seen].flatMap((id) => MADE_OF[id] ?? []));
  const [only, ...others] = [...seen].filter((id) => !made.has(id));
  return others.length === 0 ? only : undefined;
}

/** What set the node of a kubelet up, by its version: `v1.33.1+k3s1`. Amazon's build runs outside of EKS as well. */
export function installerOfKubelet(version: string): InstallerId | undefined {
  const [, id] = /[+-](k3s|rke2|k0s)(?=[.\d]|r\d)/.exec(version) ?? [];
  return id as InstallerId | undefined;
}
