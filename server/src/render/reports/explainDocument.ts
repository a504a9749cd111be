// Clusters explained as one HTML document: no script, nothing from elsewhere, light or dark as the reader's system is.

import { newestMinor } from '../../effective/componentVersions.ts';
import type { EffectiveParameter } from '../../effective/effectiveParameters.ts';
import { sourceUrl } from '../../kubernetes/sourcePlaces.ts';
import { english, listed, type Said, say, type Words } from '../../text/message.ts';
import type { ClusterAnalysis, Step, WorkloadAnalysis } from '../../timing/analysis.ts';
import { type WayOut, waysOut } from '../../timing/waysOut.ts';
import { element, escapeXml } from '../picture/svg.ts';
import { timelineDefinitions, timelineFigure } from '../picture/timelineCard.ts';
import { timelineOf } from '../picture/timelineData.ts';
import { type AlikeWorkloads, alikeWorkloads } from '../words/alike.ts';
import { LANGUAGE_TAG } from '../words/locales.ts';
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
import { stepSource } from '../words/stepSource.ts';
import { verdictWords } from '../words/verdictText.ts';
import { commandsText, waySentence } from '../words/waysOutText.ts';
import { windowText } from '../words/windowText.ts';
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
export function explainDocument(
  clusters: readonly DocumentedCluster[],
  notes: readonly Said[],
  words: Words = english,
): string {
  const said = (one: Said) => escapeXml(words(one));
  const names = listed(clusters.map(({ analysis }) => analysis.cluster.name));
  const title = said(names === '' ? say`No cluster` : say`When a node is lost: ${names}`);
  const body = [
    element('svg', { class: 'definitions', 'aria-hidden': 'true' }, timelineDefinitions()),
    ...(clusters.length === 0
      ? [element('p', {}, said(say`No file configures a component of Kubernetes, and there is no workload.`))]
      : []),
    ...clusters.map((one, index) => clusterArticle(words, one, index)),
    ...notes.map((note) => element('p', { class: 'note' }, said(note))),
  ].join('\n');
  const head = [
    '<meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    // Nothing in it runs, and nothing is fetched, whatever the files say.
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">`,
    element('title', {}, title),
    element('style', {}, documentStyle),
  ].join('\n');
  return `<!DOCTYPE html>\n<html lang="${words(LANGUAGE_TAG)}">\n<head>\n${head}\n</head>\n<body>\n${body}\n</body>\n</html>\n`;
}

function clusterArticle(
  words: Words,
  { analysis, parameters, workloads, place }: DocumentedCluster,
  index: number,
): string {
  const said = (one: Said) => escapeXml(words(one));
  const { cluster, effective } = analysis;
  const minor = newestMinor(cluster);
  const groups = effective.isStopped ? [] : alikeWorkloads(analysis, workloads);
  const idOf = (at: number) => `cluster-${index}-workload-${at}`;
  const node = section(
    said(say`The node`),
    workloads.length === 0 ? timelineFigure(timelineOf(analysis, undefined, undefined, words)) : '',
    stepList(words, analysis.steps, minor),
  );
  return element(
    'article',
    {},
    element('h1', {}, said(say`Cluster ${cluster.name}`)),
    element(
      'p',
      { class: 'lead' },
      said(versionSentence(cluster.version, place)),
      '<br>',
      said(say`Scenario: ${scenarioText(analysis.scenario)}`),
    ),
    ...effective.refusals.map((refusal) =>
      element('p', { class: 'note' }, element('b', {}, said(refusalText(refusal, place)))),
    ),
    ...new Set(cluster.notes.map((note) => element('p', { class: 'note' }, said(note)))),
    effective.isStopped ? element('p', {}, said(NOTHING_RUNS)) : node,
    overview(words, groups, idOf),
    ...groups.map((group, at) => workloadSection(analysis, group, { id: idOf(at), place, words })),
    parameters.length === 0 ? '' : parameterSection(words, parameters, place),
  );
}

