// Draws a timeline with characters: a lane of states a line, the times of its windows below it.
import { durationText, isUnbounded } from '../../model/durationText.ts';
import { isNever, type Window } from '../../model/window.ts';
import { say } from '../../text/message.ts';
import { columnsOf, padColumns } from '../words/columns.ts';
import type { Style } from '../words/verdictText.ts';
import { windowText } from '../words/windowText.ts';
import { wrap } from '../words/wrap.ts';
import type { Bracket } from './brackets.ts';
import { type Glyphs, inGlyphs, UNICODE } from './glyphs.ts';
import type { Lane, LaneState, StateTone } from './lanes.ts';
import { type Paint, TextRow } from './textRow.ts';
import { shareOf, ticksOf } from './timeAxis.ts';
import type { LegendEntry, Timeline } from './timelineData.ts';

export interface TimelineTextOptions {
  /** Columns of the whole drawing; at least 56 are taken. */
  readonly width?: number;
  readonly glyphs?: Glyphs;
  /** Colours a piece of text; by default none. */
  readonly paint?: Paint;
}

const LABELS = 15;
const LEAST = 56;
/** What a hover and a narrow terminal show without breaking lines. */
const USUAL = 72;

const STYLES: Readonly<Record<StateTone, Style>> = {
  fine: 'neutral',
  trouble: 'warning',
  gone: 'faint',
  old: 'neutral',
  new: 'neutral',
  none: 'faint',
};

/** Ends with a line break. */
export function timelineText(timeline: Timeline, options: TimelineTextOptions = {}): string {
  const glyphs = options.glyphs ?? UNICODE;
  const paint = options.paint ?? ((_style, text) => text);
  const { words } = timeline;
  const columns = Math.max(options.width ?? USUAL, LEAST) - LABELS;
  const chart = new Chart(timeline, columns, glyphs);
  const line = (label: string, row: TextRow, style?: Style) => {
    const padded = padColumns(label, LABELS);
    const cells = row.painted(paint);
    return cells === '' && label === ''
      ? ''
      : `${style === undefined ? padded : paint(style, padded)}${cells}`.trimEnd();
  };
  const lines = [line(words(say`since silence`), chart.tickLabels(), 'faint'), line('', chart.axis())];
  for (const lane of timeline.lanes) {
    for (const [index, row] of chart.lane(lane).entries()) lines.push(line(index === 0 ? lane.label : '', row));
  }
  if (timeline.overlap) {
    const [marks, told] = chart.overlap(timeline.overlap, timeline.tone);
    lines.push(line(words(say`two writers`), marks, timeline.tone), line('', told));
  }
  const decisive = timeline.brackets.flatMap((bracket) => chart.bracket(bracket));
  for (const [index, row] of decisive.entries())
    lines.push(line(index === 0 ? words(say`decided by`) : '', row, 'faint'));
  const remarks = timeline.remarks.flatMap((remark) => wrap(inGlyphs(remark, glyphs), columns));
  const legend = inLines(
    timeline.legend.map((entry) => legendText(entry, glyphs)),
    columns,
  );
  for (const each of [...remarks, ...legend]) lines.push(`${' '.repeat(LABELS)}${paint('faint', each)}`);
  return `${lines.filter((each, index) => each !== '' || index === 0).join('\n')}\n`;
}

/** One beside the other as long as there is room. */
function inLines(entries: readonly string[], columns: number): readonly string[] {
  const lines: string[] = [];
  for (const entry of entries) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 3 + entry.length <= columns) lines[lines.length - 1] = `${last}   ${entry}`;
    else lines.push(entry);
  }
  return lines;
}

function legendText({ sign, text }: LegendEntry, glyphs: Glyphs): string {
  const { window, overlap, leftOut } = glyphs;
  const signs: Readonly<Record<LegendEntry['sign'], string>> = {
    window,
    overlap,
    now: '(now)',
    default: '*',
    'left-out': leftOut,
  };
  return `${signs[sign]} ${inGlyphs(text, glyphs)}`;
}

/** The part of the drawing to scale: columns for times. */
class Chart {
  readonly #timeline: Timeline;
  readonly #columns: number;
  readonly #glyphs: Glyphs;

  constructor(timeline: Timeline, columns: number, glyphs: Glyphs) {
    this.#timeline = timeline;
    this.#columns = columns;
    this.#glyphs = glyphs;
  }

