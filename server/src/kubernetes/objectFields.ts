// Fields of Kubernetes' own objects, and of those that act on lost nodes: what each does to a lost node's pods, and what it may be.

/**
 * Where a field stands: `pod` below a pod's `spec`, `toleration` in one of its tolerations, `claim` below the `spec` of a claim
 * or of an entry of `volumeClaimTemplates`, `workload` below the `spec` of what makes pods; else the kind, below its root.
 */
export type FieldOwner =
  | 'pod'
  | 'toleration'
  | 'claim'
  | 'workload'
  | 'StorageClass'
  | 'CSIDriver'
  | 'PersistentVolume'
  | 'NodeHealthCheck'
  | 'MachineHealthCheck'
  | 'SelfNodeRemediationConfig'
  | 'RemediationTemplate'
  | 'LonghornSetting';

export interface ObjectField {
  readonly of: FieldOwner;
  /** Keys below its owner; indexes of lists are left out. */
  readonly path: string;
  /** What it does, in one or two sentences. */
  readonly summary: string;
  /** Where nobody writes it, in words or as it would be written. */
  readonly default?: string;
  /** Values with what they do; of those that are a closed set or are worth trying. */
  readonly values?: readonly (readonly [value: string, effect: string])[];
  /** Kinds of workload that have it; all where it is left out. */
  readonly kinds?: readonly string[];
  /** First minor. */
  readonly since?: number;
  readonly source: string;
}

const TAINTS = 'pkg/controller/tainteviction/taint_eviction.go';
const TYPES = 'staging/src/k8s.io/api/core/v1/types.go';
const JOB = 'pkg/controller/job/job_controller.go';
const CRON_JOB = 'pkg/controller/cronjob/cronjob_controllerv2.go';
const MEDIK8S = 'medik8s/node-healthcheck-operator api/v1alpha1/nodehealthcheck_types.go';
const SELF_NODE = 'medik8s/self-node-remediation api/v1alpha1/selfnoderemediationconfig_types.go';
const FENCE_AGENTS = 'medik8s/fence-agents-remediation api/v1alpha1/fenceagentsremediation_types.go';
const MACHINES = 'kubernetes-sigs/cluster-api api/core/v1beta2/machinehealthcheck_types.go';

const ACCESS_MODES = [
  ['ReadWriteOnce', 'One node at a time: a guard against a second node only where something is attached.'],
  [
    'ReadWriteOncePod',
    'One pod at a time: the scheduler holds the replacement back while the old pod exists. CSI only.',
  ],
  ['ReadWriteMany', 'Many nodes write at once: nothing holds a second writer back.'],
  ['ReadOnlyMany', 'Many nodes read at once.'],
] as const;

