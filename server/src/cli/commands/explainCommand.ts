import type { ExplainedCluster } from '../../formats/explained.ts';
import { explainJson } from '../../formats/explainJson.ts';
import { paintFor } from '../../formats/paint.ts';
import { ASCII, inGlyphs, UNICODE } from '../../render/picture/glyphs.ts';
import { timelineOf } from '../../render/picture/timelineData.ts';
import { timelineSvg } from '../../render/picture/timelineSvg.ts';
import { explainText } from '../../render/reports/explainText.ts';
import { forecastText } from '../../render/reports/forecastText.ts';
import { incidentText } from '../../render/reports/incidentText.ts';
import { runbook } from '../../render/reports/runbook.ts';
import { visibleLine } from '../../text/visible.ts';
import { type Host, UsageError } from '../cliHost.ts';
import { type Circumstances, explainTree, only, type Selection } from '../explainTrees.ts';
import { notesOf, printNotes, printUnread } from '../inputNotes.ts';
import { type InputOptions, openTrees } from '../openedTree.ts';
import { explainDifference } from './explainDifference.ts';

/** Said where the named paths hold nothing of ours. */
export const NO_CLUSTER = 'No cluster: no file configures a component of Kubernetes, and there is no workload.\n';

export interface ExplainOptions extends InputOptions, Circumstances, Selection {
  readonly format: string;
  /** What it is compared with: a path, or `-`. */
  readonly diff?: string;
}

/**
 * `explain`: the clusters of the named paths.
 *
 * @returns the exit status
 * @throws UsageError
 */
export async function explain(paths: readonly string[], options: ExplainOptions, host: Host): Promise<number> {
  if (options.diff !== undefined) return explainDifference(options.diff, paths, options, host);
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
