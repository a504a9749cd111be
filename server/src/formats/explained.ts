// A cluster as `explain` shows it, whatever the format.
import type { EffectiveParameter } from '../effective/effectiveParameters.ts';
import type { Incident } from '../incident/incident.ts';
import type { Forecast } from '../simulator/forecast.ts';
import type { ClusterAnalysis, WorkloadAnalysis } from '../timing/analysis.ts';
import type { Prices } from '../tuner/prices.ts';
import type { CandidateView } from './candidateViews.ts';

/** A cluster as `explain` shows it. */
export interface ExplainedCluster {
  readonly analysis: ClusterAnalysis;
  readonly parameters: readonly EffectiveParameter[];
  /** What the settings cost; `undefined` where an input is not known. */
  readonly prices?: Prices | undefined;
  /** What a simulation gave, where one was asked for. */
  readonly forecast: Forecast | undefined;
  /** What is happening in a running cluster, where a node is lost. */
  readonly incident?: Incident | undefined;
  /** Those of the named paths, by file, then line. */
  readonly workloads: readonly WorkloadAnalysis[];
  /** For those that may belong to several clusters, what happens in each. */
  readonly candidates?: ReadonlyMap<WorkloadAnalysis, readonly CandidateView[]>;
  /** The cluster's folder, relative to the working directory. */
  readonly root: string;
  /** How a file of the tree is called in output. */
  fileName(file: string): string;
}
