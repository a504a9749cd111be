// Every field that the types of Kubernetes have where we read some, so that a real name is never taken for a misspelt one.

/** Of a KubeletConfiguration, in any version: `k8s.io/kubelet/config/v1beta1/types.go` of 1.10 to 1.37. */
const KUBELET =
  'address allowedUnsafeSysctls authentication authorization cgroupDriver cgroupRoot cgroupsPerQOS clusterDNS ' +
  'clusterDomain configMapAndSecretChangeDetectionStrategy containerLogMaxFiles containerLogMaxSize ' +
  'containerLogMaxWorkers containerLogMonitorInterval containerRuntimeEndpoint contentType cpuCFSQuota ' +
  'cpuCFSQuotaPeriod cpuManagerPolicy cpuManagerPolicyOptions cpuManagerReconcilePeriod crashLoopBackOff ' +
  'defaultPodSysctls enableContentionProfiling enableControllerAttachDetach enableDebugFlagsHandler ' +
  'enableDebuggingHandlers enableProfilingHandler enableServer enableSystemLogHandler enableSystemLogQuery ' +
  'enforceNodeAllocatable eventBurst eventRecordQPS evictionHard evictionMaxPodGracePeriod evictionMinimumReclaim ' +
  'evictionPressureTransitionPeriod evictionSoft evictionSoftGracePeriod failCgroupV1 failSwapOn featureGates ' +
  'fileCheckFrequency hairpinMode healthzBindAddress healthzPort httpCheckFrequency imageGCHighThresholdPercent ' +
  'imageGCLowThresholdPercent imageMaximumGCAge imageMinimumGCAge imagePullCredentialsVerificationPolicy ' +
  'imageServiceEndpoint iptablesDropBit iptablesMasqueradeBit kernelMemcgNotification kubeAPIBurst kubeAPIQPS ' +
  'kubeReserved kubeReservedCgroup kubeletCgroups localStorageCapacityIsolation logging makeIPTablesUtilChains ' +
  'maxOpenFiles maxParallelImagePulls maxPods memoryManagerPolicy memoryReservationPolicy memorySwap ' +
  'memoryThrottlingFactor mergeDefaultEvictionSettings nodeLeaseDurationSeconds nodeStatusMaxImages ' +
  'nodeStatusReportFrequency nodeStatusUpdateFrequency oomScoreAdj podCIDR podLogsDir podPidsLimit podsPerCore ' +
  'port preloadedImagesVerificationAllowlist protectKernelDefaults providerID qosReserved readOnlyPort ' +
  'registerNode registerWithTaints registryBurst registryPullQPS reservedMemory reservedSystemCPUs resolvConf ' +
  'rotateCertificates runOnce runtimeRequestTimeout seccompDefault serializeImagePulls serverTLSBootstrap ' +
  'showHiddenMetricsForVersion shutdownGracePeriod shutdownGracePeriodByPodPriority ' +
  'shutdownGracePeriodCriticalPods singleProcessOOMKill staticPodPath staticPodURL staticPodURLHeader ' +
  'streamingConnectionIdleTimeout syncFrequency systemCgroups systemReserved systemReservedCgroup tlsCertFile ' +
  'tlsCipherSuites tlsCurvePreferences tlsMinVersion tlsPrivateKeyFile topologyManagerPolicy ' +
  'topologyManagerPolicyOptions topologyManagerScope tracing userNamespaces volumePluginDir volumeStatsAggPeriod';

/** `core/v1` PodSpec of `k8s.io/api` 1.17 to 1.37. */
const POD =
  'volumes initContainers containers ephemeralContainers restartPolicy terminationGracePeriodSeconds activeDeadlineSeconds ' +
  'dnsPolicy nodeSelector serviceAccountName serviceAccount automountServiceAccountToken nodeName hostNetwork hostPID hostIPC ' +
  'shareProcessNamespace securityContext imagePullSecrets hostname subdomain affinity schedulerName tolerations hostAliases ' +
  'priorityClassName priority dnsConfig readinessGates runtimeClassName enableServiceLinks preemptionPolicy overhead ' +
  'topologySpreadConstraints setHostnameAsFQDN os hostUsers schedulingGates resourceClaims resources hostnameOverride ' +
  'workloadRef schedulingGroup evictionResponders';

