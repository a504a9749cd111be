// What each version and each setting change of what is in effect, literally.
import assert from 'node:assert/strict';
import { kubeletCandidates } from '../../../server/src/effective/candidates.ts';
import { effectiveInstance } from '../../../server/src/effective/effectiveInstance.ts';
import { NEWEST_MINOR } from '../../../server/src/kubernetes/version.ts';
import { instance, type Settings, TEMPLATE } from '../timing/clusterBuilder.ts';
import { type Asked, inEffect, inVersion, shutdownTold } from './told.ts';

/** All other versions are like the one before them. */
const VERSIONS = [
  ['manager', 4, 'election.leaseDuration 15000, election.retryPeriod 2000'],
  ['manager', 13, 'podEvictionTimeout 0, taintBasedEvictions true'],
  ['manager', 14, 'leaseEnabled true'],
  ['manager', 26, 'outOfServiceDetach true, droppedOfJobs [backoffLimitPerIndex]'],
  ['manager', 29, 'jobPodReplacementPolicy true, droppedOfJobs []'],
  ['manager', 32, 'gracePeriod 50000'],
  ['manager', 37, 'readsLiveLeases true'],
  ['manager of zones', 4, 'election.leaseDuration 15000, election.retryPeriod 2000'],
  ['manager of zones', 13, 'podEvictionTimeout 0, taintBasedEvictions true'],
  ['manager of zones', 14, 'leaseEnabled true'],
  ['manager of zones', 26, 'outOfServiceDetach true, droppedOfJobs [backoffLimitPerIndex]'],
  ['manager of zones', 29, 'jobPodReplacementPolicy true, droppedOfJobs []'],
  ['manager of zones', 32, 'gracePeriod 50000'],
  ['manager of zones', 37, 'readsLiveLeases true'],
  ['kubelet', 13, 'reportFrequency 60000'],
  ['kubelet', 14, 'leaseEnabled true | leaseEnabled true, leaseFollowsUpdates true'],
  ['kubelet', 15, 'the same | leaseFollowsUpdates true'],
  ['kubelet', 17, 'reportFrequency 300000'],
  ['kubelet that shuts down', 13, 'reportFrequency 60000'],
  ['kubelet that shuts down', 14, 'leaseEnabled true | leaseEnabled true, leaseFollowsUpdates true'],
  ['kubelet that shuts down', 15, 'the same | leaseFollowsUpdates true'],
  ['kubelet that shuts down', 17, 'reportFrequency 300000'],
  ['server', 10, 'enabled true'],
] as const;

