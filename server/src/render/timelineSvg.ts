import { isNever, type Window } from '../model/window.ts';
import { durationText, isUnbounded } from './duration.ts';
import { DARK, LIGHT, type Palette } from './palette.ts';
import { element, escapeXml } from './svg.ts';
import type { Timeline, TimelineEvent, TimelineLife } from './timeline.ts';
import { timelineSummary } from './timelineSummary.ts';

export interface TimelineSvgOptions {
  /** `auto` follows the reader's `prefers-color-scheme`. */
  readonly theme?: 'light' | 'dark' | 'auto';
}

const width = 600;
const padding = 16;
const chartLeft = 146;
const chartRight = 412;
const chartWidth = chartRight - chartLeft;
const textLeft = chartRight + 14;
const headerHeight = 66;
const rowHeight = 22;
const lifeHeight = 28;
const footer = 14;
/** Between two timelines. */
const gap = 12;
/** Room for the badge's text and its title, at 11 and 13 pixels. */
const badgeLetter = 6.2;
const titleLetter = 7.3;

/**
 * Draws timelines below each other as a picture of its own: an SVG document without scripts and without anything from
 * elsewhere, 600 pixels wide, with a title and a description for people who do not see it.
 *
 * @param timelines at least one
 */
export function timelineSvg(timelines: readonly Timeline[], { theme = 'auto' }: TimelineSvgOptions = {}): string {
  const tops: number[] = [];
  let height = 0;
  for (const timeline of timelines) {
    tops.push(height);
    height += heightOf(timeline) + gap;
  }
  height -= gap;
  const title = timelines.map((timeline) => `${timeline.title}: ${timeline.verdict}`).join('; ');
  return element(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      width,
      height,
      viewBox: `0 0 ${width} ${height}`,
      role: 'img',
      'aria-labelledby': 'title description',
    },
    element('title', { id: 'title' }, escapeXml(title)),
    element('desc', { id: 'description' }, escapeXml(timelines.map(timelineSummary).join(' '))),
    element('style', {}, styles(theme)),
    definitions(),
    ...timelines.map((timeline, index) => {
      const top = tops[index] ?? 0;
      return top === 0 ? card(timeline) : element('g', { transform: `translate(0 ${top})` }, card(timeline));
    }),
  );
}

function card(timeline: Timeline): string {
  const livesTop = headerHeight + timeline.events.length * rowHeight + 8;
  const bottom = chartBottom(timeline);
  return [
    element('rect', { class: 'card', x: 0.5, y: 0.5, width: width - 1, height: heightOf(timeline) - 1, rx: 8 }),
    header(timeline),
    axis(timeline, bottom),
    ...timeline.events.map((event, index) => eventRow(timeline, event, headerHeight + index * rowHeight)),
    ...timeline.lives.map((life, index) => lifeRow(timeline, life, livesTop + index * lifeHeight, index === 0)),
    overlap(timeline, livesTop, bottom),
  ].join('');
}

function chartBottom({ events, lives }: Timeline): number {
  return headerHeight + events.length * rowHeight + (lives.length > 0 ? lives.length * lifeHeight + 8 : 0);
}

function heightOf(timeline: Timeline): number {
  return chartBottom(timeline) + (timeline.overlap ? 22 : 0) + footer;
}

function header({ title, verdict, tone }: Timeline): string {
  const badgeWidth = verdict === '' ? 0 : verdict.length * badgeLetter + 20;
  const left = width - padding - badgeWidth;
  const letters = Math.floor((left - padding - 10) / titleLetter);
  const shown = title.length > letters ? `${title.slice(0, letters - 1)}…` : title;
  const heading = text('title', padding, 28, shown);
  if (verdict === '') return heading;
  const badge = element('rect', { class: `badge ${tone}`, x: left, y: 14, width: badgeWidth, height: 20, rx: 10 });
  return heading + badge + text('on', left + badgeWidth / 2, 28, verdict, 'middle');
}