/** Every field that a hover explains and completion offers. */
const OBJECT_FIELDS: readonly ObjectField[] = [
  {
    of: 'pod',
    path: 'terminationGracePeriodSeconds',
    summary:
      'How long a deleted pod may take to end. Of a lost node nobody confirms the end: only 0 removes the object at once, while the old pod may run on.',
    default: '30',
    values: [
      ['30', 'The object stays until the node is back or gone, and so does the only writer.'],
      ['0', 'The object is removed at eviction, while the old pod may still write.'],
    ],
    source: 'pkg/registry/core/pod/strategy.go (CheckGracefulDelete)',
  },
  {
    of: 'pod',
    path: 'tolerations',
    summary:
      'Taints that the pod bears. A lost node is tainted with NoExecute; the first toleration in the list that matches says how long the pod stays.',
    default: 'what admission adds: 300 s for not-ready and unreachable',
    source: `${TAINTS} (processPodOnNode)`,
  },
  {
    of: 'pod',
    path: 'nodeName',
    summary: 'Binds the pod to one node without the scheduler: a replacement waits for that node.',
    source: `${TYPES} (PodSpec)`,
  },
  {
    of: 'pod',
    path: 'nodeSelector',
    summary: 'Nodes on which the pod may run. With one node left, a replacement waits for it.',
    source: `${TYPES} (PodSpec)`,
  },
  {
    of: 'pod',
    path: 'priorityClassName',
    summary: 'Decides in which group a graceful shutdown of the node ends the pod, and how long it may take.',
    values: [
      ['system-node-critical', 'Ended last, with the time that is kept for critical pods.'],
      ['system-cluster-critical', 'Ended last, with the time that is kept for critical pods.'],
    ],
    source: 'pkg/kubelet/nodeshutdown/nodeshutdown_manager.go (groupByPriority)',
  },
  {
    of: 'pod',
    path: 'volumes',
    summary: 'What outlives the pod here is what a second pod could write to while the first still does.',
    source: 'pkg/controller/volume/attachdetach/util/util.go (CreateVolumeSpec)',
  },
  {
    of: 'pod',
    path: 'volumes.persistentVolumeClaim.claimName',
    summary:
      'The claim whose volume outlives the pod; its class says which driver attaches it, its modes who may mount it.',
    source: `${TYPES} (PersistentVolumeClaimVolumeSource)`,
  },
  {
    of: 'pod',
    path: 'containers.lifecycle.preStop.sleep.seconds',
    summary: 'Pause before the container is told to end; it counts into the grace period.',
    source: 'pkg/kubelet/kuberuntime/kuberuntime_container.go (executePreStopHook)',
  },
  {
    of: 'toleration',
    path: 'tolerationSeconds',
    summary:
      'How long the pod stays on a node with that taint, counted from the taint. Left out: for ever, so the pod is never evicted.',
    default: 'for ever',
    values: [
      ['300', "The API server's own default."],
      ['60', 'Evicts a minute after the node is tainted.'],
      ['0', 'Evicts as soon as the node is tainted: a short break of the network moves the pod.'],
    ],
    source: `${TAINTS} (getMinTolerationTime)`,
  },
  {
    of: 'toleration',
    path: 'key',
    summary: 'The taint that is borne; empty with operator Exists: every taint.',
    values: [
      ['node.kubernetes.io/unreachable', 'The node has fallen silent: Ready is Unknown.'],
      ['node.kubernetes.io/not-ready', 'The node says itself that it is not ready: Ready is False.'],
      ['node.kubernetes.io/out-of-service', 'Somebody says that the node is off: its volumes are detached at once.'],
    ],
    source: 'staging/src/k8s.io/api/core/v1/well_known_taints.go',
  },
  {
    of: 'toleration',
    path: 'operator',
    summary: 'How the value is compared. The taints of a lost node have an empty value.',
    default: 'Equal',
    values: [
      ['Exists', 'Any value: what fits the taints of a lost node.'],
      ['Equal', 'The same value; without one, the empty value.'],
    ],
    source: 'staging/src/k8s.io/api/core/v1/toleration.go (ToleratesTaint)',
  },
  {
    of: 'toleration',
    path: 'effect',
    summary: 'The effect that is borne; empty: all. Only NoExecute evicts pods that run.',
    default: 'all effects',
    values: [
      ['NoExecute', 'Evicts pods that run; tolerationSeconds counts for it alone.'],
      ['NoSchedule', 'Keeps new pods away.'],
      ['PreferNoSchedule', 'Keeps new pods away where others have room.'],
    ],
    source: 'staging/src/k8s.io/api/core/v1/toleration.go (ToleratesTaint)',
  },
  {
    of: 'toleration',
    path: 'value',
    summary: 'The value of the taint that is borne; those of a lost node have none.',
    source: 'staging/src/k8s.io/api/core/v1/toleration.go (ToleratesTaint)',
  },
  {
    of: 'claim',
    path: 'accessModes',
    summary:
      'Who may mount the volume. The guard of the attach/detach controller goes by the modes of the bound volume.',
    values: ACCESS_MODES,
    source: 'pkg/volume/util/util.go (IsMultiAttachAllowed)',
  },
  {
    of: 'claim',
    path: 'storageClassName',
    summary:
      'The class that makes the volume: its provisioner decides whether the volume is attached. Empty text: no class.',
    default: "the cluster's default class",
    source: 'pkg/volume/util/storageclass.go (GetDefaultClass)',
  },
  {
    of: 'claim',
    path: 'volumeName',
    summary: 'The PersistentVolume that is bound: its own source decides, whatever the class says.',
    source: `${TYPES} (PersistentVolumeClaimSpec)`,
  },
  {
    of: 'workload',
    path: 'replicas',
    summary:
      'How many pods there are to be. A StatefulSet replaces a lost one under the same name, with the same claims.',
    default: '1',
    kinds: ['StatefulSet', 'Deployment', 'ReplicaSet'],
    source: 'pkg/controller/statefulset/stateful_set_control.go (processReplica)',
  },
  {
    of: 'workload',
    path: 'strategy.type',
    summary: 'How a new version replaces the old one. RollingUpdate starts the new pod beside the old one.',
    default: 'RollingUpdate',
    kinds: ['Deployment'],
    values: [
      ['Recreate', 'The old pods end first: what a volume for one writer needs. It does not hold for a lost node.'],
      ['RollingUpdate', 'New pods start beside old ones.'],
    ],
    source: 'pkg/controller/deployment/recreate.go (rolloutRecreate)',
  },
  {
    of: 'workload',
    path: 'strategy.rollingUpdate.maxSurge',
    summary: 'How many pods more than wanted may run during a rollout.',
    default: '25%',
    kinds: ['Deployment'],
    values: [['0', 'No pod beside the old ones.']],
    source: 'pkg/controller/deployment/rolling.go (reconcileNewReplicaSet)',
  },
  {
    of: 'workload',
    path: 'updateStrategy.type',
    summary: 'How a new version replaces the pods; it has no part in what happens to a lost node.',
    default: 'RollingUpdate',
    kinds: ['StatefulSet', 'DaemonSet'],
    values: [
      ['RollingUpdate', 'One pod after the other.'],
      ['OnDelete', 'Only what somebody deletes.'],
    ],
    source: 'pkg/controller/statefulset/stateful_set_control.go (updateStatefulSet)',
  },
  {
    of: 'workload',
    path: 'podReplacementPolicy',
    summary: 'When a Job makes the replacement of a pod that is being deleted: a lost node never finishes that.',
    default: 'TerminatingOrFailed',
    kinds: ['Job'],
    values: [
      ['Failed', 'Only once the old pod is Failed: no second writer beside it.'],
      ['TerminatingOrFailed', 'As soon as the old pod is being deleted: both may write.'],
    ],
    since: 28,
    source: `${JOB} (onlyReplaceFailedPods)`,
  },
  {
    of: 'workload',
    path: 'backoffLimit',
    summary: 'How many failed pods end the Job; a lost pod counts as failed once it is being deleted.',
    default: '6',
    kinds: ['Job'],
    source: `${JOB} (syncJob)`,
  },
  {
    of: 'workload',
    path: 'activeDeadlineSeconds',
    summary: 'How long the Job may take; after it no replacement is made.',
    kinds: ['Job'],
    source: `${JOB} (pastActiveDeadline)`,
  },
  {
    of: 'workload',
    path: 'schedule',
    summary: 'When the next Job starts, whatever became of the last one; concurrencyPolicy decides whether it waits.',
    kinds: ['CronJob'],
    source: `${CRON_JOB} (syncCronJob)`,
  },
  {
    of: 'workload',
    path: 'concurrencyPolicy',
    summary: 'Whether the next Job waits for the last one, which may hang on a lost node.',
    default: 'Allow',
    kinds: ['CronJob'],
    values: [
      ['Forbid', 'The next Job waits until the last one is over.'],
      ['Allow', 'The next Job starts beside the last one: both may write.'],
      ['Replace', 'The last Job is deleted, though its pod on a lost node may run on.'],
    ],
    source: `${CRON_JOB} (syncCronJob)`,
  },
  {
    of: 'StorageClass',
    path: 'provisioner',
    summary:
      'The driver that makes the volumes of this class, and whether they are attached before a pod can mount them.',
    values: [
      ['driver.longhorn.io', 'Longhorn.'],
      ['rook-ceph.rbd.csi.ceph.com', 'Ceph RBD by Rook.'],
      ['ebs.csi.aws.com', 'AWS EBS.'],
      ['pd.csi.storage.gke.io', 'GCE persistent disk.'],
      ['disk.csi.azure.com', 'Azure Disk.'],
      ['kubernetes.io/no-provisioner', 'None: volumes are made by hand.'],
    ],
    source: 'staging/src/k8s.io/api/storage/v1/types.go (StorageClass)',
  },
  {
    of: 'StorageClass',
    path: 'volumeBindingMode',
    summary: 'When the volume is made: for the first pod, on its node, or at once.',
    default: 'Immediate',
    values: [
      ['WaitForFirstConsumer', 'For the first pod, where that runs.'],
      ['Immediate', 'At once, wherever.'],
    ],
    source: 'staging/src/k8s.io/api/storage/v1/types.go (VolumeBindingMode)',
  },
  {
    of: 'StorageClass',
    path: 'metadata.annotations.storageclass.kubernetes.io/is-default-class',
    summary: 'Claims that name no class get this one.',
    values: [['true', 'It is the default.']],
    source: 'pkg/volume/util/storageclass.go (GetDefaultClass)',
  },
  {
    of: 'CSIDriver',
    path: 'spec.attachRequired',
    summary:
      'Whether the attach/detach controller attaches a volume to a node before a pod mounts it. Without it nothing holds a second mount back.',
    default: 'true',
    values: [
      ['true', 'A second node waits until the volume is detached, at most 6 minutes more.'],
      ['false', 'Any node mounts it at any time.'],
    ],
    source: 'pkg/volume/csi/csi_plugin.go (CanAttach)',
  },
  {
    of: 'PersistentVolume',
    path: 'spec.accessModes',
    summary:
      'The modes by which the attach/detach controller guards the volume: ReadWriteOnce keeps a second node away.',
    values: ACCESS_MODES,
    source: 'pkg/volume/util/util.go (IsMultiAttachAllowed)',
  },
  {
    of: 'PersistentVolume',
    path: 'spec.csi.driver',
    summary: 'The driver of the volume; its CSIDriver object says whether it is attached.',
    source: 'pkg/volume/csi/csi_plugin.go (CanAttach)',
  },
  {
    of: 'PersistentVolume',
    path: 'spec.claimRef',
    summary: 'The claim that it is bound to.',
    source: `${TYPES} (PersistentVolumeSpec)`,
  },
  {
    of: 'PersistentVolume',
    path: 'spec.storageClassName',
    summary: 'The class that it belongs to: a claim of that class may get it.',
    source: `${TYPES} (PersistentVolumeSpec)`,
  },
  {
    of: 'NodeHealthCheck',
    path: 'spec.unhealthyConditions',
    summary: 'Conditions of a node, and how long they must last, until its remediation starts.',
    default: 'Ready False or Unknown for 5 minutes',
    source: MEDIK8S,
  },
  {
    of: 'NodeHealthCheck',
    path: 'spec.unhealthyConditions.duration',
    summary:
      'How long the condition must last. It counts from the moment at which the node is marked, not from its silence.',
    default: '300s',
    values: [
      ['300s', 'Its own default.'],
      ['60s', 'Remedies a minute after the node is marked.'],
    ],
    source: MEDIK8S,
  },
  {
    of: 'NodeHealthCheck',
    path: 'spec.remediationTemplate',
    summary: 'What remedies a node: whether its old pods are surely dead, or cut off, depends on it.',
    source: MEDIK8S,
  },
  {
    of: 'NodeHealthCheck',
    path: 'spec.escalatingRemediations',
    summary: 'Remediations that are tried one after the other, each for its timeout.',
    source: MEDIK8S,
  },
  {
    of: 'NodeHealthCheck',
    path: 'spec.minHealthy',
    summary: 'With fewer healthy nodes than this nothing is remedied.',
    default: '51%',
    source: MEDIK8S,
  },
  {
    of: 'NodeHealthCheck',
    path: 'spec.selector',
    summary: 'The nodes that it is about; volumes of pods elsewhere get no help.',
    source: MEDIK8S,
  },
  {
    of: 'MachineHealthCheck',
    path: 'spec.unhealthyConditions.timeout',
    summary: 'How long the condition must last until the Machine is deleted, and with it the instance and the Node.',
    source: MACHINES,
  },
  {
    of: 'MachineHealthCheck',
    path: 'spec.maxUnhealthy',
    summary: 'With more unhealthy machines than this nothing is remedied.',
    source: MACHINES,
  },
  {
    of: 'SelfNodeRemediationConfig',
    path: 'spec.safeTimeToAssumeNodeRebootedSeconds',
    summary: 'After how long the operator takes a lost node for rebooted: its pods are removed then, dead or not.',
    default: 'worked out from the other times, at least',
    source: SELF_NODE,
  },
  {
    of: 'SelfNodeRemediationConfig',
    path: 'spec.apiCheckInterval',
    summary: 'How often a node looks whether it still reaches the API server.',
    default: '15s',
    source: SELF_NODE,
  },
  {
    of: 'SelfNodeRemediationConfig',
    path: 'spec.maxApiErrorThreshold',
    summary: 'After how many failures in a row the node asks its peers whether it is to reboot.',
    default: '3',
    source: SELF_NODE,
  },
  {
    of: 'RemediationTemplate',
    path: 'spec.template.spec.remediationStrategy',
    summary: 'What the operator does once it takes the node for dead.',
    values: [
      ['OutOfServiceTaint', 'Taints the node: its pods are removed and its volumes detached at once.'],
      ['ResourceDeletion', 'Deletes the pods of the node; volumes are detached by force after 6 minutes.'],
      ['Automatic', 'The taint where the version has it, else deletion.'],
    ],
    source: FENCE_AGENTS,
  },
  {
    of: 'RemediationTemplate',
    path: 'spec.template.spec.retrycount',
    summary: 'How often the fence agent is tried.',
    default: '5',
    source: FENCE_AGENTS,
  },
  {
    of: 'LonghornSetting',
    path: 'value',
    summary:
      'What Longhorn does with pods that hang on a lost node: it deletes them by force, without stopping the old writer.',
    default: 'do-nothing',
    values: [
      ['do-nothing', 'Leaves them alone.'],
      ['delete-statefulset-pod', 'Deletes pods of StatefulSets by force.'],
      ['delete-deployment-pod', 'Deletes pods of Deployments by force.'],
      ['delete-both-statefulset-and-deployment-pod', 'Deletes both by force.'],
    ],
    source: 'longhorn-manager types/setting.go, controller/kubernetes_pod_controller.go (handlePodDeletionIfNodeDown)',
  },
];

const byPath = new Map(OBJECT_FIELDS.map((field) => [`${field.of} ${field.path}`, field]));

/** The facts about a field. @param path keys below its owner, without indexes */
export function objectField(of: FieldOwner, path: readonly string[]): ObjectField | undefined {
  return byPath.get(`${of} ${path.join('.')}`);
}

/** Fields directly below a path of their owner. */
export function objectFieldsBelow(of: FieldOwner, path: readonly string[]): readonly ObjectField[] {
  const start = path.length === 0 ? '' : `${path.join('.')}.`;
  return OBJECT_FIELDS.filter(
    (field) => field.of === of && field.path.startsWith(start) && !field.path.slice(start.length).includes('.'),
  );
}
