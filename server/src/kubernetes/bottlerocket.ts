// What Bottlerocket makes of its settings.

/** Keys of `settings.kubernetes`, and the fields that they become: `packages/kubernetes-1.3x/kubelet-config` of its core kit. */
export const BOTTLEROCKET_SETTINGS: readonly (readonly [key: string, field: string])[] = [
  ['shutdown-grace-period', 'shutdownGracePeriod'],
  ['shutdown-grace-period-for-critical-pods', 'shutdownGracePeriodCriticalPods'],
  ['eviction-max-pod-grace-period', 'evictionMaxPodGracePeriod'],
];
