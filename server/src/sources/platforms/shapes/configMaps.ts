// Files inside a ConfigMap.
import type { SettingsRow } from '../objectTable.ts';

/** Files inside an object: kubeadm's `kubeadm-config` and `kubelet-config`, and whatever else people hand to pods. */
export const configMaps: readonly SettingsRow[] = [
  {
    id: 'config-map',
    // Files in a ConfigMap or Secret
    kinds: ['/ConfigMap', '/Secret'],
    isCommon: true,
    parts: [
      { at: 'data', holds: 'texts' },
      { at: 'stringData', holds: 'texts' },
    ],
  },
];