  tickLabels(): TextRow {
    const row = new TextRow(this.#columns);
    for (const tick of this.#ticks()) {
      const label = this.#timeline.words(durationText(tick));
      const from = this.#column(tick);
      if (from + columnsOf(label) <= this.#columns && row.isFree(from, from + columnsOf(label)))
        row.write(from, label, 'faint');
    }
    return row;
  }

  axis(): TextRow {
    const row = new TextRow(this.#columns);
    const { axis, axisStart, axisTick, leftOut } = this.#glyphs;
    row.fill(0, this.#columns - 1, axis, 'faint');
    for (const tick of this.#ticks()) row.write(this.#column(tick), axisTick, 'faint');
    for (const { fromMs } of this.#timeline.axis.leftOut) row.write(this.#column(fromMs), leftOut, 'faint');
    row.write(0, axisStart, 'faint');
    return row;
  }

  /** The lane, and below it when its states begin. */
  lane({ states, nowOnly }: Lane): TextRow[] {
    const bar = new TextRow(this.#columns);
    const times: TextRow[] = [];
    // What comes first covers what comes after it: where windows overlap, all of the first one is seen.
    states.forEach((state, index) => {
      const next = states[index + 1];
      this.#solid(bar, state, index, next);
    });
    states.slice(1).forEach(({ from }) => {
      const { first, last } = this.#span(from);
      bar.fill(first, last, this.#glyphs.window, 'neutral');
    });
    states.forEach((state, index) => {
      const named = this.#name(bar, state, index, states[index + 1]);
      if (index > 0) this.#time(times, state, named);
    });
    for (const window of nowOnly.filter((one) => !isNever(one)))
      this.#note(times, window, this.#timeline.words(say`(now ${windowText(window)})`));
    return [bar, ...times];
  }

  #solid(bar: TextRow, { from, tone }: LaneState, index: number, next: LaneState | undefined): void {
    const { first, last } = this.#room(from, index, next);
    bar.fill(first, last, this.#glyphs.states[tone], STYLES[tone]);
    const goesOn = next === undefined && !isUnbounded(from.latest) && (tone === 'old' || tone === 'new');
    if (goesOn) bar.write(this.#columns - 1, this.#glyphs.onwards, STYLES[tone]);
    for (const { fromMs } of tone === 'none' ? [] : this.#timeline.axis.leftOut) {
      const column = this.#column(fromMs);
      if (column >= first && column <= last) bar.write(column, this.#glyphs.leftOut, 'faint');
    }
  }

  /** Whether a state's words have room in its bar. */
  #name(
    bar: TextRow,
    { from, tone, text, short = text }: LaneState,
    index: number,
    next: LaneState | undefined,
  ): boolean {
    if (text === '') return true;
    const { first, last } = this.#room(from, index, next);
    const start = first + (tone === 'none' ? 0 : 1);
    const room = last - start + 1;
    const fitting = [text, short]
      .map((words) => inGlyphs(words, this.#glyphs))
      .find((words) => columnsOf(words) + 2 <= room);
    if (fitting === undefined) return false;
    bar.write(start, tone === 'none' ? fitting : ` ${fitting} `, STYLES[tone]);
    return true;
  }

  #time(times: TextRow[], { from, text, now }: LaneState, isNamed: boolean): void {
    const before = now === undefined ? '' : say` (now ${windowText(now)})`;
    this.#note(times, from, this.#timeline.words(say`${windowText(from)}${before}${isNamed ? '' : say`: ${text}`}`));
  }

  /** Words below a window, in the first line that has room for them. */
  #note(times: TextRow[], window: Window, words: string): void {
    const text = inGlyphs(words, this.#glyphs);
    const from = Math.max(0, Math.min(this.#span(window).first, this.#columns - columnsOf(text)));
    const free = times.find((row) => row.isFree(from, from + columnsOf(text) - 1));
    const row = free ?? new TextRow(this.#columns);
    if (free === undefined) times.push(row);
    row.write(from, text, 'strong');
  }

  overlap({ fromMs, untilMs, text }: NonNullable<Timeline['overlap']>, style: Style): [TextRow, TextRow] {
    const row = new TextRow(this.#columns);
    const last = this.#column(untilMs);
    const first = Math.min(this.#column(fromMs), last);
    row.fill(first, last, this.#glyphs.overlap, style);
    if (isUnbounded(untilMs)) row.write(last, this.#glyphs.onwards, style);
    const words = new TextRow(this.#columns);
    const own = inGlyphs(text, this.#glyphs);
    words.write(Math.max(0, Math.min(first, this.#columns - own.length)), own, style);
    return [row, words];
  }

  /** The bracket with its words behind it, or below where there is no room. */
  bracket({ fromMs, untilMs, earliestMs, text }: Bracket): TextRow[] {
    const { bracketStart, bracket, bracketKnee, bracketEnd, onwards } = this.#glyphs;
    const row = new TextRow(this.#columns);
    const last = this.#column(untilMs);
    const first = Math.min(this.#column(fromMs), last);
    row.fill(first, last, bracket, 'faint');
    if (earliestMs !== undefined && earliestMs > fromMs) row.write(this.#column(earliestMs), bracketKnee, 'faint');
    row.write(last, isUnbounded(untilMs) ? onwards : bracketEnd, 'faint');
    if (last > first) row.write(first, bracketStart, 'faint');
    const words = inGlyphs(text, this.#glyphs);
    if (last + 2 + words.length <= this.#columns) {
      row.write(last + 2, words, 'neutral');
      return [row];
    }
    if (words.length + 2 <= first) {
      row.write(first - 1 - words.length, words, 'neutral');
      return [row];
    }
    const lines = wrap(words, this.#columns).map((each) => {
      const below = new TextRow(this.#columns);
      below.write(Math.max(0, Math.min(first, this.#columns - each.length)), each, 'neutral');
      return below;
    });
    return [row, ...lines];
  }

  /** Columns in which a state is sure. */
  #room(from: Window, index: number, next: LaneState | undefined): { first: number; last: number } {
    const first = index === 0 ? 0 : isUnbounded(from.latest) ? this.#columns : this.#span(from).last + 1;
    return { first, last: next === undefined ? this.#columns - 1 : this.#span(next.from).first - 1 };
  }

  #span({ earliest, latest }: Window): { first: number; last: number } {
    const first = this.#column(earliest);
    return { first, last: Math.max(this.#column(latest), first) };
  }

  #ticks(): readonly number[] {
    const widest = 11;
    return ticksOf(this.#timeline.axis, widest / this.#columns);
  }

  #column(milliseconds: number): number {
    const column = Math.floor(shareOf(this.#timeline.axis, milliseconds) * this.#columns);
    return Math.min(Math.max(column, 0), this.#columns - 1);
  }
}
