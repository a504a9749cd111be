// Draws one moment of a simulated run: the control plane, the lost node, another node, and the volume that both may hold.
import { say, type Words } from '../../text/message.ts';
import { visibleLine } from '../../text/visible.ts';
import type { ReplayState } from './replayFrames.ts';
import { element, escapeXml } from './svg.ts';
import { fitted, fittedName } from './textWidth.ts';

/** How things are called in the picture. */
export interface ReplayNames {
  readonly pod: string;
  readonly controlPlane: string;
  readonly lostNode: string;
  readonly otherNode: string;
  readonly volume: string;
  /** Says the rest. */
  readonly words: Words;
}

export interface ReplayShape {
  readonly width: number;
  readonly height: number;
  /** Longer lines are shortened. */
  readonly boxWidth: number;
}

/** Text is never scaled: there is one picture for wide places and one for narrow ones. */
export const WIDE_REPLAY: ReplayShape = { width: 640, height: 300, boxWidth: 220 };
export const NARROW_REPLAY: ReplayShape = { width: 288, height: 320, boxWidth: 138 };

const BOX_HEIGHT = 74;
/** Between the words of a box and its edges, both of them. */
const BOX_PAD = 14;
const NAME_SIZE = 14;
const TEXT_SIZE = 12.5;
const LINE = 19;
/** From the upper edge of a box to the foot of its first line, where it has three. */
const FIRST_LINE = 21;

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly lines: readonly string[];
  readonly look: string;
}

/** The drawing without colours: classes stand for them (`replayShapes`, `replayColours`). */
export function replayScene(state: ReplayState, names: ReplayNames, shape: ReplayShape): string {
  const { width, height, boxWidth } = shape;
  const middle = BOX_HEIGHT + (height - 3 * BOX_HEIGHT) / 2;
  const bottom = height - BOX_HEIGHT - 2;
  const centre = (width - boxWidth) / 2;
  const control: Box = { x: centre, y: 2, width: boxWidth, look: 'plain', lines: controlLines(state, names, shape) };
  const old: Box = { x: 2, y: middle, width: boxWidth, look: oldLook(state), lines: oldLines(state, names, shape) };
  const fresh: Box = {
    x: width - boxWidth - 2,
    y: middle,
    width: boxWidth,
    look: state.replacement === 'writes' ? 'fresh' : 'plain',
    lines: newLines(state, names, shape),
  };
  const volume: Box = {
    x: centre,
    y: bottom,
    width: boxWidth,
    look: state.isDouble ? 'both' : 'plain',
    lines: volumeLines(state, names),
  };
  return [
    line('tie', control, fresh),
    line(state.isCutOff ? 'tie cut' : 'tie', control, old),
    state.isCutOff ? cutMark(control, old, names.words(say`cut off`)) : '',
    state.oldWrites ? arrow(state.isDouble ? 'flow danger' : 'flow', old, volume) : '',
    state.replacement === 'writes' ? arrow(state.isDouble ? 'flow danger' : 'flow', fresh, volume) : '',
    ...[control, old, fresh, volume].map(drawn),
  ].join('');
}

function controlLines({ isUnknown, pod }: ReplayState, names: ReplayNames, shape: ReplayShape): readonly string[] {
  const { words } = names;
  const object = { running: say`Running`, terminating: say`Terminating`, removed: say`removed` }[pod];
  const state = isUnknown ? 'Unknown' : 'Ready';
  return [names.controlPlane, words(say`node ${state}`), inBox((name) => words(say`${name}: ${object}`), names, shape)];
}

/** As a line of a box. */
function inBox(
  sentence: (name: string) => string,
  { pod }: ReplayNames,
  { boxWidth }: ReplayShape,
  size = TEXT_SIZE,
): string {
  return fittedName(sentence, visibleLine(pod), boxWidth - BOX_PAD, size, size === NAME_SIZE);
}