const SETTINGS: readonly (readonly [Asked, number, Settings, number | undefined, string])[] = [
  [
    'server',
    10,
    { 'admission-control': 'NodeRestriction', 'enable-admission-plugins': 'DefaultTolerationSeconds' },
    undefined,
    'enabled false',
  ],
  ['server', 6, { 'admission-control': 'PodTolerationRestriction' }, undefined, 'the same'],
  ['server', 7, { 'admission-control': 'PodTolerationRestriction' }, undefined, 'restricts true'],
  ['server', 33, { 'enable-admission-plugins': 'PodTolerationRestriction' }, undefined, 'restricts true'],
  ['manager', 33, { 'node-monitor-period': '2s' }, undefined, 'monitorPeriod 2000'],
  ['manager', 33, { 'node-monitor-grace-period': '16s' }, undefined, 'gracePeriod 16000'],
  [
    'manager',
    33,
    { 'node-monitor-grace-period': TEMPLATE },
    undefined,
    'gracePeriod 0 | gracePeriod 1000000000000000 ? --node-monitor-grace-period',
  ],
  ['manager', 26, { 'pod-eviction-timeout': '2m' }, undefined, 'the same'],
  ['manager', 27, { 'pod-eviction-timeout': '2m' }, undefined, 'the same'],
  [
    'manager',
    26,
    { 'pod-eviction-timeout': '2m', 'enable-taint-manager': 'false' },
    undefined,
    'podEvictionTimeout 120000, taintBasedEvictions false',
  ],
  [
    'manager',
    26,
    { 'enable-taint-manager': TEMPLATE },
    undefined,
    'the same | podEvictionTimeout 300000, taintBasedEvictions false ? --enable-taint-manager',
  ],
  ['manager', 27, { 'enable-taint-manager': TEMPLATE }, undefined, 'the same'],
  ['manager', 26, { 'pod-eviction-timeout': TEMPLATE }, undefined, 'the same'],
  ['manager', 5, { 'enable-taint-manager': 'false' }, undefined, 'the same'],
  ['manager', 6, { 'enable-taint-manager': 'false' }, undefined, 'the same'],
  [
    'manager',
    26,
    { 'enable-taint-manager': 'false' },
    undefined,
    'podEvictionTimeout 300000, taintBasedEvictions false',
  ],
  ['manager', 27, { 'enable-taint-manager': 'false' }, undefined, 'the same'],
  ['manager', 5, { 'feature-gates': 'TaintBasedEvictions=true' }, undefined, 'the same'],
  [
    'manager',
    6,
    { 'feature-gates': 'TaintBasedEvictions=true' },
    undefined,
    'podEvictionTimeout 0, taintBasedEvictions true',
  ],
  ['manager', 12, { 'feature-gates': 'TaintBasedEvictions=false' }, undefined, 'the same'],
  [
    'manager',
    13,
    { 'feature-gates': 'TaintBasedEvictions=false' },
    undefined,
    'podEvictionTimeout 300000, taintBasedEvictions false',
  ],
  [
    'manager',
    17,
    { 'feature-gates': 'TaintBasedEvictions=false' },
    undefined,
    'podEvictionTimeout 300000, taintBasedEvictions false',
  ],
  ['manager', 18, { 'feature-gates': 'TaintBasedEvictions=false' }, undefined, 'the same'],
  [
    'manager',
    12,
    { 'feature-gates': 'TaintBasedEvictions=true' },
    undefined,
    'podEvictionTimeout 0, taintBasedEvictions true',
  ],
  ['manager', 13, { 'feature-gates': 'TaintBasedEvictions=true' }, undefined, 'the same'],
  ['manager', 11, { 'feature-gates': 'NodeLease=false' }, undefined, 'the same'],
  ['manager', 12, { 'feature-gates': 'NodeLease=false' }, undefined, 'the same'],
  ['manager', 13, { 'feature-gates': 'NodeLease=false' }, undefined, 'the same'],
  ['manager', 16, { 'feature-gates': 'NodeLease=false' }, undefined, 'leaseEnabled false'],
  ['manager', 17, { 'feature-gates': 'NodeLease=false' }, undefined, 'the same'],
  ['manager', 12, { 'feature-gates': 'NodeLease=true' }, undefined, 'leaseEnabled true'],
  ['manager', 13, { 'feature-gates': 'NodeLease=true' }, undefined, 'leaseEnabled true'],
  ['manager', 23, { 'feature-gates': 'NodeOutOfServiceVolumeDetach=false' }, undefined, 'the same'],
  ['manager', 24, { 'feature-gates': 'NodeOutOfServiceVolumeDetach=false' }, undefined, 'the same'],
  ['manager', 26, { 'feature-gates': 'NodeOutOfServiceVolumeDetach=false' }, undefined, 'outOfServiceDetach false'],
  ['manager', 27, { 'feature-gates': 'NodeOutOfServiceVolumeDetach=false' }, undefined, 'outOfServiceDetach false'],
  ['manager', 28, { 'feature-gates': 'NodeOutOfServiceVolumeDetach=false' }, undefined, 'the same'],
  ['manager', 31, { 'feature-gates': 'NodeOutOfServiceVolumeDetach=false' }, undefined, 'the same'],
  ['manager', 24, { 'feature-gates': 'NodeOutOfServiceVolumeDetach=true' }, undefined, 'outOfServiceDetach true'],
  [
    'manager',
    28,
    { 'feature-gates': 'SeparateTaintEvictionController=false', controllers: '*,-taint-eviction-controller' },
    undefined,
    'the same',
  ],
  [
    'manager',
    29,
    { 'feature-gates': 'SeparateTaintEvictionController=false', controllers: '*,-taint-eviction-controller' },
    undefined,
    'the same',
  ],
  [
    'manager',
    33,
    { 'feature-gates': 'SeparateTaintEvictionController=false', controllers: '*,-taint-eviction-controller' },
    undefined,
    'the same',
  ],
  [
    'manager',
    28,
    { 'feature-gates': 'SeparateTaintEvictionController=false', controllers: '*,-node-lifecycle-controller' },
    undefined,
    'taintEviction false, nodeLifecycle false',
  ],
  [
    'manager',
    29,
    { 'feature-gates': 'SeparateTaintEvictionController=false', controllers: '*,-node-lifecycle-controller' },
    undefined,
    'taintEviction false, nodeLifecycle false',
  ],
  ['manager', 28, { controllers: '*,-taint-eviction-controller' }, undefined, 'the same'],
  ['manager', 29, { controllers: '*,-taint-eviction-controller' }, undefined, 'taintEviction false'],
  [
    'manager',
    28,
    { controllers: '*,-node-lifecycle-controller' },
    undefined,
    'taintEviction false, nodeLifecycle false',
  ],
  ['manager', 29, { controllers: '*,-node-lifecycle-controller' }, undefined, 'nodeLifecycle false'],
  ['manager', 27, { controllers: '*,-nodelifecycle' }, undefined, 'taintEviction false, nodeLifecycle false'],
  ['manager', 28, { controllers: '*,-nodelifecycle' }, undefined, 'taintEviction false, nodeLifecycle false'],
  ['manager', 27, { 'feature-gates': 'JobPodReplacementPolicy=false' }, undefined, 'the same'],
  ['manager', 28, { 'feature-gates': 'JobPodReplacementPolicy=false' }, undefined, 'the same'],
  ['manager', 33, { 'feature-gates': 'JobPodReplacementPolicy=false' }, undefined, 'jobPodReplacementPolicy false'],
  ['manager', 28, { 'feature-gates': 'JobPodReplacementPolicy=true' }, undefined, 'jobPodReplacementPolicy true'],
  ['manager', 36, { 'feature-gates': 'NodeControllerLeaseCircuitBreaker=false' }, undefined, 'the same'],
  ['manager', 37, { 'feature-gates': 'NodeControllerLeaseCircuitBreaker=false' }, undefined, 'readsLiveLeases false'],
  ['manager', 37, { 'feature-gates': 'NodeControllerLeaseCircuitBreaker=true' }, undefined, 'the same'],
  [
    'manager',
    33,
    { 'feature-gates': TEMPLATE },
    undefined,
    'the same | jobPodReplacementPolicy false ? --feature-gates',
  ],
  [
    'manager',
    29,
    { 'feature-gates': TEMPLATE },
    undefined,
    'the same | jobPodReplacementPolicy false, droppedOfJobs [backoffLimitPerIndex,podFailurePolicy] ? --feature-gates',
  ],
  ['manager', 33, { controllers: '*,-pod-garbage-collector-controller' }, undefined, 'podGarbageCollector false'],
  ['manager', 33, { controllers: '*,-persistentvolume-attach-detach-controller' }, undefined, 'attachDetach false'],
  ['manager', 33, { controllers: '*,-statefulset-controller' }, undefined, 'workloadControllers.statefulSet false'],
  ['manager', 33, { controllers: '*,-replicaset-controller' }, undefined, 'workloadControllers.replicaSet false'],
  [
    'manager',
    33,
    { controllers: '*,-replicationcontroller-controller' },
    undefined,
    'workloadControllers.replicationController false',
  ],
  ['manager', 33, { controllers: '*,-job-controller' }, undefined, 'workloadControllers.job false'],
  ['manager', 33, { controllers: '*,-cronjob-controller' }, undefined, 'workloadControllers.cronJob false'],
  [
    'manager',
    33,
    { controllers: 'statefulset-controller' },
    undefined,
    'taintEviction false, nodeLifecycle false, podGarbageCollector false, attachDetach false, workloadControllers.replicaSet false, workloadControllers.replicationController false, workloadControllers.job false, workloadControllers.cronJob false',
  ],
  [
    'manager',
    33,
    { controllers: TEMPLATE },
    undefined,
    'the same | taintEviction false, nodeLifecycle false, podGarbageCollector false, attachDetach false, workloadControllers.statefulSet false, workloadControllers.replicaSet false, workloadControllers.replicationController false, workloadControllers.job false, workloadControllers.cronJob false ? --controllers',
  ],
  ['manager', 33, { 'disable-force-detach-on-timeout': 'true' }, undefined, 'forceDetach false'],
  [
    'manager',
    33,
    { 'disable-force-detach-on-timeout': TEMPLATE },
    undefined,
    'forceDetach false | the same ? --disable-force-detach-on-timeout',
  ],
  ['manager', 33, { 'leader-elect': 'false' }, undefined, 'election.leaseDuration 0, election.retryPeriod 0'],
  [
    'manager',
    33,
    { 'leader-elect-lease-duration': '30s', 'leader-elect-retry-period': '5s' },
    undefined,
    'election.leaseDuration 30000, election.retryPeriod 5000',
  ],
  ['manager', 33, { 'leader-elect-lease-duration': TEMPLATE }, undefined, 'the same'],
  ['manager', 33, { 'node-startup-grace-period': '2m' }, undefined, 'startupGracePeriod 120000'],
  [
    'manager',
    33,
    {
      'node-eviction-rate': '1',
      'secondary-node-eviction-rate': '0.5',
      'unhealthy-zone-threshold': '0.9',
      'large-cluster-size-threshold': '10',
    },
    undefined,
    'evictionRate 1',
  ],
  [
    'manager of zones',
    33,
    {
      'node-eviction-rate': '1',
      'secondary-node-eviction-rate': '0.5',
      'unhealthy-zone-threshold': '0.9',
      'large-cluster-size-threshold': '10',
    },
    undefined,
    'evictionRate 1, secondaryEvictionRate 0.5, unhealthyZoneThreshold 0.9, largeClusterSize 10',
  ],
  ['manager', 33, { 'node-eviction-rate': TEMPLATE }, undefined, 'the same'],
  [
    'manager of zones',
    33,
    { 'node-eviction-rate': TEMPLATE },
    undefined,
    'evictionRate 0 | evictionRate for ever ? --node-eviction-rate',
  ],
  ['manager', 33, { 'secondary-node-eviction-rate': TEMPLATE }, undefined, 'the same'],
  [
    'manager of zones',
    33,
    { 'secondary-node-eviction-rate': TEMPLATE },
    undefined,
    'secondaryEvictionRate 0 | secondaryEvictionRate for ever ? --secondary-node-eviction-rate',
  ],
  ['manager', 33, { 'unhealthy-zone-threshold': TEMPLATE }, undefined, 'the same'],
  [
    'manager of zones',
    33,
    { 'unhealthy-zone-threshold': TEMPLATE },
    undefined,
    'unhealthyZoneThreshold 0 | unhealthyZoneThreshold for ever ? --unhealthy-zone-threshold',
  ],
  ['manager', 33, { 'large-cluster-size-threshold': TEMPLATE }, undefined, 'the same'],
  [
    'manager of zones',
    33,
    { 'large-cluster-size-threshold': TEMPLATE },
    undefined,
    'largeClusterSize 0 | largeClusterSize 2147483647 ? --large-cluster-size-threshold',
  ],
  [
    'manager',
    33,
    { 'node-monitor-grace-period': '40' },
    undefined,
    'gracePeriod 0 | gracePeriod 1000000000000000 ? --node-monitor-grace-period',
  ],
  ['manager', 33, { 'node-monitor-grace-period': '-1s' }, undefined, 'gracePeriod -1000'],
  ['kubelet', 33, { 'node-status-update-frequency': '4s' }, undefined, 'updateFrequency 4000'],
  ['kubelet', 33, { nodeStatusUpdateFrequency: '4s' }, undefined, 'updateFrequency 4000, reportFrequency 4000'],
  [
    'kubelet',
    33,
    { nodeStatusUpdateFrequency: '4s', 'node-status-update-frequency': '6s' },
    undefined,
    'updateFrequency 6000, reportFrequency 4000',
  ],
  ['kubelet', 33, { nodeStatusUpdateFrequency: '0s' }, undefined, 'the same'],
  ['kubelet', 33, { nodeStatusReportFrequency: '1m' }, undefined, 'reportFrequency 60000'],
  [
    'kubelet',
    33,
    { nodeStatusReportFrequency: '0s', nodeStatusUpdateFrequency: '4s' },
    undefined,
    'updateFrequency 4000, reportFrequency 4000',
  ],
  [
    'kubelet',
    33,
    { nodeStatusUpdateFrequency: TEMPLATE },
    undefined,
    'updateFrequency 1, reportFrequency 1 | updateFrequency 1000000000000000, reportFrequency 1000000000000000 ? nodeStatusUpdateFrequency',
  ],
  [
    'kubelet',
    33,
    { nodeStatusReportFrequency: TEMPLATE },
    undefined,
    'reportFrequency 1 | reportFrequency 1000000000000000 ? nodeStatusReportFrequency',
  ],
  [
    'kubelet',
    33,
    { 'node-status-update-frequency': TEMPLATE },
    undefined,
    'updateFrequency 0 | updateFrequency 1000000000000000 ? --node-status-update-frequency',
  ],
  ['kubelet', 12, { nodeLeaseDurationSeconds: 20 }, undefined, 'leaseDuration 20000'],
  ['kubelet', 13, { nodeLeaseDurationSeconds: 20 }, undefined, 'leaseDuration 20000'],
  ['kubelet', 33, { nodeLeaseDurationSeconds: 20 }, undefined, 'leaseDuration 20000'],
  ['kubelet', 33, { nodeLeaseDurationSeconds: 0 }, undefined, 'the same'],
  [
    'kubelet',
    33,
    { nodeLeaseDurationSeconds: TEMPLATE },
    undefined,
    'leaseDuration 1000 | leaseDuration 1000000000000000 ? nodeLeaseDurationSeconds',
  ],
  ['kubelet', 11, { 'feature-gates': 'NodeLease=false' }, undefined, 'the same'],
  ['kubelet', 12, { 'feature-gates': 'NodeLease=false' }, undefined, 'the same'],
  ['kubelet', 13, { 'feature-gates': 'NodeLease=false' }, undefined, 'the same'],
  ['kubelet', 16, { 'feature-gates': 'NodeLease=false' }, undefined, 'leaseEnabled false'],
  ['kubelet', 17, { 'feature-gates': 'NodeLease=false' }, undefined, 'the same'],
  ['kubelet', 12, { 'feature-gates': 'NodeLease=true' }, undefined, 'leaseEnabled true'],
  ['kubelet', 13, { 'feature-gates': TEMPLATE }, undefined, 'the same | leaseEnabled true ? --feature-gates'],
  ['kubelet', 33, { 'enable-controller-attach-detach': 'false' }, undefined, 'controllerAttachDetach false'],
  ['kubelet', 33, { enableControllerAttachDetach: false }, undefined, 'controllerAttachDetach false'],
  [
    'kubelet',
    33,
    { enableControllerAttachDetach: false, 'enable-controller-attach-detach': 'true' },
    undefined,
    'the same',
  ],
  [
    'kubelet',
    33,
    { enableControllerAttachDetach: TEMPLATE },
    undefined,
    'the same | controllerAttachDetach false ? enableControllerAttachDetach',
  ],
  ['kubelet', 14, { nodeStatusUpdateFrequency: '4s' }, 5, 'updateFrequency 4000, reportFrequency 4000'],
  ['kubelet', 14, { nodeStatusUpdateFrequency: '4s' }, 6, 'updateFrequency 4000, reportFrequency 4000'],
  ['kubelet', 15, { nodeStatusUpdateFrequency: '4s' }, 2, 'updateFrequency 4000, reportFrequency 4000'],
  ['kubelet', 15, { nodeStatusUpdateFrequency: '4s' }, 3, 'updateFrequency 4000, reportFrequency 4000'],
  ['kubelet', 13, { nodeStatusUpdateFrequency: '4s' }, 9, 'updateFrequency 4000, reportFrequency 4000'],
  ['kubelet', 16, { nodeStatusUpdateFrequency: '4s' }, 0, 'updateFrequency 4000, reportFrequency 4000'],
  [
    'kubelet that shuts down',
    19,
    { shutdownGracePeriod: '30s', shutdownGracePeriodCriticalPods: '10s' },
    undefined,
    'the same',
  ],
  [
    'kubelet that shuts down',
    20,
    { shutdownGracePeriod: '30s', shutdownGracePeriodCriticalPods: '10s' },
    undefined,
    'the same',
  ],
  [
    'kubelet that shuts down',
    21,
    { shutdownGracePeriod: '30s', shutdownGracePeriodCriticalPods: '10s' },
    undefined,
    'shutdownGroups [{priority:0,seconds:20},{priority:2000000000,seconds:10}]',
  ],
  [
    'kubelet that shuts down',
    33,
    { shutdownGracePeriod: TEMPLATE },
    undefined,
    'the same | shutdownGroups [{priority:0,seconds:1},{priority:2000000000,seconds:0}] | shutdownGroups [{priority:0,seconds:1000000000000},{priority:2000000000,seconds:0}] ? shutdownGracePeriod',
  ],
  ['server', 33, { 'default-unreachable-toleration-seconds': '30' }, undefined, 'unreachableSeconds 30'],
  ['server', 33, { 'default-not-ready-toleration-seconds': '30' }, undefined, 'notReadySeconds 30'],
  [
    'server',
    33,
    { 'default-unreachable-toleration-seconds': TEMPLATE },
    undefined,
    'unreachableSeconds - ? --default-unreachable-toleration-seconds',
  ],
  ['server', 9, { 'disable-admission-plugins': 'DefaultTolerationSeconds' }, undefined, 'the same'],
  ['server', 10, { 'disable-admission-plugins': 'DefaultTolerationSeconds' }, undefined, 'enabled false'],
  ['server', 9, { 'enable-admission-plugins': 'DefaultTolerationSeconds' }, undefined, 'the same'],
  ['server', 10, { 'enable-admission-plugins': 'DefaultTolerationSeconds' }, undefined, 'the same'],
  ['server', 33, { 'enable-admission-plugins': 'DefaultTolerationSeconds' }, undefined, 'the same'],
  ['server', 5, { 'admission-control': 'DefaultTolerationSeconds' }, undefined, 'the same'],
  ['server', 6, { 'admission-control': 'DefaultTolerationSeconds' }, undefined, 'enabled true'],
  ['server', 9, { 'admission-control': 'DefaultTolerationSeconds' }, undefined, 'enabled true'],
  ['server', 9, { 'admission-control': 'NodeRestriction' }, undefined, 'the same'],
  ['server', 10, { 'admission-control': 'NodeRestriction' }, undefined, 'enabled false'],
  [
    'server',
    33,
    { 'disable-admission-plugins': TEMPLATE },
    undefined,
    'the same | enabled false ? --disable-admission-plugins',
  ],
  ['server', 33, { 'enable-admission-plugins': TEMPLATE }, undefined, 'the same'],
  [
    'server',
    33,
    { 'enable-admission-plugins': 'DefaultTolerationSeconds', 'disable-admission-plugins': 'DefaultTolerationSeconds' },
    undefined,
    'enabled false',
  ],
];

