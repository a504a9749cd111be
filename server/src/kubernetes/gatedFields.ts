// Fields of the kubelet's configuration that it refuses unless their feature gate is on.

export interface GatedField {
  readonly field: string;
  /** A key below the field, where that one alone asks for the gate. */
  readonly key?: string;
  readonly gate: string;
  /** The one value that asks for no gate, beside those that say nothing (empty, 0, false). */
  readonly free?: string;
  /** Where it is asked for from a later minor on than the gate is known. */
  readonly since?: number;
}

/** Source: pkg/kubelet/apis/config/validation/validation.go (ValidateKubeletConfiguration), 1.29 to 1.38 */
export const GATED_FIELDS: readonly GatedField[] = [
  { field: 'shutdownGracePeriod', gate: 'GracefulNodeShutdown' },
  { field: 'shutdownGracePeriodCriticalPods', gate: 'GracefulNodeShutdown' },
  { field: 'shutdownGracePeriodByPodPriority', gate: 'GracefulNodeShutdownBasedOnPodPriority' },
  { field: 'memorySwap', key: 'swapBehavior', gate: 'NodeSwap' },
  { field: 'crashLoopBackOff', key: 'maxContainerRestartPeriod', gate: 'KubeletCrashLoopBackOffMax' },
  { field: 'cpuCFSQuotaPeriod', gate: 'CustomCPUCFSQuotaPeriod', free: '100ms' },
  { field: 'imageMaximumGCAge', gate: 'ImageMaximumGCAge' },
  { field: 'serverTLSBootstrap', gate: 'RotateKubeletServerCertificate' },
  { field: 'imagePullCredentialsVerificationPolicy', gate: 'KubeletEnsureSecretPulledImages' },
  { field: 'preloadedImagesVerificationAllowlist', gate: 'KubeletEnsureSecretPulledImages' },
  { field: 'enableSystemLogQuery', gate: 'NodeLogQuery' },
  { field: 'tracing', gate: 'KubeletTracing' },
  { field: 'defaultPodSysctls', gate: 'DefaultPodSysctls' },
  { field: 'memoryThrottlingFactor', gate: 'MemoryQoS', free: '0.9', since: 37 },
];
