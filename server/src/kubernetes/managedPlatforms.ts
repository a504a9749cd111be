/** Services and operators that run the control plane for their users and take none of its flags from them. */
export type PlatformId = 'eks' | 'aks' | 'gke' | 'openshift';

export interface ManagedPlatform {
  readonly id: PlatformId;
  /** As people call it. */
  readonly name: string;
  /** Whether users can set the kubelet's heartbeats and leases on their nodes; where they cannot, what they are is not shown. */
  readonly takesKubeletTiming: boolean;
  /** Values can be chosen in fixed sets (`latencyProfiles.ts`), and in no other way. */
  readonly hasLatencyProfiles?: true;
  /** Where it says what can be set. */
  readonly source: string;
}

export const MANAGED_PLATFORMS: readonly ManagedPlatform[] = [
  {
    id: 'eks',
    name: 'Amazon EKS',
    takesKubeletTiming: true,
    // `spec.kubelet.config` and `flags` of a node are the kubelet's own; the API of a cluster has no flags at all.
    source:
      'awslabs/amazon-eks-ami nodeadm/api/v1alpha1/nodeconfig_types.go; eksctl-io/eksctl pkg/apis/eksctl.io/v1alpha5/types.go',
  },
  {
    id: 'aks',
    name: 'AKS',
    takesKubeletTiming: false,
    source:
      'Azure/azure-sdk: containerservice KubeletConfig (cpu manager, image gc, topology manager, sysctls, logs, pids)',
  },
  {
    id: 'gke',
    name: 'GKE',
    takesKubeletTiming: false,
    source: 'google/container/v1 NodeKubeletConfig (cpu manager, cpu quota, pid limit, logs, image gc, sysctls)',
  },
  {
    id: 'openshift',
    name: 'OpenShift',
    takesKubeletTiming: false,
    hasLatencyProfiles: true,
    source:
      'openshift/api config/v1/types_node.go (WorkerLatencyProfileType), operator/v1 (unsupportedConfigOverrides)',
  },
];

export function managedPlatform(id: PlatformId): ManagedPlatform | undefined {
  return MANAGED_PLATFORMS.find((platform) => platform.id === id);
}

/** Objects, as `group/Kind`, that only clusters of a platform have. */
const KINDS: readonly (readonly [kind: string, platform: PlatformId])[] = [
  ['eksctl.io/ClusterConfig', 'eks'],
  ['node.eks.aws/NodeConfig', 'eks'],
  ['bootstrap.cluster.x-k8s.io/NodeadmConfig', 'eks'],
  ['bootstrap.cluster.x-k8s.io/NodeadmConfigTemplate', 'eks'],
  ['bootstrap.cluster.x-k8s.io/EKSConfig', 'eks'],
  ['bootstrap.cluster.x-k8s.io/EKSConfigTemplate', 'eks'],
  ['controlplane.cluster.x-k8s.io/AWSManagedControlPlane', 'eks'],
  ['controlplane.cluster.x-k8s.io/AWSManagedControlPlaneTemplate', 'eks'],
  ['eks.aws.upbound.io/Cluster', 'eks'],
  ['eks.services.k8s.aws/Cluster', 'eks'],
  ['infrastructure.cluster.x-k8s.io/AzureManagedControlPlane', 'aks'],
  ['infrastructure.cluster.x-k8s.io/AzureManagedControlPlaneTemplate', 'aks'],
  ['infrastructure.cluster.x-k8s.io/AzureASOManagedControlPlane', 'aks'],
  ['containerservice.azure.com/ManagedCluster', 'aks'],
  ['containerservice.azure.upbound.io/KubernetesCluster', 'aks'],
  ['infrastructure.cluster.x-k8s.io/GCPManagedControlPlane', 'gke'],
  ['container.cnrm.cloud.google.com/ContainerCluster', 'gke'],
  ['container.gcp.upbound.io/Cluster', 'gke'],
  ['config.openshift.io/Node', 'openshift'],
  ['config.openshift.io/ClusterVersion', 'openshift'],
  ['machineconfiguration.openshift.io/KubeletConfig', 'openshift'],
  ['operator.openshift.io/KubeControllerManager', 'openshift'],
  ['operator.openshift.io/KubeAPIServer', 'openshift'],
];
const BY_KIND = new Map(KINDS);

/** The platform that an object of that kind belongs to. */
export function platformOfKind(group: string, kind: string): PlatformId | undefined {
  return BY_KIND.get(`${group}/${kind}`);
}

/** The platform that built a node's kubelet: `v1.31.4-gke.1183000`. Amazon's build runs outside of EKS as well. */
export function platformOfKubelet(version: string): PlatformId | undefined {
  return /-gke\.\d/.test(version) ? 'gke' : undefined;
}
