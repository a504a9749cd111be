/** Zero-based position; `character` counts UTF-16 code units, as in the Language Server Protocol. */
export interface Position {
  readonly line: number;
  readonly character: number;
}

/** Half-open range; structurally the LSP's `Range`. */
export interface Range {
  readonly start: Position;
  readonly end: Position;
}

/** Half-open range of UTF-16 offsets into one text. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Replaces `range` by `newText`; structurally the LSP's `TextEdit`. */
export interface TextEdit {
  readonly range: Range;
  readonly newText: string;
}

/** Orders positions: negative when `a` comes first. */
export function comparePositions(a: Position, b: Position): number {
  return a.line - b.line || a.character - b.character;
}

/** Index of the last of some places, in their order, that does not begin behind a position; -1 where all do. */
export function lastBefore(starts: readonly Position[], position: Position): number {
  let low = 0;
  let high = starts.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const start = starts[middle];
    if (start !== undefined && comparePositions(start, position) <= 0) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** Whether `position` lies in `range`, both ends included (a caret behind the last character still touches it). */
export function touches(range: Range, position: Position): boolean {
  return comparePositions(range.start, position) <= 0 && comparePositions(position, range.end) <= 0;
}
