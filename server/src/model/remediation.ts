// Objects that say who acts on a lost node: operators, policies, taints.
import type { KarpenterProvider } from '../kubernetes/actors.ts';
import type { Field } from './field.ts';
import type { Location } from './location.ts';

/** medik8s `SelfNodeRemediationConfig`: how long its operator waits until it takes a lost node for rebooted. */
export interface SelfNodeRemediationConfig extends Location {
  readonly kind: 'SelfNodeRemediationConfig';
  /** In seconds. */
  readonly safeTime: Field<number> | undefined;
  readonly maxApiErrorThreshold: Field<number> | undefined;
  /** `isSoftwareRebootEnabled: false`: a node without a watchdog is not remedied. */
  readonly needsWatchdog?: true;
  /** Durations as text, by field: `apiCheckInterval`, `apiServerTimeout`, `peerDialTimeout`, `peerRequestTimeout`. */
  readonly durations: ReadonlyMap<string, Field<string>>;
}

/** Which nodes a health check is about. `workers`: all that do not run the control plane. */
export type NodeSelection = 'all' | 'workers' | 'some';

/** medik8s `NodeHealthCheck`: when a node counts as unhealthy, and the remediations that are tried one after the other. */
export interface NodeHealthCheck extends Location {
  readonly kind: 'NodeHealthCheck';
  readonly name: string;
  readonly nodes: NodeSelection;
  /** `remediationTemplate`; left out beside `escalatingRemediations`. */
  readonly template: TemplateReference | undefined;
  /** In the order in which they are tried. */
  readonly escalations: readonly Escalation[];
  /** `pauseRequests` hold it up until somebody takes them away. */
  readonly isPaused: boolean;
  /** How many of its nodes must be healthy for it to act: a number or a percentage, as text. */
  readonly minHealthy: Field<string> | undefined;
  /** The same as how many may be unhealthy. */
  readonly maxUnhealthy: Field<string> | undefined;
  /** How long Ready must be Unknown, as text; `undefined` where conditions are written and this one is not among them. */
  readonly unknownFor: HealthDuration;
}

/** `default`: nothing is written. `never`: conditions are written, and Ready Unknown is none of them. */
export type HealthDuration = Field<string> | 'default' | 'never';

export interface TemplateReference {
  readonly kind: Field<string>;
  readonly name: string;
  readonly namespace: string;
}

export interface Escalation {
  /** `SelfNodeRemediationTemplate`, `FenceAgentsRemediationTemplate`, … */
  readonly template: Field<string>;
  /** The lowest comes first. */
  readonly order: number;
  readonly name: string;
  readonly namespace: string;
  /** A duration as text. */
  readonly timeout: Field<string>;
}

/** A template of a remediation of medik8s. */
export interface RemediationTemplate extends Location {
  readonly kind: 'RemediationTemplate';
  /** `SelfNodeRemediationTemplate`, … */
  readonly templateKind: string;
  readonly name: string;
  readonly namespace: string;
  readonly strategy: Field<string> | undefined;
  /** `FenceAgentsRemediationTemplate`: how often, and with which pause and patience (durations as text) the agent tries. */
  readonly retryCount: Field<number> | undefined;
  readonly retryInterval: Field<string> | undefined;
  readonly timeout: Field<string> | undefined;
}

/** `MachineHealthCheck` of Cluster API or OpenShift: it deletes the Machine of a node that is lost. */
export interface MachineHealthCheck extends Location {
  readonly kind: 'MachineHealthCheck';
  readonly name: string;
  /** `Cluster API`, `OpenShift`. */
  readonly platform: string;
  readonly nodes: NodeSelection;
  /** It is about nodes of spot instances that end, and nothing else. */
  readonly isForTermination: boolean;
  /** How long Ready must be Unknown: a duration as text, or seconds; `never` also where no condition is written. */
  readonly unknownFor: Exclude<HealthDuration, 'default'>;
  /** Of how many unhealthy machines it acts, where that is written: `40%`, `2`, or a range `[1-3]`. */
  readonly upTo: Field<string> | undefined;
  /** It asks somebody else to act, instead of deleting the Machine: a remediation template, an annotation. */
  readonly isExternal: boolean;
}

/** Karpenter's feature NodeRepair, among the values of its chart. */
export interface NodeRepair extends Location {
  readonly kind: 'NodeRepair';
  readonly enabled: Field<boolean>;
  /** Whose nodes its build is for, where its image says that. */
  readonly provider?: KarpenterProvider;
}

/** Gardener's machine-controller-manager, as a Shoot sets it for its pools of workers. */
export interface MachineControllerManager extends Location {
  readonly kind: 'MachineControllerManager';
  /** `machineHealthTimeout` of each pool that it watches, as text; `undefined` where none is written. */
  readonly healthTimeouts: readonly (Field<string> | undefined)[];
}

/** Longhorn's `node-down-pod-deletion-policy`, as a Setting or among the values of its chart. */
export interface LonghornPolicy extends Location {
  readonly kind: 'LonghornPolicy';
  readonly policy: Field<string>;
}

/** An object that says that something acts on lost nodes whose times are not computed. */
export interface UnmodelledRemediation extends Location {
  readonly kind: 'Unmodelled';
  /** Id in `kubernetes/actors.ts`. */
  readonly actor: string;
}

/** A remediation that has begun in a running cluster: medik8s' `SelfNodeRemediation`. */
export interface StartedRemediation extends Location {
  readonly kind: 'StartedRemediation';
  readonly title: string;
  readonly node: string;
  /** When it takes the node for rebooted, in milliseconds of the epoch. */
  readonly rebootedBy: number;
}

/** A `Node` whose manifest carries taints. */
export interface TaintedNode extends Location {
  readonly kind: 'Node';
  readonly name: string;
  /** What its condition Ready says; `undefined` in a manifest. */
  readonly ready: string | undefined;
  readonly taintKeys: readonly Field<string>[];
}

/** What an operator, or a person, does to a node that is lost. */
export type Remediation =
  | SelfNodeRemediationConfig
  | NodeHealthCheck
  | RemediationTemplate
  | MachineHealthCheck
  | NodeRepair
  | MachineControllerManager
  | LonghornPolicy
  | UnmodelledRemediation
  | StartedRemediation
  | TaintedNode;