function oldLines({ oldWrites }: ReplayState, names: ReplayNames, shape: ReplayShape): readonly string[] {
  const { words, lostNode } = names;
  const pod = inBox((name) => words(say`old ${name}`), names, shape, NAME_SIZE);
  return [lostNode, pod, words(oldWrites ? say`runs and writes` : say`writes no more`)];
}

function oldLook({ oldWrites }: ReplayState): string {
  return oldWrites ? 'lost' : 'plain';
}

function newLines({ replacement }: ReplayState, names: ReplayNames, shape: ReplayShape): readonly string[] {
  const { words, otherNode } = names;
  if (replacement === 'none') return [otherNode, words(say`no new pod yet`)];
  const does = replacement === 'writes' ? say`started, writes` : say`waits for the volume`;
  return [otherNode, inBox((name) => words(say`new ${name}`), names, shape, NAME_SIZE), words(does)];
}

function volumeLines({ isDouble, oldWrites, replacement }: ReplayState, names: ReplayNames): readonly string[] {
  const { words } = names;
  if (isDouble) return [names.volume, `▲ ${words(say`two writers`)}`];
  const writers = (oldWrites ? 1 : 0) + (replacement === 'writes' ? 1 : 0);
  return [names.volume, words(writers === 0 ? say`no writer` : writers === 1 ? say`one writer` : say`two users`)];
}

function drawn({ x, y, width, lines, look }: Box): string {
  const frame = element('rect', { class: `box ${look}`, x, y, width, height: BOX_HEIGHT, rx: 8 });
  const top = y + FIRST_LINE + ((3 - lines.length) * LINE) / 2;
  const texts = lines.map((words, index) => {
    const classes = index === 0 ? 'faint' : index === 1 ? 'name' : 'text';
    return element(
      'text',
      { class: classes, x: x + width / 2, y: top + index * LINE, 'text-anchor': 'middle' },
      escapeXml(fitted(visibleLine(words), width - BOX_PAD, index === 1 ? NAME_SIZE : TEXT_SIZE, index === 1)),
    );
  });
  return frame + texts.join('');
}

/** From the lower edge of one box to the upper edge of the other. */
function ends(from: Box, to: Box) {
  const upper = from.y < to.y ? from : to;
  const lower = upper === from ? to : from;
  const share = 0.5 + Math.sign(lower.x - upper.x) * 0.25;
  return {
    x1: upper.x + upper.width * share,
    y1: upper.y + BOX_HEIGHT,
    x2: lower.x + lower.width * 0.5,
    y2: lower.y,
  };
}

function line(classes: string, from: Box, to: Box): string {
  const { x1, y1, x2, y2 } = ends(from, to);
  return element('path', { class: classes, d: `M${x1} ${y1}L${x2} ${y2}` });
}

function cutMark(from: Box, to: Box, words: string): string {
  const { x1, y1, x2, y2 } = ends(from, to);
  const [x, y] = [(x1 + x2) / 2, (y1 + y2) / 2];
  return (
    element('path', { class: 'cross', d: `M${x - 6} ${y - 6}l12 12m0 -12l-12 12` }) +
    element('text', { class: 'alarm', x: x - 14, y: y - 6, 'text-anchor': 'end' }, escapeXml(words))
  );
}

/** To the box below, with a head. */
function arrow(classes: string, from: Box, to: Box): string {
  const x1 = from.x + from.width / 2;
  const x2 = to.x + to.width * (from.x < to.x ? 0.3 : 0.7);
  const y1 = from.y + BOX_HEIGHT;
  const y2 = to.y - 2;
  const length = Math.hypot(x2 - x1, y2 - y1);
  const [ux, uy] = [(x2 - x1) / length, (y2 - y1) / length];
  const [bx, by] = [x2 - ux * 11, y2 - uy * 11];
  const head = `M${round(x2)} ${round(y2)}L${round(bx - uy * 6)} ${round(by + ux * 6)}L${round(bx + uy * 6)} ${round(by - ux * 6)}z`;
  return (
    element('path', { class: classes, d: `M${x1} ${y1}L${round(bx)} ${round(by)}` }) +
    element('path', { class: `${classes} head`, d: head })
  );
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
