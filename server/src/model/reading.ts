// What a reader found in one file, and what it could not make sense of.
import type { DistributionId } from '../kubernetes/distributions.ts';
import type { InstallerId } from '../kubernetes/installerSeen.ts';
import type { PlatformId } from '../kubernetes/managedPlatforms.ts';
import type { Said } from '../text/message.ts';
import type { Range } from '../text/position.ts';
import type { Branch } from './branch.ts';
import type { Field } from './field.ts';
import type { InhibitDelay } from './inhibitDelay.ts';
import type { Kustomization } from './kustomization.ts';
import type { LiveObjects } from './live.ts';
import type { FileEdit, Location } from './location.ts';
import type { ClusterNode } from './node.ts';
import type { PatchOperation } from './patch.ts';
import type { Remediation } from './remediation.ts';
import type { Component, Setting, SettingList } from './setting.ts';
import type { StorageObject } from './storage.ts';
import type { Value } from './value.ts';
import type { DisruptionBudget, NamespaceTolerations, Workload } from './workload.ts';

/** What a reader could not make sense of. Reading never fails: it gives what it understood, and these. */
export interface Problem extends Location {
  readonly kind: ProblemKind;
  /** One sentence, for people. */
  readonly message: Said;
  /** Of a name that nothing reads: the file is refused, not only the name dropped. */
  readonly refused?: true;
  /** It stands in the resource of another program. */
  readonly isForeign?: true;
  /** Writes it as it was plainly meant, where that is known. */
  readonly repair?: Repair;
}

/** How something that is written wrongly can be put right where it stands. */
export interface Repair {
  /** As the title of a fix: `Write 30 without a unit`. */
  readonly title: Said;
  edits(): readonly FileEdit[];
}

/**
 * `form`: a list where a map belongs, a number where a string belongs. `not-loadable`: configuration that no component
 * reads. `misspelled`: a name that nothing reads, close to one that we read. `exec-start`: a drop-in's second `ExecStart=` without the empty one before it.
 */
export type ProblemKind =
  | 'unreadable'
  | 'wrong-type'
  | 'duplicate-key'
  | 'form'
  | 'not-loadable'
  | 'exec-start'
  | 'misspelled';

/**
 * A Kubernetes version as a file states it. `field`: the field of a shape (kubeadm's `kubernetesVersion`). `image`: the tag of a
 * component's image. `statement`: what installs the cluster (a variable of a role, an installer's command, a module of
 * Terraform). `development`: the same of clusters that people make to try something (kind, minikube), and defaults.
 */
export interface VersionMention extends Location {
  readonly kind: 'field' | 'image' | 'statement' | 'development';
  /** The component whose image it is; `undefined` for a field that speaks of the whole cluster. */
  readonly component?: Component;
  /** As written; may be no version at all (`stable-1`, a template). */
  readonly text: string;
}

/** What says which versions can be meant where none is stated: an API version, a release of a distribution. */
export interface VersionBound extends Location {
  /** Minors of 1.x, both included; `null`: to the newest. */
  readonly lifetime: readonly [since: number, last: number | null];
  /** For people: `kubeadm.k8s.io/v1beta4`. */
  readonly what: string;
}

/** A path that a file names. */
export interface FileReference extends Location {
  readonly kind: 'environment-file' | 'config' | 'config-dir';
  readonly component?: Component;
  /** As written; may hold variables or templates. */
  readonly path: string;
  /** `EnvironmentFile=-…`: no error where it is missing. */
  readonly optional: boolean;
}

/** A variable with the flags that its value holds: a line of an environment file, `Environment=` of a unit. */
export interface Assignment extends Location {
  readonly variable: string;
  /** Their `component` is a guess (from the variable's or the flags' names) until an invocation uses the variable. */
  readonly settings: readonly Setting[];
  /** The component whose environment it is, where others start in the same file. */
  readonly onlyOf?: Component;
  /** The whole value, for variables inside a word (`--v=${LEVEL}`). */
  readonly value?: Value<string>;
  /** The way of a template or script in which it stands; left out where it is always there. */
  readonly branch?: Branch;
}

/** A word of a command line: a setting, or a variable that stands for further words. In order. */
export type InvocationPart =
  | { readonly kind: 'setting'; readonly setting: Setting }
  | { readonly kind: 'variable'; readonly variable: string; readonly range: Range };

/** One command line that starts a component. */
export interface Invocation extends Location {
  readonly component: Component;
  readonly parts: readonly InvocationPart[];
  /** `true` for a drop-in's `ExecStart=` that follows an empty one, which takes back those before it. */
  readonly resets: boolean;
  /** The command makes a cluster on a developer's machine. */
  readonly isForDevelopers?: true;
}

/** A comment, or an annotation of an object, that silences rules in a part of its file. */
export interface Suppression extends Location {
  /** Rules that it names; `range` (from Location) is that of the comment. */
  readonly ruleIds: readonly string[];
  readonly reason: string | undefined;
  /** Findings that start here are silenced. */
  readonly covers: Range;
  /** Takes it away. */
  remove(): readonly FileEdit[];
  /** Leaves these of its rules. */
  keep(ruleIds: readonly string[]): readonly FileEdit[];
}

/** Source of what a running cluster printed of itself: nothing in it can be edited, and no file beside it is part of it. */
export const LIVE_CLUSTER = 'live-cluster';
/** Source of a kubelet's setting that is read from its lease. */
export const NODE_LEASE = 'node-lease';

/** The configuration of a distribution, which has defaults of its own. */
export interface DistributionMention extends Location {
  readonly distribution: DistributionId;
}

