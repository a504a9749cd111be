// The view *Replay*: the worst run of the simulator, one moment after the other.
import { durationText } from '../../../model/durationText.ts';
import type { WorstRun } from '../../../simulator/worstRun.ts';
import { english } from '../../../text/message.ts';
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
  readonly scenario: string;
  /** Which moment is shown; others are taken for the nearest that there is. */
  readonly step: number;
}

/** A run is an example: nobody needs more of it than tenths of a second. */
const TENTH = 100;

/** A moment of a run, ready to be shown. */
export interface ReplayFrame {
  readonly state: ReplayState;
  readonly time: string;
  readonly sentence: string;
}

export function replayFrames(run: WorstRun, { workload }: WorkloadAnalysis): readonly ReplayFrame[] {
  return replayStates(run).map((state) => ({
    state,
    time: english(durationText(Math.round(state.at / TENTH) * TENTH)),
    sentence: replaySentence(state, workload, run.observedUntil),
  }));
}

export function replayNames({ workload }: WorkloadAnalysis): ReplayNames {
  const { controlPlane, lostNode, otherNode, volume } = PANEL;
  const [first] = workload.pod.volumes.filter(({ source }) => source.kind !== 'ephemeral');
  return {
    pod: podName(workload),
    controlPlane,
    lostNode,
    otherNode,
    volume: first ? `${volume} ${first.name}` : volume,
  };
}

export function replayView({ workload, run, scenario, step }: ReplayInput): string {
  if (workload === undefined) return section('', paragraph(PANEL.noWorkload));
  const heading = element('h2', {}, `${escapeXml(workloadTitle(workload))} ${badge(workload)}`);
  if (run === undefined) return element('section', {}, heading, paragraph(PANEL.cannotPlay));
  const frames = replayFrames(run, workload);
  const index = Math.min(Math.max(Math.trunc(step) || 0, 0), frames.length - 1);
  const frame = frames[index];
  if (frame === undefined) return element('section', {}, heading, paragraph(PANEL.cannotPlay));
  const names = replayNames(workload);
  return element(
    'section',
    { class: 'replay', 'data-frames': frames.length },
    heading,
    paragraph(`${scenario}. ${runsSentence(run.runs, run.doubleMounts)}`, 'lead'),
    element(
      'p',
      { class: frame.state.isDouble ? 'moment alarmed' : 'moment', 'aria-live': 'polite' },
      element('b', {}, escapeXml(frame.time)),
      element('span', {}, escapeXml(frame.sentence)),
    ),
    scene(frame, names, WIDE_REPLAY, 'wide'),
    scene(frame, names, NARROW_REPLAY, 'narrow'),
    controls(frames, index),
  );
}

function scene(
  { state, time, sentence }: ReplayFrame,
  names: ReplayNames,
  shape: ReplayShape,
  classes: string,
): string {
  const { width, height } = shape;
  const label = `${time}: ${sentence}`;
  return element(
    'svg',
    { class: `scene ${classes}`, viewBox: `0 0 ${width} ${height}`, width, height, role: 'img', 'aria-label': label },
    replayScene(state, names, shape),
  );
}

function controls(frames: readonly ReplayFrame[], index: number): string {
  const last = frames.length - 1;
  const frame = frames[index];
  const marks = frames.map(({ time }) => element('span', {}, escapeXml(time)));
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
      'aria-label': PANEL.moment,
      'aria-valuetext': frame === undefined ? '' : `${frame.time}: ${frame.sentence}`,
    }),
    element('div', { class: 'marks', 'aria-hidden': 'true' }, ...marks),
    element(
      'p',
      { class: 'buttons' },
      chooser('step', String(Math.max(index - 1, 0)), PANEL.back, '', 'replay-back'),
      actor('play', PANEL.play, PANEL.pause, 'primary', 'replay-play'),
      chooser('step', String(Math.min(index + 1, last)), PANEL.step, '', 'replay-next'),
      actor('export', PANEL.exportSvg, 'svg', '', 'export-svg'),
      actor('export', PANEL.exportHtml, 'html', '', 'export-html'),
    ),
  );
}
