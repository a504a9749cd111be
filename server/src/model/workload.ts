// What runs pods, as far as it decides about eviction, replacement and volumes.
import type { Said } from '../text/message.ts';
import type { Range } from '../text/position.ts';
import { type Field, holds } from './field.ts';
import type { LabelSelector } from './labelSelector.ts';
import type { FileEdit, Inserter, Location, Rewriter } from './location.ts';
import type { InlineVolume, VolumeClaim } from './storage.ts';
import type { Value } from './value.ts';

export type WorkloadKind = 'StatefulSet' | 'Deployment' | 'ReplicaSet' | 'Job' | 'DaemonSet' | 'Pod';

/** `core/v1 Toleration`. A key that cannot be read (template) makes the whole toleration unknown. */
export interface Toleration {
  readonly key: Value<string> | undefined;
  readonly operator: Value<string> | undefined;
  readonly value: Value<string> | undefined;
  readonly effect: Value<string> | undefined;
  readonly tolerationSeconds: Field<number> | undefined;
  readonly location: Location;
  readonly rewriter: Rewriter;
  /** Its scalars as written, for exact places and fixes. */
  readonly fields?: {
    readonly key?: Field<string>;
    readonly operator?: Field<string>;
    readonly value?: Field<string>;
    readonly effect?: Field<string>;
  };
  /** A template may leave out all of it, and not only some of its fields. */
  readonly isOptional?: true;
  /** Adds or completes fields of this toleration. */
  readonly inserter: Inserter;
}

/** What a folder is called after that no two pods share; a StatefulSet's next pod has the name of the last one. */
export type PodFolder = 'name' | 'uid';

/** A name that is one of a chart's values, where that is not empty. */
export interface ValueOrName {
  /** Of the value, as `.Values.a.b`. */
  readonly value: string;
  /** What the name is else, in the spelling of `VolumeClaim.template`. */
  readonly otherwise: string;
  /** What that claim is called, where the chart has it. */
  readonly claim?: string;
}

/** A volume that a pod uses. */
export interface VolumeUse extends Location {
  readonly name: string;
  readonly source: /** `template`: what writes the name, as in `VolumeClaim`; `orElse`: what it may be instead of a value. */
    | {
        readonly kind: 'claim';
        readonly claimName: Value<string>;
        readonly template?: string;
        readonly orElse?: ValueOrName;
      }
    | { readonly kind: 'template'; readonly claim: VolumeClaim }
    | { readonly kind: 'inline'; readonly volume: InlineVolume }
    /** Gone with the pod: emptyDir, configMap, secret, projected, downwardAPI, generic ephemeral volumes. */
    | { readonly kind: 'ephemeral' }
    | { readonly kind: 'unknown' };
  /** Every mount, or the volume itself, is `readOnly: true`. */
  readonly readOnly: boolean;
  /** Whether that is so cannot be read: a template fills it in. */
  readonly mayBeReadOnly?: true;
  /** Images of the containers that surely do not write to it, as written; absent where none is known. */
  readonly sparedBy?: readonly string[];
  /** Every pod writes to a folder of its own in it, and nowhere else. */
  readonly podFolder?: PodFolder;
}

/** A container's `lifecycle.preStop`, as far as it takes a known time. */
export interface PreStopSleep extends Location {
  readonly seconds: number;
}

/**
 * Whether replicas may stand on one node. `apart`: never two; `spread`: evenly over the nodes; `preferred`: on different ones where
 * that can be; `together`: nothing keeps them apart; `unknown`: something is written that cannot be read.
 */
export type Spread = 'apart' | 'spread' | 'preferred' | 'together' | 'unknown';

/** Values of a chart that its template writes into a list as they are. */
export interface ListOfValues {
  /** Their keys with dots between: `a.b` of `.Values.a.b`. */
  readonly paths: readonly string[];
  /** There is one, and nothing else is in the list, nor does anything else decide whether it is. */
  readonly isWhole: boolean;
}

export interface ListsOfValues {
  readonly tolerations?: ListOfValues;
  /** Without them there are no volumes but those that are listed. */
  readonly volumes?: ListOfValues;
}

/** A PodDisruptionBudget: how many pods of those that it selects a drain leaves, or may take. */
export interface DisruptionBudget extends Location {
  readonly name: string;
  /** `undefined`: none is written. */
  readonly namespace: string | undefined;
  readonly selector: LabelSelector;
  readonly limit: 'minAvailable' | 'maxUnavailable';
  /** A number or a percentage, as written. */
  readonly pods: string;
}