const SHUTDOWNS: readonly (readonly [number, Settings, string])[] = [
  [33, { 'feature-gates': 'GracefulNodeShutdown=false' }, 'none; 0/0; - - -'],
  [
    33,
    { shutdownGracePeriod: '0s', 'feature-gates': 'GracefulNodeShutdown=false' },
    'none; 0/0; shutdownGracePeriod - -',
  ],
  [
    33,
    { shutdownGracePeriodByPodPriority: [], 'feature-gates': 'GracefulNodeShutdownBasedOnPodPriority=false' },
    'none; 0/0; - - shutdownGracePeriodByPodPriority',
  ],
  [19, { shutdownGracePeriod: '30s', shutdownGracePeriodCriticalPods: '10s' }, 'none; 0/0; - - -'],
  [
    20,
    { shutdownGracePeriod: '30s', shutdownGracePeriodCriticalPods: '10s' },
    'none; 30000/10000; shutdownGracePeriod shutdownGracePeriodCriticalPods - refused: gate-off (shutdownGracePeriod, shutdownGracePeriodCriticalPods)',
  ],
  [
    21,
    { shutdownGracePeriod: '30s', shutdownGracePeriodCriticalPods: '10s' },
    '0:20 2000000000:10; 30000/10000; shutdownGracePeriod shutdownGracePeriodCriticalPods -',
  ],
  [
    33,
    { shutdownGracePeriod: '30s', shutdownGracePeriodCriticalPods: '10s' },
    '0:20 2000000000:10; 30000/10000; shutdownGracePeriod shutdownGracePeriodCriticalPods -',
  ],
  [33, {}, 'none; 0/0; - - -'],
  [
    33,
    { shutdownGracePeriod: '1ms' },
    'none | 0:1 2000000000:0 | 0:1000000000000 2000000000:0; ?/0; shutdownGracePeriod - - ? shutdownGracePeriod',
  ],
  [
    33,
    { shutdownGracePeriod: '1999ms', shutdownGracePeriodCriticalPods: '999ms' },
    '0:1 2000000000:0 | 0:0 2000000000:1; 1999/?; shutdownGracePeriod shutdownGracePeriodCriticalPods - ? shutdownGracePeriodCriticalPods',
  ],
  [
    33,
    { shutdownGracePeriod: '2s', shutdownGracePeriodCriticalPods: '1s' },
    '0:1 2000000000:1; 2000/1000; shutdownGracePeriod shutdownGracePeriodCriticalPods -',
  ],
  [
    33,
    { shutdownGracePeriodCriticalPods: '10s' },
    'none; 0/10000; - shutdownGracePeriodCriticalPods - refused: critical-above-total (shutdownGracePeriodCriticalPods)',
  ],
  [
    33,
    { shutdownGracePeriod: '10s', shutdownGracePeriodCriticalPods: '10s' },
    '0:0 2000000000:10; 10000/10000; shutdownGracePeriod shutdownGracePeriodCriticalPods -',
  ],
  [
    33,
    { shutdownGracePeriod: '10s', shutdownGracePeriodCriticalPods: '11s' },
    'none; 10000/11000; shutdownGracePeriod shutdownGracePeriodCriticalPods - refused: critical-above-total (shutdownGracePeriodCriticalPods, shutdownGracePeriod)',
  ],
  [
    20,
    { shutdownGracePeriodCriticalPods: '10s', 'feature-gates': 'GracefulNodeShutdown=false' },
    'none; 0/10000; - shutdownGracePeriodCriticalPods - refused: gate-off (shutdownGracePeriodCriticalPods)',
  ],
  [
    21,
    { shutdownGracePeriodCriticalPods: '10s', 'feature-gates': 'GracefulNodeShutdown=false' },
    'none; 0/10000; - shutdownGracePeriodCriticalPods - refused: gate-off (shutdownGracePeriodCriticalPods)',
  ],
  [
    20,
    { shutdownGracePeriod: '30s', 'feature-gates': 'GracefulNodeShutdown=true' },
    '0:30 2000000000:0; 30000/0; shutdownGracePeriod - -',
  ],
  [
    22,
    {
      shutdownGracePeriodByPodPriority: [
        { priority: 100, shutdownGracePeriodSeconds: 20 },
        { priority: 0, shutdownGracePeriodSeconds: 10 },
      ],
    },
    'none; 0/0; - - -',
  ],
  [
    23,
    {
      shutdownGracePeriodByPodPriority: [
        { priority: 100, shutdownGracePeriodSeconds: 20 },
        { priority: 0, shutdownGracePeriodSeconds: 10 },
      ],
    },
    'none; 0/0; - - shutdownGracePeriodByPodPriority refused: priority-gate-off (shutdownGracePeriodByPodPriority)',
  ],
  [
    24,
    {
      shutdownGracePeriodByPodPriority: [
        { priority: 100, shutdownGracePeriodSeconds: 20 },
        { priority: 0, shutdownGracePeriodSeconds: 10 },
      ],
    },
    '0:10 100:20; 0/0; - - shutdownGracePeriodByPodPriority',
  ],
  [
    33,
    {
      shutdownGracePeriodByPodPriority: [
        { priority: 100, shutdownGracePeriodSeconds: 20 },
        { priority: 0, shutdownGracePeriodSeconds: 10 },
      ],
    },
    '0:10 100:20; 0/0; - - shutdownGracePeriodByPodPriority',
  ],
  [33, { shutdownGracePeriodByPodPriority: [] }, 'none; 0/0; - - shutdownGracePeriodByPodPriority'],
  [
    33,
    { shutdownGracePeriodByPodPriority: [], shutdownGracePeriod: '5s' },
    '0:5 2000000000:0; 5000/0; shutdownGracePeriod - shutdownGracePeriodByPodPriority',
  ],
  [
    23,
    {
      shutdownGracePeriodByPodPriority: [
        { priority: 100, shutdownGracePeriodSeconds: 20 },
        { priority: 0, shutdownGracePeriodSeconds: 10 },
      ],
      shutdownGracePeriod: '5s',
    },
    'none; 5000/0; shutdownGracePeriod - shutdownGracePeriodByPodPriority refused: priority-gate-off (shutdownGracePeriodByPodPriority)',
  ],
  [
    24,
    {
      shutdownGracePeriodByPodPriority: [
        { priority: 100, shutdownGracePeriodSeconds: 20 },
        { priority: 0, shutdownGracePeriodSeconds: 10 },
      ],
      shutdownGracePeriod: '5s',
    },
    'none; 5000/0; shutdownGracePeriod - shutdownGracePeriodByPodPriority refused: both-ways (shutdownGracePeriodByPodPriority, shutdownGracePeriod)',
  ],
  [
    33,
    {
      shutdownGracePeriodByPodPriority: [
        { priority: 100, shutdownGracePeriodSeconds: 20 },
        { priority: 0, shutdownGracePeriodSeconds: 10 },
      ],
      shutdownGracePeriodCriticalPods: '0s',
    },
    '0:10 100:20; 0/0; - shutdownGracePeriodCriticalPods shutdownGracePeriodByPodPriority',
  ],
  [
    24,
    {
      shutdownGracePeriodByPodPriority: [
        { priority: 100, shutdownGracePeriodSeconds: 20 },
        { priority: 0, shutdownGracePeriodSeconds: 10 },
      ],
      'feature-gates': 'GracefulNodeShutdownBasedOnPodPriority=false',
    },
    'none; 0/0; - - shutdownGracePeriodByPodPriority refused: priority-gate-off (shutdownGracePeriodByPodPriority)',
  ],
  [
    23,
    {
      shutdownGracePeriodByPodPriority: [
        { priority: 100, shutdownGracePeriodSeconds: 20 },
        { priority: 0, shutdownGracePeriodSeconds: 10 },
      ],
      'feature-gates': 'GracefulNodeShutdownBasedOnPodPriority=true',
    },
    '0:10 100:20; 0/0; - - shutdownGracePeriodByPodPriority',
  ],
  [
    24,
    {
      shutdownGracePeriodByPodPriority: [
        { priority: 100, shutdownGracePeriodSeconds: 20 },
        { priority: 0, shutdownGracePeriodSeconds: 10 },
      ],
      'feature-gates': 'GracefulNodeShutdown=false',
    },
    'none; 0/0; - - shutdownGracePeriodByPodPriority',
  ],
  [
    24,
    {
      shutdownGracePeriodByPodPriority: [
        { priority: 100, shutdownGracePeriodSeconds: 20 },
        { priority: 0, shutdownGracePeriodSeconds: 10 },
      ],
      shutdownGracePeriod: '5s',
      'feature-gates': 'GracefulNodeShutdown=false,GracefulNodeShutdownBasedOnPodPriority=false',
    },
    'none; 5000/0; shutdownGracePeriod - shutdownGracePeriodByPodPriority refused: gate-off (shutdownGracePeriod)',
  ],
  [
    33,
    { shutdownGracePeriod: TEMPLATE },
    'none | 0:1 2000000000:0 | 0:1000000000000 2000000000:0; ?/0; shutdownGracePeriod - - ? shutdownGracePeriod',
  ],
  [
    33,
    { shutdownGracePeriod: TEMPLATE, shutdownGracePeriodCriticalPods: '10s' },
    'none | 0:999999999990 2000000000:10; ?/10000; shutdownGracePeriod shutdownGracePeriodCriticalPods - ? shutdownGracePeriod',
  ],
  [33, { shutdownGracePeriodByPodPriority: null }, 'none; 0/0; - - -'],
  [
    33,
    {
      shutdownGracePeriodByPodPriority: [{ priority: 0, shutdownGracePeriodSeconds: 10 }],
      shutdownGracePeriod: '5s',
    },
    'none; 5000/0; shutdownGracePeriod - shutdownGracePeriodByPodPriority refused: both-ways (shutdownGracePeriodByPodPriority, shutdownGracePeriod)',
  ],
  [33, { shutdownGracePeriodCriticalPods: TEMPLATE }, 'none; 0/?; - shutdownGracePeriodCriticalPods -'],
  [
    33,
    { shutdownGracePeriod: '30s', shutdownGracePeriodCriticalPods: TEMPLATE },
    '0:30 2000000000:0 | 0:0 2000000000:30; 30000/?; shutdownGracePeriod shutdownGracePeriodCriticalPods - ? shutdownGracePeriodCriticalPods',
  ],
  [
    33,
    { shutdownGracePeriodByPodPriority: TEMPLATE },
    'none | 0:0 | 0:1000000000000; 0/0; - - shutdownGracePeriodByPodPriority ? shutdownGracePeriodByPodPriority',
  ],
  [
    33,
    { shutdownGracePeriodByPodPriority: [{ priority: 'x' }] },
    'none | 0:0 | 0:1000000000000; 0/0; - - shutdownGracePeriodByPodPriority ? shutdownGracePeriodByPodPriority',
  ],
  [
    33,
    { shutdownGracePeriodByPodPriority: [1] },
    'none | 0:0 | 0:1000000000000; 0/0; - - shutdownGracePeriodByPodPriority ? shutdownGracePeriodByPodPriority',
  ],
  [33, { shutdownGracePeriodByPodPriority: [{}] }, '0:0; 0/0; - - shutdownGracePeriodByPodPriority'],
  [
    33,
    { shutdownGracePeriod: '30s', 'feature-gates': TEMPLATE },
    '0:30 2000000000:0 | none; 30000/0; shutdownGracePeriod - - ? --feature-gates',
  ],
  [
    33,
    { shutdownGracePeriodByPodPriority: { priority: 1 } },
    'none | 0:0 | 0:1000000000000; 0/0; - - shutdownGracePeriodByPodPriority ? shutdownGracePeriodByPodPriority',
  ],
];

