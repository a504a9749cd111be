// A cluster: instances of components with their parameters, workloads, storage, and where each came from.

import type { InstallerId } from '../kubernetes/installerSeen.ts';
import type { ManagedPlatform } from '../kubernetes/managedPlatforms.ts';
import type { Said } from '../text/message.ts';
import type { InhibitDelay } from './inhibitDelay.ts';
import type { LiveFacts } from './live.ts';
import type { Location } from './location.ts';
import type { ObjectPlace, Problem, Reading } from './reading.ts';
import type { Remediation } from './remediation.ts';
import type { Component, Setting, SettingList } from './setting.ts';
import type { CSIDriver, PersistentVolume, PersistentVolumeClaim, StorageClass } from './storage.ts';
import type { Value } from './value.ts';
import type { Workload } from './workload.ts';

/** Where a parameter's value came from. `assumed`: a file that is named but not in the tree may set it; the default is taken. */
export type Origin =
  | { readonly kind: 'file'; readonly setting: Setting }
  /** `of`: the distribution whose own default it is; else Kubernetes'. */
  | { readonly kind: 'default'; readonly of?: string }
  | { readonly kind: 'option' }
  | { readonly kind: 'assumed'; readonly missing: MissingFile };

/** A file that is named but is not in the tree (also behind a variable that is not set). */
export interface MissingFile extends Location {
  readonly path: string;
  readonly component: Component | undefined;
  /** What is missing, in words, where no file names it: `no pod of kube-controller-manager is in the list`. */
  readonly why?: Said;
}

/**
 * A setting in effect in one instance, with what it overrode (flag over file over default; later over earlier).
 * Kept under the setting's own name: a kubelet flag and the field that it overrides are two parameters, because
 * the file's value has effects of its own (nodeStatusReportFrequency follows the field, never the flag).
 */
export interface Parameter {
  readonly component: Component;
  readonly name: string;
  readonly setting: Setting;
  readonly overridden: readonly Setting[];
  /** What is in effect: the setting's value; of a list or map that is given several times, all of them together. */
  readonly value: Value<string>;
}

/** A default that stands before that of Kubernetes. */
export interface GivenDefault {
  readonly value: string;
  /** `Kubespray 2.32` */
  readonly of: string;
  /** Minors of 1.x in which it is one, both included. */
  readonly since?: number;
  readonly last?: number;
}

/** One way in which a component of the cluster is started: a controller manager of an HA control plane, a node pool's kubelet. */
export interface Instance {
  readonly component: Component;
  /** Where it is declared; `undefined` for a component that no file of the cluster configures: all defaults. */
  readonly declaredIn: Location | undefined;
  /** Written settings in effect, by `Setting.name`. Defaults are not in it: they depend on the version. */
  readonly written: ReadonlyMap<string, Parameter>;
  /** What its distribution writes where nobody says otherwise, by the name of the setting. */
  readonly defaults?: ReadonlyMap<string, GivenDefault>;
  /** Minors that this instance may have, where its own image or field says so; else the cluster's. */
  readonly minors: readonly number[];
  /** Environment variables that decide about its connections, where any is written. */
  readonly variables?: ReadonlyMap<string, Value<string>>;
  /** Named files that are missing: every parameter of the instance that is not written is `assumed`. */
  readonly missing: readonly MissingFile[];
  /** Its files are made to be laid over each other (an inventory, a kustomization): to override is no mistake. */
  readonly isLayered?: true;
}

/** `bounded`: nobody states it, and what is written leaves these; `assumed`: the newest that it leaves. */
export type VersionOrigin = 'option' | 'config' | 'file' | 'image' | 'bounded' | 'assumed';

/** One end of the range of versions that can be meant. */
export interface ClusterBound extends Location {
  readonly end: 'since' | 'last';
  readonly minor: number;
  /** For people: `kubeadm.k8s.io/v1beta4`, `--insecure-port`. */
  readonly what: string;
}

export interface ClusterVersion {
  /** Minors of 1.x that the cluster may have, ascending, at least one, each within what the facts cover. */
  readonly minors: readonly number[];
  /**
   * What a rule judges by: `minors` where the version is stated; else all that what is written leaves, of which `minors` may be
   * the newest.
   */
  readonly possible: readonly number[];
  /** What says so, where the version is not stated: the API version, the flag. */
  readonly bounds: readonly ClusterBound[];
  /** As shown: `1.33`, or a range `1.31-1.33`. */
  readonly text: string;
  readonly origin: VersionOrigin;
  readonly location: Location | undefined;
  /** Patch, where it is known and decides (1.14, 1.15). */
  readonly patch: number | undefined;
  /** Said where the written version lies outside of what the facts cover and the nearest is taken. */
  readonly note: Said | undefined;
}

/** Whether somebody states the version, so that it is no range of what is possible. */
export function isStated({ origin }: ClusterVersion): boolean {
  return origin !== 'assumed' && origin !== 'bounded';
}

/** What a file says that decides about workloads of other files. */
export type WorkloadDecisions = Required<
  Pick<
    Reading,
    'workloadReferences' | 'chartConfigs' | 'priorityClasses' | 'namespaceTolerations' | 'disruptionBudgets'
  >
>;

/**
 * What holds for every workload of a cluster: all of it but the lists that are looked at one by one. Where an edit leaves it as
 * it is, what was computed from it holds on (`clusterBasis.ts`).
 */
export interface ClusterBasis {
  readonly name: string;
  /** Folder below the tree's root, `.` for the root itself. */
  readonly root: string;
  readonly files: readonly string[];
  readonly version: ClusterVersion;
  /** At least one each; several give the union of what each would do. */
  readonly controllerManagers: readonly Instance[];
  readonly kubelets: readonly Instance[];
  readonly apiServers: readonly Instance[];
  /** All settings as written, whichever is in effect. */
  readonly settings: readonly Setting[];
  readonly settingLists: readonly SettingList[];
  readonly claims: readonly PersistentVolumeClaim[];
  readonly persistentVolumes: readonly PersistentVolume[];
  readonly storageClasses: readonly StorageClass[];
  readonly csiDrivers: readonly CSIDriver[];
  /** What decides about its workloads, where anything does. */
  readonly decisions?: WorkloadDecisions;
  readonly remediations: readonly Remediation[];
  /** What logind of the nodes is told. */
  readonly inhibitDelays?: readonly InhibitDelay[];
  /** It was printed by a running cluster: there is no file to change. */
  readonly live?: LiveFacts;
  /** Its components are OpenShift's own build, which has gates of its own and only warns of those that it does not know. */
  readonly isOpenShift?: true;
  /** Runs the control plane, and takes no flags for it. */
  readonly platform?: ManagedPlatform;
  /** What set it up, where its files or its nodes show one thing alone. */
  readonly installer?: InstallerId;
  /** Sentences about what could not be decided (several clusters that a file may belong to, …). */
  readonly notes: readonly Said[];
}

/** Files that together describe one Kubernetes cluster. */
export interface Cluster extends ClusterBasis {
  readonly workloads: readonly Workload[];
  readonly problems: readonly Problem[];
  readonly objects: readonly ObjectPlace[];
}
