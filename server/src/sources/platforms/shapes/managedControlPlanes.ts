// Control planes that a platform runs: only their version is read.
import type { SettingsRow } from '../objectTable.ts';

/** Control planes that a platform runs: only their version is read. */
export const managedControlPlanes: readonly SettingsRow[] = [
  {
    // `controlplane/eks/api/v1beta2/awsmanagedcontrolplane_types.go`, `bootstrap/eks/api/v1beta2/eksconfig_types.go`
    id: 'eks-control-plane',
    // EKS cluster
    kinds: [
      'controlplane.cluster.x-k8s.io/AWSManagedControlPlane',
      'controlplane.cluster.x-k8s.io/AWSManagedControlPlaneTemplate',
      'bootstrap.cluster.x-k8s.io/EKSConfig',
      'bootstrap.cluster.x-k8s.io/EKSConfigTemplate',
      'eks.aws.upbound.io/Cluster',
      'eks.services.k8s.aws/Cluster',
    ],
    parts: ['spec.version', 'spec.template.spec.version', 'spec.forProvider.version'].map((at) => ({
      at,
      holds: 'version',
    })),
  },
  {
    // `api/v1beta1/azuremanagedcontrolplane_types.go` of cluster-api-provider-azure; Azure Service Operator
    id: 'aks-control-plane',
    // AKS cluster
    kinds: [
      'infrastructure.cluster.x-k8s.io/AzureManagedControlPlane',
      'infrastructure.cluster.x-k8s.io/AzureManagedControlPlaneTemplate',
      'infrastructure.cluster.x-k8s.io/AzureASOManagedControlPlane',
      'containerservice.azure.com/ManagedCluster',
      'containerservice.azure.upbound.io/KubernetesCluster',
    ],
    parts: [
      'spec.version',
      'spec.template.spec.version',
      'spec.kubernetesVersion',
      'spec.forProvider.kubernetesVersion',
    ].map((at) => ({ at, holds: 'version' })),
  },
  {
    // `exp/api/v1beta1/gcpmanagedcontrolplane_types.go`; Config Connector
    id: 'gke-control-plane',
    // GKE cluster
    kinds: [
      'infrastructure.cluster.x-k8s.io/GCPManagedControlPlane',
      'container.cnrm.cloud.google.com/ContainerCluster',
      'container.gcp.upbound.io/Cluster',
    ],
    parts: [
      'spec.version',
      'spec.controlPlaneVersion',
      'spec.minMasterVersion',
      'spec.forProvider.minMasterVersion',
    ].map((at) => ({ at, holds: 'version' })),
  },
];
