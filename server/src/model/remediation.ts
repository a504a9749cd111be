import type { Field } from './field.ts';
import type { Location } from './location.ts';

/** medik8s `SelfNodeRemediationConfig`: how long its operator waits until it takes a lost node for rebooted. */
export interface SelfNodeRemediationConfig extends Location {
  readonly kind: 'SelfNodeRemediationConfig';
  /** In seconds. */
  readonly safeTime: Field<number> | undefined;
  readonly maxApiErrorThreshold: Field<number> | undefined;
  /** Durations as text, by field: `apiCheckInterval`, `apiServerTimeout`, `peerDialTimeout`, `peerRequestTimeout`. */
  readonly durations: ReadonlyMap<string, Field<string>>;
}

/** medik8s `NodeHealthCheck`: the remediations that it tries one after the other. */
export interface NodeHealthCheck extends Location {
  readonly kind: 'NodeHealthCheck';
  readonly escalations: readonly Escalation[];
}

export interface Escalation {
  /** `SelfNodeRemediationTemplate`, `FenceAgentsRemediationTemplate`, … */
  readonly template: Field<string>;
  /** A duration as text. */
  readonly timeout: Field<string>;
}

/** A `Node` whose manifest carries taints. */
export interface TaintedNode extends Location {
  readonly kind: 'Node';
  readonly name: string;
  readonly taintKeys: readonly Field<string>[];
}

/** What an operator, or a person, does to a node that is lost. */
export type Remediation = SelfNodeRemediationConfig | NodeHealthCheck | TaintedNode;
