// Where everything of one lane is drawn: bars of states, windows between them, times and words that fit nowhere else.
import { isUnbounded } from '../../model/durationText.ts';
import type { Window } from '../../model/window.ts';
import type { Words } from '../../text/message.ts';
import { windowText } from '../words/windowText.ts';
import type { Lane, LaneState, StateTone } from './lanes.ts';
import { fitted, widthOf } from './textWidth.ts';

/** From left to right, in the picture's units. */
export interface Span {
  readonly from: number;
  readonly until: number;
}

export interface Bar extends Span {
  readonly tone: StateTone;
  /** It goes on beyond the chart. */
  readonly goesOn: boolean;
}

/** Words in a bar, or behind one. */
export interface PlacedText {
  readonly x: number;
  readonly text: string;
  readonly tone: StateTone;
}

export interface Chip extends Span {
  readonly text: string;
}

/** One row of a lane. There is more than one where windows, or their times, would cover each other. */
export interface Tier {
  readonly bars: readonly Bar[];
  readonly windows: readonly (Span & { readonly goesOn: boolean })[];
  readonly chips: readonly Chip[];
  /** Times that stand above the first row, beside the lane's label if there is room: in the row they would cover their own window. */
  readonly above: readonly Chip[];
  readonly texts: readonly PlacedText[];
}

export interface ChartScale extends Span {
  /** Where a time lies. */
  position(milliseconds: number): number;
  /** Where the axis leaves something out. */
  readonly breaks: readonly number[];
  /** Where a lane's label ends that stands above its rows; `undefined` where labels stand beside them. */
  readonly labelEnd?: number;
  /** Says its times. */
  readonly words: Words;
}

/** Sizes of fonts. */
export const STATE_SIZE = 11.5;
export const CHIP_SIZE = 11;
const PAD = 6;
const CHIP_PAD = 4;
/** A window that is a point is seen all the same. */
const LEAST_WINDOW = 3;
/** Half of the slit where the axis leaves something out. */
export const BREAK_HALF = 3;
/** Beyond the chart lies the tip of a bar that goes on. */
export const TIP = 8;

interface Change extends Span {
  readonly state: LaneState;
  readonly index: number;
  readonly goesOn: boolean;
}

export function layLane(lane: Lane, scale: ChartScale): readonly Tier[] {
  const plain = layTiers(lane, scale, new Set());
  const homeless = new Set(lane.states.flatMap((state, index) => (index > 0 && !hasText(plain, state) ? [index] : [])));
  return homeless.size === 0 ? plain : layTiers(lane, scale, homeless);
}

function hasText(tiers: readonly Tier[], { text, short = text }: LaneState): boolean {
  return tiers.some(({ texts }) => texts.some((placed) => placed.text === text || placed.text === short));
}

/** @param named states whose words stand beside their time, since no bar has room for them */
function layTiers({ states }: Lane, scale: ChartScale, named: ReadonlySet<number>): readonly Tier[] {
  const changes = states.slice(1).map((state, index) => changeOf(state, index + 1, scale));
  const rows: Placed[][] = [[]];
  for (const change of changes) {
    const { state, index } = change;
    const time = scale.words(windowText(state.from));
    const wanted = named.has(index) ? `${time}: ${state.short ?? state.text}` : time;
    const text = fitted(wanted, scale.until + TIP - scale.from - 2 * CHIP_PAD, CHIP_SIZE, true);
    const width = widthOf(text, CHIP_SIZE, true) + 2 * CHIP_PAD;
    const around: Around = {
      before: states[index - 1],
      next: changes[index]?.from ?? scale.until,
      isNamed: named.has(index),
    };
    const row = rows.find((each) => chipOf(change, width, around, each.at(-1), scale) !== undefined);
    const span = chipOf(change, width, around, row?.at(-1), scale) ?? centred(change, width, scale);
    const up = row === rows[0] && covers(span, change) ? aboveOf(change, width, row, scale) : undefined;
    const placed: Placed = { change, chip: { ...(up ?? span), text }, isAbove: up !== undefined };
    if (row) row.push(placed);
    else rows.push([placed]);
  }
  return rows.map((row, index) => layTier(row, index === 0 ? states[0] : undefined, changes, scale, named));
}

/** A time that lies within its window leaves its edges to be seen. */
function covers(chip: Span, window: Span): boolean {
  const lies = chip.from < window.until && window.from < chip.until;
  return lies && !(window.from < chip.from && chip.until < window.until);
}

/** Room for a time above the row, as near to its window as can be. */
function aboveOf(change: Change, width: number, row: readonly Placed[] = [], scale: ChartScale): Span | undefined {
  if (scale.labelEnd === undefined) return undefined;
  const taken = row.filter(({ isAbove }) => isAbove).map(({ chip }) => chip.until + 4);
  const middle = centred(change, width, scale);
  const fits = (start: number) => Math.max(start, middle.from) + width <= scale.until + TIP;
  const start = taken.at(-1) ?? (fits(scale.labelEnd + 4) ? scale.labelEnd + 4 : scale.from);
  const from = Math.max(start, middle.from);
  return fits(start) ? { from, until: from + width } : undefined;
}

