// Who acts on a lost node beside Kubernetes' own controllers: how each is recognised, and what it does, with its source.
import { type Said, say } from '../text/message.ts';

/** Milliseconds, unless a name says otherwise. */

/**
 * Longhorn's setting `node-down-pod-deletion-policy`, and of whose Terminating pods with a Longhorn volume it takes care, by the kind
 * of their owner: a pod is a Deployment's to it where a ReplicaSet owns it, whoever owns that one (isOwnedByDeployment). Their
 * VolumeAttachments of Longhorn's are deleted at once, the pods by force once their grace is over.
 * Source: longhorn-manager types/setting.go, controller/kubernetes_pod_controller.go (handlePodDeletionIfNodeDown), since
 * 1.2.5 and 1.3.1 (PR #1395), the same up to 1.11. The old writer is not stopped.
 */
export const LONGHORN_POLICIES: ReadonlyMap<string, readonly ('StatefulSet' | 'ReplicaSet')[]> = new Map([
  ['do-nothing', []],
  ['delete-statefulset-pod', ['StatefulSet']],
  ['delete-deployment-pod', ['ReplicaSet']],
  ['delete-both-statefulset-and-deployment-pod', ['StatefulSet', 'ReplicaSet']],
]);
export const LONGHORN_POLICY_SETTING = 'node-down-pod-deletion-policy';
/** The same in the values of its chart, below `defaultSettings`. Source: longhorn chart/values.yaml */
export const LONGHORN_POLICY_VALUE = 'nodeDownPodDeletionPolicy';
export const LONGHORN_POLICY_PATH = `defaultSettings.${LONGHORN_POLICY_VALUE}`;
/** CSI driver whose volumes it is about. */
export const LONGHORN_DRIVER = 'driver.longhorn.io';

/** What an operator does once it takes the node for dead. */
export type RemediationStrategy = 'ResourceDeletion' | 'OutOfServiceTaint' | 'Automatic';

/** A remediation of medik8s that a NodeHealthCheck starts. */
export interface RemediatorFacts {
  /** Kind of its template, without `Template` the kind of the remediation. */
  readonly template: string;
  readonly group: string;
  readonly title: string;
  readonly defaultStrategy: RemediationStrategy;
  readonly source: string;
}

export const REMEDIATORS: readonly RemediatorFacts[] = [
  {
    template: 'SelfNodeRemediationTemplate',
    group: 'self-node-remediation.medik8s.io',
    title: 'self-node-remediation',
    defaultStrategy: 'Automatic',
    source: 'medik8s/self-node-remediation api/v1alpha1/selfnoderemediation_types.go (DefaultRemediationStrategy)',
  },
  {
    template: 'FenceAgentsRemediationTemplate',
    group: 'fence-agents-remediation.medik8s.io',
    title: 'fence-agents-remediation',
    defaultStrategy: 'ResourceDeletion',
    source: 'medik8s/fence-agents-remediation api/v1alpha1/fenceagentsremediation_types.go',
  },
  {
    template: 'MachineDeletionRemediationTemplate',
    group: 'machine-deletion-remediation.medik8s.io',
    title: 'machine-deletion-remediation',
    defaultStrategy: 'ResourceDeletion',
    source: 'medik8s/machine-deletion-remediation controllers/machinedeletionremediation_controller.go',
  },
];

/** First minor in which medik8s' `Automatic` takes the out-of-service taint: it is GA. Source: internal/utils/taints.go (IsOutOfServiceTaintGA) */
export const AUTOMATIC_TAINTS_SINCE = 28;

/** `unhealthyConditions` where a NodeHealthCheck writes none. Source: node-healthcheck-operator api/v1alpha1/nodehealthcheck_types.go */
export const NODE_HEALTH_CHECK_DURATION = 300_000;
/** `minHealthy` where a NodeHealthCheck writes neither it nor `maxUnhealthy`: the default of older versions, newer ones ask for one. */
export const NODE_HEALTH_CHECK_MIN_HEALTHY = '51%';