export interface PodSpec extends Location {
  readonly terminationGracePeriodSeconds: Field<number> | undefined;
  /** Seconds where none is written, of an operator's pods; else Kubernetes' 30. */
  readonly defaultGraceSeconds?: number;
  /** Seconds for which its operator lets its pods stay on a node that is unreachable, where what is written does not say. */
  readonly unreachableSeconds?: number;
  /** In list order; `undefined` inside `Value` where the list itself cannot be read. */
  readonly tolerations: Value<readonly Toleration[]>;
  readonly tolerationsPlace: Field<unknown> | undefined;
  readonly volumes: readonly VolumeUse[];
  /** The list of volumes holds templated parts, so there may be more than `volumes`. */
  readonly moreVolumes: boolean;
  /** What a chart's values alone decide of lists that are not known. */
  readonly fromValues?: ListsOfValues;
  /** Names of volumes that a container writes to outside of a folder of the pod's own; absent: none. */
  readonly writtenOutsideFolders?: readonly string[];
  readonly images: readonly string[];
  readonly nodeName: Field<string> | undefined;
  /** Its selectors leave one node by its hostname: where that is written. */
  readonly oneHost?: Location;
  readonly priorityClassName: Field<string> | undefined;
  /** What its class, or the default one, gives its pods; left out where no file says it. */
  readonly priority?: Value<number>;
  /** Of its pods; `undefined` where they cannot be read. */
  readonly labels?: ReadonlyMap<string, string>;
  /** How its replicas stand to each other; left out where nothing is said of it, or nothing known. */
  readonly spread?: Spread;
  readonly preStopSleeps: readonly PreStopSleep[];
  /** Adds fields to the pod's `spec`. */
  readonly inserter: Inserter;
}

export interface RollingUpdate {
  remove(): readonly FileEdit[];
  /** Writes another field of the strategy in its stead. */
  turnInto(name: string, value: string): readonly FileEdit[];
}

/** What a `podFailurePolicy` makes of a pod that a node's end or a taint ended. `count`: as without a policy. */
export type DisruptionAction = 'count' | 'ignore' | 'fail';

/** What of a Job decides whether it makes another pod. */
export interface JobLimits {
  readonly backoffLimit: Field<number> | undefined;
  readonly backoffLimitPerIndex: Field<number> | undefined;
  readonly activeDeadlineSeconds: Field<number> | undefined;
  readonly suspend: Field<boolean> | undefined;
  /** How many pods run at a time; 0: none is made. */
  readonly parallelism?: Field<number> | undefined;
  /** Another controller than Kubernetes' own is to make its pods. */
  readonly managedBy?: Field<string> | undefined;
  /** Every action that `podFailurePolicy` may take then; at least one. */
  readonly onDisruption: readonly DisruptionAction[];
}

/** What of a CronJob decides when its next Job starts, and what becomes of the last one then. */
export interface JobSchedule {
  readonly schedule: Field<string> | undefined;
  readonly timeZone: Field<string> | undefined;
  readonly concurrencyPolicy: Field<string> | undefined;
  readonly suspend: Field<boolean> | undefined;
  readonly startingDeadlineSeconds: Field<number> | undefined;
}

/** When another instance of a database, with volumes of its own, becomes the primary. Milliseconds. */
export interface OperatorTimes {
  readonly title: string;
  /** From when it counts: that the node is Unknown, or the silence. */
  readonly from: 'detection' | 'silence';
  readonly afterMs: number;
  readonly untilMs: number;
  /** The old primary by itself, as a sentence; empty where nothing is known. */
  readonly old: Said;
}

export interface Workload extends Location {
  /** How it replaces its pods; a CronJob is read as the Job that it makes. */
  readonly kind: WorkloadKind;
  /** The kind as written, of one that behaves as `kind`: a CronJob, a ReplicationController, OpenShift's DeploymentConfig. */
  readonly writtenKind?: string;
  readonly job?: JobLimits;
  /** Of a CronJob. */
  readonly cron?: JobSchedule;
  /** A Pod that a kubelet starts of a file of its own folder: it tolerates every taint of effect NoExecute. */
  readonly isStatic?: true;
  readonly apiVersion: string;
  /** `default` where none is written. */
  readonly namespace: string;
  /** It is written in the object itself. */
  readonly namesNamespace?: true;
  readonly name: string;
  /** `range` (from Location) is that of the name, else of the kind. */
  readonly objectRange: Range;
  readonly replicas: Field<number> | undefined;
  /** Deployment `spec.strategy.type`, StatefulSet and DaemonSet `spec.updateStrategy.type`. */
  readonly strategy: Field<string> | undefined;
  readonly maxSurge: Field<string> | undefined;
  /** Deployment `spec.strategy.rollingUpdate`, which may not stand beside `type: Recreate`. */
  readonly rollingUpdate?: RollingUpdate;
  /** Job `spec.podReplacementPolicy`; `Failed` is implied by a `podFailurePolicy`. */
  readonly podReplacementPolicy: Field<string> | undefined;
  readonly hasPodFailurePolicy: boolean;
  readonly pod: PodSpec;
  /** Adds fields to the workload's `spec`. */
  readonly inserter: Inserter;
  /**
   * Tolerations of its pods as they run in a cluster, one entry a different list: what admission added stands in them, and
   * the API server's flags of today no longer count.
   */
  readonly admitted?: readonly (readonly Toleration[])[];
  readonly namespaceTolerations?: NamespaceTolerations;
  /** Those that select its pods. */
  readonly budgets?: readonly DisruptionBudget[];
  /**
   * Of an operator's resource: what runs its pods, as the end of a sentence, whether no StatefulSet or ReplicaSet owns them, and how it
   * chooses another primary.
   */
  readonly operator?: { readonly by: Said; readonly ownsPods?: true; readonly failover?: OperatorTimes };
  /** Of pods whose controller is none that we know (`CloneSet web`): how it replaces them is not known. */
  readonly controller?: { readonly kind: string; readonly name: string };
  /** The HelmChart of k3s that makes it, `namespace/name`: a HelmChartConfig of the same names changes its values. */
  readonly release?: string;
  /** Variables that Flux fills in stay as written in it. */
  readonly keepsVariables?: true;
  /** A part of an object, whose rest is not known: what it does not mention is unknown for the reason `patch`. */
  readonly isPartial?: true;
  /** Fields that are written as null, which takes them away from the object that a patch changes; `$patch` where it deletes it. */
  readonly nulls?: readonly NullableField[];
  /** Where patches changed it: each the whole of one. */
  readonly patchedBy?: readonly Location[];
}

