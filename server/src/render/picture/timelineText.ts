import { durationText, isUnbounded } from '../../model/durationText.ts';
import type { Window } from '../../model/window.ts';
import { isNever } from '../../model/window.ts';
import type { Style } from '../words/verdictText.ts';
import { type Glyphs, inGlyphs, UNICODE } from './glyphs.ts';
import type { Timeline, TimelineLife } from './timelineData.ts';

export interface TimelineTextOptions {
  /** Columns of the whole drawing; at least 66 are taken. */
  readonly width?: number;
  readonly glyphs?: Glyphs;
  /** Colours a piece of text; by default none. */
  readonly paint?: (tone: Style, text: string) => string;
}

const labelWidth = 20;
const textWidth = 30;
const minWidth = 66;

/** Draws a timeline with characters, one event a line. Ends with a line break. */
export function timelineText(timeline: Timeline, options: TimelineTextOptions = {}): string {
  const glyphs = options.glyphs ?? UNICODE;
  const paint = options.paint ?? ((_tone, text) => text);
  const chart = new Chart(timeline, Math.max(options.width ?? 80, minWidth) - labelWidth - textWidth, glyphs, paint);
  const row = (label: string, cells: string, text: string) =>
    `${label.padEnd(labelWidth)}${cells}  ${inGlyphs(text, glyphs)}`.trimEnd();
  const lines = [row('', chart.tickLabels(), ''), row('', chart.axis(), '')];
  for (const { label, window, text } of timeline.events) lines.push(row(label, chart.window(window), text));
  for (const life of timeline.lives) lines.push(row(life.label, chart.life(life), life.text));
  if (timeline.overlap) {
    const { fromMs, untilMs, text } = timeline.overlap;
    lines.push(row('two writers', chart.overlap(fromMs, untilMs), paint('danger', text)));
  }
  return `${lines.join('\n')}\n`;
}

type Cell = { readonly glyph: string; readonly tone: Style };

/** The part of the drawing to scale: columns for times. */
class Chart {
  readonly #timeline: Timeline;
  readonly #columns: number;
  readonly #glyphs: Glyphs;
  readonly #paint: (tone: Style, text: string) => string;

  constructor(timeline: Timeline, columns: number, glyphs: Glyphs, paint: (tone: Style, text: string) => string) {
    this.#timeline = timeline;
    this.#columns = columns;
    this.#glyphs = glyphs;
    this.#paint = paint;
  }

  tickLabels(): string {
    let line = '';
    for (const tick of this.#timeline.ticks) {
      const label = durationText(tick);
      const column = this.#column(tick);
      if (column >= line.length && column + label.length <= this.#columns) line = `${line.padEnd(column)}${label} `;
    }
    return this.#paint('faint', line.trimEnd());
  }

  axis(): string {
    const cells = Array<string>(this.#columns).fill(this.#glyphs.axis);
    for (const tick of this.#timeline.ticks) cells[this.#column(tick)] = this.#glyphs.axisTick;
    cells[0] = this.#glyphs.axisStart;
    return this.#paint('faint', cells.join(''));
  }

  window({ earliest, latest }: Window): string {
    const cells = this.#grid();
    if (isNever({ earliest, latest })) return this.#join(cells);
    const first = this.#column(earliest);
    const last = this.#column(latest);
    const { shades } = this.#glyphs;
    for (let column = first; column <= last; column++) {
      const certainty = last === first ? 1 : (column - first + 1) / (last - first + 1);
      const shade = isUnbounded(latest) ? shades[0] : shades[Math.ceil(certainty * shades.length) - 1];
      cells[column] = { glyph: shade ?? '', tone: 'neutral' };
    }
    if (isUnbounded(latest)) cells[last] = { glyph: this.#glyphs.onwards, tone: 'neutral' };
    return this.#join(cells);
  }

  life({ from, until, tone }: TimelineLife): string {
    const cells = this.#grid();
    const { life, fade, end, onwards } = this.#glyphs;
    const last = this.#column(until.latest);
    const certainFrom = this.#column(from.latest);
    const certainUntil = this.#column(until.earliest);
    for (let column = this.#column(from.earliest); column <= last; column++) {
      cells[column] = { glyph: column < certainFrom || column > certainUntil ? fade : life, tone };
    }
    cells[last] = { glyph: isUnbounded(until.latest) ? onwards : end, tone };
    return this.#join(cells);
  }

  overlap(fromMs: number, untilMs: number): string {
    const cells = this.#grid();
    const last = this.#column(untilMs);
    for (let column = this.#column(fromMs); column <= last; column++) {
      cells[column] = { glyph: this.#glyphs.overlap, tone: 'danger' };
    }
    if (isUnbounded(untilMs)) cells[last] = { glyph: this.#glyphs.onwards, tone: 'danger' };
    return this.#join(cells);
  }

  #column(milliseconds: number): number {
    if (isUnbounded(milliseconds)) return this.#columns - 1;
    const column = Math.floor((milliseconds / this.#timeline.endMs) * this.#columns);
    return Math.min(Math.max(column, 0), this.#columns - 1);
  }

  #grid(): Cell[] {
    const cells = Array<Cell>(this.#columns).fill({ glyph: ' ', tone: 'faint' });
    for (const tick of this.#timeline.ticks) cells[this.#column(tick)] = { glyph: this.#glyphs.grid, tone: 'faint' };
    return cells;
  }

  /** Neighbours of one tone are painted together. */
  #join(cells: readonly Cell[]): string {
    let line = '';
    for (let start = 0; start < cells.length; ) {
      const tone = cells[start]?.tone ?? 'faint';
      let end = start;
      while (end < cells.length && cells[end]?.tone === tone) end++;
      const run = cells.slice(start, end);
      line += this.#paint(tone, run.map(({ glyph }) => glyph).join(''));
      start = end;
    }
    return line;
  }
}
