// The view *Tuner*: a slider a parameter with the verdict at each of its values, what the values come to, and what writes them.
import { formatDuration } from '../../../kubernetes/duration.ts';
import { durationText } from '../../../model/durationText.ts';
import { listed, type Message, type Said, say, type Words } from '../../../text/message.ts';
import { type ClusterAnalysis, VERDICTS } from '../../../timing/analysis.ts';
import type { Trial, TrialName, TrialParameter, TrialSpace, TrialStop, TrialValues } from '../../../tuner/trial.ts';
import type { TrialChange } from '../../../tuner/trialChanges.ts';
import { element, escapeXml } from '../../picture/svg.ts';
import { trialFigure } from '../../picture/timelineCard.ts';
import { timelineOf } from '../../picture/timelineData.ts';
import { verdictWords } from '../../words/verdictText.ts';
import { workloadTitle } from '../../words/workloadTitle.ts';
import {
  actor,
  badge,
  chooser,
  type PlaceLink,
  paragraph,
  placeLink,
  section,
  textInput,
  textOf,
} from './panelParts.ts';
import {
  cannotTune,
  changesTitle,
  heartbeatsSurvived,
  NEVER_DONE,
  PANEL,
  RESTARTS,
  WHAT_IFS,
  writeTitle,
} from './panelWords.ts';

/** What was asked for, as it was typed, and what came of it. */
export interface Proposal {
  readonly targets: Readonly<Record<string, string>>;
  /** Sentences; the first says whether the targets can be met. */
  readonly lines: readonly Said[];
  /** Choices that set the sliders; `undefined` where there is nothing to take. */
  readonly choices: Readonly<Record<string, string>> | undefined;
}

export interface TunerInput {
  readonly space: TrialSpace;
  readonly values: TrialValues;
  /** When the node is surely off, in milliseconds, as it is supposed; `undefined` where there is nothing to fence. */
  readonly fencedBy: number | undefined;
  /** As the files are now, and as it would be. */
  readonly before: Trial;
  readonly after: Trial;
  readonly tracks: ReadonlyMap<TrialName | 'fenced', readonly TrialStop[]>;
  /** How many lost heartbeats a node should survive. */
  readonly wantedHeartbeats: number;
  /** All workloads before and after; left out while a slider is dragged. */
  readonly all: { readonly before: ClusterAnalysis; readonly after: ClusterAnalysis } | undefined;
  readonly changes: readonly TrialChange[];
  /** The diff is open. */
  readonly isReviewed: boolean;
  /** What was typed and is no value, in sentences. */
  readonly problems: readonly Said[];
  readonly proposal: Proposal;
  readonly link: PlaceLink;
  readonly words: Words;
}

export function tunerView(input: TunerInput): string {
  const { space, before, after, words } = input;
  if (space.unknown.length > 0) return section('', paragraph(words, cannotTune(space.unknown), 'note'));
  const title =
    after.workload === undefined ? '' : `${escapeXml(workloadTitle(after.workload))} ${badge(words, after.workload)}`;
  const isTried = input.changes.length > 0 || isFenced(input);
  const ghost = isTried ? { cluster: before.analysis, workload: before.workload } : undefined;
  return element(
    'div',
    { class: 'tuner' },
    element(
      'section',
      { class: 'sliders' },
      element('h2', {}, textOf(words, PANEL.sliders), ' ', element('small', {}, textOf(words, PANEL.slidersHint))),
      ...input.problems.map((problem) => element('p', { class: 'note', role: 'alert' }, textOf(words, problem))),
      element('ul', {}, ...space.parameters.map((one) => slider(one, input)), fenceSlider(input)),
      trackLegend(words),
    ),
    element(
      'section',
      { class: 'shown' },
      element('h2', {}, title),
      trialFigure(timelineOf(after.analysis, after.workload, ghost, words)),
    ),
    element('div', { class: 'rest' }, figures(input), changeSection(input), proposalSection(words, input.proposal)),
  );
}

