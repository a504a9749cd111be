// One timeline as a drawing without colours: lanes of states, what decides them, and what the signs mean.
import { durationText } from '../../model/durationText.ts';
import { most } from '../../model/extremes.ts';
import { say } from '../../text/message.ts';
import type { Bracket } from './brackets.ts';
import {
  type Bar,
  BREAK_HALF,
  CHIP_SIZE,
  type ChartScale,
  type Chip,
  layLane,
  type Span,
  STATE_SIZE,
  TIP,
  type Tier,
  windowSpan,
} from './laneLayout.ts';
import type { Lane } from './lanes.ts';
import { element, escapeXml } from './svg.ts';
import { fitted, widthOf, wrapped } from './textWidth.ts';
import { shareOf, ticksOf } from './timeAxis.ts';
import type { Timeline } from './timelineData.ts';
import { timelineSummary } from './timelineSummary.ts';

/** A drawing without colours: classes stand for them. */
export interface TimelineCard {
  readonly height: number;
  readonly content: string;
}

export const cardWidth = 660;
/** Below this width labels stand above their lanes. */
const STACKED_BELOW = 480;
/** Of a panel that takes half of a window. */
const middleWidth = 440;
/** What a panel beside an editor shows without shrinking anything. */
const narrowWidth = 288;
/** Words of a figure are not drawn larger than those around it. */
const MOST_GROWTH = 1.2;
const PADDING = 14;
const LABELS = 98;
const TITLE_SIZE = 14;
const SMALL = 11;
const LINE = 14;
const BAR = 19;
const TIER_GAP = 3;
const LANE_GAP = 5;
/** Between what happens to the node and who writes to the volume. */
const PAUSE = 5;
const LABEL_LINE = 15;
const GHOST = 5;
const BRACKET_ROW = 13;
const ALARM = 20;
/** Beside an alarm's words: its sign, and what is left free. */
const ALARM_PAD = 34;

interface Frame extends ChartScale {
  readonly width: number;
  /** Labels stand above their lanes. */
  readonly isStacked: boolean;
}

/** Draws one timeline with its heading. */
export function timelineCard(timeline: Timeline, width: number = cardWidth): TimelineCard {
  const frame = frameOf(timeline, width);
  const head = header(timeline, frame);
  const body = chart(timeline, frame, head.height);
  const height = body.height + 10;
  const card = { x: 0.5, y: 0.5, width: width - 1, height: height - 1, rx: 8 };
  return { height, content: element('rect', { class: 'card', ...card }) + head.content + body.content };
}

/** The drawing alone, for a page that has a heading of its own: once for each width, and its style sheet shows the one that fits. */
export function timelineFigure(timeline: Timeline): string {
  return figures(timeline, timeline);
}

/** The same where what decides stands beside it: a figure for little room, which stays in sight, shows the lanes alone. */
export function trialFigure(timeline: Timeline): string {
  const legend = timeline.legend.filter(({ sign }) => sign === 'now');
  return figures(timeline, { ...timeline, brackets: [], remarks: [], legend });
}

function figures(wide: Timeline, small: Timeline): string {
  const summary = timelineSummary(wide);
  return element(
    'div',
    { class: 'figure' },
    figure(wide, cardWidth, 'timeline wide', summary),
    figure(small, middleWidth, 'timeline middle', summary),
    figure(small, narrowWidth, 'timeline narrow', summary),
  );
}

/** Style sheet of the figures on a page: the one that the room of the figure has a place for, so that no words shrink. */
export const figureLayout =
  '.figure{container-type:inline-size;margin:0 0 8px}.timeline{display:none;width:100%;height:auto;margin:0 0 4px}' +
  `.timeline.narrow{display:block;max-width:${Math.round(narrowWidth * MOST_GROWTH)}px}` +
  `@container(min-width:${middleWidth}px){.timeline.narrow{display:none}.timeline.middle{display:block;max-width:${Math.round(middleWidth * MOST_GROWTH)}px}}` +
  `@container(min-width:${cardWidth}px){.timeline.middle{display:none}.timeline.wide{display:block;max-width:${Math.round(cardWidth * MOST_GROWTH)}px}}`;

function figure(timeline: Timeline, width: number, name: string, summary: string): string {
  const { height, content } = chart(timeline, frameOf(timeline, width), 4);
  const size = { width, height: height + 8, viewBox: `0 0 ${width} ${Math.ceil(height + 8)}` };
  const card = element('rect', { class: 'ground', width, height: Math.ceil(height + 8), rx: 6 });
  return element('svg', { ...size, class: name, role: 'img', 'aria-label': summary }, card, content);
}

