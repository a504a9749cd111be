// Clusters explained as one HTML document: no script, nothing from elsewhere, light or dark as the reader's system is.
import type { EffectiveParameter } from '../../effective/effectiveParameters.ts';
import { sourceUrl } from '../../kubernetes/sourcePlaces.ts';
import type { ClusterAnalysis, Step, WorkloadAnalysis } from '../../timing/analysis.ts';
import { type WayOut, waysOut } from '../../timing/waysOut.ts';
import { element, escapeXml } from '../picture/svg.ts';
import { timelineDefinitions, timelineFigure } from '../picture/timelineCard.ts';
import { timelineOf } from '../picture/timelineData.ts';
import { type AlikeWorkloads, alikeWorkloads } from '../words/alike.ts';
import {
  type PlaceText,
  parameterName,
  parameterOrigin,
  parameterValue,
  versionSentence,
} from '../words/originText.ts';
import { scenarioText } from '../words/scenarioText.ts';
import { stepSentence } from '../words/sentences.ts';
import { NOTHING_RUNS, refusalText } from '../words/startingText.ts';
import { newestMinor, stepSource } from '../words/stepSource.ts';
import { verdictWords } from '../words/verdictText.ts';
import { conditionText, wayText } from '../words/waysOutText.ts';
import { whenText, windowText } from '../words/windowText.ts';
import { workloadTitle } from '../words/workloadTitle.ts';
import { documentStyle } from './documentStyle.ts';

export interface DocumentedCluster {
  readonly analysis: ClusterAnalysis;
  readonly parameters: readonly EffectiveParameter[];
  /** Those that are shown, in this order. */
  readonly workloads: readonly WorkloadAnalysis[];
  readonly place: PlaceText;
}

/**
 * A document that stands alone. All text of files is escaped.
 *
 * @param notes sentences about what was not read or not judged
 */
export function explainDocument(clusters: readonly DocumentedCluster[], notes: readonly string[]): string {
  const names = clusters.map(({ analysis }) => escapeXml(analysis.cluster.name)).join(', ');
  const title = names === '' ? 'No cluster' : `When a node is lost: ${names}`;
  const body = [
    element('svg', { class: 'definitions', 'aria-hidden': 'true' }, timelineDefinitions()),
    ...(clusters.length === 0
      ? [element('p', {}, 'No file configures a component of Kubernetes, and there is no workload.')]
      : []),
    ...clusters.map(clusterArticle),
    ...notes.map((note) => element('p', { class: 'note' }, escapeXml(note))),
  ].join('\n');
  const head = [
    '<meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    // Nothing in it runs, and nothing is fetched, whatever the files say.
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">`,
    element('title', {}, title),
    element('style', {}, documentStyle),
  ].join('\n');
  return `<!DOCTYPE html>\n<html lang="en">\n<head>\n${head}\n</head>\n<body>\n${body}\n</body>\n</html>\n`;
}

function clusterArticle({ analysis, parameters, workloads, place }: DocumentedCluster, index: number): string {
  const { cluster, effective } = analysis;
  const minor = newestMinor(cluster);
  const groups = effective.isStopped ? [] : alikeWorkloads(analysis, workloads);
  const idOf = (at: number) => `cluster-${index}-workload-${at}`;
  const node = section(
    'The node',
    workloads.length === 0 ? timelineFigure(timelineOf(analysis)) : '',
    stepList(analysis.steps, minor),
  );
  return element(
    'article',
    {},
    element('h1', {}, 'Cluster ', escapeXml(cluster.name)),
    element(
      'p',
      { class: 'lead' },
      escapeXml(String(versionSentence(cluster.version, place))),
      '<br>',
      `Scenario: ${escapeXml(String(scenarioText(analysis.scenario)))}`,
    ),
    ...effective.refusals.map((refusal) =>
      element('p', { class: 'note' }, element('b', {}, escapeXml(String(refusalText(refusal, place))))),
    ),
    ...new Set(cluster.notes.map((note) => element('p', { class: 'note' }, escapeXml(note)))),
    effective.isStopped ? element('p', {}, String(NOTHING_RUNS)) : node,
    overview(groups, idOf),
    ...groups.map((group, at) => workloadSection(analysis, group, { id: idOf(at), place })),
    parameters.length === 0 ? '' : parameterSection(parameters, place),
  );
}