/** `apps/v1`, `batch/v1` and their betas: the spec of each kind. */
const SPECS: Readonly<Record<string, string>> = {
  StatefulSet:
    'replicas selector template volumeClaimTemplates serviceName podManagementPolicy updateStrategy revisionHistoryLimit ' +
    'minReadySeconds persistentVolumeClaimRetentionPolicy ordinals',
  Deployment:
    'replicas selector template strategy minReadySeconds revisionHistoryLimit paused progressDeadlineSeconds rollbackTo',
  DaemonSet: 'selector template updateStrategy minReadySeconds revisionHistoryLimit templateGeneration',
  ReplicaSet: 'replicas minReadySeconds selector template',
  Job:
    'parallelism completions activeDeadlineSeconds podFailurePolicy successPolicy backoffLimit backoffLimitPerIndex ' +
    'maxFailedIndexes failedPodsLimit selector manualSelector template ttlSecondsAfterFinished completionMode suspend ' +
    'podReplacementPolicy managedBy scheduling',
};

const TOLERATION = 'key operator value effect tolerationSeconds';
const CLAIM =
  'accessModes selector resources volumeName storageClassName volumeMode dataSource dataSourceRef volumeAttributesClassName';

/** Taints that Kubernetes and its cloud providers set: `k8s.io/api/core/v1/well_known_taints.go`, `k8s.io/cloud-provider/api`. */
const TAINTS =
  'not-ready unreachable unschedulable memory-pressure disk-pressure network-unavailable pid-pressure out-of-service out-of-disk';

/** Names of one type: all that are real, and those of them that we read. */
export interface FieldNames {
  readonly real: ReadonlySet<string>;
  readonly read: readonly string[];
}

function names(real: string, read: string): FieldNames {
  return { real: new Set(real.split(' ')), read: read.split(' ') };
}

export const KUBELET_FIELD_NAMES = names(
  KUBELET,
  'nodeStatusUpdateFrequency nodeStatusReportFrequency nodeLeaseDurationSeconds shutdownGracePeriod ' +
    'shutdownGracePeriodCriticalPods shutdownGracePeriodByPodPriority evictionMaxPodGracePeriod enableControllerAttachDetach ' +
    'registerWithTaints registerNode featureGates',
);
export const POD_FIELD_NAMES = names(
  POD,
  'terminationGracePeriodSeconds tolerations volumes nodeName priorityClassName containers',
);
export const TOLERATION_FIELD_NAMES = names(TOLERATION, 'operator effect tolerationSeconds');
export const CLAIM_FIELD_NAMES = names(CLAIM, 'accessModes storageClassName volumeMode volumeName');

const SPEC_FIELD_NAMES = new Map(
  Object.entries(SPECS).map(([kind, real]) => [
    kind,
    names(
      real,
      real
        .split(' ')
        .filter((name) =>
          /^(?:replicas|template|strategy|updateStrategy|volumeClaimTemplates|podReplacementPolicy|podManagementPolicy|persistentVolumeClaimRetentionPolicy)$/.test(
            name,
          ),
        )
        .join(' '),
    ),
  ]),
);

/** Fields of a workload's spec; `undefined` for a Pod, whose spec is the pods'. */
export function specFieldNames(kind: string): FieldNames | undefined {
  return SPEC_FIELD_NAMES.get(kind);
}

const TAINT_KEYS: readonly string[] = TAINTS.split(' ').map((name) => `node.kubernetes.io/${name}`);

/** Keys of Kubernetes' own taints, of 1.9 and later. */
export function isTaintOfKubernetes(key: string): boolean {
  return TAINT_KEYS.includes(key);
}