/** What cards refer to; once a document. */
export function timelineDefinitions(): string {
  const hatch = (id: string, size: number, angle: number) =>
    element(
      'pattern',
      { id, width: size, height: size, patternUnits: 'userSpaceOnUse', patternTransform: `rotate(${angle})` },
      element('path', { class: id, d: `M0 0V${size}` }),
    );
  return element('defs', {}, hatch('hatch', 5, 45), hatch('hatch-danger', 9, -45), hatch('hatch-warning', 9, -45));
}

function frameOf({ axis, words }: Timeline, width: number): Frame {
  const isStacked = width < STACKED_BELOW;
  const from = PADDING + (isStacked ? 0 : LABELS);
  const until = width - PADDING - TIP;
  const position = (milliseconds: number) => from + shareOf(axis, milliseconds) * (until - from);
  const breaks = axis.leftOut.map(({ fromMs }) => position(fromMs));
  return { width, isStacked, from, until, position, breaks, words };
}

function header({ title, verdict, tone, conditions }: Timeline, { width, isStacked }: Frame): TimelineCard {
  const badgeWidth = verdict === '' ? 0 : widthOf(verdict, 12, true) + 38;
  const right = width - PADDING;
  const room = isStacked || verdict === '' ? right - PADDING : right - PADDING - badgeWidth - 10;
  const top = isStacked && verdict !== '' ? 32 : 7;
  const parts = [text('title', PADDING, 25, fitted(title, room, TITLE_SIZE, true))];
  if (verdict !== '') parts.push(badge(verdict, tone, isStacked ? PADDING : right - badgeWidth, top, badgeWidth));
  let y = isStacked && verdict !== '' ? 68 : 43;
  const lines = wrapped(conditions.join(' · '), right - PADDING, 11.5);
  for (const line of lines) {
    parts.push(text('faint', PADDING, y, line));
    y += LINE;
  }
  return { height: y - 8, content: parts.join('') };
}

function badge(verdict: string, tone: string, x: number, y: number, width: number): string {
  return [
    element('rect', { class: `badge ${tone}`, x, y, width, height: 20, rx: 10 }),
    sign(tone, x + 12, y + 10),
    element('text', { class: `verdict ${tone}`, x: x + 26, y: y + 14 }, escapeXml(verdict)),
  ].join('');
}

/** A sign that needs no colour: a triangle, a tick, a ring. Its middle is at a third of its width. */
function sign(tone: string, x: number, y: number): string {
  if (tone === 'danger') return element('path', { class: `sign ${tone}`, d: `M${n(x + 4)} ${n(y - 5)}l6 10h-12z` });
  const shapes: Readonly<Record<string, string>> = {
    warning: `M${n(x + 4)} ${n(y - 5)}l6 10h-12z`,
    safe: `M${n(x - 1)} ${n(y)}l4 4l7-8`,
  };
  const d = shapes[tone] ?? `M${n(x)} ${n(y)}a4 4 0 1 0 8 0a4 4 0 1 0-8 0z`;
  return element('path', { class: `line ${tone}`, d });
}

/** Everything below the heading. */
function chart(timeline: Timeline, frame: Frame, top: number): TimelineCard {
  const { lanes, overlap, tone } = timeline;
  const back: string[] = [];
  const front: string[] = [];
  const times: string[] = [];
  // Words of the pods do not run through the frame over them.
  const edges = overlap ? [overlap.fromMs, overlap.untilMs].filter(Number.isFinite).map(frame.position) : [];
  const framed = { ...frame, breaks: [...frame.breaks, ...edges] };
  const axisHeight = frame.isStacked ? 34 : 22;
  const lanesTop = top + axisHeight;
  let y = lanesTop;
  let podsTop = 0;
  let podsBottom = 0;
  lanes.forEach((lane, index) => {
    const begins = lane.isPod && lanes[index - 1]?.isPod !== true;
    if (begins) y += PAUSE;
    if (begins) podsTop = y - 3 + (frame.isStacked ? LABEL_LINE : 0);
    const drawn = drawLane(lane, lane.isPod ? framed : frame, y);
    back.push(drawn.behind);
    front.push(drawn.content);
    times.push(drawn.times);
    if (lane.isPod) podsBottom = drawn.bottom + 3;
    y = drawn.bottom + LANE_GAP;
  });
  const lanesBottom = y - LANE_GAP;
  const over = overlap ? overlapFrame(overlap, frame, podsTop, podsBottom, tone) : { behind: '', front: '' };
  const slits = frame.breaks.map((x) => slit(x, lanesTop - 2, lanesBottom + 2)).join('');
  const alarm = overlap ? alarmRow(overlap, frame, podsBottom + 3, tone) : { height: 0, content: '' };
  let bottom = overlap ? podsBottom + 4 + alarm.height : lanesBottom;
  const brackets = bracketRows(timeline.brackets, frame, bottom + 12);
  bottom = brackets.height;
  const remarks = remarkLines(timeline.remarks, frame, bottom + 8);
  const legend = legendRows(timeline, frame, remarks.height + 6);
  return {
    height: legend.height,
    content: [
      axis(timeline, frame, lanesTop, lanesBottom),
      over.behind,
      ...back,
      slits,
      ...front,
      over.front,
      ...times,
      alarm.content,
      brackets.content,
      remarks.content,
      legend.content,
    ].join(''),
  };
}

