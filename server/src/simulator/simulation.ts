/**
 * What a simulation is given and what it returns. All times are milliseconds of simulated time; 0 is the instant at
 * which the first node falls silent. Written from Kubernetes' source and recordings of it, not from the formulas
 * next door, so that each can check the other.
 */

/** Concrete settings of one run; nothing here is unknown. */
export interface SimulatedSettings {
  /** Minor of kube-controller-manager. */
  readonly minor: number;
  readonly nodeMonitorPeriod: number;
  readonly nodeMonitorGracePeriod: number;
  readonly nodeStartupGracePeriod: number;
  /** Nodes a second. */
  readonly nodeEvictionRate: number;
  readonly secondaryNodeEvictionRate: number;
  readonly unhealthyZoneThreshold: number;
  readonly largeClusterSizeThreshold: number;
  /** `false`: the legacy path, which deletes pods after `podEvictionTimeout`. */
  readonly taintBasedEviction: boolean;
  readonly podEvictionTimeout: number;
  readonly disableForceDetachOnTimeout: boolean;
  /** Controllers that do not run. */
  readonly off?: { readonly taintEviction?: boolean; readonly collector?: boolean; readonly attachDetach?: boolean };
  /** The gate NodeOutOfServiceVolumeDetach; by its default where it is left out. */
  readonly outOfServiceDetach?: boolean;
  readonly kubelet: SimulatedKubelet;
  /** kube-controller-manager stops at the first time and a new one starts at the second, with empty memory. */
  readonly restart?: { readonly stoppedAt: number; readonly startedAt: number };
}

export interface SimulatedKubelet {
  readonly nodeStatusUpdateFrequency: number;
  /** The value in effect, after defaulting. */
  readonly nodeStatusReportFrequency: number;
  /** Pause between two lease renewals without jitter; `undefined`: no lease. */
  readonly leaseInterval: number | undefined;
  /** Pauses are uniform in [pause, pause · (1 + jitter)). */
  readonly leaseJitter: number;
  readonly statusJitter: number;
  /** ≥ 1.34: after a change of the status or a start, the next report is due at R ± R/2. */
  readonly spreadsReports: boolean;
}

export interface SimulatedNode {
  readonly name: string;
  readonly zone: string;
  /** Heartbeats from here on are lost; never, where absent. */
  readonly silentAt?: number;
  /** From here on they arrive again. Both are sent at once. */
  readonly backAt?: number;
  /** Probability that a heartbeat between the two is lost; default 1. */
  readonly loss?: number;
  /** The machine dies at `silentAt`: its containers end with it. */
  readonly crashes?: boolean;
  /** When the Node object came to be; default long ago. */
  readonly createdAt?: number;
  /** No kubelet ever posts a status; with `renewsLease` it still renews its lease. */
  readonly neverPostsStatus?: boolean;
  readonly renewsLease?: boolean;
  /** From the next status on, Ready=False. */
  readonly reportsNotReadyAt?: number;
  readonly objectDeletedAt?: number;
  readonly outOfServiceTaintAt?: number;
  /** Default NoExecute, which also makes pods without a toleration for it Terminating. */
  readonly outOfServiceEffect?: 'NoExecute' | 'NoSchedule';
  /** Label node.kubernetes.io/exclude-disruption, or a name that ends in `master` before 1.21. */
  readonly excludedFromDisruption?: boolean;
}

export interface SimulatedToleration {
  readonly key?: string;
  readonly operator?: 'Exists' | 'Equal';
  readonly value?: string;
  readonly effect?: string;
  /** Seconds, as in the API. */
  readonly tolerationSeconds?: number;
}

export interface SimulatedPod {
  readonly name: string;
  readonly node: string;
  /** After admission, in list order. */
  readonly tolerations: readonly SimulatedToleration[];
  /** Seconds, as in the API. */
  readonly terminationGracePeriodSeconds: number;
  readonly controller: 'StatefulSet' | 'ReplicaSet' | 'Job' | 'DaemonSet' | 'none';
  /** A finalizer keeps its object, whatever the grace period, until its kubelet or the garbage collector has ended it. */
  readonly keepsObject?: true;
  /** A CronJob makes the next Job's pod at any time within so many milliseconds of the silence, and may delete this one. */
  readonly nextRun?: {
    readonly within: number;
    readonly deletesPod: boolean;
    /** From then on, and not from the silence. */
    readonly once?: 'deleted' | 'removed';
    /** The next one waits for the same node. */
    readonly isPinned?: true;
  };
  /** Those that outlive it. */
  readonly volumes?: readonly SimulatedVolume[];
  /** Longhorn's policy covers it: its volumes of Longhorn's are detached by the time its object is gone, which is deleted after its grace. */
  readonly longhornDeletes?: boolean;
}

export interface SimulatedVolume {
  readonly attachable: boolean;
  readonly multiAttach: boolean;
  /**
   * What the storage itself does about a second node; nothing where it is left out. `session`: it refuses, as long as the old
   * node reaches it.
   */
  readonly storage?: 'revokes' | 'refuses' | 'session';
  /** Its driver detaches it from the old node itself when another one wants it. */
  readonly takesOver?: boolean;
  /** It is Longhorn's. */
  readonly longhorn?: boolean;
  /** ReadWriteOncePod: the scheduler holds the replacement back while the old object exists. */
  readonly oncePod?: boolean;
  /** A second mount is meant, or reads only. */
  readonly isHarmless?: boolean;
}

/** What somebody does about a node and its pods. */
export interface SimulatedHelp {
  /**
   * `force-delete`: of pods that are Terminating. `delete-pod`: with a grace of 0, whatever they do. `drain`: with their own.
   * `end-writers`: the machine is off, or cut off from the storage. `delete-attachments`: its VolumeAttachments.
   */
  readonly does:
    | 'force-delete'
    | 'delete-pod'
    | 'drain'
    | 'end-writers'
    | 'delete-node'
    | 'out-of-service'
    | 'delete-attachments';
  readonly node: string;
  /** A pod of that node; all of them where it is left out. */
  readonly pod?: string;
  /** Milliseconds, from the silence or from when the node is marked. */
  readonly at: number;
  readonly from: 'silence' | 'mark';
}

export interface Simulation {
  readonly settings: SimulatedSettings;
  readonly nodes: readonly SimulatedNode[];
  readonly pods: readonly SimulatedPod[];
  readonly helps?: readonly SimulatedHelp[];
  /** The lost node is cut off from its storage, too: sessions end. */
  readonly storageCut?: boolean;
  /** Before 0 everything is well for this long; default 400 s, longer than any default interval. */
  readonly warmUp?: number;
  readonly observedUntil: number;
  readonly seed: number;
}

export interface NodeEvents {
  readonly readyUnknown: number[];
  readonly readyTrue: number[];
  readonly readyFalse: number[];
  readonly noExecuteAdded: number[];
  readonly noExecuteRemoved: number[];
}

export interface PodEvents {
  /** The DELETE that sets deletionTimestamp. */
  deletion?: number;
  /** The object is gone. */
  removed?: number;
  replacementCreated?: number;
  oldAttachmentRemoved?: number;
  /** Of Longhorn's volumes, by its policy. */
  longhornDetached?: number;
  /** The replacement can mount the volume. */
  secondMount?: number;
  /** The old containers have ended. */
  oldWriterGone?: number;
}

export interface SimulationResult {
  readonly nodes: ReadonlyMap<string, NodeEvents>;
  readonly pods: ReadonlyMap<string, PodEvents>;
}
