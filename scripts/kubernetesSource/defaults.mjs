// Defaults of flags and fields, read from the functions that set them: `obj.Field = …`.
import { goFiles, withoutComments } from './tree.mjs';

const LIFECYCLE = 'pkg/controller/nodelifecycle/config/v1alpha1/defaults.go';
const ELECTION = 'staging/src/k8s.io/component-base/config/v1alpha1/defaults.go';
const KUBELET = 'pkg/kubelet/apis/config/v1beta1/defaults.go';
const CLOUD_LIFECYCLE = 'staging/src/k8s.io/cloud-provider/controllers/nodelifecycle/config/v1alpha1/defaults.go';
const CLOUD = [
  'staging/src/k8s.io/cloud-provider/config/v1alpha1/defaults.go',
  'staging/src/k8s.io/controller-manager/config/v1alpha1/defaults.go',
  CLOUD_LIFECYCLE,
];

/** Component, name as in our tables, field in the source, files; the first one that sets it counts. */
const PLACES = [
  ['kube-controller-manager', 'node-monitor-grace-period', 'NodeMonitorGracePeriod', [LIFECYCLE]],
  ['kube-controller-manager', 'node-startup-grace-period', 'NodeStartupGracePeriod', [LIFECYCLE]],
  ['kube-controller-manager', 'node-monitor-period', 'NodeMonitorPeriod', [LIFECYCLE, ...CLOUD]],
  [
    'kube-controller-manager',
    'terminated-pod-gc-threshold',
    'TerminatedPodGCThreshold',
    ['pkg/controller/podgc/config/v1alpha1/defaults.go'],
  ],
  [
    'kube-controller-manager',
    'attach-detach-reconcile-sync-period',
    'ReconcilerSyncLoopPeriod',
    ['pkg/controller/volume/attachdetach/config/v1alpha1/defaults.go'],
  ],
  [
    'kube-controller-manager',
    'concurrent-statefulset-syncs',
    'ConcurrentStatefulSetSyncs',
    ['pkg/controller/statefulset/config/v1alpha1/defaults.go'],
  ],
  ['kube-controller-manager', 'leader-elect-lease-duration', 'LeaseDuration', [ELECTION]],
  ['kube-controller-manager', 'leader-elect-renew-deadline', 'RenewDeadline', [ELECTION]],
  ['kube-controller-manager', 'leader-elect-retry-period', 'RetryPeriod', [ELECTION]],
  [
    'kube-controller-manager',
    'leader-elect-resource-lock',
    'ResourceLock',
    ['staging/src/k8s.io/controller-manager/config/v1alpha1/defaults.go'],
  ],
  ['cloud-controller-manager', 'node-monitor-period', 'NodeMonitorPeriod', CLOUD],
  ['cloud-controller-manager', 'node-status-update-frequency', 'NodeStatusUpdateFrequency', CLOUD],
  ['kubelet', 'nodeStatusUpdateFrequency', 'NodeStatusUpdateFrequency', [KUBELET]],
  ['kubelet', 'nodeStatusReportFrequency', 'NodeStatusReportFrequency', [KUBELET]],
  ['kubelet', 'nodeLeaseDurationSeconds', 'NodeLeaseDurationSeconds', [KUBELET]],
  ['kubelet', 'kubeAPIQPS', 'KubeAPIQPS', [KUBELET]],
  ['kubelet', 'kubeAPIBurst', 'KubeAPIBurst', [KUBELET]],
  ['kubelet', 'enableControllerAttachDetach', 'EnableControllerAttachDetach', [KUBELET]],
  ['kubelet', 'registerNode', 'RegisterNode', [KUBELET]],
  ['kubelet', 'runtimeRequestTimeout', 'RuntimeRequestTimeout', [KUBELET]],
  [
    'kube-apiserver',
    'default-not-ready-toleration-seconds',
    'defaultNotReadyTolerationSeconds',
    ['plugin/pkg/admission/defaulttolerationseconds'],
  ],
  [
    'kube-apiserver',
    'default-unreachable-toleration-seconds',
    'defaultUnreachableTolerationSeconds',
    ['plugin/pkg/admission/defaulttolerationseconds'],
  ],
];

const UNITS = { Millisecond: 1, Second: 1_000, Minute: 60_000, Hour: 3_600_000 };

/** @returns a list of `{ component, name, value }`: durations in milliseconds, else the text; `value` undefined where nothing sets it */
export function defaults(tree) {
  return PLACES.map(([component, name, field, files]) => {
    const texts = files.flatMap((path) => goFiles(tree, path)).map(withoutComments);
    const pattern = new RegExp(`\\b${field}\\s*=(?!=)\\s*([^\\n]+)`);
    return {
      component,
      name,
      value: read(texts.map((text) => pattern.exec(text)?.[1]).find((found) => found !== undefined)),
    };
  });
}

function read(expression) {
  if (expression === undefined) return undefined;
  const duration = /(?:Duration:\s*)?(?:(\d+)\s*\*\s*)?time\.(\w+)/.exec(expression);
  if (duration) return Number(duration[1] ?? 1) * UNITS[duration[2]];
  return (
    /\(([\w.]+)\)\s*$/.exec(expression)?.[1] ??
    /flag\.Int64\("[^"]*", (\d+),/.exec(expression)?.[1] ??
    expression.trim().replaceAll('"', '')
  );
}