function axis(timeline: Timeline, frame: Frame, top: number, bottom: number): string {
  const { from, until, breaks, isStacked } = frame;
  const size = SMALL;
  const caption = isStacked
    ? text('faint small', PADDING, top - 20, frame.words(say`times since the silence`))
    : text('faint small', PADDING, top - 7, frame.words(say`since the silence`));
  const widest = widthOf('00 min 00 s', size) + 10;
  const ticks = ticksOf(timeline.axis, widest / (until - from));
  const taken: Span[] = [];
  const parts: string[] = [];
  const label = (x: number, words: string, anchor: 'start' | 'middle', isTick: boolean): void => {
    const width = widthOf(words, size);
    const left = anchor === 'start' ? x : x - width / 2;
    const isFree = taken.every((one) => left > one.until + 6 || left + width < one.from - 6);
    if (!isFree || left + width > until + TIP + 4 || left < from - 20) return;
    taken.push({ from: left, until: left + width });
    parts.push(text('faint small', x, top - 7, words, anchor));
    if (isTick) parts.push(element('path', { class: 'edge', d: `M${n(x)} ${n(top - 4)}v4` }));
  };
  label(from, frame.words(durationText(0)), 'start', true);
  for (const x of breaks) label(x, '//', 'middle', false);
  for (const tick of ticks.slice(1)) label(frame.position(tick), frame.words(durationText(tick)), 'middle', true);
  const line = element('path', {
    class: 'edge',
    d: `M${n(from)} ${n(top - 2)}V${n(bottom)}M${n(from)} ${n(top - 2)}H${n(until)}`,
  });
  return caption + line + parts.join('');
}

interface DrawnLane {
  readonly behind: string;
  /** Above everything. */
  readonly times: string;
  readonly content: string;
  readonly bottom: number;
}

function drawLane(lane: Lane, frame: Frame, top: number): DrawnLane {
  const labelEnd = PADDING + widthOf(lane.label, STATE_SIZE, lane.isPod);
  const tiers = layLane(lane, frame.isStacked ? { ...frame, labelEnd } : frame);
  const above = tiers.flatMap((tier) => tier.above);
  const isBesideLabel = above.every(({ from }) => from > labelEnd);
  const barsTop = top + (frame.isStacked ? LABEL_LINE : 0) + (isBesideLabel ? 0 : BAR - 3);
  const labelY = frame.isStacked ? top + 11 : top + BAR / 2 + 4;
  const label = text(lane.isPod ? 'text bold halo' : 'text halo', PADDING, labelY, lane.label);
  const rows = tiers.map((tier, index) => drawTier(tier, barsTop + index * (BAR + TIER_GAP)));
  const below = barsTop + tiers.length * (BAR + TIER_GAP) - TIER_GAP;
  const ghosts = ghostMarks(lane, frame, below);
  return {
    behind: rows.map(({ behind }) => behind).join(''),
    content: label + rows.map(({ words }) => words).join('') + ghosts,
    times: [...rows.map(({ times }) => times), ...above.map((chip) => drawChip(chip, barsTop - BAR + 1))].join(''),
    bottom: ghosts === '' ? below : below + GHOST,
  };
}

function drawTier({ bars, windows, chips, texts }: Tier, top: number): Record<'behind' | 'words' | 'times', string> {
  const behind = [
    ...bars.map((bar) => drawBar(bar, top)),
    ...windows.map(({ from, until }) => drawWindow({ from, until }, top)),
  ];
  const words = texts.map(({ x, text: each, tone }) => text(`on-${tone}`, x, top + BAR / 2 + 4, each));
  const times = chips.map((chip) => drawChip(chip, top));
  return { behind: behind.join(''), words: words.join(''), times: times.join('') };
}

