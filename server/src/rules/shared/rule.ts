// What a rule is: detection, wording and fixes apart.
import type { ClusterBasis } from '../../model/cluster.ts';
import type { Fix, RelatedInformation, Severity } from '../../model/finding.ts';
import type { Location } from '../../model/location.ts';
import type { Problem } from '../../model/reading.ts';
import type { Message } from '../../text/message.ts';
import type { ClusterAnalysis, WorkloadAnalysis } from '../../timing/analysis.ts';

/** What a user can set for all rules (`.kube-node-lifecycle.yaml`, editor settings). */
export interface RuleOptions {
  /** Lost heartbeats in a row that a node is to survive; default 2, what 1.31's own defaults survive. */
  readonly missedHeartbeats: number;
}

/** What holds for every workload and problem of a cluster, so that each can be judged by itself. */
export interface RuleContext {
  readonly cluster: ClusterBasis;
  /** The cluster in the scenario `partition`. */
  readonly analysis: Omit<ClusterAnalysis, 'cluster' | 'workloads'>;
  readonly options: RuleOptions;
}

/** Where a rule fires, and what its wording and fixes need to know. */
export interface Detection<State> {
  readonly at: Location;
  readonly state: State;
  /** Where it differs from the rule's own. */
  readonly severity?: Severity;
  /**
   * The workload, settings or fields that cause it, by identity. Findings that share one may have one cause
   * (`precedence.ts`).
   */
  readonly about?: readonly object[];
}

export interface RuleDocs {
  /** One line: what is wrong. Heads the page and stands in the tables. */
  readonly title: Message;
  readonly category: 'double-mount' | 'detection' | 'eviction' | 'shutdown' | 'validity';
  /** Kubernetes source by path and function, issues, documentation that the rule follows. */
  readonly sources: readonly string[];
  /** In words, where the rule does not apply to every version: `1.13–1.26`. */
  readonly versions?: string;
}

/**
 * One rule: detection, wording and fixes apart. Sees settings as written, the model and its windows;
 * never text, files or the editor.
 */
export interface Rule<State = unknown> {
  /** Kebab-case, stable, says what is wrong. */
  readonly id: string;
  readonly severity: Severity;
  /** `false`: only where a profile or the user switches it on. */
  readonly recommended: boolean;
  readonly docs: RuleDocs;
  readonly tags?: readonly ('deprecated' | 'unnecessary')[];
  /** What the cluster's settings and storage raise. */
  check?(context: RuleContext): Iterable<Detection<State>>;
  /** What one workload raises; the same as long as the workload and the context are. */
  checkWorkload?(one: WorkloadAnalysis, context: RuleContext): Iterable<Detection<State>>;
  /** What one problem of a file raises. */
  checkProblem?(problem: Problem, context: RuleContext): Iterable<Detection<State>>;
  message(state: State): Message;
  related?(state: State): readonly RelatedInformation[];
  fixes?(state: State): readonly Fix[];
}

/** Keeps the state's type inside the rule and hides it outside. */
export function defineRule<State>(rule: Rule<State>): Rule {
  return rule as unknown as Rule;
}
