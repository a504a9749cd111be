// An explanation as text of each format, whoever asks for it.
import { ASCII, inGlyphs, UNICODE } from '../render/picture/glyphs.ts';
import { timelineOf } from '../render/picture/timelineData.ts';
import { timelineSvg } from '../render/picture/timelineSvg.ts';
import { explainDocument } from '../render/reports/explainDocument.ts';
import { explainText } from '../render/reports/explainText.ts';
import { forecastText } from '../render/reports/forecastText.ts';
import { incidentText } from '../render/reports/incidentText.ts';
import { runbook } from '../render/reports/runbook.ts';
import { summaryText } from '../render/reports/summaryText.ts';
import { worstFirst } from '../render/words/alike.ts';
import type { PlaceText } from '../render/words/originText.ts';
import { english, type Said, say, type Words } from '../text/message.ts';
import { visibleLine } from '../text/visible.ts';
import type { ExplainedCluster } from './explained.ts';
import { explainJson } from './explainJson.ts';
import { paintFor } from './paint.ts';
import type { Terminal } from './terminal.ts';

/** `summary` and `markdown-summary` are a few lines: the node, and which workloads come to what. */
export type ExplanationFormat = 'text' | 'summary' | 'json' | 'svg' | 'markdown' | 'markdown-summary' | 'html';

/** Said where there is nothing of ours. */
export const NO_CLUSTER = say`No cluster: no file configures a component of Kubernetes, and there is no workload.`;

export interface Showing {
  readonly format: ExplanationFormat;
  /** The name of what happens. */
  readonly scenario: string;
  readonly terminal: Terminal;
  /** Sentences about what was not read or not judged; a page has them itself. */
  readonly notes: readonly Said[];
}

/** Data in the order of files; for people the worst comes first. */
export function explanationText(
  clusters: readonly ExplainedCluster[],
  { format, scenario, terminal, notes }: Showing,
): string {
  if (format === 'json') return explainJson(scenario, clusters);
  const sorted = clusters.map((cluster) => ({ ...cluster, workloads: worstFirst(cluster.workloads) }));
  if (format === 'html') return html(sorted, notes, terminal.words);
  const { words = english } = terminal;
  if (clusters.length === 0) return `${words(NO_CLUSTER)}\n`;
  if (format === 'svg') return svg(sorted, words);
  if (format === 'text') return text(sorted, terminal);
  if (format === 'summary') return summary(sorted, terminal);
  return markdown(sorted, format === 'markdown-summary', words);
}

function summary(clusters: readonly ExplainedCluster[], terminal: Terminal): string {
  const options = {
    width: Math.min(terminal.columns, 110),
    glyphs: glyphsOf(terminal),
    paint: paintFor(terminal),
    words: terminal.words ?? english,
  };
  return clusters
    .map(({ analysis, workloads, fileName }) =>
      summaryText(analysis, workloads, { ...options, place: placesOf(fileName) }),
    )
    .join('\n');
}

function placesOf(fileName: ExplainedCluster['fileName']): PlaceText {
  return ({ file, range }) => `${visibleLine(fileName(file))}:${range.start.line + 1}`;
}

function glyphsOf({ unicode }: Terminal): typeof UNICODE {
  return unicode ? UNICODE : ASCII;
}

/** A page that stands alone. */
function html(clusters: readonly ExplainedCluster[], notes: readonly Said[], words: Words = english): string {
  return explainDocument(
    clusters.map(({ analysis, parameters, workloads, fileName }) => ({
      analysis,
      parameters,
      workloads,
      place: placesOf(fileName),
    })),
    notes,
    words,
  );
}

function text(clusters: readonly ExplainedCluster[], terminal: Terminal): string {
  const glyphs = glyphsOf(terminal);
  return clusters
    .map(({ analysis, parameters, workloads, candidates, forecast: seen, incident, fileName }) => {
      const paint = paintFor(terminal);
      const words = terminal.words ?? english;
      const now =
        incident === undefined
          ? ''
          : `${inGlyphs(incidentText(incident, { width: Math.min(terminal.columns, 110), paint, words }), glyphs)}\n`;
      const explained = explainText(analysis, parameters, workloads, {
        width: Math.min(terminal.columns, 110),
        glyphs,
        paint,
        words,
        candidates: (workload) => candidates?.get(workload) ?? [],
        place: placesOf(fileName),
      });
      return `${now}${explained}${seen === undefined ? '' : `\n${forecastText(seen, workloads, analysis, paint, words)}`}`;
    })
    .join('\n');
}

function markdown(clusters: readonly ExplainedCluster[], isSummary: boolean, words: Words): string {
  return clusters
    .map(({ analysis, workloads, incident, fileName }) =>
      runbook(analysis, workloads, {
        incident,
        isSummary,
        words,
        place: ({ workload: { file, range } }) => `${fileName(file)}:${range.start.line + 1}`,
      }),
    )
    .join('\n');
}

/** Every workload below the other; the cluster alone where it has none. */
function svg(clusters: readonly ExplainedCluster[], words: Words): string {
  const timelines = clusters.flatMap(({ analysis, workloads }) =>
    workloads.length === 0
      ? [timelineOf(analysis, undefined, undefined, words)]
      : workloads.map((workload) => timelineOf(analysis, workload, undefined, words)),
  );
  return `${timelineSvg(timelines)}\n`;
}
