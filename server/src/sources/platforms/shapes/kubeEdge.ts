// Shapes of KubeEdge.
import type { OwnField, SettingsRow } from '../objectTable.ts';

/** `staging/src/github.com/kubeedge/api/apis/componentconfig/edgecore/v1alpha1/types.go` (Edged): integers of seconds. */
const V1ALPHA1: readonly OwnField[] = [['nodeStatusUpdateFrequency', 'nodeStatusUpdateFrequency', 's']];
/** `edge.yaml` until 1.2. */
const EDGE_YAML: readonly OwnField[] = [['node-status-update-frequency', 'nodeStatusUpdateFrequency', 's']];

export const kubeEdge: readonly SettingsRow[] = [
  {
    id: 'kubeedge',
    // KubeEdge EdgeCore
    kinds: ['edgecore.config.kubeedge.io/EdgeCore'],
    parts: [
      { at: 'modules.edged.tailoredKubeletConfig', holds: 'kubelet-fields' },
      { at: 'modules.edged', holds: 'own-fields', component: 'kubelet', fields: V1ALPHA1 },
    ],
  },
  {
    id: 'kubeedge-edge',
    // KubeEdge edge.yaml
    marks: ['node-status-update-frequency'],
    requires: ['edged'],
    parts: [{ at: 'edged', holds: 'own-fields', component: 'kubelet', fields: EDGE_YAML }],
  },
];