/**
 * A health check of machines looks again a second after the time-out. It has no conditions of its own: where none are written it
 * acts on machines whose Node is gone, and on no other.
 * Sources: machine-api-operator pkg/controller/machinehealthcheck/machinehealthcheck_controller.go (needsRemediation), cluster-api
 * 1.5 to 1.11 internal/controllers/machinehealthcheck/machinehealthcheck_targets.go (needsRemediation)
 */
export const MACHINE_HEALTH_CHECK_DELAY = 1_000;

/**
 * Conditions of a lost node that become Unknown with Ready: a check of one of them fires like one of Ready.
 * Source: pkg/controller/nodelifecycle/node_lifecycle_controller.go (tryUpdateNodeHealth: nodeConditionTypes)
 */
export const UNKNOWN_TOGETHER: readonly string[] = ['Ready', 'MemoryPressure', 'DiskPressure', 'PIDPressure'];

/**
 * Karpenter's feature NodeRepair: how long a node is Unknown before its NodeClaim is deleted, which ends the instance and then
 * the Node; never while more than a fifth of the nodes are unhealthy. What its drain does to pods that are not Terminating by then
 * left no grace in the first second up to 1.12 (terminator.go, DeleteExpiringPods).
 * Sources: karpenter 1.1 to 1.14 pkg/controllers/node/health/controller.go; karpenter-provider-aws and karpenter-provider-azure
 * pkg/cloudprovider/cloudprovider.go (RepairPolicies)
 */
export const NODE_REPAIR_DURATION: Readonly<Record<KarpenterProvider, number>> = { aws: 1_800_000, azure: 600_000 };
export type KarpenterProvider = 'aws' | 'azure';

/**
 * Gardener's machine-controller-manager: how long the node of a machine is not Ready before the machine counts as failed and is
 * replaced. Of a node that is not Ready for five minutes its pods are deleted with a grace of 0, then the VolumeAttachments, and
 * only then the virtual machine: nobody makes sure that the old writer is gone. One machine of a pool at a time.
 * Source: machine-controller-manager 0.62 pkg/util/provider/machinecontroller/machine_util.go (reconcileMachineHealth, drainNode,
 * deleteNodeVolAttachments), pkg/util/provider/drain/drain.go (deletePod), pkg/util/provider/app/options/options.go
 */
export const MACHINE_HEALTH_TIMEOUT = 600_000;
/** In the values of its chart, below `settings.featureGates`. */
export const NODE_REPAIR_VALUE = 'nodeRepair';
/** The same among its feature gates. Source: karpenter pkg/operator/options/options.go (ParseFeatureGates) */
export const NODE_REPAIR_GATE = 'NodeRepair';
export const NODE_REPAIR_PATH = `settings.featureGates.${NODE_REPAIR_VALUE}`;

/** API groups of `MachineHealthCheck`. */
export const OPENSHIFT_MACHINES = 'machine.openshift.io';
export const MACHINE_HEALTH_CHECK_GROUPS: ReadonlyMap<string, string> = new Map([
  ['cluster.x-k8s.io', 'Cluster API'],
  [OPENSHIFT_MACHINES, 'OpenShift'],
]);

/**
 * An actor that is recognised and whose times are not computed: what it may do keeps a workload from being called safe, unless it
 * ends the old writer first.
 */
export interface UnmodelledActor {
  readonly id: string;
  readonly title: string;
  /** What it does, as the end of a sentence that begins with its title. */
  readonly does: Said;
  /**
   * The instance ends, or starts anew, before anything lets another pod have the volume: when is not known, two writers there are
   * not by it.
   */
  readonly endsWriterFirst?: true;
  /** Last parts of the names of container images that are it; with the folder in front where the name alone says little. */
  readonly images?: readonly string[];
  /** `group/Kind` of objects that say it acts, and of which name they are, where only one of many does. */
  readonly kinds?: readonly string[];
  readonly objectName?: string;
  /** Label of nodes that it surely takes care of, unless it is switched off where no list shows it. */
  readonly nodeLabel?: string;
  /**
   * Where such an object says whether the actor runs: a field that is `false` where not (behind `*` of any item of a list), or, with
   * `named`, a list with an item of this name that says so in `enabled`; and whether it runs where nothing is written.
   */
  readonly runs?: Runs;
  /** Charts that bring it, by their names, with such a place among their values where they may leave it out. */
  readonly charts?: readonly (readonly [chart: string, runs?: Runs])[];
  readonly source: string;
}