function overview(groups: readonly AlikeWorkloads[], idOf: (at: number) => string): string {
  if (groups.length < 2) return '';
  const head = ['Workload', 'Verdict', 'Evicted', 'Replacement can mount']
    .map((title) => element('th', {}, title))
    .join('');
  const rows = groups.map(([first, ...others], at) => {
    const more = others.length === 0 ? '' : ` and ${others.length} more`;
    const title = element('a', { href: `#${idOf(at)}` }, escapeXml(workloadTitle(first)), more);
    const cells = [title, badge(first), windowText(first.eviction), windowText(first.replacementMount)];
    return element('tr', {}, ...cells.map((cell) => element('td', {}, String(cell))));
  });
  const table = element('table', {}, element('thead', {}, element('tr', {}, head)), element('tbody', {}, ...rows));
  return section('Workloads', table);
}

function badge({ verdict }: WorkloadAnalysis): string {
  const { title, tone } = verdictWords(verdict);
  return element('span', { class: `badge tone-${tone}` }, String(title));
}

function workloadSection(
  analysis: ClusterAnalysis,
  [workload, ...others]: AlikeWorkloads,
  { id, place }: { readonly id: string; readonly place: PlaceText },
): string {
  const named = others.map((one) => `${workloadTitle(one)} (${place(one.workload)})`);
  return element(
    'section',
    {},
    element(
      'h2',
      { id },
      escapeXml(workloadTitle(workload)),
      ' ',
      badge(workload),
      element('small', {}, escapeXml(place(workload.workload))),
    ),
    element('p', {}, escapeXml(String(verdictWords(workload.verdict).sentence))),
    named.length === 0 ? '' : element('p', {}, escapeXml(`The same happens to ${named.join(', ')}.`)),
    timelineFigure(timelineOf(analysis, workload)),
    stepList(
      workload.steps.filter(({ code }) => code !== 'verdict'),
      newestMinor(analysis.cluster),
    ),
    wayList(waysOut(analysis, workload)),
    titledList(
      'Not known',
      workload.unknown.map(({ what, where }) => escapeXml(`${what}: ${where}`)),
    ),
  );
}

/** Each step with the function of Kubernetes that it follows. */
function stepList(steps: readonly Step[], minor: number): string {
  const items = steps.map((step) => {
    const source = stepSource(step, minor);
    const words = escapeXml(String(stepSentence(step)));
    const link = source && element('a', { href: sourceUrl(source.path, minor) }, source.name);
    return element('li', {}, words, ...(link === undefined ? [] : [' ', link]));
  });
  return element('ol', {}, ...items);
}

function wayList(ways: readonly WayOut[]): string {
  return titledList('What frees it, safest first', ways.map(wayItem));
}

function wayItem(way: WayOut): string {
  const { needsDeadNode, commands, replacementMount, verdictIfWrong, by } = way;
  if (!needsDeadNode) return `${escapeXml(String(wayText(way)))}.`;
  const mount = `the replacement can ${by === 'fenced' ? '' : 'then '}mount ${whenText(replacementMount)} at the earliest`;
  const before = by === 'fenced' ? '' : `, once ${conditionText(way)}`;
  const words = `${wayText(way)}${before}; ${mount}; if it still runs: ${verdictWords(verdictIfWrong).title}.`;
  return escapeXml(words) + commands.map((command) => element('pre', {}, escapeXml(command))).join('');
}

/** @param items HTML already */
function titledList(title: string, items: readonly string[]): string {
  if (items.length === 0) return '';
  return element('h3', {}, title) + element('ul', {}, ...items.map((item) => element('li', {}, item)));
}

function parameterSection(parameters: readonly EffectiveParameter[], place: PlaceText): string {
  const components = [...new Set(parameters.map(({ component }) => component))];
  const rows = components.flatMap((component) => [
    element('tr', {}, element('th', { colspan: 3, scope: 'rowgroup' }, component)),
    ...parameters.filter((one) => one.component === component).map((one) => parameterRow(one, place)),
  ]);
  return section('Parameters', element('table', {}, element('tbody', {}, ...rows)));
}

function parameterRow(parameter: EffectiveParameter, place: PlaceText): string {
  const cells = [
    element('code', {}, escapeXml(parameterName(parameter))),
    element('code', {}, escapeXml(parameterValue(parameter))),
    escapeXml(String(parameterOrigin(parameter, place))),
  ];
  const kind = parameter.origin.kind === 'file' ? 'written' : 'assumed';
  return element('tr', { class: kind }, ...cells.map((cell) => element('td', {}, String(cell))));
}

function section(title: string, ...content: readonly string[]): string {
  return element('section', {}, element('h2', {}, title), ...content);
}