function axis(timeline: Timeline, bottom: number): string {
  const top = headerHeight - 8;
  const marks = timeline.ticks.map((tick) => {
    const x = position(timeline, tick);
    const line = element('path', { class: tick === 0 ? 'zero' : 'grid', d: `M${round(x)} ${top}V${bottom}` });
    return line + text('faint small', x, top - 5, durationText(tick), 'middle');
  });
  return text('faint small', padding, top - 5, 'after the silence') + marks.join('');
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
  const bar = (x: number, end: number, extra: string) =>
    end > x ? element('rect', { class: `${kind}${extra}`, x, y: middle - 7, width: end - x, height: 14 }) : '';
  const solid = Math.max(certain, Math.min(fading, until));
  const arrow = isUnbounded(life.until.latest)
    ? element('path', { class: kind, d: `M${chartRight} ${round(middle - 7)}l9 7l-9 7z` })
    : '';
  return [
    text('text', padding, middle + 4, life.label),
    bar(from, certain, ' maybe'),
    bar(certain, solid, ''),
    bar(solid, until, ' maybe'),
    arrow,
    text('text', textLeft, middle + 4, life.text),
  ].join('');
}

/** Hatches both lives where two pods can write. */
function overlap(timeline: Timeline, top: number, bottom: number): string {
  if (!timeline.overlap) return '';
  const { fromMs, untilMs, text: words } = timeline.overlap;
  const x = position(timeline, fromMs);
  const box = { x, y: top, width: Math.max(position(timeline, untilMs) - x, 4), height: bottom - top - 2 };
  const hatch = element('rect', { fill: 'url(#hatch)', ...box });
  const frame = element('rect', { class: 'frame', ...box });
  return hatch + frame + text('alarm', padding, bottom + 14, `two writers: ${words}`);
}

function definitions(): string {
  const gradient = element(
    'linearGradient',
    { id: 'window' },
    element('stop', { class: 'stop', offset: 0, 'stop-opacity': '.18' }),
    element('stop', { class: 'stop', offset: 1 }),
  );
  const hatch = element(
    'pattern',
    { id: 'hatch', width: 7, height: 7, patternUnits: 'userSpaceOnUse', patternTransform: 'rotate(45)' },
    element('path', { class: 'hatch', d: 'M0 0V7' }),
  );
  return element('defs', {}, gradient, hatch);
}

function styles(theme: 'light' | 'dark' | 'auto'): string {
  const shared =
    "text{font:12px system-ui,-apple-system,'Segoe UI',Ubuntu,sans-serif;font-variant-numeric:tabular-nums}" +
    '.small{font-size:10.5px}.title{font-size:13px;font-weight:600}.on{font-size:11px;font-weight:600}' +
    '.alarm{font-weight:600}.window{fill:url(#window)}.maybe{opacity:.45}.hatch{stroke-width:4;stroke-opacity:.5}' +
    '.frame{fill:none;stroke-dasharray:3 2}';
  if (theme !== 'auto') return shared + colours(theme === 'dark' ? DARK : LIGHT);
  return `${shared}${colours(LIGHT)}@media(prefers-color-scheme:dark){${colours(DARK)}}`;
}

function colours({ card, edge, text, faint, grid, window, old, tones, onTone }: Palette): string {
  const toneRules = Object.entries(tones).map(([tone, colour]) => `.${tone}{fill:${colour}}`);
  return [
    `.card{fill:${card};stroke:${edge}}.text,.title{fill:${text}}.faint{fill:${faint}}.on{fill:${onTone}}`,
    `.grid{stroke:${grid}}.zero{stroke:${faint}}.stop{stop-color:${window}}.old{fill:${old}}`,
    `.alarm{fill:${tones.danger}}.hatch,.frame{stroke:${tones.danger}}`,
    ...toneRules,
  ].join('');
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
