// Objects that are a cluster.
import type { ClusterMention } from '../../model/reading.ts';
import type { YamlNode } from '../../text/yaml/yamlNode.ts';
import { groupOf, type KubernetesObject } from '../engine/objectShape.ts';

/** How objects of a kind name their cluster. */
interface Naming {
  /** Dots between keys; `metadata.name` where it is left out, with the namespace in front of it. */
  readonly at?: string;
  /** What it is called where nobody gave it a name: no name that tells clusters apart. */
  readonly byDefault?: string;
  /** Describes nothing without this key. */
  readonly needs?: string;
  readonly isOfMachine?: true;
  readonly isForDevelopers?: true;
}

/** `cmd/kubeadm/app/apis/kubeadm/v1beta4/defaults.go` (DefaultClusterName) */
const OF_KUBEADM: Naming = { at: 'clusterName', byDefault: 'kubernetes', isOfMachine: true };
/** `pkg/apis/config/defaults.go` of kind (DefaultClusterName) */
const OF_KIND: Naming = { at: 'name', byDefault: 'kind', isForDevelopers: true };
const BY_METADATA: Naming = {};

/** Objects that are a cluster, as `group/Kind`. */
const KINDS: ReadonlyMap<string, Naming> = new Map<string, Naming>([
  ['kubeadm.k8s.io/ClusterConfiguration', OF_KUBEADM],
  ['kubeadm.k8s.io/MasterConfiguration', OF_KUBEADM],
  ['kind.x-k8s.io/Cluster', OF_KIND],
  ['kind.sigs.k8s.io/Cluster', OF_KIND],
  // `pkg/apis/k0s/v1beta1/cluster.go` of k0s: every cluster's configuration is called `k0s`.
  ['k0s.k0sproject.io/ClusterConfig', { byDefault: 'k0s' }],
  ['k0s.k0sproject.io/Cluster', { byDefault: 'k0s' }],
  ['k0sctl.k0sproject.io/Cluster', { byDefault: 'k0s-cluster' }],
  ['k0sctl.k0sproject.io/cluster', { byDefault: 'k0s-cluster' }],
  ['cluster.x-k8s.io/Cluster', { needs: 'spec.topology' }],
  // Omni's
  ['/Cluster', { at: 'name', needs: 'kubernetes.version' }],
  ...[
    'controlplane.cluster.x-k8s.io/KubeadmControlPlane',
    'controlplane.cluster.x-k8s.io/KubeadmControlPlaneTemplate',
    'controlplane.cluster.x-k8s.io/TalosControlPlane',
    'controlplane.cluster.x-k8s.io/RKE2ControlPlane',
    'controlplane.cluster.x-k8s.io/RKE2ControlPlaneTemplate',
    'controlplane.cluster.x-k8s.io/KThreesControlPlane',
    'controlplane.cluster.x-k8s.io/K0sControlPlane',
    'controlplane.cluster.x-k8s.io/KamajiControlPlane',
    'controlplane.cluster.x-k8s.io/AWSManagedControlPlane',
    'controlplane.cluster.x-k8s.io/AWSManagedControlPlaneTemplate',
    'infrastructure.cluster.x-k8s.io/AzureManagedControlPlane',
    'infrastructure.cluster.x-k8s.io/AzureASOManagedControlPlane',
    'infrastructure.cluster.x-k8s.io/GCPManagedControlPlane',
    'kamaji.clastix.io/TenantControlPlane',
    'core.gardener.cloud/Shoot',
    'kops.k8s.io/Cluster',
    'kops/Cluster',
    'hypershift.openshift.io/HostedCluster',
    'provisioning.cattle.io/Cluster',
    'eksctl.io/ClusterConfig',
    'eks.aws.upbound.io/Cluster',
    'eks.services.k8s.aws/Cluster',
    'containerservice.azure.com/ManagedCluster',
    'containerservice.azure.upbound.io/KubernetesCluster',
    'container.cnrm.cloud.google.com/ContainerCluster',
    'container.gcp.upbound.io/Cluster',
    'kubekey.kubesphere.io/Cluster',
  ].map((kind): [string, Naming] => [kind, BY_METADATA]),
  ['kubeone.k8c.io/KubeOneCluster', { at: 'name' }],
  ['kubeone.io/KubeOneCluster', { at: 'name' }],
]);

/** Files without a kind, by the shape that reads them: only those that give a name are told apart by it. */
const SHAPES: ReadonlyMap<string, Naming> = new Map<string, Naming>([
  ['talos', { at: 'cluster.clusterName', needs: 'cluster.clusterName', isOfMachine: true }],
  ['talhelper', { at: 'clusterName', needs: 'clusterName' }],
  ['rke', { at: 'cluster_name', needs: 'cluster_name' }],
  ['rke-cluster', { at: 'cluster_name', needs: 'cluster_name' }],
]);

/** The cluster that an object is; `undefined` for one that is none. */
export function clusterMention(
  shape: string,
  { apiVersion, kind, root }: KubernetesObject,
  file: string,
): ClusterMention | undefined {
  const naming = kind === '' ? SHAPES.get(shape) : KINDS.get(`${groupOf(apiVersion)}/${kind}`);
  if (naming === undefined) return undefined;
  const { at = 'metadata.name', byDefault, needs, isOfMachine, isForDevelopers } = naming;
  if (needs !== undefined && !root.path(...needs.split('.')).isWritten) return undefined;
  const named = root.path(...at.split('.'));
  // Of a template that is filled in for many clusters the name tells none.
  const written = isOfMachine && named.isTemplated ? '' : textOf(named);
  const namespace = naming.at === undefined ? textOf(root.path('metadata', 'namespace')) : '';
  const name = namespace === '' || written === '' ? written : `${namespace}/${written}`;
  return {
    file,
    range: root.fullRange,
    kind: kind === '' ? shape : kind,
    name: written === '' || written === byDefault ? undefined : name,
    ...(isOfMachine && { isOfMachine }),
    ...(isForDevelopers && { isForDevelopers }),
  };
}

/** As written, templates included. */
function textOf(node: YamlNode): string {
  return node.kind === 'scalar' ? (node.isTemplated ? node.source : node.text) : '';
}