function drawBar({ from, until, tone, goesOn }: Bar, top: number): string {
  if (tone === 'none') return '';
  if (!goesOn) {
    return element('rect', { class: `bar ${tone}`, x: from, y: top, width: until - from, height: BAR });
  }
  const half = BAR / 2;
  const d = `M${n(from)} ${n(top)}H${n(until)}l${TIP} ${half}l-${TIP} ${half}H${n(from)}z`;
  return element('path', { class: `bar ${tone}`, d });
}

/** Somewhere in here. */
function drawWindow({ from, until }: Span, top: number): string {
  const place = { x: from, y: top, width: until - from, height: BAR };
  return element('rect', { class: 'ground', ...place }) + element('rect', { class: 'window', ...place });
}

function drawChip({ from, until, text: words }: Chip, top: number): string {
  const place = { x: from, y: top + 2, width: until - from, height: BAR - 4, rx: 3 };
  return (
    element('rect', { class: 'chip', ...place }) +
    text('time', (from + until) / 2, top + BAR / 2 + CHIP_SIZE / 2 - 1.5, words, 'middle')
  );
}

/** Below a lane: when it would happen as the files are now. */
function ghostMarks({ states, nowOnly }: Lane, frame: Frame, top: number): string {
  const spans = [...states.flatMap(({ now }) => now ?? []), ...nowOnly].filter(({ earliest }) => earliest !== Infinity);
  return spans
    .map((window) => {
      const { from, until } = windowSpan(window, frame);
      return element('path', { class: 'now', d: `M${n(from)} ${n(top + 1)}v4H${n(until)}v-4` });
    })
    .join('');
}

/** Where the axis leaves something out. */
function slit(x: number, top: number, bottom: number): string {
  const place = { x: x - BREAK_HALF, y: top, width: 2 * BREAK_HALF, height: bottom - top };
  const lines = `M${n(x - BREAK_HALF)} ${n(top)}V${n(bottom)}M${n(x + BREAK_HALF)} ${n(top)}V${n(bottom)}`;
  return element('rect', { class: 'ground', ...place }) + element('path', { class: 'slit', d: lines });
}

type Overlap = NonNullable<Timeline['overlap']>;

/** One frame over the two writers. */
function overlapFrame(
  { fromMs, untilMs }: Overlap,
  frame: Frame,
  top: number,
  bottom: number,
  tone: string,
): { behind: string; front: string } {
  const x = Math.min(frame.position(fromMs), frame.until - 4);
  const end = Number.isFinite(untilMs) ? Math.max(frame.position(untilMs), x + 4) : frame.until + TIP;
  const place = { x, y: top, width: end - x, height: bottom - top };
  return {
    behind: element('rect', { fill: `url(#hatch-${tone})`, ...place }),
    // Between two lines of the ground, so that it is seen on whatever it crosses.
    front: element('rect', { class: 'under', ...place }) + element('rect', { class: `both ${tone}`, ...place }),
  };
}

function alarmRow({ fromMs, text: words }: Overlap, frame: Frame, top: number, tone: string): TimelineCard {
  const right = frame.until + TIP;
  const lines = wrapped(words, right - PADDING - ALARM_PAD, 12, true);
  const width = (most(lines.map((line) => widthOf(line, 12, true))) ?? 0) + ALARM_PAD;
  const height = ALARM + (lines.length - 1) * LINE;
  const x = Math.max(PADDING, Math.min(frame.position(fromMs), right - width));
  const content = [
    element('rect', { class: `alarm ${tone}`, x, y: top, width, height, rx: 3 }),
    element('path', { class: 'on-alarm', d: `M${n(x + 13)} ${n(top + 5)}l6 10h-12z` }),
    ...lines.map((line, index) => text('on-alarm bold', x + 25, top + 14 + index * LINE, line)),
  ];
  return { height, content: content.join('') };
}

/** Which number decides it, in as few rows as nothing covers another in. */
function bracketRows(brackets: readonly Bracket[], frame: Frame, top: number): TimelineCard {
  if (brackets.length === 0) return { height: top - 8, content: '' };
  const labels = frame.isStacked
    ? [text('faint small', PADDING, top + 6, frame.words(say`which number decides it`))]
    : [
        text('faint small', PADDING, top + 6, frame.words(say`which number`)),
        text('faint small', PADDING, top + 18, frame.words(say`decides it`)),
      ];
  const first = top + (frame.isStacked ? 12 : 0);
  const rows: Span[][] = [];
  const heights: number[] = [];
  const placed = brackets.map((bracket) => {
    const one = placeBracket(bracket, frame);
    const found = rows.findIndex((row) =>
      row.every((other) => other.until + 10 < one.from || one.until + 10 < other.from),
    );
    const index = found < 0 ? rows.length : found;
    rows[index] = [...(rows[index] ?? []), one];
    heights[index] = Math.max(heights[index] ?? 0, BRACKET_ROW + one.lines.length * 13);
    return { one, index };
  });
  const topOf = (index: number) => first + heights.slice(0, index).reduce((sum, height) => sum + height, 0);
  const drawn = placed.map(({ one, index }) => drawBracket(one, topOf(index)));
  return {
    height: Math.max(topOf(rows.length), top + (frame.isStacked ? 12 : 22)),
    content: labels.join('') + drawn.join(''),
  };
}

