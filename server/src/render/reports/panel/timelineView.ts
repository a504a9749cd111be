// The view *Timeline*: the picture of a workload, its steps with Kubernetes' source, and the parameters behind them.
import { newestMinor } from '../../../effective/componentVersions.ts';
import type { EffectiveParameter } from '../../../effective/effectiveParameters.ts';
import type { UnknownInput } from '../../../effective/unknownInput.ts';
import { sourceUrl } from '../../../kubernetes/sourcePlaces.ts';
import type { Origin } from '../../../model/cluster.ts';
import { say, type Words } from '../../../text/message.ts';
import type { ClusterAnalysis, Step, WorkloadAnalysis } from '../../../timing/analysis.ts';
import { element, escapeXml } from '../../picture/svg.ts';
import { timelineDefinitions, timelineFigure } from '../../picture/timelineCard.ts';
import { timelineOf } from '../../picture/timelineData.ts';
import { originText, parameterName, parameterValue } from '../../words/originText.ts';
import { stepSentence } from '../../words/sentences.ts';
import { stepSource } from '../../words/stepSource.ts';
import { verdictWords } from '../../words/verdictText.ts';
import { workloadTitle } from '../../words/workloadTitle.ts';
import { badge, type PlaceLink, paragraph, placeLink, section, textOf } from './panelParts.ts';
import { PANEL } from './panelWords.ts';

export interface TimelineInput {
  readonly analysis: ClusterAnalysis;
  readonly workload: WorkloadAnalysis | undefined;
  readonly parameters: readonly EffectiveParameter[];
  readonly link: PlaceLink;
  readonly words: Words;
}

export function timelineView({ analysis, workload, parameters, link, words }: TimelineInput): string {
  const minor = newestMinor(analysis.cluster);
  const own = workload === undefined ? [] : workload.steps.filter(({ code }) => code !== 'verdict');
  return [
    workload === undefined
      ? section(words(PANEL.node), timelineFigure(timelineOf(analysis, undefined, undefined, words)))
      : workloadSection(words, analysis, workload, link),
    section(
      words(PANEL.steps),
      stepList(words, [...analysis.steps, ...own.filter((step) => !analysis.steps.includes(step))], minor),
    ),
    parameterSection(words, parameters, link),
  ].join('\n');
}

/** What all figures of a page refer to; it takes no room, but must be drawn. */
export function pictureDefinitions(): string {
  return element('svg', { class: 'definitions', 'aria-hidden': 'true' }, timelineDefinitions());
}

function workloadSection(words: Words, analysis: ClusterAnalysis, workload: WorkloadAnalysis, link: PlaceLink): string {
  const title = workloadTitle(workload);
  return element(
    'section',
    { class: 'workload' },
    element(
      'h2',
      {},
      `${escapeXml(title)} ${badge(words, workload)} `,
      element('small', {}, placeLink(workload.workload, link, title)),
    ),
    paragraph(words, verdictWords(workload.verdict).sentence),
    timelineFigure(timelineOf(analysis, workload, undefined, words)),
    unknownList(words, workload.unknown),
  );
}

/** Each step with the function of Kubernetes that it follows. */
function stepList(words: Words, steps: readonly Step[], minor: number): string {
  const items = steps.map((step) => {
    const source = stepSource(step, minor);
    const sentence = textOf(words, stepSentence(step));
    if (source === undefined) return element('li', {}, sentence);
    const href = sourceUrl(source.path, minor);
    const label = words(say`${source.name}, in Kubernetes' source`);
    return element('li', {}, sentence, ' ', element('a', { href, 'aria-label': label }, escapeXml(source.name)));
  });
  return element('ol', { class: 'steps' }, ...items);
}

function unknownList(words: Words, unknown: readonly UnknownInput[]): string {
  if (unknown.length === 0) return '';
  const items = unknown.map(({ what, where }) =>
    element('li', {}, element('b', {}, textOf(words, say`${what}:`)), ` ${textOf(words, where)}`),
  );
  return paragraph(words, PANEL.notKnown) + element('ul', {}, ...items);
}

function parameterSection(words: Words, parameters: readonly EffectiveParameter[], link: PlaceLink): string {
  let component = '';
  const rows = parameters.flatMap((parameter) => {
    const heading =
      parameter.component === component
        ? []
        : [element('tr', {}, element('th', { colspan: 3, scope: 'rowgroup' }, parameter.component))];
    component = parameter.component;
    return [...heading, parameterRow(words, parameter, link)];
  });
  return section(words(PANEL.parameters), element('table', { class: 'parameters' }, element('tbody', {}, ...rows)));
}

function parameterRow(words: Words, parameter: EffectiveParameter, link: PlaceLink): string {
  const name = parameterName(parameter);
  const cells = [
    element('code', {}, escapeXml(name)),
    element('code', {}, escapeXml(parameterValue(parameter))),
    originCell(words, parameter.origin, link, name),
  ];
  const kind = parameter.origin.kind === 'file' ? 'written' : 'assumed';
  return element('tr', { class: kind }, ...cells.map((cell) => element('td', {}, cell)));
}

function originCell(words: Words, origin: Origin, link: PlaceLink, name: string): string {
  return origin.kind === 'file' ? placeLink(origin.setting, link, name) : textOf(words, originText(origin));
}
