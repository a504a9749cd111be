// The page of the panel: what is chosen on top, the views as tabs, and the one that is in front.

import { type Said, say, type Words } from '../../../text/message.ts';
import { visibleLine } from '../../../text/visible.ts';
import type { ClusterAnalysis, WorkloadAnalysis } from '../../../timing/analysis.ts';
import { element } from '../../picture/svg.ts';
import { worstFirst } from '../../words/alike.ts';
import { versionSentence } from '../../words/originText.ts';
import { NOTHING_RUNS, refusalText } from '../../words/startingText.ts';
import { verdictWords } from '../../words/verdictText.ts';
import { workloadTitle } from '../../words/workloadTitle.ts';
import { MARKS, type PlaceLink, paragraph, placeLink, select, textInput, textOf } from './panelParts.ts';
import {
  PANEL,
  SCENARIO_ARGUMENTS,
  SCENARIO_TITLES,
  STORAGE_CUT,
  VIEW_TITLES,
  VIEWS,
  type View,
  WHAT_IFS,
  whatIfTitle,
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
  readonly problem: Said | undefined;
  readonly view: View;
  readonly notes: readonly Said[];
  readonly link: PlaceLink;
  readonly words: Words;
}

/** All text of files is escaped. @param body the view in front */
export function panelPage(input: PanelInput, body: string): string {
  const { effective } = input.analysis;
  const { words } = input;
  return [
    pictureDefinitions(),
    element(
      'header',
      {},
      heading(input),
      element('div', { class: 'controls' }, clusterChoice(input), workloadChoice(input), scenarioChoice(input)),
      ...scenarioArguments(input),
      whatIfs(input),
      input.problem === undefined ? '' : element('p', { class: 'note', role: 'alert' }, textOf(words, input.problem)),
    ),
    tabs(words, input.view),
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
        element('p', { class: 'note' }, element('strong', {}, textOf(words, refusalText(refusal)))),
      ),
      effective.isStopped ? paragraph(words, NOTHING_RUNS) : body,
    ),
    ...input.notes.map((note) => paragraph(words, note, 'note')),
  ].join('\n');
}

function heading({ analysis: { cluster }, link, words }: PanelInput): string {
  const { location, origin } = cluster.version;
  const version = textOf(
    words,
    versionSentence(cluster.version, () => ''),
  );
  const place = location && origin !== 'option' ? ` ${placeLink(location, link, words(PANEL.version))}` : '';
  return (
    element('h1', {}, textOf(words, say`Cluster ${visibleLine(cluster.name)}`)) +
    element('p', { class: 'lead' }, version, place)
  );
}

function clusterChoice({ clusters, clusterId, words }: PanelInput): string {
  if (clusters.length < 2) return '';
  const options = clusters.map((one) => ({ value: one.id, words: one.words, isChosen: one.id === clusterId }));
  return select('cluster', words(PANEL.cluster), options);
}

function workloadChoice({ analysis, workload, keyOf, words }: PanelInput): string {
  if (workload === undefined) return '';
  const chosen = keyOf(workload);
  const options = worstFirst(analysis.workloads).map((one) => {
    const { tone } = verdictWords(one.verdict);
    return { value: keyOf(one), words: `${MARKS[tone]} ${workloadTitle(one)}`, isChosen: keyOf(one) === chosen };
  });
  return select('workload', words(PANEL.workload), options);
}

function scenarioChoice({ scenario, words }: PanelInput): string {
  const options = Object.entries(SCENARIO_TITLES).map(([value, title]) => ({
    value,
    words: words(title),
    isChosen: value === scenario,
  }));
  return select('scenario', words(PANEL.scenario), options);
}

function scenarioArguments({ scenario, typed, words }: PanelInput): string[] {
  if (scenario !== 'overload' && scenario !== 'zone-outage') return [];
  const inputs = SCENARIO_ARGUMENTS[scenario].map(([name, label, example]) =>
    textInput(`${scenario}.${name}`, words(label), typed.get(`${scenario}.${name}`) ?? '', example),
  );
  return [element('div', { class: 'controls' }, ...inputs)];
}

function whatIfs({ typed, words }: PanelInput): string {
  const inputs = WHAT_IFS.map(([name, label, example]) =>
    textInput(`meanwhile.${name}`, words(label), typed.get(`meanwhile.${name}`) ?? '', example),
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
    ` ${textOf(words, STORAGE_CUT)}`,
  );
  const set = WHAT_IFS.filter(([name]) => (typed.get(`meanwhile.${name}`) ?? '') !== '').length + (isCut ? 1 : 0);
  return element(
    'details',
    { id: 'what-ifs' },
    element('summary', {}, textOf(words, whatIfTitle(set))),
    paragraph(words, PANEL.whatIfHint, 'meta'),
    element('div', { class: 'controls' }, ...inputs),
    cut,
  );
}

/** One of them can be reached by Tab, the others from it by arrow keys. */
function tabs(words: Words, view: View): string {
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
      textOf(words, VIEW_TITLES[one]),
    ),
  );
  return element('div', { role: 'tablist', class: 'tabs', 'aria-label': words(PANEL.views) }, ...buttons);
}