export interface Runs {
  readonly path: string;
  readonly named?: string;
  readonly byDefault: boolean;
}

/** Source: dell/helm-charts charts/csi-*\/values.yaml (podmon.enabled) */
const PODMON: Runs = { path: 'podmon.enabled', byDefault: false };

export const UNMODELLED_ACTORS: readonly UnmodelledActor[] = [
  {
    id: 'stork',
    title: 'Stork',
    does: say`deletes pods whose Portworx volumes lie on an offline node`,
    images: ['stork'],
    kinds: ['core.libopenstorage.org/StorageCluster'],
    runs: { path: 'spec.stork.enabled', byDefault: true },
    charts: [['portworx', { path: 'stork', byDefault: true }]],
    // Its switch: libopenstorage/operator drivers/storage/portworx (SetDefaultsOnStorageCluster)
    source: 'libopenstorage/stork pkg/monitor/monitor.go (isNodeOffline)',
  },
  {
    id: 'piraeus-ha-controller',
    title: 'the Piraeus high-availability controller',
    does: say`deletes pods and volume attachments by force where DRBD has lost its quorum`,
    images: ['piraeus-ha-controller'],
    kinds: ['piraeus.io/LinstorCluster'],
    runs: { path: 'spec.highAvailabilityController.enabled', byDefault: true },
    charts: [
      ['piraeus-ha-controller'],
      ['linstor-cluster', { path: 'linstorCluster.highAvailabilityController.enabled', byDefault: true }],
    ],
    // Its switch: piraeus-operator api/v1/linstorcluster_types.go (HighAvailabilityController)
    source: 'piraeusdatastore/piraeus-ha-controller pkg/agent/agent.go',
  },
  {
    id: 'kube-fencing',
    title: 'kube-fencing',
    does: say`fences a lost node and then clears or deletes it`,
    images: ['kube-fencing-controller', 'kube-fencing-switcher'],
    source: 'kvaps/kube-fencing README.md, pkg/controller/node/node_controller.go',
  },
  {
    id: 'network-fence',
    title: 'a NetworkFence of csi-addons',
    does: say`cuts named addresses off from the storage`,
    kinds: ['csiaddons.openshift.io/NetworkFence'],
    source: 'csi-addons/kubernetes-csi-addons api/csiaddons/v1alpha1/networkfence_types.go',
  },
  {
    id: 'dell-podmon',
    title: "Dell's podmon",
    does: say`fences volumes of a lost node at the array and deletes labelled pods by force`,
    images: ['podmon'],
    kinds: ['storage.dell.com/ContainerStorageModule'],
    runs: { path: 'spec.modules', named: 'resiliency', byDefault: false },
    charts: [
      ...['powerstore', 'vxflexos', 'powermax', 'unity', 'isilon'].map((one) => [`csi-${one}`, PODMON] as const),
      ['container-storage-modules', { path: '*.podmon.enabled', byDefault: false }],
    ],
    // Its switch: dell/csm-operator api/v1/types.go (Module)
    source: 'dell/karavi-resiliency internal/monitor/controller.go',
  },
  {
    id: 'hpe-pod-monitor',
    title: "HPE's pod monitor",
    does: say`deletes pods with the label monitored-by: hpe-csi from a lost node, and their volume attachments`,
    images: ['hpestorage/csi-driver'],
    kinds: ['storage.hpe.com/HPECSIDriver'],
    charts: [['hpe-csi-driver']],
    source: 'scod.hpedev.io csi_driver/monitor (--pod-monitor, on by default, --pod-monitor-interval 30)',
  },
  {
    id: 'ondat-fencing',
    title: "Ondat's fencing controller",
    does: say`deletes pods with the label storageos.com/fenced from a lost node, and their volume attachments`,
    images: ['storageos/api-manager'],
    kinds: ['storageos.com/StorageOSCluster'],
    charts: [['storageos-operator'], ['ondat-operator'], ['ondat']],
    source: 'storageos/api-manager controllers/fencer/reconciler.go (fencePod)',
  },
  {
    id: 'noobaa-ha-controller',
    title: "NooBaa's high-availability controller",
    does: say`deletes NooBaa's pods by force as soon as their node is not ready`,
    images: ['noobaa-operator'],
    source: 'noobaa/noobaa-operator pkg/controller/ha/ha_controller.go (nodeNotReadyPredicate), pkg/hac',
  },
  {
    id: 'harvester-vm-force-reset',
    title: "Harvester's vm-force-reset-policy",
    does: say`deletes virtual machines by force from a node that is not ready, after its period (300 s by default)`,
    kinds: ['harvesterhci.io/Setting'],
    objectName: 'vm-force-reset-policy',
    source: 'harvester/docs advanced/settings (vm-force-reset-policy); harvester/harvester pkg/settings/settings.go',
  },
  {
    id: 'xen-orchestra-out-of-service',
    title: "Xen Orchestra's cloud controller manager",
    does: say`sets the out-of-service taint on nodes whose virtual machine no longer runs, where its controller for that is on`,
    images: ['xenorchestra-cloud-controller-manager'],
    charts: [['xenorchestra-cloud-controller-manager']],
    source: 'vatesfr/xenorchestra-cloud-controller-manager pull request 90',
  },
  {
    id: 'cluster-autoscaler',
    title: 'Cluster Autoscaler',
    does: say`ends the instance of a node that is not ready and not needed for 20 minutes (--scale-down-unready-time)`,
    // Its evictions ask for the pod's own grace, or ten minutes (core/scaledown/actuation/drain.go): no object goes by them.
    endsWriterFirst: true,
    images: ['cluster-autoscaler'],
    charts: [['cluster-autoscaler']],
    // What is Terminating for longer than its grace counts as gone: utils/drain (IsPodLongTerminating).
    source:
      'kubernetes/autoscaler 1.36 core/scaledown/eligibility/eligibility.go, unneeded/nodes.go (GetScaleDownUnreadyTime)',
  },
  {
    id: 'aks-auto-repair',
    nodeLabel: 'kubernetes.azure.com/cluster',
    title: "AKS' node auto-repair",
    does: say`reboots a node that is not ready for 5 to 10 minutes, then reimages and redeploys it, as a best effort`,
    endsWriterFirst: true,
    kinds: [
      'containerservice.azure.com/ManagedCluster',
      'containerservice.azure.upbound.io/KubernetesCluster',
      'infrastructure.cluster.x-k8s.io/AzureManagedControlPlane',
      'infrastructure.cluster.x-k8s.io/AzureASOManagedControlPlane',
    ],
    source: 'learn.microsoft.com/azure/aks/node-auto-repair',
  },
  {
    id: 'gke-auto-repair',
    nodeLabel: 'cloud.google.com/gke-nodepool',
    title: "GKE's node auto-repair",
    does: say`drains a node that is not ready for about 10 minutes, for up to an hour, and creates it anew`,
    endsWriterFirst: true,
    kinds: [
      'container.cnrm.cloud.google.com/ContainerNodePool',
      'infrastructure.cluster.x-k8s.io/GCPManagedMachinePool',
    ],
    runs: { path: 'spec.management.autoRepair', byDefault: true },
    source: 'cloud.google.com/kubernetes-engine/docs/how-to/node-auto-repair',
  },
  ...(
    [
      ['eksctl.io/ClusterConfig', 'managedNodeGroups.*.nodeRepairConfig.enabled'],
      ['eksctl.io/ClusterConfig', 'autoModeConfig.enabled'],
      ['eks.services.k8s.aws/Nodegroup', 'spec.nodeRepairConfig.enabled'],
      ['infrastructure.cluster.x-k8s.io/AWSManagedMachinePool', 'spec.nodeRepairConfig.enabled'],
    ] as const
  ).map(
    ([kind, path]): UnmodelledActor => ({
      id: 'eks-node-repair',
      title: "EKS' node repair",
      does: say`replaces a node that is not ready for 30 minutes`,
      endsWriterFirst: true,
      kinds: [kind],
      runs: { path, byDefault: false },
      source: 'docs.aws.amazon.com/eks/latest/userguide/node-repair.html',
    }),
  ),
];
