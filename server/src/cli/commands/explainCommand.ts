import type { ExplainedCluster } from '../../formats/explained.ts';
import { explainJson } from '../../formats/explainJson.ts';
import { paintFor } from '../../formats/paint.ts';
import { ASCII, inGlyphs, UNICODE } from '../../render/picture/glyphs.ts';
import { timelineOf } from '../../render/picture/timelineData.ts';
import { timelineSvg } from '../../render/picture/timelineSvg.ts';
import { explainDocument } from '../../render/reports/explainDocument.ts';
import { explainText } from '../../render/reports/explainText.ts';
import { forecastText } from '../../render/reports/forecastText.ts';
import { incidentText } from '../../render/reports/incidentText.ts';
import { runbook } from '../../render/reports/runbook.ts';
import { summaryText } from '../../render/reports/summaryText.ts';
import { worstFirst } from '../../render/words/alike.ts';
import type { PlaceText } from '../../render/words/originText.ts';
import { english } from '../../text/message.ts';
import { visibleLine } from '../../text/visible.ts';
import { type Host, UsageError } from '../cliHost.ts';
import { createClusterGuard } from '../clusterGuard.ts';
import { type Circumstances, explainTree, only, type Selection } from '../explainTrees.ts';
import { notesOf, printNotes, printUnread } from '../inputNotes.ts';
import { type InputOptions, type OpenedTree, openTrees } from '../openedTree.ts';
import { explainDifference } from './explainDifference.ts';
import { explainObserved } from './explainObserved.ts';

/** Said where the named paths hold nothing of ours. */
export const NO_CLUSTER = 'No cluster: no file configures a component of Kubernetes, and there is no workload.\n';

export interface ExplainOptions extends InputOptions, Circumstances, Selection {
  readonly format: string;
  /** Files with what was watched of a run. */
  readonly observed?: readonly string[];
  /** When the node of that run was cut off, in milliseconds of the epoch. */
  readonly silentAt?: number;
  /** What it is compared with: a path, or `-`. */
  readonly diff?: string;
  /** Few lines: the node, and which workloads come to what. */
  readonly summary?: boolean;
}

/**
 * `explain`: the clusters of the named paths.
 *
 * @returns the exit status
 * @throws UsageError
 */
export async function explain(paths: readonly string[], options: ExplainOptions, host: Host): Promise<number> {
  if (options.diff !== undefined && options.summary) throw new UsageError('--diff is a summary already');
  if (options.diff !== undefined) return explainDifference(options.diff, paths, options, host);
  const { format, summary: isSummary = false } = options;
  if (isSummary && !SUMMED_UP.has(format)) throw new UsageError(`--summary is shown as ${[...SUMMED_UP].join(' or ')}`);
  const trees = await openTrees(paths, options, host);
  const guard = createClusterGuard(host);
  const clusters = trees.flatMap((tree) => explainTree(tree, options, guard));
  const wanted = only(clusters, options);
  if (options.observed !== undefined) {
    const status = await explainObserved(wanted, { ...options, observed: options.observed }, host);
    printNotes(notesOf(trees), host);
    return Math.max(status, printUnread(trees, host), guard.status());
  }
  const show = (some: readonly ExplainedCluster[]) =>
    format === 'json'
      ? explainJson(options.scenario.kind, some)
      : shown(format, some.map(readable), isSummary, trees, host);
  host.out(guard.shown(wanted, ({ analysis }) => analysis.cluster.name, show));
  printNotes(notesOf(trees), host);
  return Math.max(printUnread(trees, host), guard.status());
}

const SUMMED_UP: ReadonlySet<string> = new Set(['text', 'markdown']);

/** As people read it: worst first. */
export function readable(cluster: ExplainedCluster): ExplainedCluster {
  return { ...cluster, workloads: worstFirst(cluster.workloads) };
}

function shown(
  format: string,
  clusters: readonly ExplainedCluster[],
  isSummary: boolean,
  trees: readonly OpenedTree[],
  host: Host,
): string {
  if (format === 'svg') return svg(clusters);
  if (format === 'html') return html(clusters, notesOf(trees));
  if (clusters.length === 0) return NO_CLUSTER;
  if (format === 'markdown') return markdown(clusters, isSummary);
  return isSummary ? summary(clusters, host) : text(clusters, host);
}

function summary(clusters: readonly ExplainedCluster[], { terminal }: Host): string {
  const options = { width: Math.min(terminal.columns, 110), glyphs: glyphsOf(terminal), paint: paintFor(terminal) };
  return clusters
    .map(({ analysis, workloads, fileName }) =>
      summaryText(analysis, workloads, { ...options, place: placesOf(fileName) }),
    )
    .join('\n');
}

function placesOf(fileName: ExplainedCluster['fileName']): PlaceText {
  return ({ file, range }) => `${visibleLine(fileName(file))}:${range.start.line + 1}`;
}

function glyphsOf({ unicode }: Host['terminal']): typeof UNICODE {
  return unicode ? UNICODE : ASCII;
}

/** A page that stands alone. */
function html(clusters: readonly ExplainedCluster[], notes: readonly string[]): string {
  return explainDocument(
    clusters.map(({ analysis, parameters, workloads, fileName }) => ({
      analysis,
      parameters,
      workloads,
      place: placesOf(fileName),
    })),
    notes,
  );
}

function text(clusters: readonly ExplainedCluster[], host: Host): string {
  const { terminal } = host;
  const glyphs = glyphsOf(terminal);
  return clusters
    .map(({ analysis, parameters, workloads, candidates, forecast: seen, incident, fileName }) => {
      const paint = paintFor(terminal);
      const now =
        incident === undefined
          ? ''
          : `${inGlyphs(incidentText(incident, { width: Math.min(terminal.columns, 110), paint }), glyphs)}\n`;
      const explained = explainText(analysis, parameters, workloads, {
        width: Math.min(terminal.columns, 110),
        glyphs,
        paint,
        words: terminal.words ?? english,
        candidates: (workload) => candidates?.get(workload) ?? [],
        place: placesOf(fileName),
      });
      return `${now}${explained}${seen === undefined ? '' : `\n${forecastText(seen, workloads, analysis, paint)}`}`;
    })
    .join('\n');
}

export function markdown(clusters: readonly ExplainedCluster[], isSummary: boolean): string {
  return clusters
    .map(({ analysis, workloads, incident, fileName }) =>
      runbook(analysis, workloads, {
        incident,
        isSummary,
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
