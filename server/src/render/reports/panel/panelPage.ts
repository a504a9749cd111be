// The page of the panel: what is chosen on top, the views as tabs, and the one that is in front.
import type { ClusterAnalysis, WorkloadAnalysis } from '../../../timing/analysis.ts';
import { element, escapeXml } from '../../picture/svg.ts';
import { versionSentence } from '../../words/originText.ts';
import { NOTHING_RUNS, refusalText } from '../../words/startingText.ts';
import { verdictWords } from '../../words/verdictText.ts';
import { workloadTitle } from '../../words/workloadTitle.ts';
import { worstFirst } from './glanceView.ts';
import { MARKS, type PlaceLink, paragraph, placeLink, select, textInput, textOf } from './panelParts.ts';
import {
  counted,
  PANEL,
  SCENARIO_ARGUMENTS,
  SCENARIO_TITLES,
  STORAGE_CUT,
  VIEW_TITLES,
  VIEWS,
  type View,
  WHAT_IFS,
} from './panelWords.ts';
import { pictureDefinitions } from './timelineView.ts';

export interface PanelInput {
  readonly clusters: readonly { readonly id: string; readonly words: string }[];
  readonly clusterId: string;
  /** In the scenario that is chosen. */
  readonly analysis: ClusterAnalysis;
  readonly workload: WorkloadAnalysis | undefined;
  keyOf(workload: WorkloadAnalysis): string;
  readonly scenario: string;
  /** What was typed for arguments and what-ifs, by their names (`meanwhile.returns`, `overload.for`). */
  readonly typed: ReadonlyMap<string, string>;
  /** Why what was typed is not taken. */
  readonly problem: string | undefined;
  readonly view: View;
  readonly notes: readonly string[];
  readonly link: PlaceLink;
}

/** All text of files is escaped. @param body the view in front */
export function panelPage(input: PanelInput, body: string): string {
  const { effective } = input.analysis;
  return [
    pictureDefinitions(),
    element(
      'header',
      {},
      heading(input),
      element('div', { class: 'controls' }, clusterChoice(input), workloadChoice(input), scenarioChoice(input)),
      ...scenarioArguments(input),
      whatIfs(input),
      input.problem === undefined ? '' : element('p', { class: 'note', role: 'alert' }, escapeXml(input.problem)),
    ),
    tabs(input.view),
    element(
      'div',
      {
        role: 'tabpanel',
        id: 'view',
        class: `view-${input.view}`,
        'aria-labelledby': `tab-${input.view}`,
        tabindex: 0,
      },
      ...effective.refusals.map((refusal) =>
        element('p', { class: 'note' }, element('strong', {}, textOf(refusalText(refusal)))),
      ),
      effective.isStopped ? paragraph(NOTHING_RUNS) : body,
    ),
    ...input.notes.map((note) => paragraph(note, 'note')),
  ].join('\n');
}

function heading({ analysis: { cluster }, link }: PanelInput): string {
  const { location, origin } = cluster.version;
  const version = textOf(versionSentence(cluster.version, () => '')).replace(/, \)/, ')');
  const place = location && origin !== 'option' ? ` ${placeLink(location, link, PANEL.version)}` : '';
  return (
    element('h1', {}, `${PANEL.cluster} `, escapeXml(cluster.name)) + element('p', { class: 'lead' }, version, place)
  );
}

function clusterChoice({ clusters, clusterId }: PanelInput): string {
  if (clusters.length < 2) return '';
  const options = clusters.map(({ id, words }) => ({ value: id, words, isChosen: id === clusterId }));
  return select('cluster', PANEL.cluster, options);
}

function workloadChoice({ analysis, workload, keyOf }: PanelInput): string {
  if (workload === undefined) return '';
  const chosen = keyOf(workload);
  const options = worstFirst(analysis.workloads).map((one) => {
    const { tone } = verdictWords(one.verdict);
    return { value: keyOf(one), words: `${MARKS[tone]} ${workloadTitle(one)}`, isChosen: keyOf(one) === chosen };
  });
  return select('workload', PANEL.workload, options);
}

function scenarioChoice({ scenario }: PanelInput): string {
  const options = Object.entries(SCENARIO_TITLES).map(([value, words]) => ({
    value,
    words,
    isChosen: value === scenario,
  }));
  return select('scenario', PANEL.scenario, options);
}

function scenarioArguments({ scenario, typed }: PanelInput): string[] {
  if (scenario !== 'overload' && scenario !== 'zone-outage') return [];
  const inputs = SCENARIO_ARGUMENTS[scenario].map(([name, label, example]) =>
    textInput(`${scenario}.${name}`, label, typed.get(`${scenario}.${name}`) ?? '', example),
  );
  return [element('div', { class: 'controls' }, ...inputs)];
}

function whatIfs({ typed }: PanelInput): string {
  const inputs = WHAT_IFS.map(([name, label, example]) =>
    textInput(`meanwhile.${name}`, label, typed.get(`meanwhile.${name}`) ?? '', example),
  );
  const isCut = typed.get('meanwhile.storage') === 'yes';
  const cut = element(
    'label',
    { class: 'check' },
    element('input', {
      type: 'checkbox',
      name: 'meanwhile.storage',
      id: 'choose-meanwhile.storage',
      ...(isCut ? { checked: '' } : {}),
    }),
    ` ${STORAGE_CUT}`,
  );
  const set = WHAT_IFS.filter(([name]) => (typed.get(`meanwhile.${name}`) ?? '') !== '').length + (isCut ? 1 : 0);
  return element(
    'details',
    { id: 'what-ifs' },
    element('summary', {}, set === 0 ? `${PANEL.whatIf}…` : `${PANEL.whatIf}: ${counted(set, 'thing')}`),
    paragraph(PANEL.whatIfHint, 'meta'),
    element('div', { class: 'controls' }, ...inputs),
    cut,
  );
}

/** One of them can be reached by Tab, the others from it by arrow keys. */
function tabs(view: View): string {
  const buttons = VIEWS.map((one) =>
    element(
      'button',
      {
        type: 'button',
        role: 'tab',
        id: `tab-${one}`,
        name: 'view',
        value: one,
        'aria-selected': String(one === view),
        'aria-controls': 'view',
        tabindex: one === view ? 0 : -1,
      },
      VIEW_TITLES[one],
    ),
  );
  return element('div', { role: 'tablist', class: 'tabs', 'aria-label': PANEL.views }, ...buttons);
}
