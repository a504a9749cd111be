// Flags of cloud-controller-manager, over all versions.
import type { Flag } from './flag.ts';

const SHARED = 'staging/src/k8s.io/cloud-provider/options/kubecloudshared.go';
const OPTIONS = 'staging/src/k8s.io/cloud-provider/options/options.go';

type Row = Omit<Flag, 'component' | 'form'>;

const rows: readonly Row[] = [
  {
    name: 'node-monitor-period',
    type: 'duration',
    defaults: [[13, null, '5s']],
    since: 13,
    note: 'period of the controller that deletes Node objects of instances that are gone',
    source: SHARED,
  },
  {
    name: 'node-status-update-frequency',
    type: 'duration',
    defaults: [[13, null, '5m']],
    since: 13,
    note: "not the kubelet's flag of this name: how often node addresses are refreshed",
    source: OPTIONS,
  },
  { name: 'concurrent-node-syncs', type: 'int32', defaults: [[27, null, '1']], since: 27, source: OPTIONS },
  {
    name: 'concurrent-node-lifecycle-syncs',
    type: 'int32',
    defaults: [[37, null, '1']],
    since: 37,
    range: { min: 1, error: 'concurrent-node-lifecycle-syncs must be at least 1' },
    source: 'staging/src/k8s.io/cloud-provider/options/nodelifecycle.go',
  },
  { name: 'concurrent-node-status-updates', type: 'int32', defaults: [[36, null, '0']], since: 36, source: OPTIONS },
];

export const CLOUD_CONTROLLER_MANAGER_FLAGS: readonly Flag[] = rows.map((row) => ({
  component: 'cloud-controller-manager',
  form: 'flag',
  ...row,
}));