/** As files have it, and as it is typed: `46s`. */
export function trialText({ unitMs }: Pick<TrialParameter, 'unitMs'>, value: number): string {
  return formatDuration(value * unitMs);
}

function inWords({ unitMs }: Pick<TrialParameter, 'unitMs'>, value: number): Message {
  return durationText(value * unitMs);
}

function slider(parameter: TrialParameter, input: TunerInput): string {
  const { values, tracks, link, words } = input;
  const { name, written, now, fallback, stops, places } = parameter;
  const value = values[name] ?? now;
  const [place] = places;
  return sliderItem(input, {
    id: name,
    choice: `set.${name}`,
    label: element('code', {}, escapeXml(written)),
    spoken: written,
    value,
    stops,
    track: tracks.get(name) ?? [],
    text: (one) => trialText(parameter, one),
    time: (one) => inWords(parameter, one),
    origin:
      (place === undefined ? textOf(words, PANEL.notWritten) : placeLink(place, link, written)) +
      (value === now ? '' : ` · ${textOf(words, say`now ${inWords(parameter, now)}`)}`),
    fallback: fallback === undefined ? '' : textOf(words, say`default ${inWords(parameter, fallback)}`),
  });
}

/** Fencing stands in no file that is read here: the slider says what it would be good for. */
function fenceSlider(input: TunerInput): string {
  const { fencedBy, tracks, words } = input;
  const track = tracks.get('fenced');
  if (fencedBy === undefined || track === undefined) return '';
  const spoken = words(WHAT_IFS.find(([name]) => name === 'fenced')?.[1] ?? '');
  return sliderItem(input, {
    id: 'fenced',
    choice: 'meanwhile.fenced',
    label: escapeXml(spoken),
    spoken,
    value: fencedBy,
    stops: track.map((one) => one.value),
    track,
    text: (one) => (Number.isFinite(one) ? formatDuration(one) : NEVER_DONE),
    time: durationText,
    origin: textOf(words, PANEL.supposed),
    fallback: '',
  });
}

function isFenced({ fencedBy }: TunerInput): boolean {
  return fencedBy !== undefined && Number.isFinite(fencedBy);
}

/** A slider with what is typed beside it. */
interface SliderItem {
  readonly id: string;
  /** The name of what is chosen. */
  readonly choice: string;
  readonly label: string;
  readonly spoken: string;
  readonly value: number;
  readonly stops: readonly number[];
  readonly track: readonly TrialStop[];
  /** As it is typed. */
  text(value: number): string;
  time(value: number): Message;
  readonly origin: string;
  readonly fallback: string;
}

function sliderItem({ wantedHeartbeats, words }: TunerInput, item: SliderItem): string {
  const { id, choice, label, spoken, value, stops, track, text, time, origin, fallback } = item;
  const all = [...new Set([...stops, value])].sort((a, b) => a - b);
  const stop = track.find((one) => one.value === value);
  return element(
    'li',
    { class: 'slider', id: `slider-${id}` },
    element(
      'div',
      { class: 'heading' },
      element('label', { for: `range-${id}` }, label),
      element('input', {
        type: 'text',
        class: 'value',
        name: choice,
        id: `typed-${id}`,
        value: text(value),
        'aria-label': spoken,
        autocomplete: 'off',
      }),
    ),
    element(
      'div',
      { class: 'track' },
      trackPicture(track, all, wantedHeartbeats),
      element('input', {
        type: 'range',
        id: `range-${id}`,
        name: choice,
        min: 0,
        max: all.length - 1,
        step: 1,
        value: all.indexOf(value),
        'data-values': all.map(text).join(' '),
        'aria-valuetext': words(
          stop === undefined ? time(value) : say`${time(value)}: ${stopWords(stop, wantedHeartbeats)}`,
        ),
      }),
    ),
    element('p', { class: 'meta' }, element('span', {}, origin), element('span', {}, fallback)),
  );
}

