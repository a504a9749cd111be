// Shapes of Amazon EKS.
import { BOTTLEROCKET_SETTINGS } from '../../../kubernetes/bottlerocket.ts';
import type { Part, SettingsRow } from '../objectTable.ts';

/** `pkg/apis/eksctl.io/v1alpha5/types.go` (NodeGroupBase) */
const nodeGroup = (at: string): readonly Part[] => [
  { at: `${at}.kubeletExtraConfig`, holds: 'kubelet-fields' },
  { at: `${at}.overrideBootstrapCommand`, holds: 'text', path: 'user-data' },
  { at: `${at}.preBootstrapCommands.*`, holds: 'text', path: 'command.sh' },
  {
    at: `${at}.bottlerocket.settings.kubernetes`,
    holds: 'own-fields',
    component: 'kubelet',
    fields: BOTTLEROCKET_SETTINGS,
  },
];

export const eks: readonly SettingsRow[] = [
  {
    id: 'eksctl',
    hasNoAliases: true,
    // Eksctl ClusterConfig
    kinds: ['eksctl.io/ClusterConfig'],
    parts: [
      { at: 'metadata.version', holds: 'version' },
      ...nodeGroup('nodeGroups.*'),
      ...nodeGroup('managedNodeGroups.*'),
    ],
  },
  {
    // `nodeadm/api/v1alpha1/nodeconfig_types.go`. ScyllaDB has another NodeConfig; user data may leave the version out.
    id: 'nodeadm',
    distribution: { id: 'eks-nodes' },
    // Nodeadm NodeConfig
    kinds: ['node.eks.aws/NodeConfig', '/NodeConfig'],
    parts: [
      { at: 'spec.kubelet.config', holds: 'kubelet-fields' },
      { at: 'spec.kubelet.flags', holds: 'words', component: 'kubelet' },
    ],
  },
  {
    // Cluster API's copy of it: `bootstrap/eks/api/v1beta2/nodeadmconfig_types.go`
    id: 'nodeadm-config',
    distribution: { id: 'eks-nodes' },
    // Cluster API NodeadmConfig
    kinds: ['bootstrap.cluster.x-k8s.io/NodeadmConfig', 'bootstrap.cluster.x-k8s.io/NodeadmConfigTemplate'],
    parts: ['spec', 'spec.template.spec'].flatMap((at): Part[] => [
      { at: `${at}.kubelet.config`, holds: 'kubelet-fields' },
      { at: `${at}.kubelet.flags`, holds: 'words', component: 'kubelet' },
      { at: `${at}.files`, holds: 'files' },
    ]),
  },
  {
    id: 'karpenter-node-class',
    // Karpenter EC2NodeClass
    kinds: ['karpenter.k8s.aws/EC2NodeClass', 'karpenter.k8s.aws/AWSNodeTemplate'],
    parts: [
      {
        at: 'spec.kubelet',
        holds: 'own-fields',
        component: 'kubelet',
        fields: [['evictionMaxPodGracePeriod', 'evictionMaxPodGracePeriod']],
      },
      { at: 'spec.userData', holds: 'text', path: 'user-data' },
    ],
  },
  {
    // `pkg/api/v1alpha1/cluster_types.go` of EKS Anywhere
    id: 'eks-anywhere',
    // EKS Anywhere Cluster
    kinds: ['anywhere.eks.amazonaws.com/Cluster'],
    parts: [
      { at: 'spec.kubernetesVersion', holds: 'version' },
      { at: 'spec.controlPlaneConfiguration.apiServerExtraArgs', holds: 'arguments', component: 'kube-apiserver' },
      { at: 'spec.controlPlaneConfiguration.kubeletConfiguration', holds: 'kubelet-fields' },
      { at: 'spec.workerNodeGroupConfigurations.*.kubeletConfiguration', holds: 'kubelet-fields' },
    ],
  },
];
