import { durationText, isUnbounded } from '../../model/durationText.ts';
import { most } from '../../model/extremes.ts';
import { isNever, type Window } from '../../model/window.ts';
import { element, escapeXml } from './svg.ts';
import type { Timeline, TimelineEvent, TimelineLife } from './timelineData.ts';
import { timelineSummary } from './timelineSummary.ts';

/** A drawing without colours: classes stand for them. */
export interface TimelineCard {
  readonly height: number;
  readonly content: string;
}

export const cardWidth = 660;
const padding = 18;
const chartLeft = 160;
const chartRight = 440;
const chartWidth = chartRight - chartLeft;
const arrowWidth = 9;
const textLeft = chartRight + arrowWidth + 13;
/** Rows are low: VS Code shows 250 pixels of a hover before one has to scroll. */
const headerHeight = 58;
/** The rows begin here where there is no header: room for the axis' labels. */
const axisHeight = 22;
const rowHeight = 20;
const lifeHeight = 22;
/** Between what happens to the node and who writes to the volume. */
const pause = 8;
const footer = 10;
const lifeThickness = 13;
/** Room for the badge's text and its title, at 11.5 and 14 pixels. */
const badgeLetter = 6.6;
const titleLetter = 8;
/** Letters of the axis, and what is left free between two of its labels. */
const tickLetter = 6.4;
const tickGap = 8;

/** Draws one timeline: a row an event, a row a writer, labels on the left, times in words on the right. */
export function timelineCard(timeline: Timeline): TimelineCard {
  const { height, content } = rows(timeline, headerHeight);
  const frame = { x: 0.5, y: 0.5, width: cardWidth - 1, height: height + footer - 1, rx: 8 };
  return {
    height: height + footer,
    content: element('rect', { class: 'card', ...frame }) + header(timeline) + content,
  };
}

/** The rows alone, for a page that has a heading and a frame of its own. */
export function timelineFigure(timeline: Timeline): string {
  const { height, content } = rows(timeline, axisHeight);
  const viewBox = `${padding} 0 ${cardWidth - padding} ${height}`;
  return element('svg', { viewBox, class: 'timeline', role: 'img', 'aria-label': timelineSummary(timeline) }, content);
}

function rows(timeline: Timeline, top: number): TimelineCard {
  const { events, lives } = timeline;
  const livesTop = top + events.length * rowHeight + (lives.length > 0 ? pause : 0);
  const overlapTop = livesTop + lives.length * lifeHeight;
  const bottom = overlapTop + (timeline.overlap ? lifeHeight : 0);
  return {
    height: bottom,
    content: [
      overlapRegion(timeline, top - 4, livesTop - 3, bottom),
      axis(timeline, top - 4, bottom),
      ...events.map((event, index) => eventRow(timeline, event, top + index * rowHeight)),
      ...lives.map((life, index) => lifeRow(timeline, life, livesTop + index * lifeHeight, index === 0)),
      overlapRow(timeline, overlapTop),
    ].join(''),
  };
}

/** What cards refer to; once a document. */
export function timelineDefinitions(): string {
  const gradient = element(
    'linearGradient',
    { id: 'window' },
    element('stop', { class: 'stop', offset: 0, 'stop-opacity': '.22' }),
    element('stop', { class: 'stop', offset: 1 }),
  );
  const hatch = element(
    'pattern',
    { id: 'hatch', width: 8, height: 8, patternUnits: 'userSpaceOnUse', patternTransform: 'rotate(45)' },
    element('path', { class: 'hatch', d: 'M0 0V8' }),
  );
  return element('defs', {}, gradient, hatch);
}

function header({ title, verdict, tone }: Timeline): string {
  const badgeWidth = verdict === '' ? 0 : verdict.length * badgeLetter + 22;
  const left = cardWidth - padding - badgeWidth;
  const letters = Math.floor((left - padding - 10) / titleLetter);
  const shown = title.length > letters ? `${title.slice(0, letters - 1)}…` : title;
  const heading = text('title', padding, 26, shown);
  if (verdict === '') return heading;
  const badge = element('rect', { class: `badge ${tone}`, x: left, y: 10, width: badgeWidth, height: 22, rx: 11 });
  return heading + badge + text('on', left + badgeWidth / 2, 25, verdict, 'middle');
}

