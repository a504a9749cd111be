// Fields of Kubernetes' own objects, and of those that act on lost nodes: what each does to a lost node's pods, and what it may be.
import { type Said, say } from '../text/message.ts';

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
  readonly summary: Said;
  /** Where nobody writes it, in words or as it would be written. */
  readonly default?: Said;
  /** Values with what they do; of those that are a closed set or are worth trying. */
  readonly values?: readonly (readonly [value: string, effect: Said])[];
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
  ['ReadWriteOnce', say`One node at a time: a guard against a second node only where something is attached.`],
  [
    'ReadWriteOncePod',
    say`One pod at a time: the scheduler holds the replacement back while the old pod exists. CSI only.`,
  ],
  ['ReadWriteMany', say`Many nodes write at once: nothing holds a second writer back.`],
  ['ReadOnlyMany', say`Many nodes read at once.`],
] as const;

/** Every field that a hover explains and completion offers. */
const OBJECT_FIELDS: readonly ObjectField[] = [
  {
    of: 'pod',
    path: 'terminationGracePeriodSeconds',
    summary: say`How long a deleted pod may take to end. Of a lost node nobody confirms the end: only 0 removes the object at once, while the old pod may run on.`,
    default: '30',
    values: [
      ['30', say`The object stays until the node is back or gone, and so does the only writer.`],
      ['0', say`The object is removed at eviction, while the old pod may still write.`],
    ],
    source: 'pkg/registry/core/pod/strategy.go (CheckGracefulDelete)',
  },
  {
    of: 'pod',
    path: 'tolerations',
    summary: say`Taints that the pod bears. A lost node is tainted with NoExecute; the first toleration in the list that matches says how long the pod stays.`,
    default: say`what admission adds, 300 s each unless the API server's flags say otherwise`,
    source: `${TAINTS} (processPodOnNode)`,
  },
  {
    of: 'pod',
    path: 'nodeName',
    summary: say`Binds the pod to one node without the scheduler: a replacement waits for that node.`,
    source: `${TYPES} (PodSpec)`,
  },
  {
    of: 'pod',
    path: 'nodeSelector',
    summary: say`Nodes on which the pod may run. With one node left, a replacement waits for it.`,
    source: `${TYPES} (PodSpec)`,
  },
  {
    of: 'pod',
    path: 'priorityClassName',
    summary: say`Decides in which group a graceful shutdown of the node ends the pod, and how long it may take.`,
    values: [
      ['system-node-critical', say`Ended last, with the time that is kept for critical pods.`],
      ['system-cluster-critical', say`Ended last, with the time that is kept for critical pods.`],
    ],
    source: 'pkg/kubelet/nodeshutdown/nodeshutdown_manager.go (groupByPriority)',
  },
  {
    of: 'pod',
    path: 'volumes',
    summary: say`What outlives the pod here is what a second pod could write to while the first still does.`,
    source: 'pkg/controller/volume/attachdetach/util/util.go (CreateVolumeSpec)',
  },
  {
    of: 'pod',
    path: 'volumes.persistentVolumeClaim.claimName',
    summary: say`The claim whose volume outlives the pod; its class says which driver attaches it, its modes who may mount it.`,
    source: `${TYPES} (PersistentVolumeClaimVolumeSource)`,
  },
  {
    of: 'pod',
    path: 'containers.lifecycle.preStop.sleep.seconds',
    summary: say`Pause before the container is told to end; it counts into the grace period.`,
    source: 'pkg/kubelet/kuberuntime/kuberuntime_container.go (executePreStopHook)',
  },
  {
    of: 'toleration',
    path: 'tolerationSeconds',
    summary: say`How long the pod stays on a node with that taint, counted from the taint. Left out: for ever, so the pod is never evicted.`,
    default: say`for ever`,
    values: [
      ['300', say`The API server's own default.`],
      ['60', say`Evicts a minute after the node is tainted.`],
      ['0', say`Evicts as soon as the node is tainted: a short break of the network moves the pod.`],
    ],
    source: `${TAINTS} (getMinTolerationTime)`,
  },
  {
    of: 'toleration',
    path: 'key',
    summary: say`The taint that is borne; empty with operator Exists: every taint.`,
    values: [
      ['node.kubernetes.io/unreachable', say`The node has fallen silent: Ready is Unknown.`],
      ['node.kubernetes.io/not-ready', say`The node says itself that it is not ready: Ready is False.`],
      ['node.kubernetes.io/out-of-service', say`Somebody says that the node is off: its volumes are detached at once.`],
    ],
    source: 'staging/src/k8s.io/api/core/v1/well_known_taints.go',
  },
  {
    of: 'toleration',
    path: 'operator',
    summary: say`How the value is compared. The taints of a lost node have an empty value.`,
    default: 'Equal',
    values: [
      ['Exists', say`Any value: what fits the taints of a lost node.`],
      ['Equal', say`The same value; without one, the empty value.`],
    ],
    source: 'staging/src/k8s.io/api/core/v1/toleration.go (ToleratesTaint)',
  },
  {
    of: 'toleration',
    path: 'effect',
    summary: say`The effect that is borne; empty: all. Only NoExecute evicts pods that run.`,
    default: say`all effects`,
    values: [
      ['NoExecute', say`Evicts pods that run; tolerationSeconds counts for it alone.`],
      ['NoSchedule', say`Keeps new pods away.`],
      ['PreferNoSchedule', say`Keeps new pods away where others have room.`],
    ],
    source: 'staging/src/k8s.io/api/core/v1/toleration.go (ToleratesTaint)',
  },
  {
    of: 'toleration',
    path: 'value',
    summary: say`The value of the taint that is borne; those of a lost node have none.`,
    source: 'staging/src/k8s.io/api/core/v1/toleration.go (ToleratesTaint)',
  },
  {
    of: 'claim',
    path: 'accessModes',
    summary: say`Who may mount the volume. The guard of the attach/detach controller goes by the modes of the bound volume.`,
    values: ACCESS_MODES,
    source: 'pkg/volume/util/util.go (IsMultiAttachAllowed)',
  },
  {
    of: 'claim',
    path: 'storageClassName',
    summary: say`The class that makes the volume: its provisioner decides whether the volume is attached. Empty text: no class.`,
    default: say`the cluster's default class`,
    source: 'pkg/volume/util/storageclass.go (GetDefaultClass)',
  },
  {
    of: 'claim',
    path: 'volumeName',
    summary: say`The PersistentVolume that is bound: its own source decides, whatever the class says.`,
    source: `${TYPES} (PersistentVolumeClaimSpec)`,
  },
  {
    of: 'workload',
    path: 'replicas',
    summary: say`How many pods there are to be. A StatefulSet replaces a lost one under the same name, with the same claims.`,
    default: '1',
    kinds: ['StatefulSet', 'Deployment', 'ReplicaSet'],
    source: 'pkg/controller/statefulset/stateful_set_control.go (processReplica)',
  },
  {
    of: 'workload',
    path: 'strategy.type',
    summary: say`How a new version replaces the old one. RollingUpdate starts the new pod beside the old one.`,
    default: 'RollingUpdate',
    kinds: ['Deployment'],
    values: [
      ['Recreate', say`The old pods end first: what a volume for one writer needs. It does not hold for a lost node.`],
      ['RollingUpdate', say`New pods start beside old ones.`],
    ],
    source: 'pkg/controller/deployment/recreate.go (rolloutRecreate)',
  },
  {
    of: 'workload',
    path: 'strategy.rollingUpdate.maxSurge',
    summary: say`How many pods more than wanted may run during a rollout.`,
    default: '25%',
    kinds: ['Deployment'],
    values: [['0', say`No pod beside the old ones.`]],
    source: 'pkg/controller/deployment/rolling.go (reconcileNewReplicaSet)',
  },
  {
    of: 'workload',
    path: 'updateStrategy.type',
    summary: say`How a new version replaces the pods; it has no part in what happens to a lost node.`,
    default: 'RollingUpdate',
    kinds: ['StatefulSet', 'DaemonSet'],
    values: [
      ['RollingUpdate', say`One pod after the other.`],
      ['OnDelete', say`Only what somebody deletes.`],
    ],
    source: 'pkg/controller/statefulset/stateful_set_control.go (updateStatefulSet)',
  },
  {
    of: 'workload',
    path: 'podReplacementPolicy',
    summary: say`When a Job makes the replacement of a pod that is being deleted: a lost node never finishes that.`,
    default: 'TerminatingOrFailed',
    kinds: ['Job'],
    values: [
      ['Failed', say`Only once the old pod is Failed: no second writer beside it.`],
      ['TerminatingOrFailed', say`As soon as the old pod is being deleted: both may write.`],
    ],
    since: 28,
    source: `${JOB} (onlyReplaceFailedPods)`,
  },
  {
    of: 'workload',
    path: 'backoffLimit',
    summary: say`How many failed pods end the Job; a lost pod counts as failed once it is being deleted.`,
    default: '6',
    kinds: ['Job'],
    source: `${JOB} (syncJob)`,
  },
  {
    of: 'workload',
    path: 'activeDeadlineSeconds',
    summary: say`How long the Job may take; after it no replacement is made.`,
    kinds: ['Job'],
    source: `${JOB} (pastActiveDeadline)`,
  },
  {
    of: 'workload',
    path: 'schedule',
    summary: say`When the next Job starts, whatever became of the last one; concurrencyPolicy decides whether it waits.`,
    kinds: ['CronJob'],
    source: `${CRON_JOB} (syncCronJob)`,
  },
  {
    of: 'workload',
    path: 'concurrencyPolicy',
    summary: say`Whether the next Job waits for the last one, which may hang on a lost node.`,
    default: 'Allow',
    kinds: ['CronJob'],
    values: [
      ['Forbid', say`The next Job waits until the last one is over.`],
      ['Allow', say`The next Job starts beside the last one: both may write.`],
      ['Replace', say`The last Job is deleted, though its pod on a lost node may run on.`],
    ],
    source: `${CRON_JOB} (syncCronJob)`,
  },
  {
    of: 'StorageClass',
    path: 'provisioner',
    summary: say`The driver that makes the volumes of this class, and whether they are attached before a pod can mount them.`,
    values: [
      ['driver.longhorn.io', 'Longhorn.'],
      ['rook-ceph.rbd.csi.ceph.com', say`Ceph RBD by Rook.`],
      ['ebs.csi.aws.com', say`AWS EBS.`],
      ['pd.csi.storage.gke.io', say`GCE persistent disk.`],
      ['disk.csi.azure.com', say`Azure Disk.`],
      ['kubernetes.io/no-provisioner', say`None: volumes are made by hand.`],
    ],
    source: 'staging/src/k8s.io/api/storage/v1/types.go (StorageClass)',
  },
  {
    of: 'StorageClass',
    path: 'volumeBindingMode',
    summary: say`When the volume is made: for the first pod, on its node, or at once.`,
    default: 'Immediate',
    values: [
      ['WaitForFirstConsumer', say`For the first pod, where that runs.`],
      ['Immediate', say`At once, wherever.`],
    ],
    source: 'staging/src/k8s.io/api/storage/v1/types.go (VolumeBindingMode)',
  },
  {
    of: 'StorageClass',
    path: 'metadata.annotations.storageclass.kubernetes.io/is-default-class',
    summary: say`Claims that name no class get this one.`,
    values: [['true', say`It is the default.`]],
    source: 'pkg/volume/util/storageclass.go (GetDefaultClass)',
  },
  {
    of: 'CSIDriver',
    path: 'spec.attachRequired',
    summary: say`Whether the attach/detach controller attaches a volume to a node before a pod mounts it. Without it nothing holds a second mount back.`,
    default: 'true',
    values: [
      ['true', say`A second node waits until the volume is detached, at most 6 minutes more.`],
      ['false', say`Any node mounts it at any time.`],
    ],
    source: 'pkg/volume/csi/csi_plugin.go (CanAttach)',
  },
  {
    of: 'PersistentVolume',
    path: 'spec.accessModes',
    summary: say`The modes by which the attach/detach controller guards the volume: ReadWriteOnce keeps a second node away.`,
    values: ACCESS_MODES,
    source: 'pkg/volume/util/util.go (IsMultiAttachAllowed)',
  },
  {
    of: 'PersistentVolume',
    path: 'spec.csi.driver',
    summary: say`The driver of the volume; its CSIDriver object says whether it is attached.`,
    source: 'pkg/volume/csi/csi_plugin.go (CanAttach)',
  },
  {
    of: 'PersistentVolume',
    path: 'spec.claimRef',
    summary: say`The claim that it is bound to.`,
    source: `${TYPES} (PersistentVolumeSpec)`,
  },
  {
    of: 'PersistentVolume',
    path: 'spec.storageClassName',
    summary: say`The class that it belongs to: a claim of that class may get it.`,
    source: `${TYPES} (PersistentVolumeSpec)`,
  },
  {
    of: 'NodeHealthCheck',
    path: 'spec.unhealthyConditions',
    summary: say`Conditions of a node, and how long they must last, until its remediation starts.`,
    default: say`Ready False or Unknown for 5 minutes`,
    source: MEDIK8S,
  },
  {
    of: 'NodeHealthCheck',
    path: 'spec.unhealthyConditions.duration',
    summary: say`How long the condition must last. It counts from the moment at which the node is marked, not from its silence.`,
    default: '300s',
    values: [
      ['300s', say`Its own default.`],
      ['60s', say`Remedies a minute after the node is marked.`],
    ],
    source: MEDIK8S,
  },
  {
    of: 'NodeHealthCheck',
    path: 'spec.remediationTemplate',
    summary: say`What remedies a node: whether its old pods are surely dead, or cut off, depends on it.`,
    source: MEDIK8S,
  },
  {
    of: 'NodeHealthCheck',
    path: 'spec.escalatingRemediations',
    summary: say`Remediations that are tried one after the other, each for its timeout.`,
    source: MEDIK8S,
  },
  {
    of: 'NodeHealthCheck',
    path: 'spec.minHealthy',
    summary: say`With fewer healthy nodes than this nothing is remedied.`,
    default: '51%',
    source: MEDIK8S,
  },
  {
    of: 'NodeHealthCheck',
    path: 'spec.selector',
    summary: say`The nodes that it is about; volumes of pods elsewhere get no help.`,
    source: MEDIK8S,
  },
  {
    of: 'MachineHealthCheck',
    path: 'spec.unhealthyConditions.timeout',
    summary: say`How long the condition must last until the Machine is deleted, and with it the instance and the Node.`,
    source: MACHINES,
  },
  {
    of: 'MachineHealthCheck',
    path: 'spec.maxUnhealthy',
    summary: say`With more unhealthy machines than this nothing is remedied.`,
    source: MACHINES,
  },
  {
    of: 'SelfNodeRemediationConfig',
    path: 'spec.safeTimeToAssumeNodeRebootedSeconds',
    summary: say`After how long the operator takes a lost node for rebooted: its pods are removed then, dead or not.`,
    default: say`worked out from the other times, at least`,
    source: SELF_NODE,
  },
  {
    of: 'SelfNodeRemediationConfig',
    path: 'spec.apiCheckInterval',
    summary: say`How often a node looks whether it still reaches the API server.`,
    default: '15s',
    source: SELF_NODE,
  },
  {
    of: 'SelfNodeRemediationConfig',
    path: 'spec.maxApiErrorThreshold',
    summary: say`After how many failures in a row the node asks its peers whether it is to reboot.`,
    default: '3',
    source: SELF_NODE,
  },
  {
    of: 'RemediationTemplate',
    path: 'spec.template.spec.remediationStrategy',
    summary: say`What the operator does once it takes the node for dead.`,
    values: [
      ['OutOfServiceTaint', say`Taints the node: its pods are removed and its volumes detached at once.`],
      ['ResourceDeletion', say`Deletes the pods of the node; volumes are detached by force after 6 minutes.`],
      ['Automatic', say`The taint where the version has it, else deletion.`],
    ],
    source: FENCE_AGENTS,
  },
  {
    of: 'RemediationTemplate',
    path: 'spec.template.spec.retrycount',
    summary: say`How often the fence agent is tried.`,
    default: '5',
    source: FENCE_AGENTS,
  },
  {
    of: 'LonghornSetting',
    path: 'value',
    summary: say`What Longhorn does with pods that hang on a lost node: it deletes them by force, without stopping the old writer.`,
    default: 'do-nothing',
    values: [
      ['do-nothing', say`Leaves them alone.`],
      ['delete-statefulset-pod', say`Deletes pods of StatefulSets by force.`],
      ['delete-deployment-pod', say`Deletes pods of Deployments by force.`],
      ['delete-both-statefulset-and-deployment-pod', say`Deletes both by force.`],
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