type TrackTone = 'danger' | 'warning' | 'safe';

function toneOf({ verdict, missedHeartbeats }: TrialStop, wanted: number): TrackTone {
  if (verdict === 'double-mount' || verdict === 'guarded') return 'danger';
  return verdict === 'unknown' || missedHeartbeats < wanted ? 'warning' : 'safe';
}

function stopWords(stop: TrialStop, wanted: number): Said {
  const heartbeats = heartbeatsSurvived(Math.max(0, finite(stop.missedHeartbeats)));
  const title = stop.verdict === undefined ? '' : verdictWords(stop.verdict).title;
  const told = listed([title, stop.missedHeartbeats < wanted ? heartbeats : '']);
  return told === '' ? heartbeats : told;
}

function finite(count: number): number {
  return Number.isFinite(count) ? count : 99;
}

/** Higher is worse, so that the way is read without colours as well. */
const HEIGHTS: Readonly<Record<TrackTone, number>> = { danger: 12, warning: 8, safe: 4 };

function trackPicture(track: readonly TrialStop[], all: readonly number[], wanted: number): string {
  const cells = all.map((value, index) => {
    // A value between two stops is as bad as the worse of them is near.
    const stop = track.find((one) => one.value === value) ?? track.findLast((one) => one.value < value) ?? track[0];
    const tone = stop === undefined ? 'safe' : toneOf(stop, wanted);
    return element('rect', { class: `way ${tone}`, x: index, y: 12 - HEIGHTS[tone], width: 1, height: HEIGHTS[tone] });
  });
  const viewBox = `0 0 ${Math.max(1, all.length)} 12`;
  return element('svg', { viewBox, preserveAspectRatio: 'none', 'aria-hidden': 'true' }, ...cells);
}

function trackLegend(words: Words): string {
  const items = Object.entries(PANEL.tracks).map(([tone, said]) => {
    const height = HEIGHTS[tone as TrackTone];
    const box = element('rect', { class: `way ${tone}`, x: 1, y: 12 - height, width: 16, height });
    const sample = element('svg', { class: 'sample', viewBox: '0 0 18 12', 'aria-hidden': 'true' }, box);
    return element('li', {}, sample, textOf(words, said));
  });
  return element('ul', { class: 'legend' }, ...items);
}

/** The four figures, each with what it was. */
function figures({ before, after, words }: TunerInput): string {
  const mount = ({ workload }: Trial) =>
    workload === undefined ? '–' : durationText(workload.replacementMount.latest);
  const count = ({ achieved: { missedHeartbeats } }: Trial): Said =>
    Number.isFinite(missedHeartbeats) ? Math.max(0, missedHeartbeats) : say`any number`;
  const fencing = ({ achieved }: Trial) => durationText(achieved.fencing);
  const writes = ({ cost }: Trial) => {
    const one = cost.find(({ nodes }) => nodes === 1_000);
    return one === undefined ? '–' : (one.leaseWritesPerMinute + one.statusWritesPerMinute).toLocaleString('en');
  };
  const all: readonly (readonly [string, Message, (trial: Trial) => Said])[] = [
    ['replacement', PANEL.replacementBy, mount],
    ['heartbeats', PANEL.heartbeats, count],
    ['fencing', PANEL.fencing, fencing],
    ['writes', PANEL.writes, writes],
  ];
  const items = all.map(([id, title, text]) => {
    const [was, is] = [textOf(words, text(before)), textOf(words, text(after))];
    const old = was === is ? '' : element('small', {}, textOf(words, say`was ${text(before)}`));
    return element(
      'div',
      { class: 'figure-box', id: `figure-${id}` },
      element('dt', {}, textOf(words, title)),
      element('dd', {}, element('b', {}, is), old),
    );
  });
  return element('dl', { class: 'figures' }, ...items);
}