describe('effective: what versions change', () => {
  for (const asked of ['manager', 'manager of zones', 'kubelet', 'kubelet that shuts down', 'server'] as const) {
    it(asked, () => {
      const minors = Array.from({ length: NEWEST_MINOR - 3 }, (_, index) => index + 4);
      const told = minors.map((minor) => [asked, minor, inVersion(asked, minor)] as const);
      assert.deepEqual(
        told.filter(([, , text]) => text !== 'the same'),
        VERSIONS.filter(([one, minor]) => one === asked && minor <= NEWEST_MINOR),
      );
    });
  }
});

describe('effective: what settings change', () => {
  for (const [asked, minor, settings, patch, expected] of SETTINGS) {
    it(`${asked} 1.${minor}${patch === undefined ? '' : `.${patch}`}: ${Object.entries(settings)
      .map(([name, value]) => `${name}=${String(value)}`)
      .join(' ')}`, () => {
      assert.equal(inEffect(asked, minor, settings, patch), expected);
    });
  }
});

describe('effective: the patch that mended leases', () => {
  const follows = (minor: number, patch: number) =>
    kubeletCandidates(effectiveInstance(instance('kubelet', [minor]), minor), patch).inputs.map(
      ({ leaseFollowsUpdates }) => leaseFollowsUpdates,
    );

  it('is 1.14.6, and 1.15.3', () => {
    assert.deepEqual(
      [follows(14, 5), follows(14, 6), follows(15, 2), follows(15, 3)],
      [[false], [true], [false], [true]],
    );
  });
});

describe('effective: how a node shuts down', () => {
  for (const [minor, settings, expected] of SHUTDOWNS) {
    it(`1.${minor}: ${JSON.stringify(settings)}`, () => {
      assert.equal(shutdownTold(minor, settings), expected);
    });
  }
});
