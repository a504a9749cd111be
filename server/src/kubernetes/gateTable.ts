// The life of every feature gate, as read from Kubernetes' source.
/**
 * Every feature gate that kube-controller-manager, kube-apiserver, kube-scheduler and kubelet ever knew (they share one
 * registry), one a line: its name, then what changed in which minor. The letter is the stage (alpha, beta, GA,
 * deprecated), capital where the gate is on by default; `!` locks it to that default, `-` ends it.
 *
 * Source: pkg/features/kube_features.go and the features of apiserver, apiextensions-apiserver, client-go and
 * component-base, read in the last patch of each minor from 1.6 to 1.38.0-beta.0 but 1.7; of 1.15 and 1.16 only the
 * first. `node scripts/readKubernetes.mjs --write TREE` takes a new minor in.
 */
export const GATE_TABLE = `
APIListChunking a8 B9 G29! -33
APIPriorityAndFairness a17 B20 G29! -31
APIResponseCompression a8 B16
APISelfSubjectReview a26 B27 G28! -30
APIServerIdentity a20 B26
APIServerTracing a22 B27 G34! -37
APIServerWebhookAuthenticationToken a37
APIServingWithRoutine a30
Accelerators a6 -11
AdmissionWebhookMatchConditions a27 B28 G30! -33
AdvancedAuditing B8 G12 G27! -28
AffinityInAnnotations a6 -8
AggregatedDiscoveryEndpoint a26 B27 G30! -33
AggregatedDiscoveryRemoveBetaType D33 D35! -38
AllocatorPoolBufferCap B38
AllowDNSOnlyNodeCSR d31
AllowExtTrafficLocalEndpoints B6 G8 -10
AllowInsecureBackendProxy B17 G21! -23
AllowInsecureKubeletCertificateSigningRequests d31
AllowOverwriteTerminationGracePeriodSeconds d32 d35! -38
AllowParsingUserUIDFromCertAuth B33
AllowServiceExternalIPs G36
AllowServiceLBStatusOnNonLB d29 d32! -35
AllowUnsafeMalformedObjectDeletion a32 B37
AnonymousAuthConfigurableEndpoints a31 B32 G34! -37
AnyVolumeDataSource a18 B24 G33! -37
AppArmor B6 G31! -33
AppArmorFields B30 G31! -33
AtomicFIFO B36
AtomicWriteVolumeUserFields a37 B38
AttachVolumeLimit a11 B12 G17! -21
AuthorizeNodeWithSelectors a31 B32 G34! -37
AuthorizePodWebsocketUpgradeCreatePermission B35 G38!
AuthorizeWithSelectors a31 B32 G34! -37
BalanceAttachedNodeVolumes a11 -22
BlockVolume a9 B13 G18! -21
BoundServiceAccountTokenVolume a13 B21 G22! -23
BtreeWatchCache B32 G33! -37
CBORServingAndStorage a32
CPUManager a8 B10 G26! -33
CPUManagerPolicyAlphaOptions a23
CPUManagerPolicyBetaOptions B23
CPUManagerPolicyOptions a22 B23 G33!
CRDObservedGenerationTracking b35 B36
CRDValidationRatcheting a28 B30 G33! -38
CRIContainerLogRotation a10 B11 G21! -22
CRIListStreaming a36
CSIBlockVolume a11 B14 G18! -21
CSIDriverRegistry a12 B14 G18! -21
CSIInlineVolume a14 B16 G25! -27
CSIMigration a14 B17 G25! -27
CSIMigrationAWS a14 b17 B23 G25! -27
CSIMigrationAWSComplete a17 -21
CSIMigrationAzureDisk a15 b19 B23 G24 G25! -27
CSIMigrationAzureDiskComplete a17 -21
CSIMigrationAzureFile a15 b21 B24 G26 G27! -30
CSIMigrationAzureFileComplete a17 -21
CSIMigrationGCE a14 b17 B23 G25! -28
CSIMigrationGCEComplete a17 -21
CSIMigrationOpenStack a14 b18 B21 G24! -26
CSIMigrationOpenStackComplete a17 -21
CSIMigrationPortworx a23 b25 B31 G33! -36
CSIMigrationRBD a24 d28 -31
CSIMigrationvSphere b19 B25 G26 G27! -29
CSIMigrationvSphereComplete b19 -22
CSINodeExpandSecret a25 B27 G29! -31
CSINodeInfo a12 B14 G17! -21
CSIPersistentVolume a9 B10 G13 G14! -16
CSIServiceAccountToken a20 B21 G22! -25
CSIServiceAccountTokenSecrets B35 G36!
CSIStorageCapacity a19 B21 G24! -28
CSIVolumeFSGroupPolicy a19 B20 G23! -25
CSIVolumeHealth a21
CSRDuration B22 G24! -26
CertificateSigningRequestMLDSA B38
ChangeContainerStatusOnKubeletRestart d35
ClearingNominatedNodeNameAfterBinding a34 B35
ClientsAllowCARotation B36
ClientsAllowCBOR a32
ClientsAllowConnectionPool B38
ClientsAllowTLSCacheGC B36
ClientsPreferCBOR a32
CloudControllerManagerWatchBasedRoutesReconciliation a35
CloudControllerManagerWebhook a27
CloudDualStackNodeIPs a27 B29 G30! -32
CloudNodeAdditionalLabelsReconciliation a38
ClusterTrustBundle a27 b33 G37
ClusterTrustBundleProjection a29 b33 G37
ComponentFlagz a32 B36
ComponentSLIs a26 B27 G32! -35
ComponentStatusz a32 B36
CompositePodGroup a37 b38
ConcurrentWatchObjectDecode b31 B37
ConditionalAuthorization a38
ConfigurableFSGroupPolicy a18 B20 G23! -25
ConsistentGetFromCache a38
ConsistentHTTPGetHandlers G26 G30! -31
ConsistentListFromCache a28 B31 G34! -37
ConsistentListFromCacheSkipTimeoutFallback a37
ConstrainedImpersonation a35 B36
ContainerCheckpoint a25 B30
ContainerRestartRules a34 B35
ContainerStopSignals a33
ContextualLogging a24 b30 B33
ControllerManagerLeaderMigration B22 G24! -27
CoordinatedLeaderElection a31 b33
CronJobControllerV2 a20 B21 G22! -23
CronJobTimeZone a24 B25 G27! -29
CronJobsScheduledAnnotation B28 G32! -35
CrossNamespaceVolumeDataSource a26
CustomCPUCFSQuotaPeriod a12 G36
CustomPodDNS a9 B10 G14! -16
CustomResourceDefaulting a15 B16 G17! -18
CustomResourceFieldSelectors a30 B31 G32! -38
CustomResourcePublishOpenAPI a14 B15 G16! -18
CustomResourceSubresources a10 B11 G16! -18
CustomResourceValidation a8 B9 G16! -18
CustomResourceValidationExpressions a23 B25 G29! -31
CustomResourceWebhookConversion a13 B15 G16! -18
DRAAdminAccess a32 B34 G36!
DRAConsumableCapacity a34 B36 G38
DRAControlPlaneController a31 -32
DRADerivedAttributes a37
DRADeviceBindingConditions a34 B36 G38!
DRADeviceCompatibilityGroups a37
DRADeviceTaintRules a35 b36 G37 G38!
DRADeviceTaints a33 B36 G37 G38!
DRAExtendedResource a34 B36 G37!
DRAFractionalCapacityRange B37 G38
DRAListTypeAttributes a36
DRANodeAllocatableResources a36
DRAOptionalNodeOperations a37
DRAPartitionableDevices a33 B36 G38!
DRAPartitionableDevicesType a37
DRAPrioritizedList a33 B34 G36 G37!
DRAResourceClaimDeviceStatus a32 B33 G37!
DRAResourceClaimGranularStatusAuthorization B36
DRAResourcePoolStatus a36
DRASchedulerFilterTimeout B34
DRAWorkloadResourceClaims a36 b37
DaemonSetUpdateSurge a21 B22 G25! -27
DebugContainers a8 -16
DeclarativeValidation B33 G36!
DeclarativeValidationBeta B36
DeclarativeValidationTakeover b33 d36 d37!
DefaultHostNetworkHostPortsInPodTemplates d28 -31
DefaultIngressClass B18 G19! -20
DefaultPodSysctls a37
DefaultPodTopologySpread a19 B20 G24! -26
DelegateFSGroupToCSIDriver a22 B23 G26! -28
DeploymentReplicaSetTerminatingReplicas a33 B35
DetectCacheInconsistency B34
DevicePluginCDIDevices a28 B29 G31! -34
DevicePlugins a8 B10 G26! -28
DisableAcceleratorUsageMetrics a19 B20 G25! -28
DisableAllocatorDualWrite a31 b33 G34 G35! -38
DisableCPUQuotaWithExclusiveCPUs B33 D36 D37!
DisableCloudProviders a22 B29 G31! -33
DisableKubeletCloudCredentialProviders a23 B29 G31! -33
DisableNodeKubeProxyVersion a29 d31 D33 D36!
DownwardAPIHugePages a20 b21 B23 G27! -29
DryRun a12 B13 G19 G26! -28
DynamicAuditing a13 -19
DynamicKubeletConfig a6 B11 d22 -26
DynamicNodeLocalEphemeralVolumes a38
DynamicProvisioningScheduling a11 -12
DynamicResourceAllocation a26 b32 G34 G35! -38
DynamicVolumeProvisioning A6 -8
EfficientWatchResumption a20 B21 G24! -33
ElasticIndexedJob B27 G31! -34
EmptyDirVolumeMode a37
EnableAggregatedDiscoveryTimeout D16 -17
EnableEquivalenceClassCache a8 -14
EndpointSlice a16 b17 B18 G21! -25
EndpointSliceNodeName a20 G21! -25
EndpointSliceProxying a18 B19 G22! -25
EndpointSliceTerminatingCondition a20 B22 G26! -28
EnvFiles a34 B35 G38!
EphemeralContainers a16 B23 G25! -27
EtcdRangeStream B37
EvenPodsSpread a16 B18 G19! -21
EventedPLEG a26
EvictionRequestAPI a37
ExcludeAdmissionWebhookVirtualResources B37
ExecProbeTimeout G20 G35! -38
ExpandCSIVolumes a14 B16 G24 -27
ExpandInUsePersistentVolumes a11 B15 G24 -27
ExpandPersistentVolumes a8 B11 G24 -27
ExpandedDNSConfig a22 B26 G28! -30
ExperimentalCriticalPodAnnotation a6 -16
ExperimentalHostUserNamespaceDefaulting b6 d28! -30
ExtendWebSocketsToKubelet B36 G38!
ExternalPolicyForExternalIP g18 G19 G20! -22
ExternalServiceAccountTokenSigner a32 B34 G36!
GCERegionalPersistentDisk B10 G13 G15! -17
GRPCContainerProbe a23 B24 G27! -29
GRPCContainerProbeTLS a37
GangScheduling a35 -37
GenericEphemeralVolume a19 B21 G23! -25
GenericWorkload a35 b37
GitRepoVolumeDriver d33 d36!
GracefulNodeShutdown a20 B21
GracefulNodeShutdownBasedOnPodPriority a23 B24
H2CContainerProbe a37
HPAConfigurableTolerance a33 B35 G37!
HPAContainerMetrics a20 B27 G30! -32
HPAGeneration B37 G38!
HPAOptimizedSelectorStore B37
HPAScaleToZero a16 B37
HonorPVReclaimPolicy a23 B31 G33! -36
HostnameOverride a34 B35 G37!
HugePageStorageMediumSize a18 B19 G22! -24
HugePages a8 B10 G14! -16
HugepageAwareEviction B37
HyperVContainer a10 d20 -21
IPTablesOwnershipCleanup a25 B27 G28! -30
IPv6DualStack a16 B21 G23! -25
IdentifyPodOS a23 B24 G25! -27
ImageMaximumGCAge a29 B30 G35!
ImageVolume a31 b33 B35 G36!
ImageVolumeWithDigest a36
ImmutableEphemeralVolumes a18 B19 G21! -24
InOrderInformers B33 G36!
InOrderInformersBatchProcess B35
InPlacePodLevelResourcesVerticalScaling a35 B36
InPlacePodVerticalScaling a27 B33 G35! -38
InPlacePodVerticalScalingAllocatedStatus a32 d33 -36
InPlacePodVerticalScalingExclusiveCPUs a32
InPlacePodVerticalScalingExclusiveMemory a34
InPlacePodVerticalScalingInitContainers B36 G37!
InPlacePodVerticalScalingMemoryBackedVolumes a37
InPlacePodVerticalScalingSchedulerPreemption a37
InTreePluginAWSUnregister a21 -31
InTreePluginAzureDiskUnregister a21 -31
InTreePluginAzureFileUnregister a21 -31
InTreePluginGCEUnregister a21 -31
InTreePluginOpenStackUnregister a21 -31
InTreePluginPortworxUnregister a23 -36
InTreePluginRBDUnregister a23 d28 -31
InTreePluginvSphereUnregister a21 -31
IndexedJob a21 B22 G24! -26
InformerResourceVersion a30 G35
IngressClassNamespacedParams a21 B22 G23! -25
Initializers a8 -14
InterPodAffinityHostnameFastPath a37
JobBackoffLimitPerIndex a28 B29 G33! -37
JobManagedBy a30 B32 G35! -38
JobMutableNodeSchedulingDirectives B23 G27! -29
JobPodFailurePolicy a25 B26 G31! -33
JobPodReplacementPolicy a28 B29 G34! -37
JobReadyPods a23 B24 G29! -31
JobSuccessPolicy a30 B31 G33! -37
JobTrackingWithFinalizers a22 b23 B25 G26! -29
KMSv1 D28 d29
KMSv2 a25 B27 G29! -32
KMSv2KDF b28 G29! -32
KubeAPIServerWorkloadsTrust a38
KubeProxyDrainingTerminatingNodes a28 B30 G31! -33
KubeProxyIPVS D37
KubeProxyNFTablesLocalhostNodePorts a37 B38
KubeletAllocatedPodsEndpoint a37
KubeletCgroupDriverFromCRI a28 B31 G34!
KubeletConfigFile a8 -10
KubeletCrashLoopBackOffMax a32 B35
KubeletCredentialProviders a20 B24 G26! -28
KubeletEnsureSecretPulledImages a33 B35
KubeletFineGrainedAuthz a32 B33 G36!
KubeletInUserNamespace a22 B37
KubeletPSI a33 B34 G36!
KubeletPluginsWatcher a11 B12 G13 G14! -16
KubeletPodResources a13 B15 G28! -30
KubeletPodResourcesDynamicResources a27 B34 G36!
KubeletPodResourcesGet a27 B34 G36!
KubeletPodResourcesGetAllocatable a21 B23 G28! -30
KubeletPodResourcesListUseActivePods D34
KubeletRegistrationGetOnExistsOnly d32
KubeletSeparateDiskGC a29 B31
KubeletServiceAccountTokenForCredentialProviders a33 B34
KubeletTracing a25 B27 G34! -38
LegacyNodeRoleBehavior A16 B19 g21! -22
LegacyServiceAccountTokenCleanUp a28 B29 G30! -32
LegacyServiceAccountTokenNoAutoGeneration B24 G26 G27! -29
LegacyServiceAccountTokenTracking a26 B27 G28! -30
LegacySidecarContainers d33 -34
ListFromCacheSnapshot a33 B34
LoadBalancerIPMode a29 B30 G32! -35
LocalStorageCapacityIsolation a8 B10 G25! -27
LocalStorageCapacityIsolationFSQuotaMonitoring a15 b31
LogarithmicScaleDown a21 B22 G31! -37
LoggingAlphaOptions a25
LoggingBetaOptions B25
ManagedFieldsOptOut a38
ManagedFieldsOptOutClient a38
ManifestBasedAdmissionControlConfig a36 B37
MatchLabelKeysInPodAffinity a29 B31 G33! -38
MatchLabelKeysInPodTopologySpread a25 B27
MatchLabelKeysInPodTopologySpreadSelectorMerge B34
MaxUnavailableStatefulSet a24 b35 B37
MemoryManager a21 B22 G32! -36
MemoryQoS a22 B37
MinDomainsInPodTopologySpread a24 b25 B27 G30! -32
MinimizeIPTablesRestore a26 B27 G28! -30
MixedProtocolLBService a20 B24 G26! -28
MountContainers a9 -17
MountPropagation a8 B10 G12 -14
MultiCIDRRangeAllocator a25 -29
MultiCIDRServiceAllocator a27 b31 G33 G34! -38
MutableCSINodeAllocatableCount a33 b34 B35 G36!
MutablePVNodeAffinity a35
MutablePodResourcesForSuspendedJobs a35 B36
MutableSchedulingDirectivesForSuspendedJobs a35 B36
MutatingAdmissionPolicy a30 b34 G36
NFTablesNetlink B37
NFTablesProxyMode a29 B31 G33! -38
NamespaceDefaultLabelName B21 G22! -24
NativeHistograms a36 B37
NetworkPolicyEndPort a21 B22 G25! -27
NetworkPolicyStatus a24 -28
NewVolumeManagerReconstruction b27 B28 G30! -32
NodeControllerLeaseCircuitBreaker B37
NodeDeclaredFeatures a35 B36 G37!
NodeDisruptionExclusion a16 B19 G21! -22
NodeInclusionPolicyInPodTopologySpread a25 B26 G33!
NodeLease a12 B14 G17! -23
NodeLifecycleConditions a37
NodeLogQuery a27 b30 G36!
NodeOutOfServiceVolumeDetach a24 B26 G28! -32
NodeSwap a22 b28 B30 G34! -38
NominatedNodeNameForExpectation a34 B35
NonPreemptingPriority a15 B19 G24! -26
OpenAPIEnums a23 B24
OpenAPIV2LazyBuild B38
OpenAPIV3 a23 B24 G27! -29
OpportunisticBatching B35
OrderedNamespaceDeletion b30 B33 G34! -37
PDBUnhealthyPodEvictionPolicy a26 B27 G31! -33
PLEGOnDemandRelist B36 G37!
PVCProtection a9 -10
PersistentLocalVolumes a8 B10 G14! -17
PersistentVolumeClaimUnusedSinceTime a36 B37
PersistentVolumeLastPhaseTransitionTime a28 B29 G31! -33
PodAffinityNamespaceSelector a21 B22 G24! -26
PodAndContainerStatsFromCRI a23 b37
PodCertificateMLDSA B38
PodCertificateRequest a34 b35 G37
PodDeletionCost a21 B22
PodDisruptionBudget B17 G21! -25
PodDisruptionConditions a25 B26 G31! -34
PodGroupPreemptionPolicy a37 -38
PodHasNetworkCondition a25 -28
PodHostIPs a28 B29 G30! -32
PodIndexLabel B28 G32! -35
PodLevelResourceManagers a36 b37
PodLevelResources a32 B34
PodLevelResourcesFixDefaulting B37
PodLevelResourcesFixKubeletQOSClass B37
PodLifecycleSleepAction a29 B30 G34! -37
PodLifecycleSleepActionAllowZero a32 B33 G34! -37
PodLogsQuerySplitStreams a32
PodObservedGenerationTracking a33 B34 G35!
PodOverhead a16 B18 G24! -26
PodPriority a8 B11 G14 G16! -18
PodReadinessGates b11 B12 G14! -16
PodReadyToStartContainersCondition a28 B29 G37!
PodSchedulingReadiness a26 B27 G30! -38
PodSecurity a22 B23 G25! -28
PodShareProcessNamespace a10 B12 G17! -19
PodTopologyLabelsAdmission a33 B35
PodsAPI a36 B37
PortForwardWebsockets a30 B31 G38!
PreferNominatedNode a21 B22 G24! -26
PreferSameTrafficDistribution a33 B34 G35! -38
PreventStaticPodAPIReferences B34 -37
ProbeHostPodSecurityStandards G34! -35
ProbeTerminationGracePeriod a21 b22 B25 G28! -29
ProcMountType a12 b31 B33 G36!
ProxyTerminatingEndpoints a22 B26 G28! -30
QOSReserved a11
ReadOnlyAPIDataVolumes D8 -12
ReadWriteOncePod a22 B27 G29! -31
RecoverVolumeExpansionFailure a23 B32 G34! -38
RecursiveReadOnlyMounts a30 B31 G33!
ReduceDefaultCrashLoopBackOffDecay a33
RelaxedDNSSearchValidation a32 B33 G34! -37
RelaxedEnvironmentVariableValidation a30 B32 G34!
RelaxedServiceNameValidation a34 B36 G37!
ReloadKubeletClientCAFile B36
ReloadKubeletServerCertificateFile B31
RemainingItemCount B17 G29! -33
RemoteRequestHeaderUID a32 B33
RemoveSelfLink a17 B20 G24! -30
RequestCostAggregation a38
RequestManagement a15 -17
ResilientWatchCacheInitialization B31 G34! -37
ResourceHealthStatus a31 B36
ResourceHealthStatusMessage B36
ResourceLimitsPriorityFunction a9 -19
ResourceQuotaScopeSelectors a11 B12 G17! -18
RestartAllContainersOnContainerExits a35 B36
RetroactiveDefaultStorageClass a25 B26 G28! -29
RetryGenerateName a30 B31 G32! -37
RootCAConfigMap B20 G21! -22
RotateKubeletClientCertificate B8 G19! -21
RotateKubeletServerCertificate a8 B12
RunAsGroup a10 B14 G21! -22
RuntimeClass a12 B14 G20! -24
RuntimeClassInImageCriApi a29
SCTPSupport a12 B19 G20! -22
SELinuxChangePolicy a32 B33 G36!
SELinuxMount a30 b33 G37
SELinuxMountReadWriteOncePod a25 b27 B28 G36!
ScheduleDaemonSetPods a10 B12 G17! -18
SchedulerAsyncAPICalls b34
SchedulerAsyncPreemption a32 B33
SchedulerPopFromBackoffQ B33
SchedulerPreQueueingHints a37 B38
SchedulerQueueingHints b28 B32 G34! -37
SeccompDefault a22 B25 G27! -29
SecurityContextDeny a27 -30
SecurityProfileOCI a38
SelectorIndex a18 B19 G20! -25
SeparateCacheWatchRPC B28 d33 d36!
SeparateTaintEvictionController B29 G34! -38
ServerSideApply a14 B16 G22 G26! -32
ServerSideFieldValidation a23 B25 G27! -32
ServiceAccountIssuerDiscovery a18 B20 G21! -23
ServiceAccountNodeAudienceRestriction b32 B33
ServiceAccountTokenJTI a29 B30 G32! -38
ServiceAccountTokenMLDSA B38
ServiceAccountTokenNodeBinding a29 B31 G33! -38
ServiceAccountTokenNodeBindingValidation a29 B30 G32! -38
ServiceAccountTokenPodNodeInfo a29 B30 G32! -38
ServiceAppProtocol a18 B19 G20! -22
ServiceCIDRStatusFieldWiping D36
ServiceIPStaticSubrange a24 B25 G26! -28
ServiceInternalTrafficPolicy a21 B22 G26! -28
ServiceLBNodePortControl a20 B22 G24! -26
ServiceLoadBalancerClass a21 B22 G24! -26
ServiceLoadBalancerFinalizer a15 B16 G17! -20
ServiceNodeExclusion a8 B19 G21! -22
ServiceNodePortStaticSubrange a27 B28 G29! -31
ServiceProxyAllowExternalIPs d8 -12
ServiceTopology a17 -22
ServiceTrafficDistribution a30 B31 G33! -36
SetHostnameAsFQDN a19 B20 G22! -24
ShardedListAndWatch a36 B38
SidecarContainers a28 B29 G33! -37
SizeBasedListCostEstimate B34
SizeMemoryBackedVolumes a20 B22 G32! -35
SkipReadOnlyValidationGCE a28 D29 -31
StableLoadBalancerNodeSet B27 G30! -32
StaleControllerConsistencyDaemonSet B36
StaleControllerConsistencyHPA B37
StaleControllerConsistencyJob B36
StaleControllerConsistencyReplicaSet B36
StaleControllerConsistencyStatefulSet B36
StartupProbe a16 B18 G20! -23
StatefulSetAutoDeletePVC a23 B27 G32! -35
StatefulSetMinReadySeconds a22 B23 G25! -27
StatefulSetRecreateStrategy a37 B38
StatefulSetSemanticRevisionComparison B34
StatefulSetStartOrdinal a26 B27 G31! -34
StorageCapacityScoring a33 B37
StorageNamespaceIndex B30 D33
StorageObjectInUseProtection B10 G11 G23! -25
StorageVersionAPI a20
StorageVersionHash a14 B17
StorageVersionMigrator a30 b35 G37
StreamingCollectionEncodingToJSON B33 G34! -37
StreamingCollectionEncodingToProtobuf B33 G34! -37
StreamingProxyRedirects B6 D18 d22 -24
StrictCostEnforcementForVAP b30 G32! -35
StrictCostEnforcementForWebhooks b30 G32! -35
StrictIPCIDRValidation a33 B36 G38!
StructuredAuthenticationConfiguration a29 B30 G34! -37
StructuredAuthenticationConfigurationEgressSelector B34
StructuredAuthenticationConfigurationJWKSMetrics B35
StructuredAuthorizationConfiguration a29 B30 G32! -36
SupplementalGroupsPolicy a31 B33 G35! -38
SupportIPVSProxyMode a8 b9 B10 G11 -20
SupportNodePidsLimit a14 B15 G20! -23
SupportPodPidsLimit a10 B14 G20! -23
SuspendJob a21 B22 G24! -26
Sysctls B11 G21! -23
SystemdWatchdog B32 G35! -38
TTLAfterFinished a12 B21 G23! -25
TaintBasedEvictions a6 B13 G18! -20
TaintNodesByCondition a8 B12 G17! -18
TaintTolerationComparisonOperators a35
TokenRequest a10 B12 G20! -21
TokenRequestProjection a11 B12 G20! -21
TokenRequestServiceAccountUIDValidation B34
TopologyAwareHints a21 b23 B24 G33! -36
TopologyAwareWorkloadScheduling a36 b38
TopologyManager a16 B18 G27! -29
TopologyManagerPolicyAlphaOptions a26
TopologyManagerPolicyBetaOptions b26 B28
TopologyManagerPolicyOptions a26 B28 G32 G36!
TranslateStreamCloseWebsocketRequests a29 B30 G38!
UnauthenticatedHTTP2DOSMitigation b25 B29
UnknownVersionInteroperabilityProxy a28 B36
UnlockWhileProcessingFIFO B36
UserNamespacesHostNetworkSupport a35
UserNamespacesPodSecurityStandards a29 -35
UserNamespacesStatelessPodsSupport a25 -28
UserNamespacesSupport a28 b30 B33 G36!
ValidateProxyRedirects a12 B14 D22 -24
ValidatingAdmissionPolicy a26 b28 G30! -32
VolumeAttributesClass a29 b31 G34 G36!
VolumeBindMountOptions a37
VolumeCapacityPriority a21 -33
VolumeLimitScaling a35 B37
VolumePVCDataSource a15 B16 G18! -21
VolumeScheduling a9 B10 G13 G14! -16
VolumeSnapshotDataSource a12 B17 G20! -22
VolumeSubpath G8 G23! -25
VolumeSubpathEnvExpansion a11 B15 G17! -19
WarningHeaders B19 G22! -24
WatchBookmark G17! -33
WatchCacheInitializationPostStartHook b31 B36 G37!
WatchFromStorageWithoutPrevKV B38
WatchFromStorageWithoutResourceVersion b27 d33! -36
WatchList a27 B32 b33 B34
WatchListClient b30 B35
WatchListClientConcurrentDecoding B38
WatchListCompression B37
WebhookRoundTripLoadBalancing B37
WinDSR a14 B33 G34! -38
WinOverlay a14 B20 G34! -38
WindowsCPUAndMemoryAffinity a32 B38
WindowsEndpointSliceProxying a19 B21 G22! -25
WindowsGMSA a14 B16 G18! -21
WindowsGracefulNodeShutdown a32 B34
WindowsHostNetwork A26 d33 -38
WindowsHostProcessContainers a22 B23 G26! -28
WindowsRunAsUserName a16 B17 G18! -21
WorkloadAwarePreemption a36 -37
WorkloadWithJob a36
ZeroLimitedNominalConcurrencyShares b29 G30! -32
csiMigrationRBD a23 -24
`;