function axis(timeline: Timeline, top: number, bottom: number): string {
  const [first = 0, second = timeline.endMs] = timeline.ticks;
  const widest = (most(timeline.ticks.map((tick) => durationText(tick).length)) ?? 0) * tickLetter;
  const stride = position(timeline, second) - position(timeline, first) < widest + tickGap ? 2 : 1;
  const marks = timeline.ticks.map((tick, index) => {
    const x = position(timeline, tick);
    const line = element('path', { class: tick === 0 ? 'zero' : 'grid', d: `M${round(x)} ${top}V${bottom}` });
    return index % stride > 0 ? line : line + text('faint small', x, top - 5, durationText(tick), 'middle');
  });
  return text('faint small', padding, top - 5, 'since the silence') + marks.join('');
}

function eventRow(timeline: Timeline, { label, window, text: words }: TimelineEvent, top: number): string {
  const middle = top + rowHeight / 2;
  const name = text('text', padding, middle + 4, label);
  if (isNever(window)) return name + text('faint', textLeft, middle + 4, words);
  const bar = element('rect', { class: 'window', ...span(timeline, window), y: middle - 5, height: 10, rx: 2 });
  return name + bar + text('text', textLeft, middle + 4, words);
}

function lifeRow(timeline: Timeline, life: TimelineLife, top: number, isOld: boolean): string {
  const middle = top + lifeHeight / 2;
  const kind = isOld ? 'old' : life.tone;
  const from = position(timeline, life.from.earliest);
  const certain = position(timeline, life.from.latest);
  const fading = position(timeline, life.until.earliest);
  const until = position(timeline, life.until.latest);
  const solid = Math.max(certain, Math.min(fading, until));
  return [
    text('text', padding, middle + 4, life.label),
    bar(`${kind} maybe`, from, certain, middle),
    bar(kind, certain, solid, middle),
    bar(`${kind} maybe`, solid, until, middle),
    isUnbounded(life.until.latest) ? arrow(kind, middle) : '',
    text('text', textLeft, middle + 4, life.text),
  ].join('');
}

/** Behind everything, where two pods can write: a line through all rows at its beginning, hatching over the writers. */
function overlapRegion(timeline: Timeline, top: number, livesTop: number, bottom: number): string {
  if (!timeline.overlap) return '';
  const { fromMs, untilMs } = timeline.overlap;
  const x = position(timeline, fromMs);
  const width = Math.max(position(timeline, untilMs) - x, 4);
  const below = { x, y: livesTop, width, height: bottom - livesTop };
  return [
    element('rect', { class: 'region', x, y: top, width, height: bottom - top }),
    element('rect', { class: 'region', ...below }),
    element('rect', { fill: 'url(#hatch)', ...below }),
    element('path', { class: 'since', d: `M${round(x)} ${top}V${bottom}` }),
  ].join('');
}

function overlapRow(timeline: Timeline, top: number): string {
  if (!timeline.overlap) return '';
  const { fromMs, untilMs, text: words } = timeline.overlap;
  const middle = top + lifeHeight / 2;
  const from = position(timeline, fromMs);
  return [
    text('alarm', padding, middle + 4, 'two writers'),
    bar('danger', from, Math.max(position(timeline, untilMs), from + 4), middle),
    isUnbounded(untilMs) ? arrow('danger', middle) : '',
    text('alarm', textLeft, middle + 4, words),
  ].join('');
}

function bar(classes: string, from: number, until: number, middle: number): string {
  if (until <= from) return '';
  const place = { x: from, y: middle - lifeThickness / 2, width: until - from, height: lifeThickness };
  return element('rect', { class: classes, ...place });
}

/** At the end of the chart: it goes on. */
function arrow(kind: string, middle: number): string {
  const half = lifeThickness / 2;
  return element('path', {
    class: kind,
    d: `M${chartRight} ${round(middle - half)}l${arrowWidth} ${half}l-${arrowWidth} ${half}z`,
  });
}

function span(timeline: Timeline, { earliest, latest }: Window): { x: number; width: number } {
  const x = position(timeline, earliest);
  return { x: Math.min(x, chartRight - 3), width: Math.max(position(timeline, latest) - x, 3) };
}

function position({ endMs }: Timeline, milliseconds: number): number {
  return isUnbounded(milliseconds) ? chartRight : chartLeft + (Math.max(milliseconds, 0) / endMs) * chartWidth;
}

function text(classes: string, x: number, y: number, words: string, anchor?: 'middle'): string {
  return element('text', { class: classes, x, y, ...(anchor ? { 'text-anchor': anchor } : {}) }, escapeXml(words));
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
