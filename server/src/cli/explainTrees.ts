// What `explain` shows of opened trees, whatever the format is.
import type { ExplainedCluster } from '../formats/explained.ts';
import { explainedClusters } from '../formats/explainedClusters.ts';
import type { Incident } from '../incident/incident.ts';
import type { Cluster } from '../model/cluster.ts';
import { UsageError } from '../model/usageError.ts';
import { type Forecast, forecast } from '../simulator/forecast.ts';
import type { Scenario, Verdict, WorkloadAnalysis } from '../timing/analysis.ts';
import type { ScenarioChoice } from '../timing/scenarioText.ts';
import type { ClusterGuard } from './clusterGuard.ts';
import type { OpenedTree } from './openedTree.ts';
import { chosenWorkloads } from './workloadPattern.ts';

/** Enough for the extremes; more would only take longer. */
const MOST_RUNS = 100_000;

/** What happens. */
export interface Circumstances {
  readonly scenario: ScenarioChoice;
  /** Which time it is, in milliseconds of the epoch; else the newest of a list. */
  readonly now?: number;
  /** Runs to play. */
  readonly simulate?: number;
}

/** Which workloads are shown; all where nothing is said. */
export interface Selection {
  /** Patterns; any of them. */
  readonly workload?: readonly string[];
  readonly verdict?: readonly Verdict[];
}

/**
 * The clusters of which the named paths hold a part.
 * @param guard takes what goes wrong with one of them; else it is thrown
 * @throws UsageError
 */
export function explainTree(
  tree: OpenedTree,
  { scenario, simulate, now }: Circumstances,
  guard?: Pick<ClusterGuard, 'each'>,
): ExplainedCluster[] {
  return explainedClusters(tree.snapshot(), tree, {
    scenarioIn: (cluster) => scenario.in(cluster),
    now,
    ...(simulate && { play: (cluster: Cluster, happening: Scenario) => played(cluster, happening, simulate) }),
    ...(guard && { each: guard.each }),
  });
}

/** @throws UsageError */
function played(cluster: Cluster, scenario: Scenario, runs: number): Forecast {
  if (runs > MOST_RUNS) throw new UsageError(`--simulate plays at most ${MOST_RUNS} runs`);
  const result = forecast(cluster, scenario, runs);
  if (result === undefined) throw new UsageError(`--simulate does not play the scenario ${scenario.kind}`);
  return result;
}

/** @throws UsageError for a pattern of a workload that fits none */
export function only(
  clusters: readonly ExplainedCluster[],
  { workload, verdict }: Selection,
): readonly ExplainedCluster[] {
  if (workload === undefined && verdict === undefined) return clusters;
  const named = workload === undefined ? undefined : chosenWorkloads(clusters, workload);
  const isWanted = (one: WorkloadAnalysis) =>
    (named === undefined || named.has(one)) && (verdict === undefined || verdict.includes(one.verdict));
  const left = clusters.map((cluster) => {
    const workloads = cluster.workloads.filter(isWanted);
    return { ...cluster, workloads, incident: cluster.incident && incidentFor(cluster.incident, workloads) };
  });
  return named === undefined ? left : left.filter(({ workloads }) => workloads.length > 0);
}

/** Of an incident what concerns these workloads. */
function incidentFor(incident: Incident, workloads: readonly WorkloadAnalysis[]): Incident {
  const wanted = new Set(workloads.map(({ workload }) => workload));
  const pods = incident.pods.filter(({ analysis }) => analysis !== undefined && wanted.has(analysis.workload));
  const names = new Set(pods.map(({ pod }) => `${pod.namespace}/${pod.name}`));
  const held = incident.held.filter((one) => [...one.users, ...one.wanted].some((name) => names.has(name)));
  return { ...incident, pods, held, others: [] };
}