function changeOf(state: LaneState, index: number, scale: ChartScale): Change {
  const span = windowSpan(state.from, scale);
  return { ...span, state, index, goesOn: isUnbounded(state.from.latest) };
}

export function windowSpan({ earliest, latest }: Window, scale: ChartScale): Span {
  const from = Math.min(scale.position(earliest), scale.until - LEAST_WINDOW);
  return { from, until: Math.max(scale.position(latest), from + LEAST_WINDOW) };
}

type Placed = { readonly change: Change; readonly chip: Chip; readonly isAbove: boolean };

/** What stands beside a change. */
interface Around {
  readonly before: LaneState | undefined;
  /** Where the next window begins. */
  readonly next: number;
  readonly isNamed: boolean;
}

/**
 * Where the time of a window stands: within it, before it, behind it, over it; first where the words of the states on
 * both sides have room as well. `undefined` where all that would cover what is there.
 */
function chipOf(
  change: Change,
  width: number,
  { before, next, isNamed }: Around,
  placed: Placed | undefined,
  scale: ChartScale,
): Span | undefined {
  const end = placed && Math.max(placed.change.until, placed.isAbove ? 0 : placed.chip.until);
  const start = end === undefined ? scale.from : end + 2;
  if (end !== undefined && end > change.from) return undefined;
  const at = (from: number): Span => ({ from, until: from + width });
  const isInside = width + 6 <= change.until - change.from;
  const places = [
    ...(isInside ? [centred(change, width, scale)] : []),
    at(change.from - width - 2),
    ...(change.goesOn ? [] : [at(change.until + 2)]),
    centred(change, width, scale),
  ].filter(({ from, until }) => from >= start && until <= scale.until + TIP);
  const hasRooms = (place: Span, words: (state: LaneState) => string) => {
    const own = isNamed || change.goesOn ? 0 : widthOf(words(change.state), STATE_SIZE) + 2 * PAD;
    const other = before === undefined || before.text === '' ? 0 : widthOf(words(before), STATE_SIZE) + 2 * PAD;
    return (
      next - Math.max(change.until, place.until) >= own && Math.min(change.from, place.from) - start + PAD >= other
    );
  };
  return (
    places.find((place) => hasRooms(place, ({ text }) => text)) ??
    places.find((place) => hasRooms(place, ({ text, short = text }) => short)) ??
    places.find((place) => next - Math.max(change.until, place.until) > 0) ??
    places[0]
  );
}

function centred({ from, until }: Span, width: number, scale: ChartScale): Span {
  const start = Math.max(scale.from, Math.min((from + until - width) / 2, scale.until + TIP - width));
  return { from: start, until: start + width };
}

function layTier(
  row: readonly Placed[],
  first: LaneState | undefined,
  changes: readonly Change[],
  scale: ChartScale,
  named: ReadonlySet<number>,
): Tier {
  const chips = row.filter(({ isAbove }) => !isAbove).map(({ chip }) => chip);
  const above = row.filter(({ isAbove }) => isAbove).map(({ chip }) => chip);
  const bars: Bar[] = [];
  const texts: PlacedText[] = [];
  const add = (state: LaneState, index: number, from: number) => {
    const next = changes.find((change) => change.index === index + 1);
    const until = next?.from ?? scale.until;
    if (until - from < 1) return;
    const goesOn = next === undefined && (state.tone === 'old' || state.tone === 'new');
    bars.push({ from, until, tone: state.tone, goesOn });
    const text = named.has(index) ? undefined : placeText(state, { from, until }, chips, scale);
    if (text) texts.push(text);
  };
  if (first) add(first, 0, scale.from);
  for (const { change } of row) if (!change.goesOn) add(change.state, change.index, change.until);
  const windows = row.map(({ change: { from, until, goesOn } }) => ({ from, until, goesOn }));
  return { bars, windows, chips, above, texts };
}

/** In the first room that is wide enough; where there is none, in fewer words. */
function placeText(
  { text, short = text, tone }: LaneState,
  span: Span,
  chips: readonly Span[],
  scale: ChartScale,
): PlacedText | undefined {
  if (text === '') return undefined;
  const slits = scale.breaks.map((x) => ({ from: x - BREAK_HALF, until: x + BREAK_HALF }));
  const rooms = freeOf(span, [...chips, ...slits]);
  // Words on a dark bar would vanish in the slit.
  const overSlits = tone === 'old' || tone === 'new' ? [] : freeOf(span, chips);
  for (const words of [text, short]) {
    const room = [...rooms, ...overSlits].find(
      ({ from, until }) => widthOf(words, STATE_SIZE) + 2 * PAD <= until - from,
    );
    if (room) return { x: room.from + PAD, text: words, tone };
  }
  return undefined;
}

/** What of a span others leave free, in order. */
function freeOf({ from, until }: Span, taken: readonly Span[]): readonly Span[] {
  const sorted = [...taken].sort((a, b) => a.from - b.from);
  const free: Span[] = [];
  let start = from;
  for (const one of sorted) {
    if (one.until <= from || one.from >= until) continue;
    if (one.from > start) free.push({ from: start, until: one.from });
    start = Math.max(start, one.until);
  }
  if (start < until) free.push({ from: start, until });
  return free;
}