function changeSection(input: TunerInput): string {
  const { changes, isReviewed, all, words } = input;
  if (changes.length === 0) return section('', paragraph(words, isFenced(input) ? PANEL.onlyFenced : PANEL.asNow));
  const files = new Set(changes.flatMap((one) => one.changes.flatMap(({ edits }) => edits.map(({ file }) => file))));
  const byHand = changes.flatMap(({ unwritable }) => unwritable);
  const values = changes.filter((one) => one.changes.length > 0).length;
  return element(
    'section',
    { id: 'changes' },
    element('h2', {}, textOf(words, changesTitle(values, files.size))),
    element('ul', { class: 'changes' }, ...changes.map((one) => changeItem(words, one, input.link))),
    byHand.length === 0
      ? ''
      : element('h3', {}, textOf(words, PANEL.byHand)) +
          element('ul', {}, ...byHand.map((one) => element('li', {}, textOf(words, one)))),
    isFenced(input) ? paragraph(words, PANEL.onlyFenced) : '',
    all === undefined ? '' : allWorkloads(words, all.before, all.after),
    isReviewed
      ? element(
          'p',
          { class: 'buttons', role: 'status' },
          element('span', {}, textOf(words, PANEL.nothingWritten)),
          actor('write', words(writeTitle(values, files.size)), '', 'primary'),
          chooser('review', '', words(PANEL.cancel), '', 'review-cancel'),
        )
      : element(
          'p',
          { class: 'buttons' },
          files.size === 0 ? '' : actor('review', words(PANEL.apply), '', 'primary'),
          actor('reset', words(PANEL.reset)),
        ),
  );
}

function changeItem(words: Words, { parameter, to, restarts, changes }: TrialChange, link: PlaceLink): string {
  const places = changes.flatMap(({ edits }) => edits.slice(0, 1));
  const links = places.map((edit) => placeLink(edit, link, parameter.written));
  return element(
    'li',
    {},
    element('code', {}, escapeXml(parameter.written)),
    element(
      'span',
      {},
      element('s', {}, textOf(words, inWords(parameter, parameter.now))),
      ' → ',
      element('b', {}, textOf(words, inWords(parameter, to))),
    ),
    element('span', {}, links.join(', ')),
    element('span', { class: 'meta' }, textOf(words, RESTARTS[restarts])),
  );
}

/** Of a cluster that shares the values no workload is left out. */
function allWorkloads(words: Words, before: ClusterAnalysis, after: ClusterAnalysis): string {
  const counts = ({ workloads }: ClusterAnalysis, verdict: (typeof VERDICTS)[number]) =>
    workloads.filter((one) => one.verdict === verdict).length;
  const parts = VERDICTS.flatMap((verdict) => {
    const [was, is] = [counts(before, verdict), counts(after, verdict)];
    if (was === 0 && is === 0) return [];
    const { title } = verdictWords(verdict);
    return was === is ? say`${is} × ${title}` : say`${was} → ${is} × ${title}`;
  });
  return paragraph(words, say`All workloads with these values: ${listed(parts)}.`, 'all');
}

const TARGETS: readonly (readonly [string, Message, string])[] = [
  ['failover', PANEL.targetFailover, '60s'],
  ['evictedBy', PANEL.targetEvicted, '60s'],
  ['missedHeartbeats', PANEL.targetHeartbeats, '4'],
  ['fencing', PANEL.targetFencing, '90s'],
];

function proposalSection(words: Words, { targets, lines, choices }: Proposal): string {
  const inputs = TARGETS.map(([name, label, example]) =>
    textInput(`target.${name}`, words(label), targets[name] ?? '', example),
  );
  return element(
    'section',
    { id: 'proposal' },
    element('h2', {}, textOf(words, PANEL.targets)),
    element('div', { class: 'controls' }, ...inputs),
    lines.length === 0 ? '' : element('div', { role: 'status' }, ...lines.map((line) => paragraph(words, line))),
    choices === undefined ? '' : actor('take', words(PANEL.take), JSON.stringify(choices), 'primary'),
  );
}
