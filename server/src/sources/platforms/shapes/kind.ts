// Shapes of kind.
import type { Part, SettingsRow } from '../objectTable.ts';

/** Patches of kubeadm's and the kubelet's configuration, for the cluster and for each node. */
function patches(at: string): readonly Part[] {
  return [
    { at: `${at}kubeadmConfigPatches.*`, holds: 'text', path: 'kubeadm-patch.yaml' },
    { at: `${at}kubeadmConfigPatchesJSON6902.*.patch`, holds: 'text', path: 'kubeadm-patch.json' },
  ];
}

/** Gates of all components: `pkg/cluster/internal/kubeadm/config.go` */
const GATES: readonly Part[] = [
  { at: '', holds: 'own-fields', component: 'kube-controller-manager', fields: [['featureGates', 'feature-gates']] },
  { at: '', holds: 'own-fields', component: 'kube-apiserver', fields: [['featureGates', 'feature-gates']] },
  { at: '', holds: 'own-fields', component: 'kubelet', fields: [['featureGates', 'featureGates']] },
];

/** `pkg/apis/config/v1alpha4/types.go` */
export const kind: readonly SettingsRow[] = [
  {
    id: 'kind',
    // Kind cluster
    kinds: ['kind.x-k8s.io/Cluster', 'kind.sigs.k8s.io/Cluster'],
    parts: [
      ...patches(''),
      ...patches('nodes.*.'),
      ...GATES,
      { at: 'nodes.*.image', holds: 'image', component: 'kube-apiserver' },
    ],
  },
];