interface PlacedBracket extends Span {
  readonly line: Span;
  readonly knee: number | undefined;
  readonly goesOn: boolean;
  readonly middle: number;
  readonly lines: readonly string[];
}

function placeBracket({ fromMs, untilMs, earliestMs, text: words }: Bracket, frame: Frame): PlacedBracket {
  const from = frame.position(fromMs);
  const until = Math.max(frame.position(untilMs), from + 2);
  const right = frame.until + TIP;
  const lines = wrapped(words, right - frame.from, SMALL, true);
  const width = most(lines.map((line) => widthOf(line, SMALL, true))) ?? 0;
  const middle = Math.max(frame.from + width / 2, Math.min((from + until) / 2, right - width / 2));
  return {
    from: Math.min(from, middle - width / 2),
    until: Math.max(until, middle + width / 2),
    line: { from, until },
    knee: earliestMs === undefined || earliestMs <= fromMs ? undefined : frame.position(earliestMs),
    goesOn: !Number.isFinite(untilMs),
    middle,
    lines,
  };
}

function drawBracket({ line, knee, goesOn, middle, lines }: PlacedBracket, top: number): string {
  const end = goesOn ? `M${n(line.until)} ${n(top + 1)}l5 4l-5 4` : 'v-6';
  const d = `M${n(line.from)} ${n(top)}v5H${n(line.until)}${end}${knee === undefined ? '' : `M${n(knee)} ${n(top + 5)}v-4`}`;
  const words = lines.map((each, index) => text('number', middle, top + 17 + index * 13, each, 'middle'));
  return element('path', { class: 'bracket', d }) + words.join('');
}

function remarkLines(remarks: readonly string[], { width }: Frame, top: number): TimelineCard {
  const lines = remarks.flatMap((remark) => wrapped(remark, width - 2 * PADDING, SMALL));
  const drawn = lines.map((line, index) => text('text small', PADDING, top + 11 + index * LINE, line));
  return { height: lines.length === 0 ? top - 8 : top + lines.length * LINE, content: drawn.join('') };
}

/** What the signs mean, one beside the other as long as there is room. */
function legendRows({ legend, tone }: Timeline, { width }: Frame, top: number): TimelineCard {
  let x = PADDING;
  let y = top;
  const parts = legend.map(({ sign: kind, text: words }, index) => {
    const indent = kind === 'default' || kind === 'left-out' ? 14 : 28;
    const length = indent + widthOf(words, SMALL);
    if (index > 0 && x + length > width - PADDING) {
      x = PADDING;
      y += 16;
    }
    const drawn =
      legendSign(kind, tone, x, y) +
      text('faint small', x + indent, y + 10, fitted(words, width - PADDING - x - indent, SMALL));
    x += length + 16;
    return drawn;
  });
  return { height: legend.length === 0 ? top - 6 : y + 15, content: parts.join('') };
}

function legendSign(kind: string, tone: string, x: number, y: number): string {
  const place = { x, y: y + 0.5, width: 22, height: 11 };
  switch (kind) {
    case 'window':
      return element('rect', { class: 'window', ...place });
    case 'overlap':
      return (
        element('rect', { fill: `url(#hatch-${tone})`, ...place }) +
        element('rect', { class: `both ${tone}`, ...place })
      );
    case 'now':
      return element('path', { class: 'now', d: `M${n(x)} ${n(y + 4)}v4h22v-4` });
    default:
      return text('number', x + 4, y + 11, kind === 'default' ? '*' : '//', 'middle');
  }
}

function text(classes: string, x: number, y: number, words: string, anchor?: 'middle' | 'start'): string {
  const placed = anchor === 'middle' ? { 'text-anchor': anchor } : {};
  return element('text', { class: classes, x, y, ...placed }, escapeXml(words));
}

function n(value: number): number {
  return Math.round(value * 10) / 10;
}

/** The size of the words in bars, for the style sheet. */
export const stateSize = STATE_SIZE;
