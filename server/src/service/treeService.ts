// One opened tree: texts in, snapshots out.

import type { Cluster } from '../model/cluster.ts';
import type { Finding, ProfileName, Severity } from '../model/finding.ts';
import type { Reading } from '../model/reading.ts';
import type { Steps } from '../model/steps.ts';
import type { RuleOptions } from '../rules/shared/rule.ts';
import type { Said } from '../text/message.ts';
import type { Position } from '../text/position.ts';
import type { ClusterAnalysis, Scenario } from '../timing/analysis.ts';

export interface TreeOptions {
  /** Overrides every other statement of the version (`1.33`, `v1.33.2`). */
  readonly kubernetesVersion?: string;
  /** Severities to start from; `severities` stands over it. Default `recommended`. */
  readonly profile?: ProfileName;
  readonly rules?: Partial<RuleOptions>;
  /** By rule id; `off` switches a rule off. */
  readonly severities?: ReadonlyMap<string, Severity | 'off'>;
}

/** A cluster and what happens in it. */
export interface ClusterReport {
  readonly cluster: Cluster;
  /** In the scenario `partition`. */
  readonly analysis: ClusterAnalysis;
  /** Of its files those that may as well belong to other clusters. */
  readonly possibleFiles: ReadonlySet<string>;
  /** Of these the ones for which this cluster is the likeliest, by the names of their folders. */
  readonly likelyFiles: ReadonlySet<string>;
  /** Equal for clusters that such files belong to together: overlays in one of several clusters. */
  readonly candidate: string;
  /** What its rules are told, by the user's settings or its configuration file. */
  readonly ruleOptions: RuleOptions;
}

/**
 * What is known of a tree at one moment; immutable, and consistent in itself. Everything that is shown (diagnostics,
 * hover, command line) is taken from one snapshot, so equal quantities show equal numbers.
 */
export interface TreeSnapshot {
  readonly clusters: readonly ClusterReport[];
  /** All findings, or those of one file; ordered by file, then position. */
  findings(file?: string): readonly Finding[];
  reading(file: string): Reading | undefined;
  /**
   * The cluster that a file belongs to, or the first of those that it may belong to.
   * @param position of a file that describes several clusters the one that is described there
   */
  clusterOf(file: string, position?: Position): ClusterReport | undefined;
  /** All of them. */
  clustersOf(file: string): readonly ClusterReport[];
  /** The same cluster in another scenario. */
  analyse(cluster: Cluster, scenario: Scenario): ClusterAnalysis;
  /**
   * Sentences about what was not judged, or judged on a guess: files that may belong to several clusters or to none, kinds
   * that are not read, versions and files that nobody states.
   * @param isReported the files that are asked about; all where it is left out
   * @param nameOf how a file is called; by its path in the tree where it is left out
   */
  notes(isReported?: (file: string) => boolean, nameOf?: (file: string) => string): readonly Said[];
}

/** One opened tree: texts in, snapshots out. Holds nothing that it could not rebuild from the files. */
export interface TreeService {
  /**
   * Takes a file's new text; costs what that file costs.
   * @param isCopy a backup or the like: it is judged by itself and has no part in a cluster
   */
  update(file: string, text: string, about?: { readonly isCopy: boolean }): void;
  remove(file: string): void;
  configure(options: TreeOptions): void;
  snapshot(): TreeSnapshot;
  /** Computes beforehand, in steps, what a snapshot of now takes long for; a change in between costs what it concerns. */
  preparing(): Steps<void>;
}
