// What `explain` shows of opened trees, whatever the format is.
import type { CandidateView } from '../formats/candidateViews.ts';
import type { ExplainedCluster } from '../formats/explained.ts';
import { explainedClusters } from '../formats/explainedClusters.ts';
import type { Incident } from '../incident/incident.ts';
import type { Cluster } from '../model/cluster.ts';
import { oneOf } from '../model/nearName.ts';
import { UsageError } from '../model/usageError.ts';
import { type Forecast, forecast } from '../simulator/forecast.ts';
import { glob } from '../text/patterns/glob.ts';
import type { Scenario, Verdict, WorkloadAnalysis } from '../timing/analysis.ts';
import type { ScenarioChoice } from '../timing/readScenario.ts';
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

/** Which clusters and workloads are shown; all where nothing is said. */
export interface Selection {
  /** Patterns of names; any of them. */
  readonly cluster?: readonly string[];
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

/** @throws UsageError for a pattern of a cluster or workload that fits none */
export function only(
  all: readonly ExplainedCluster[],
  { cluster: names, workload, verdict }: Selection,
): readonly ExplainedCluster[] {
  const clusters = names === undefined ? all : chosenClusters(withPossible(all), names);
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

/** Each cluster by itself: what may belong to several, and is shown with one of them, stands in each. */
export function withPossible(clusters: readonly ExplainedCluster[]): readonly ExplainedCluster[] {
  const shared = clusters.flatMap(({ candidates = new Map() }) => [...candidates.values()]);
  return clusters.map((explained) => {
    const { name, root } = explained.analysis.cluster;
    const others = shared.flatMap((views) =>
      views.flatMap((view: CandidateView) => {
        const isOwn = view.cluster === name && view.root === root && !explained.workloads.includes(view.analysis);
        return isOwn ? [[view.analysis, views] as const] : [];
      }),
    );
    if (others.length === 0) return explained;
    const workloads = [...explained.workloads, ...others.map(([analysis]) => analysis)];
    return { ...explained, workloads, candidates: new Map([...(explained.candidates ?? []), ...others]) };
  });
}

/** @throws UsageError */
function chosenClusters(
  clusters: readonly ExplainedCluster[],
  patterns: readonly string[],
): readonly ExplainedCluster[] {
  const nameOf = ({ analysis }: ExplainedCluster) => analysis.cluster.name;
  const chosen = new Set<ExplainedCluster>();
  for (const pattern of patterns) {
    const fits = glob(pattern) ?? (() => false);
    const found = clusters.filter((one) => nameOf(one) === pattern || fits(nameOf(one)));
    if (found.length === 0) throw new UsageError(`no cluster '${pattern}'${oneOf(pattern, clusters.map(nameOf))}`);
    for (const one of found) chosen.add(one);
  }
  return clusters.filter((one) => chosen.has(one));
}

/** Of an incident what concerns these workloads. */
function incidentFor(incident: Incident, workloads: readonly WorkloadAnalysis[]): Incident {
  const wanted = new Set(workloads.map(({ workload }) => workload));
  const pods = incident.pods.filter(({ analysis }) => analysis !== undefined && wanted.has(analysis.workload));
  const names = new Set(pods.map(({ pod }) => `${pod.namespace}/${pod.name}`));
  const held = incident.held.filter((one) => [...one.users, ...one.wanted].some((name) => names.has(name)));
  return { ...incident, pods, held, others: [] };
}
