import type { EffectiveParameter } from '../../effective/effectiveParameters.ts';
import type { UnknownInput } from '../../effective/unknownInput.ts';
import { sourceUrl } from '../../kubernetes/sourcePlaces.ts';
import type { Origin } from '../../model/cluster.ts';
import type { Location } from '../../model/location.ts';
import type { ClusterAnalysis, Step, WorkloadAnalysis } from '../../timing/analysis.ts';
import { element, escapeXml } from '../picture/svg.ts';
import { timelineDefinitions, timelineFigure } from '../picture/timelineCard.ts';
import { timelineOf } from '../picture/timelineData.ts';
import { originText, parameterName, parameterValue, placeInTree, versionSentence } from '../words/originText.ts';
import { scenarioText } from '../words/scenarioText.ts';
import { stepSentence } from '../words/sentences.ts';
import { NOTHING_RUNS, refusalText } from '../words/startingText.ts';
import { newestMinor, stepSource } from '../words/stepSource.ts';
import { verdictWords } from '../words/verdictText.ts';
import { windowText } from '../words/windowText.ts';
import { workloadTitle } from '../words/workloadTitle.ts';

/** Where a place of the tree is opened; what is not a link is shown as text. */
export type PlaceLink = (location: Location) => string | undefined;

/** A cluster explained as HTML, for `explainStyle`: what goes into a page's body. All text of files is escaped. */
export function explainPage(
  analysis: ClusterAnalysis,
  parameters: readonly EffectiveParameter[],
  link: PlaceLink,
  notes: readonly string[] = [],
): string {
  const { cluster, effective } = analysis;
  const workloads = effective.isStopped ? [] : analysis.workloads;
  const { location, origin } = cluster.version;
  return [
    definitions(),
    element('h1', {}, 'Cluster ', escapeXml(cluster.name)),
    element(
      'p',
      { class: 'lead' },
      escapeXml(String(versionSentence(cluster.version, () => ''))),
      location && origin !== 'option' ? ` ${placeLink(location, link)}` : '',
      element('br', {}),
      `Scenario: ${escapeXml(String(scenarioText(analysis.scenario)))}`,
    ),
    ...effective.refusals.map((refusal) =>
      element('p', { class: 'note' }, element('strong', {}, escapeXml(String(refusalText(refusal))))),
    ),
    effective.isStopped ? element('p', {}, String(NOTHING_RUNS)) : '',
    ...new Set([...cluster.notes, ...notes].map((note) => element('p', { class: 'note' }, escapeXml(note)))),
    overview(workloads),
    ...workloads.map((workload, index) => workloadSection(analysis, workload, index, link)),
    effective.isStopped
      ? ''
      : section(
          'The node',
          workloads.length === 0 ? timelineFigure(timelineOf(analysis)) : '',
          stepList(analysis.steps, newestMinor(cluster)),
        ),
    parameterSection(parameters, link),
  ].join('\n');
}

/** What all figures refer to; it takes no room, but must be drawn. */
function definitions(): string {
  return element('svg', { class: 'definitions', 'aria-hidden': 'true' }, timelineDefinitions());
}

function overview(workloads: readonly WorkloadAnalysis[]): string {
  if (workloads.length < 2) return '';
  const head = ['Workload', 'Verdict', 'Evicted', 'Second mount'].map((title) => element('th', {}, title)).join('');
  const rows = workloads.map((workload, index) => {
    const title = element('a', { href: `#workload-${index}` }, escapeXml(workloadTitle(workload)));
    const cells = [title, badge(workload), windowText(workload.eviction), windowText(workload.replacementMount)];
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
  workload: WorkloadAnalysis,
  index: number,
  link: PlaceLink,
): string {
  const { sentence } = verdictWords(workload.verdict);
  const heading = `${escapeXml(workloadTitle(workload))} ${badge(workload)}`;
  return element(
    'section',
    { class: 'workload' },
    element('h2', { id: `workload-${index}` }, heading, element('small', {}, placeLink(workload.workload, link))),
    element('p', {}, escapeXml(String(sentence))),
    timelineFigure(timelineOf(analysis, workload)),
    stepList(
      workload.steps.filter(({ code }) => code !== 'verdict'),
      newestMinor(analysis.cluster),
    ),
    unknownList(workload.unknown),
  );
}

/** Each step with the function of Kubernetes that it follows. */
function stepList(steps: readonly Step[], minor: number): string {
  const items = steps.map((step) => {
    const source = stepSource(step, minor);
    const words = escapeXml(String(stepSentence(step)));
    if (source === undefined) return element('li', {}, words);
    return element('li', {}, words, ' ', element('a', { href: sourceUrl(source.path, minor) }, source.name));
  });
  return element('ol', {}, ...items);
}

function unknownList(unknown: readonly UnknownInput[]): string {
  if (unknown.length === 0) return '';
  const items = unknown.map(({ what, where }) =>
    element('li', {}, element('b', {}, escapeXml(what)), `: ${escapeXml(where)}`),
  );
  return element('p', {}, 'Not known:') + element('ul', {}, ...items);
}

function parameterSection(parameters: readonly EffectiveParameter[], link: PlaceLink): string {
  let component = '';
  const rows = parameters.flatMap((parameter) => {
    const heading =
      parameter.component === component
        ? []
        : [element('tr', {}, element('th', { colspan: 3, scope: 'rowgroup' }, parameter.component))];
    component = parameter.component;
    return [...heading, parameterRow(parameter, link)];
  });
  return section('Parameters', element('table', { class: 'parameters' }, element('tbody', {}, ...rows)));
}

function parameterRow(parameter: EffectiveParameter, link: PlaceLink): string {
  const cells = [
    element('code', {}, escapeXml(parameterName(parameter))),
    element('code', {}, escapeXml(parameterValue(parameter))),
    originCell(parameter.origin, link),
  ];
  const kind = parameter.origin.kind === 'file' ? 'written' : 'assumed';
  return element('tr', { class: kind }, ...cells.map((cell) => element('td', {}, cell)));
}

function originCell(origin: Origin, link: PlaceLink): string {
  return origin.kind === 'file' ? placeLink(origin.setting, link) : escapeXml(String(originText(origin)));
}

function placeLink(location: Location, link: PlaceLink): string {
  const href = link(location);
  const words = escapeXml(placeInTree(location));
  return href === undefined ? words : element('a', { href }, words);
}

function section(title: string, ...content: readonly string[]): string {
  return element('section', {}, element('h2', {}, title), ...content);
}
