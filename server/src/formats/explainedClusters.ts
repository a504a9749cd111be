// The clusters of a snapshot as they are explained, whoever shows them.
import { effectiveParameters } from '../effective/effectiveParameters.ts';
import { incidentOf } from '../incident/incidentOf.ts';
import type { Cluster } from '../model/cluster.ts';
import type { ClusterReport, TreeSnapshot } from '../service/treeService.ts';
import type { Forecast } from '../simulator/forecast.ts';
import type { Scenario, WorkloadAnalysis } from '../timing/analysis.ts';
import { pricesOf } from '../tuner/prices.ts';
import { shareViews } from './candidateViews.ts';
import type { ExplainedCluster } from './explained.ts';

/** What is asked about, and how it is called. */
export interface View {
  isReported(file: string): boolean;
  fileName(file: string): string;
}

export interface Happenings {
  scenarioIn(cluster: Cluster): Scenario;
  /** Which time it is, in milliseconds of the epoch; else the newest of a list. */
  readonly now?: number | undefined;
  /** Plays the scenario, where that is asked for. */
  play?(cluster: Cluster, scenario: Scenario): Forecast;
  /** Makes something of each cluster, and may take what goes wrong with one of them. */
  each?<T extends { readonly cluster: Cluster }, R>(clusters: readonly T[], make: (cluster: T) => R): R[];
}

/** Clusters of which files are asked about hold a part. */
export function explainedClusters(
  snapshot: TreeSnapshot,
  view: View,
  { scenarioIn, now, play, each = (clusters, make) => clusters.map(make) }: Happenings,
): ExplainedCluster[] {
  const asked = snapshot.clusters.filter(({ cluster }) => cluster.files.some((file) => view.isReported(file)));
  const reports = each(asked, (report: ClusterReport) => {
    const { cluster } = report;
    const scenario = scenarioIn(cluster);
    const isPartition = scenario.kind === 'partition' && scenario.meanwhile === undefined;
    const analysis = isPartition ? report.analysis : snapshot.analyse(cluster, scenario);
    return { cluster, report, scenario, analysis };
  });
  const views = new Map(shareViews(reports).map((shared, index) => [reports[index], shared]));
  return each(reports, (one) => {
    const { cluster, report, scenario, analysis } = one;
    const { workloads = [], candidates = new Map() } = views.get(one) ?? {};
    return {
      analysis,
      parameters: effectiveParameters(cluster),
      prices: pricesOf(cluster),
      forecast: play?.(cluster, scenario),
      incident: incidentOf(report.analysis, now),
      workloads: workloads.filter(({ workload }) => view.isReported(workload.file)).sort(byPlace),
      candidates,
      root: view.fileName(cluster.root),
      fileName: (file: string) => view.fileName(file),
    };
  });
}

function byPlace({ workload: a }: WorkloadAnalysis, { workload: b }: WorkloadAnalysis): number {
  return a.file < b.file ? -1 : a.file > b.file ? 1 : a.range.start.line - b.range.start.line;
}