/** Of the plugin's own configuration: it holds where a namespace says nothing. */
export const ALL_NAMESPACES = '*';

/** What a namespace says of its pods' tolerations, where the API server's PodTolerationRestriction is on. */
export interface NamespaceTolerations extends Location {
  /** Or `ALL_NAMESPACES`. */
  readonly namespace: string;
  /** Those that it gives them. */
  readonly defaults: Value<readonly Toleration[]> | undefined;
  /** No other ones are taken; empty: all are. */
  readonly whitelist: Value<readonly Toleration[]> | undefined;
  /** Both as written. */
  readonly text: string;
}

/** A field that a patch may take away. */
export type NullableField =
  | '$patch'
  | 'replicas'
  | 'strategy'
  | 'maxSurge'
  | 'terminationGracePeriodSeconds'
  | 'tolerations'
  | 'nodeName'
  | 'priorityClassName';

/** As written: patches and people name a CronJob, or an operator's resource, by its own kind. */
export function kindOf({ kind, writtenKind = kind }: Pick<Workload, 'kind' | 'writtenKind'>): string {
  return writtenKind;
}

/**
 * The field by which it has no pods: its controller deletes those that there are. A CronJob's leaves the Jobs that have begun alone.
 * Source: pkg/controller/statefulset/stateful_set_control.go (updateStatefulSet), replicaset/replica_set.go (manageReplicas),
 * job/job_controller.go (manageJob)
 */
export function emptiedBy({ kind, replicas, job }: Workload): 'replicas' | 'suspend' | 'parallelism' | undefined {
  if (kind !== 'Job') return holds(replicas, 0) ? 'replicas' : undefined;
  if (holds(job?.suspend, true)) return 'suspend';
  return holds(job?.parallelism, 0) ? 'parallelism' : undefined;
}

/** The kind that its pods name as their owner; `undefined` where that is an operator's own. A bare Pod is its own. */
export function podOwner({
  kind,
  writtenKind,
  operator,
}: Workload): Exclude<WorkloadKind, 'Deployment'> | 'ReplicationController' | undefined {
  if (operator?.ownsPods || writtenKind === 'CloneSet') return undefined;
  if (writtenKind === 'ReplicationController' || writtenKind === 'DeploymentConfig') return 'ReplicationController';
  return kind === 'Deployment' ? 'ReplicaSet' : kind;
}

/**
 * What stands behind the workload's name in that of the owner; empty where both have one name. Source: pkg/controller/cronjob/utils.go
 * (getJobName), pkg/controller/deployment/sync.go (getNewReplicaSet), openshift/library-go appsutil (LatestDeploymentNameForConfig)
 */
const OWNER_ENDINGS: ReadonlyMap<string, RegExp | ''> = new Map<string, RegExp | ''>([
  ['StatefulSet', ''],
  ['DaemonSet', ''],
  ['ReplicaSet', ''],
  ['ReplicationController', ''],
  ['Job', ''],
  ['CronJob', /-[0-9]+/],
  ['DeploymentConfig', /-[0-9]+/],
  ['Deployment', /-[a-z0-9]+/],
  ['Rollout', /-[a-z0-9]+/],
]);

/** How the owner's name goes on behind the workload's; `undefined` for a bare Pod, and where others choose the name. */
export function ownerEnding(workload: Pick<Workload, 'kind' | 'writtenKind'>): RegExp | '' | undefined {
  return OWNER_ENDINGS.get(kindOf(workload));
}
