// Ranges of one text that lie beside or inside each other: in which of them a position lies.
import { comparePositions, type Position, type Range, touches } from './position.ts';

/** In order, so that a place is found without looking at all of them. */
export interface NestedRanges<T> {
  /** By their start. */
  readonly items: readonly T[];
  /** How far each of them and those before it reach. */
  readonly ends: readonly Position[];
}

interface Ranged {
  readonly range: Range;
}

export function nestedRanges<T extends Ranged>(all: readonly T[]): NestedRanges<T> {
  const isInOrder = all.every((one, at) => at === 0 || isBefore(all[at - 1], one));
  const items = isInOrder ? all : [...all].sort((a, b) => comparePositions(a.range.start, b.range.start));
  let end: Position = { line: 0, character: 0 };
  const ends = items.map(({ range }) => {
    if (comparePositions(range.end, end) > 0) end = range.end;
    return end;
  });
  return { items, ends };
}

function isBefore(a: Ranged | undefined, b: Ranged): boolean {
  return a === undefined || comparePositions(a.range.start, b.range.start) <= 0;
}

/** Of what a position lies in, that which starts last: what lies in others starts behind them. */
export function innermost<T extends Ranged>({ items, ends }: NestedRanges<T>, position: Position): T | undefined {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const item = items[middle];
    if (item !== undefined && comparePositions(item.range.start, position) <= 0) low = middle + 1;
    else high = middle;
  }
  for (let at = low - 1; at >= Math.max(0, low - NESTED); at -= 1) {
    const item = items[at];
    const end = ends[at];
    if (item === undefined || end === undefined || comparePositions(end, position) < 0) return undefined;
    if (touches(item.range, position)) return item;
  }
  return undefined;
}

/** So many ranges inside one are looked through. */
const NESTED = 64;
