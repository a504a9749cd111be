// The view *Replay*: the worst run of the simulator, one moment after the other.
import { durationText } from '../../../model/durationText.ts';
import type { WorstRun } from '../../../simulator/worstRun.ts';
import { type Said, say, type Words } from '../../../text/message.ts';
import type { WorkloadAnalysis } from '../../../timing/analysis.ts';
import { type ReplayState, replayStates } from '../../picture/replayFrames.ts';
import {
  NARROW_REPLAY,
  type ReplayNames,
  type ReplayShape,
  replayScene,
  WIDE_REPLAY,
} from '../../picture/replayPicture.ts';
import { element, escapeXml } from '../../picture/svg.ts';
import { workloadTitle } from '../../words/workloadTitle.ts';
import { actor, badge, chooser, paragraph, section } from './panelParts.ts';
import { PANEL, runsSentence } from './panelWords.ts';
import { podName, replaySentence } from './replayWords.ts';

export interface ReplayInput {
  readonly workload: WorkloadAnalysis | undefined;
  /** `undefined`: it cannot be played. */
  readonly run: WorstRun | undefined;
  /** What happens to the node, in words. */
  readonly scenario: Said;
  /** Which moment is shown; others are taken for the nearest that there is. */
  readonly step: number;
  readonly words: Words;
}

/** A run is an example: nobody needs more of it than tenths of a second. */
const TENTH = 100;

/** A moment of a run, ready to be shown. */
export interface ReplayFrame {
  readonly state: ReplayState;
  readonly time: string;
  readonly sentence: string;
  /** Both, for what is heard. */
  readonly label: string;
}

export function replayFrames(run: WorstRun, { workload }: WorkloadAnalysis, words: Words): readonly ReplayFrame[] {
  return replayStates(run).map((state) => {
    const time = durationText(Math.round(state.at / TENTH) * TENTH);
    const sentence = replaySentence(state, workload, run.observedUntil);
    return { state, time: words(time), sentence: words(sentence), label: words(say`${time}: ${sentence}`) };
  });
}

export function replayNames({ workload }: WorkloadAnalysis, words: Words): ReplayNames {
  const [first] = workload.pod.volumes.filter(({ source }) => source.kind !== 'ephemeral');
  return {
    pod: podName(workload),
    controlPlane: words(PANEL.controlPlane),
    lostNode: words(PANEL.lostNode),
    otherNode: words(PANEL.otherNode),
    volume: words(first ? say`volume ${first.name}` : PANEL.volume),
    words,
  };
}

export function replayView({ workload, run, scenario, step, words }: ReplayInput): string {
  if (workload === undefined) return section('', paragraph(words, PANEL.noWorkload));
  const heading = element('h2', {}, `${escapeXml(workloadTitle(workload))} ${badge(words, workload)}`);
  if (run === undefined) return element('section', {}, heading, paragraph(words, PANEL.cannotPlay));
  const frames = replayFrames(run, workload, words);
  const index = Math.min(Math.max(Math.trunc(step) || 0, 0), frames.length - 1);
  const frame = frames[index];
  if (frame === undefined) return element('section', {}, heading, paragraph(words, PANEL.cannotPlay));
  const names = replayNames(workload, words);
  return element(
    'section',
    { class: 'replay', 'data-frames': frames.length },
    heading,
    paragraph(words, say`${scenario}. ${runsSentence(run.runs, run.doubleMounts)}`, 'lead'),
    element(
      'p',
      { class: frame.state.isDouble ? 'moment alarmed' : 'moment', 'aria-live': 'polite' },
      element('b', {}, escapeXml(frame.time)),
      element('span', {}, escapeXml(frame.sentence)),
    ),
    scene(frame, names, WIDE_REPLAY, 'wide'),
    scene(frame, names, NARROW_REPLAY, 'narrow'),
    controls(words, frames, index),
  );
}

function scene({ state, label }: ReplayFrame, names: ReplayNames, shape: ReplayShape, classes: string): string {
  const { width, height } = shape;
  return element(
    'svg',
    { class: `scene ${classes}`, viewBox: `0 0 ${width} ${height}`, width, height, role: 'img', 'aria-label': label },
    replayScene(state, names, shape),
  );
}

function controls(words: Words, frames: readonly ReplayFrame[], index: number): string {
  const last = frames.length - 1;
  const frame = frames[index];
  // Several things may happen within one second.
  const marks = frames.map(({ time }, at) => element('span', {}, time === frames[at - 1]?.time ? '' : escapeXml(time)));
  return element(
    'div',
    { class: 'player' },
    element('input', {
      type: 'range',
      id: 'replay-step',
      name: 'step',
      min: 0,
      max: last,
      step: 1,
      value: index,
      'aria-label': words(PANEL.moment),
      'aria-valuetext': frame?.label ?? '',
    }),
    element('div', { class: 'marks', 'aria-hidden': 'true' }, ...marks),
    element(
      'p',
      { class: 'buttons' },
      chooser('step', String(Math.max(index - 1, 0)), words(PANEL.back), '', 'replay-back'),
      actor('play', words(PANEL.play), words(PANEL.pause), 'primary', 'replay-play'),
      chooser('step', String(Math.min(index + 1, last)), words(PANEL.step), '', 'replay-next'),
      actor('export', words(PANEL.exportSvg), 'svg', '', 'export-svg'),
      actor('export', words(PANEL.exportHtml), 'html', '', 'export-html'),
    ),
  );
}