/** First minor of which all gates were read: of older ones only those that kube_features.go names. */
export const COMPLETE_SINCE = 17;

/**
 * Gates that another gate needs: a component does not start where the first is on and the second is off. From which minor
 * on (`+`), and the first one without it (`-`).
 *
 * Source: pkg/features/kube_features.go (defaultKubernetesFeatureGateDependencies), 1.35 to 1.38.0-beta.0;
 * component-base/featuregate/feature_gate.go (unsafeSetFromMap)
 */
export const DEPENDENCY_TABLE = `
AuthorizeNodeWithSelectors AuthorizeWithSelectors +35 -37
ClusterTrustBundleProjection ClusterTrustBundle +35
CompositePodGroup GenericWorkload +37
CompositePodGroup TopologyAwareWorkloadScheduling +37
DRAAdminAccess DynamicResourceAllocation +35 -38
DRAConsumableCapacity DynamicResourceAllocation +35 -38
DRADerivedAttributes DynamicResourceAllocation +37 -38
DRADeviceBindingConditions DRAResourceClaimDeviceStatus +35
DRADeviceBindingConditions DynamicResourceAllocation +35 -38
DRADeviceCompatibilityGroups DRAPartitionableDevices +37
DRADeviceCompatibilityGroups DynamicResourceAllocation +37 -38
DRADeviceTaintRules DRADeviceTaints +35
DRADeviceTaints DynamicResourceAllocation +35 -38
DRAExtendedResource DynamicResourceAllocation +35 -38
DRAFractionalCapacityRange DRAConsumableCapacity +37
DRAListTypeAttributes DynamicResourceAllocation +36 -38
DRANodeAllocatableResources DynamicResourceAllocation +36 -38
DRAOptionalNodeOperations DynamicResourceAllocation +37 -38
DRAOptionalNodeOperations NodeDeclaredFeatures +37
DRAPartitionableDevices DynamicResourceAllocation +35 -38
DRAPartitionableDevicesType DRAPartitionableDevices +37
DRAPartitionableDevicesType DRAResourcePoolStatus +37
DRAPartitionableDevicesType DynamicResourceAllocation +37 -38
DRAPrioritizedList DynamicResourceAllocation +35 -38
DRAResourceClaimGranularStatusAuthorization DRAResourceClaimDeviceStatus +36
DRAResourceClaimGranularStatusAuthorization DynamicResourceAllocation +36 -38
DRAResourcePoolStatus DynamicResourceAllocation +36 -38
DRASchedulerFilterTimeout DynamicResourceAllocation +35 -38
DRAWorkloadResourceClaims DynamicResourceAllocation +36 -38
DRAWorkloadResourceClaims GenericWorkload +36
DeclarativeValidationBeta DeclarativeValidation +36
DeclarativeValidationTakeover DeclarativeValidation +35
DisableAllocatorDualWrite MultiCIDRServiceAllocator +35 -38
DynamicNodeLocalEphemeralVolumes NodeDeclaredFeatures +38
EventedPLEG PLEGOnDemandRelist +37
ExtendWebSocketsToKubelet NodeDeclaredFeatures +36
GangScheduling GenericWorkload +35 -37
GracefulNodeShutdownBasedOnPodPriority GracefulNodeShutdown +35
H2CContainerProbe NodeDeclaredFeatures +37
ImageVolumeWithDigest ImageVolume +36
InPlacePodLevelResourcesVerticalScaling InPlacePodVerticalScaling +35 -38
InPlacePodLevelResourcesVerticalScaling NodeDeclaredFeatures +35
InPlacePodLevelResourcesVerticalScaling PodLevelResources +35
InPlacePodVerticalScalingAllocatedStatus InPlacePodVerticalScaling +35 -36
InPlacePodVerticalScalingExclusiveCPUs InPlacePodVerticalScaling +35 -38
InPlacePodVerticalScalingExclusiveMemory InPlacePodVerticalScaling +35 -38
InPlacePodVerticalScalingExclusiveMemory MemoryManager +35 -36
InPlacePodVerticalScalingInitContainers InPlacePodVerticalScaling +36 -38
InPlacePodVerticalScalingInitContainers NodeDeclaredFeatures +36
InPlacePodVerticalScalingMemoryBackedVolumes InPlacePodVerticalScaling +37 -38
InPlacePodVerticalScalingMemoryBackedVolumes NodeDeclaredFeatures +37
InPlacePodVerticalScalingSchedulerPreemption InPlacePodVerticalScaling +37 -38
KubeAPIServerWorkloadsTrust ClusterTrustBundle +38
KubeAPIServerWorkloadsTrust ClusterTrustBundleProjection +38
KubeletAllocatedPodsEndpoint InPlacePodVerticalScaling +37 -38
MatchLabelKeysInPodTopologySpreadSelectorMerge MatchLabelKeysInPodTopologySpread +35
NodeControllerLeaseCircuitBreaker AtomicFIFO +37
PodCertificateRequest AuthorizeNodeWithSelectors +35 -37
PodGroupPreemptionPolicy GenericWorkload +37 -38
PodLevelResourceManagers PodLevelResources +36
PodLevelResourcesFixDefaulting PodLevelResources +37
PodLevelResourcesFixKubeletQOSClass PodLevelResources +37
PodLifecycleSleepActionAllowZero PodLifecycleSleepAction +35 -37
ProcMountType UserNamespacesSupport +35
ResourceHealthStatus DynamicResourceAllocation +35 -38
ResourceHealthStatusMessage ResourceHealthStatus +36
RestartAllContainersOnContainerExits ContainerRestartRules +35
RestartAllContainersOnContainerExits NodeDeclaredFeatures +35
ServiceAccountTokenNodeBinding ServiceAccountTokenNodeBindingValidation +35 -38
StaleControllerConsistencyDaemonSet AtomicFIFO +36
StaleControllerConsistencyHPA AtomicFIFO +37
StaleControllerConsistencyJob AtomicFIFO +36
StaleControllerConsistencyReplicaSet AtomicFIFO +36
StaleControllerConsistencyStatefulSet AtomicFIFO +36
StorageVersionAPI APIServerIdentity +35
StructuredAuthenticationConfigurationEgressSelector StructuredAuthenticationConfiguration +35 -37
StructuredAuthenticationConfigurationJWKSMetrics StructuredAuthenticationConfiguration +35 -37
TopologyAwareWorkloadScheduling GenericWorkload +36
UnknownVersionInteroperabilityProxy APIServerIdentity +35
UserNamespacesHostNetworkSupport NodeDeclaredFeatures +36
UserNamespacesHostNetworkSupport UserNamespacesSupport +35
WindowsCPUAndMemoryAffinity MemoryManager +35 -36
WindowsGracefulNodeShutdown GracefulNodeShutdown +35
WorkloadAwarePreemption GangScheduling +36 -37
WorkloadWithJob GenericWorkload +36
`;