function overview(words: Words, groups: readonly AlikeWorkloads[], idOf: (at: number) => string): string {
  if (groups.length < 2) return '';
  const head = [say`Workload`, say`Verdict`, say`Evicted`, say`Replacement can mount`]
    .map((title) => element('th', {}, escapeXml(words(title))))
    .join('');
  const rows = groups.map(([first, ...others], at) => {
    const names = workloadTitle(first);
    const all = others.length === 0 ? names : say`${names} and ${others.length} more`;
    const title = element('a', { href: `#${idOf(at)}` }, escapeXml(words(all)));
    const windows = [first.eviction, first.replacementMount].map((one) => escapeXml(words(windowText(one))));
    const cells = [title, badge(words, first), ...windows];
    return element('tr', {}, ...cells.map((cell) => element('td', {}, cell)));
  });
  const table = element('table', {}, element('thead', {}, element('tr', {}, head)), element('tbody', {}, ...rows));
  return section(escapeXml(words(say`Workloads`)), table);
}

function badge(words: Words, { verdict }: WorkloadAnalysis): string {
  const { title, tone } = verdictWords(verdict);
  return element('span', { class: `badge tone-${tone}` }, escapeXml(words(title)));
}

function workloadSection(
  analysis: ClusterAnalysis,
  [workload, ...others]: AlikeWorkloads,
  { id, place, words }: { readonly id: string; readonly place: PlaceText; readonly words: Words },
): string {
  const said = (one: Said) => escapeXml(words(one));
  const named = others.map((one) => `${workloadTitle(one)} (${place(one.workload)})`);
  return element(
    'section',
    {},
    element(
      'h2',
      { id },
      escapeXml(workloadTitle(workload)),
      ' ',
      badge(words, workload),
      element('small', {}, escapeXml(place(workload.workload))),
    ),
    element('p', {}, said(verdictWords(workload.verdict).sentence)),
    named.length === 0 ? '' : element('p', {}, said(say`The same happens to ${listed(named)}.`)),
    timelineFigure(timelineOf(analysis, workload, undefined, words)),
    stepList(
      words,
      workload.steps.filter(({ code }) => code !== 'verdict'),
      newestMinor(analysis.cluster),
    ),
    wayList(words, waysOut(analysis, workload)),
    titledList(
      said(say`Not known`),
      workload.unknown.map(({ what, where }) => said(say`${what}: ${where}`)),
    ),
  );
}

/** Each step with the function of Kubernetes that it follows. */
function stepList(words: Words, steps: readonly Step[], minor: number): string {
  const items = steps.map((step) => {
    const source = stepSource(step, minor);
    const sentence = escapeXml(words(stepSentence(step)));
    const link = source && element('a', { href: sourceUrl(source.path, minor) }, source.name);
    return element('li', {}, sentence, ...(link === undefined ? [] : [' ', link]));
  });
  return element('ol', {}, ...items);
}

function wayList(words: Words, ways: readonly WayOut[]): string {
  return titledList(
    escapeXml(words(say`What frees it, safest first`)),
    ways.map((way) => wayItem(words, way)),
  );
}

function wayItem(words: Words, way: WayOut): string {
  const commands = commandsText(way).map(words);
  return (
    escapeXml(words(waySentence(way))) + commands.map((command) => element('pre', {}, escapeXml(command))).join('')
  );
}

/** @param items HTML already */
function titledList(title: string, items: readonly string[]): string {
  if (items.length === 0) return '';
  return element('h3', {}, title) + element('ul', {}, ...items.map((item) => element('li', {}, item)));
}

function parameterSection(words: Words, parameters: readonly EffectiveParameter[], place: PlaceText): string {
  const components = [...new Set(parameters.map(({ component }) => component))];
  const rows = components.flatMap((component) => [
    element('tr', {}, element('th', { colspan: 3, scope: 'rowgroup' }, component)),
    ...parameters.filter((one) => one.component === component).map((one) => parameterRow(words, one, place)),
  ]);
  return section(escapeXml(words(say`Parameters`)), element('table', {}, element('tbody', {}, ...rows)));
}

function parameterRow(words: Words, parameter: EffectiveParameter, place: PlaceText): string {
  const cells = [
    element('code', {}, escapeXml(parameterName(parameter))),
    element('code', {}, escapeXml(parameterValue(parameter))),
    escapeXml(words(parameterOrigin(parameter, place))),
  ];
  const kind = parameter.origin.kind === 'file' ? 'written' : 'assumed';
  return element('tr', { class: kind }, ...cells.map((cell) => element('td', {}, cell)));
}

function section(title: string, ...content: readonly string[]): string {
  return element('section', {}, element('h2', {}, title), ...content);
}