/** Something that only clusters of a platform have. */
export interface PlatformMention extends Location {
  readonly platform: PlatformId;
}

/** An object with metadata, of a kind that we read; `range` is all of it. */
export interface ObjectPlace extends Location {
  /** As written: `CronJob`. */
  readonly kind: string;
  /** `default` where none is written. */
  readonly namespace: string;
  readonly name: string;
  /** Its annotation that silences rules. */
  readonly ignore: Field<string> | undefined;
  /** Adds an annotation that is not there. */
  annotate(name: string, value: string): readonly FileEdit[];
}

/** An object that describes a cluster by itself: a control plane of Cluster API, a Shoot, kubeadm's ClusterConfiguration. */
export interface ClusterMention extends Location {
  readonly kind: string;
  /** What it calls its cluster, with its namespace where it has one; `undefined` where it says none but the default. */
  readonly name: string | undefined;
  /** It configures a machine of the control plane, so that several of one name are one cluster. */
  readonly isOfMachine?: true;
  /** A cluster of a developer's machine: kind, minikube. */
  readonly isForDevelopers?: true;
}

/** Folders of the tree that Flux, Argo CD or Fleet put into a cluster. */
export interface Delivery extends Location {
  /** Below the root of the repository; templates and `*` in them stand for parts of a path. */
  readonly paths: readonly string[];
  readonly excludes: readonly string[];
  /** Names of the clusters that get them, templates of the path among them; left out: the one that the file belongs to. */
  readonly to?: readonly string[];
  /** How Flux' Kustomization changes what it delivers. */
  readonly build?: DeliveredBuild;
}

/** How Flux' Kustomization changes what it delivers: `api/v1/kustomization_types.go` of fluxcd/kustomize-controller. */
export interface DeliveredBuild {
  /** That of the Kustomization itself. */
  readonly name: string;
  /** Of all objects: `spec.targetNamespace`. */
  readonly namespace: string | undefined;
  /** Folders, seen from that of the path. */
  readonly components: readonly string[];
  readonly variables: VariableSources;
  /** What its patches give to the Kustomizations that it delivers. */
  readonly inherited: VariableSources;
}

/** Where variables of texts come from: `spec.postBuild`. */
export interface VariableSources {
  /** As written; `undefined` where that cannot be read. */
  readonly values: ReadonlyMap<string, string | undefined>;
  /** ConfigMaps and Secrets, the last one counts: `kind/name`. */
  readonly from: readonly string[];
  /** Whether anything is filled in at all. */
  readonly isOn: boolean;
}

/** `scheduling.k8s.io PriorityClass` */
export interface PriorityClass extends Location {
  readonly name: string;
  readonly priority: Value<number>;
  /** Of pods that name no class. */
  readonly isDefault: boolean;
}

/** Something that runs the pods of another object: an Argo Rollout with `workloadRef`. */
export interface WorkloadReference extends Location {
  readonly namespace: string;
  /** Of the object whose template it takes. */
  readonly kind: string;
  readonly name: string;
  readonly replicas: Field<number> | undefined;
}

/** What lays values over those of a chart's release: k3s' HelmChartConfig. */
export interface ChartConfig extends Location {
  /** As `Workload.release`. */
  readonly release: string;
}

/** Everything that one file says, as far as we understand it. */
export interface Reading {
  /** Id of the source; for a file of several documents the first that gave something. */
  readonly source: string;
  readonly file: string;
  /** Every setting of the file, also those inside `invocations` and `assignments`. */
  readonly settings: readonly Setting[];
  readonly settingLists: readonly SettingList[];
  readonly invocations: readonly Invocation[];
  readonly assignments: readonly Assignment[];
  readonly references: readonly FileReference[];
  readonly versions: readonly VersionMention[];
  readonly bounds?: readonly VersionBound[];
  readonly workloads: readonly Workload[];
  readonly storage: readonly StorageObject[];
  readonly remediations: readonly Remediation[];
  /** What namespaces give their pods. */
  readonly namespaceTolerations?: readonly NamespaceTolerations[];
  readonly priorityClasses?: readonly PriorityClass[];
  readonly disruptionBudgets?: readonly DisruptionBudget[];
  readonly workloadReferences?: readonly WorkloadReference[];
  readonly chartConfigs?: readonly ChartConfig[];
  /** What logind is told. */
  readonly inhibitDelays?: readonly InhibitDelay[];
  /** Node objects: only what a running cluster prints has them. */
  readonly nodes?: readonly ClusterNode[];
  /** What else only a running cluster says. */
  readonly live?: readonly LiveObjects[];
  readonly problems: readonly Problem[];
  /** Parts of workloads that say nothing of pods: patches of objects in other files. */
  readonly patches?: readonly Workload[];
  readonly operations?: readonly PatchOperation[];
  readonly kustomizations?: readonly Kustomization[];
  readonly objects: readonly ObjectPlace[];
  /** Objects that only clusters of a platform have, which runs the control plane. */
  readonly platforms?: readonly PlatformMention[];
  readonly clusters?: readonly ClusterMention[];
  readonly deliveries?: readonly Delivery[];
  /** Distributions whose own configuration stands here. */
  readonly distributions?: readonly DistributionMention[];
  /** What set the cluster up that the file speaks of. */
  readonly installers?: readonly InstallerId[];
  /** Files of values that a chart's template takes something from. */
  readonly takesFrom?: readonly string[];
  /** Comments that silence rules. */
  readonly suppressions?: readonly Suppression[];
}
