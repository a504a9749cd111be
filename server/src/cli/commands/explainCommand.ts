import { effectiveParameters } from '../../effective/effectiveParameters.ts';
import { shareViews } from '../../formats/candidateViews.ts';
import type { ExplainedCluster } from '../../formats/explained.ts';
import { explainJson } from '../../formats/explainJson.ts';
import { paintFor } from '../../formats/paint.ts';
import type { Incident } from '../../incident/incident.ts';
import { incidentOf } from '../../incident/incidentOf.ts';
import type { Cluster } from '../../model/cluster.ts';
import { ASCII, inGlyphs, UNICODE } from '../../render/picture/glyphs.ts';
import { timelineOf } from '../../render/picture/timelineData.ts';
import { timelineSvg } from '../../render/picture/timelineSvg.ts';
import { explainText } from '../../render/reports/explainText.ts';
import { forecastText } from '../../render/reports/forecastText.ts';
import { incidentText } from '../../render/reports/incidentText.ts';
import { runbook } from '../../render/reports/runbook.ts';
import type { ClusterReport } from '../../service/treeService.ts';
import { type Forecast, forecast } from '../../simulator/forecast.ts';
import { visibleLine } from '../../text/visible.ts';
import type { Scenario, Verdict, WorkloadAnalysis } from '../../timing/analysis.ts';
import { type Host, UsageError } from '../cliHost.ts';
import { notesOf, printNotes, printUnread } from '../inputNotes.ts';
import { type InputOptions, type OpenedTree, openTrees } from '../openedTree.ts';
import type { ScenarioChoice } from '../scenarioOption.ts';
import { chosenWorkloads } from '../workloadPattern.ts';

/** Said where the named paths hold nothing of ours. */
export const NO_CLUSTER = 'No cluster: no file configures a component of Kubernetes, and there is no workload.\n';

/** Enough for the extremes; more would only take longer. */
const MOST_RUNS = 100_000;

export interface ExplainOptions extends InputOptions {
  readonly format: string;
  /** Patterns; any of them. */
  readonly workload?: readonly string[];
  readonly verdict?: readonly Verdict[];
  readonly scenario: ScenarioChoice;
  /** Which time it is, in milliseconds of the epoch; else the newest of a list. */
  readonly now?: number;
  /** Runs to play. */
  readonly simulate?: number;
}

/**
 * `explain`: the clusters of the named paths.
 *
 * @returns the exit status
 * @throws UsageError
 */
export async function explain(paths: readonly string[], options: ExplainOptions, host: Host): Promise<number> {
  const trees = await openTrees(paths, options, host);
  const clusters = trees.flatMap((tree) => explainTree(tree, options));
  const wanted = only(clusters, options);
  if (options.format === 'json') host.out(explainJson(options.scenario.kind, wanted));
  else if (options.format === 'svg') host.out(svg(wanted));
  else if (options.format === 'markdown') host.out(markdown(wanted));
  else host.out(text(wanted, host));
  printNotes(notesOf(trees), host);
  return printUnread(trees, host);
}

function explainTree(tree: OpenedTree, { scenario: choice, simulate, now }: ExplainOptions): ExplainedCluster[] {
  const snapshot = tree.snapshot();
  const reports = snapshot.clusters
    .filter(({ cluster }) => cluster.files.some(tree.isReported))
    .map((report: ClusterReport) => {
      const { cluster } = report;
      const scenario = choice.in(cluster);
      const isPartition = scenario.kind === 'partition' && scenario.meanwhile === undefined;
      return { report, scenario, analysis: isPartition ? report.analysis : snapshot.analyse(cluster, scenario) };
    });
  const shown = shareViews(reports);
  return reports.map(({ report, scenario, analysis }, index) => {
    const { cluster } = report;
    const { workloads = [], candidates = new Map() } = shown[index] ?? {};
    return {
      analysis,
      parameters: effectiveParameters(cluster),
      forecast: simulate ? played(cluster, scenario, simulate) : undefined,
      incident: incidentOf(report.analysis, now),
      workloads: workloads.filter(({ workload }) => tree.isReported(workload.file)).sort(byPlace),
      candidates,
      root: tree.fileName(cluster.root),
      fileName: tree.fileName,
    };
  });
}

/** @throws UsageError */
function played(cluster: Cluster, scenario: Scenario, runs: number): Forecast {
  if (runs > MOST_RUNS) throw new UsageError(`--simulate plays at most ${MOST_RUNS} runs`);
  const result = forecast(cluster, scenario, runs);
  if (result === undefined) throw new UsageError(`--simulate does not play the scenario ${scenario.kind}`);
  return result;
}

function byPlace({ workload: a }: WorkloadAnalysis, { workload: b }: WorkloadAnalysis): number {
  return a.file < b.file ? -1 : a.file > b.file ? 1 : a.range.start.line - b.range.start.line;
}

/** @throws UsageError for a pattern of a workload that fits none */
function only(
  clusters: readonly ExplainedCluster[],
  { workload, verdict }: ExplainOptions,
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

function text(clusters: readonly ExplainedCluster[], host: Host): string {
  const { terminal } = host;
  if (clusters.length === 0) return NO_CLUSTER;
  return clusters
    .map(({ analysis, parameters, workloads, candidates, forecast: seen, incident, fileName }) => {
      const paint = paintFor(terminal);
      const now =
        incident === undefined
          ? ''
          : `${inGlyphs(incidentText(incident, { width: Math.min(terminal.columns, 110), paint }), terminal.unicode ? UNICODE : ASCII)}\n`;
      const explained = explainText(analysis, parameters, workloads, {
        width: Math.min(terminal.columns, 110),
        glyphs: terminal.unicode ? UNICODE : ASCII,
        paint,
        candidates: (workload) => candidates?.get(workload) ?? [],
        place: ({ file, range }) => `${visibleLine(fileName(file))}:${range.start.line + 1}`,
      });
      return `${now}${explained}${seen === undefined ? '' : `\n${forecastText(seen, workloads, analysis, paint)}`}`;
    })
    .join('\n');
}

function markdown(clusters: readonly ExplainedCluster[]): string {
  if (clusters.length === 0) return NO_CLUSTER;
  return clusters
    .map(({ analysis, workloads, incident, fileName }) =>
      runbook(analysis, workloads, {
        incident,
        place: ({ workload: { file, range } }) => `${fileName(file)}:${range.start.line + 1}`,
      }),
    )
    .join('\n');
}

/** Every workload below the other; the cluster alone where it has none. */
function svg(clusters: readonly ExplainedCluster[]): string {
  const timelines = clusters.flatMap(({ analysis, workloads }) =>
    workloads.length === 0 ? [timelineOf(analysis)] : workloads.map((workload) => timelineOf(analysis, workload)),
  );
  if (timelines.length === 0) throw new UsageError('there is no cluster to draw');
  return `${timelineSvg(timelines)}\n`;
}
