// What a picture shows, in milliseconds and words; text and picture differ only in how they draw it.

import { isStated } from '../../model/cluster.ts';
import { durationText, isUnbounded } from '../../model/durationText.ts';
import { isNever, type Window } from '../../model/window.ts';
import { changed, english, joinedBy, listed, type Said, say, type Words } from '../../text/message.ts';
import { visibleLine } from '../../text/visible.ts';
import type { ClusterAnalysis, WorkloadAnalysis } from '../../timing/analysis.ts';
import { scenarioPhrase } from '../words/scenarioText.ts';
import { type Tone, verdictWords } from '../words/verdictText.ts';
import { windowText } from '../words/windowText.ts';
import { workloadTitle } from '../words/workloadTitle.ts';
import { type Bracket, bracketsOf, DEFAULT_MARK } from './brackets.ts';
import { besideNow, type Lane, laneIn, lanesOf } from './lanes.ts';
import { type TimeAxis, timeAxis } from './timeAxis.ts';

export interface Timeline {
  /** Says the times beside the drawing in its language. */
  readonly words: Words;
  readonly title: string;
  /** Scenario, version and cluster: what the picture holds for. */
  readonly conditions: readonly string[];
  readonly tone: Tone;
  readonly verdict: string;
  readonly axis: TimeAxis;
  readonly lanes: readonly Lane[];
  /** From when to when two pods can write; `untilMs` may be `Infinity`. */
  readonly overlap: { readonly fromMs: number; readonly untilMs: number; readonly text: string } | undefined;
  /** Which number decides it. */
  readonly brackets: readonly Bracket[];
  /** What is not known, and who acts on the node. */
  readonly remarks: readonly string[];
  /** Its signs, explained: those that it uses. */
  readonly legend: readonly LegendEntry[];
}

export interface LegendEntry<Text = string> {
  readonly sign: 'window' | 'overlap' | 'now' | 'default' | 'left-out';
  readonly text: Text;
}

/** The same as the files are now, where something else is tried. */
export interface AsItIsNow {
  readonly cluster: ClusterAnalysis;
  readonly workload?: WorkloadAnalysis | undefined;
}

/** More inputs that are not known are counted. */
const MOST_UNKNOWN = 3;

/**
 * The timeline of a cluster, or of one of its workloads.
 *
 * @param now what holds without what is tried: drawn as a ghost where it differs
 */
export function timelineOf(
  cluster: ClusterAnalysis,
  workload?: WorkloadAnalysis,
  now?: AsItIsNow,
  words: Words = english,
): Timeline {
  const own = lanesOf(cluster, workload);
  const both = now === undefined ? own : besideNow(own, lanesOf(now.cluster, now.workload));
  const lanes = both.map((lane) => laneIn(words, lane));
  const brackets = bracketsOf(cluster, workload).map(({ text, ...one }) => ({ ...one, text: words(text) }));
  const overlap = workload && overlapOf(workload, words);
  const windows = lanes.flatMap(({ states, nowOnly }) => [
    ...states.flatMap(({ from, now: was }) => (was === undefined ? [from] : [from, was])),
    ...nowOnly,
  ]);
  const overlapWindow = overlap ? [{ earliest: overlap.fromMs, latest: overlap.fromMs }] : [];
  const overlapEnd =
    overlap && !isUnbounded(overlap.untilMs) ? [{ earliest: overlap.untilMs, latest: overlap.untilMs }] : [];
  const drawn = [...windows, ...overlapWindow, ...overlapEnd].filter((window) => !isNever(window));
  const axis = timeAxis(drawn);
  const verdict = workload && verdictWords(workload.verdict);
  return {
    words,
    title: workload ? workloadTitle(workload) : words(say`Cluster ${visibleLine(cluster.cluster.name)}`),
    conditions: conditionsOf(cluster, workload !== undefined).map(words),
    tone: verdict?.tone ?? 'neutral',
    verdict: words(verdict?.title ?? ''),
    axis,
    lanes,
    overlap,
    brackets,
    remarks: remarksOf(workload, now).map(words),
    legend: legendOf(lanes, brackets, axis, overlap !== undefined).map(({ sign, text }) => ({
      sign,
      text: words(text),
    })),
  };
}

function conditionsOf({ cluster, scenario }: ClusterAnalysis, named: boolean): readonly Said[] {
  const { version, name } = cluster;
  const how = version.origin === 'assumed' ? say`, assumed` : isStated(version) ? '' : say`, from what the files leave`;
  const conditions = [scenarioPhrase(scenario), say`Kubernetes ${visibleLine(version.text)}${how}`];
  return named ? [...conditions, say`cluster ${visibleLine(name)}`] : conditions;
}

function overlapOf({ doubleMount }: WorkloadAnalysis, words: Words): Timeline['overlap'] {
  const { possible, fromMs, untilMs } = doubleMount;
  if (possible !== true || fromMs === undefined || untilMs === undefined) return undefined;
  const text = isUnbounded(untilMs)
    ? say`two can write from ${durationText(fromMs)} on`
    : say`two can write: ${windowText({ earliest: fromMs, latest: untilMs })}`;
  return { fromMs, untilMs, text: words(text) };
}

function remarksOf(workload: WorkloadAnalysis | undefined, now: AsItIsNow | undefined): readonly Said[] {
  if (workload === undefined) return [];
  const before = now?.workload && verdictWords(now.workload.verdict).title;
  const names = workload.unknown.map(({ what }) => changed(what, visibleLine));
  const more = names.length > MOST_UNKNOWN ? say` and ${names.length - MOST_UNKNOWN} more` : '';
  const actors = workload.actors.map(({ title, isCertain }) =>
    isCertain ? visibleLine(title) : say`${visibleLine(title)} (perhaps)`,
  );
  return [
    before === undefined ? '' : say`As the files are now: ${before}.`,
    names.length === 0 ? '' : say`Not known: ${listed(names.slice(0, MOST_UNKNOWN))}${more}.`,
    actors.length === 0 ? '' : say`Acts on the lost node: ${listed(actors)}.`,
  ].filter((remark) => remark !== '');
}

function legendOf(
  lanes: readonly Lane[],
  brackets: readonly Bracket[],
  { leftOut }: TimeAxis,
  overlaps: boolean,
): readonly LegendEntry<Said>[] {
  const states = lanes.flatMap((lane) => lane.states);
  const ghosts = states.some(({ now }) => now !== undefined) || lanes.some(({ nowOnly }) => nowOnly.length > 0);
  const isWide = ({ earliest, latest }: Window) => latest > earliest;
  const gaps = leftOut.map(({ fromMs, untilMs }) => durationText(rounded(untilMs - fromMs)));
  const entries: readonly (LegendEntry<Said> | false)[] = [
    states.some(({ from }) => isWide(from)) && { sign: 'window', text: say`happens somewhere in here` },
    overlaps && { sign: 'overlap', text: say`two pods can write to one volume` },
    ghosts && { sign: 'now', text: say`as the files are now` },
    brackets.some(({ text }) => text.includes(DEFAULT_MARK)) && {
      sign: 'default',
      text: say`default, nobody wrote it`,
    },
    gaps.length > 0 && {
      sign: 'left-out',
      text: say`${joinedBy(gaps, (left, right) => say`${left} and ${right}`)} left out`,
    },
  ];
  return entries.filter((entry) => entry !== false);
}

/** Whole seconds: nobody asks for the tenths of what is not shown. */
function rounded(milliseconds: number): number {
  return milliseconds < 10_000 ? milliseconds : Math.round(milliseconds / 1_000) * 1_000;
}
