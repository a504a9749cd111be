import type { FileEdit } from '../model/location.ts';
import { comparePositions, type Position, type TextEdit } from '../text/position.ts';

/** A text after edits that do not overlap. */
export function applyTextEdits(text: string, edits: readonly TextEdit[]): string {
  const starts = lineStarts(text);
  const offset = ({ line, character }: Position) => Math.min((starts[line] ?? text.length) + character, text.length);
  const sorted = [...edits].sort((a, b) => comparePositions(a.range.start, b.range.start));
  let result = '';
  let position = 0;
  for (const { range, newText } of sorted) {
    result += text.slice(position, offset(range.start)) + newText;
    position = offset(range.end);
  }
  return result + text.slice(position);
}

/** Whether two edits touch one place, so that only one of them can be applied. */
export function overlaps(a: FileEdit, b: FileEdit): boolean {
  return (
    a.file === b.file &&
    comparePositions(a.range.start, b.range.end) <= 0 &&
    comparePositions(b.range.start, a.range.end) <= 0
  );
}

/** Lines end with CR, LF or both, as in the Language Server Protocol. */
function lineStarts(text: string): number[] {
  const starts = [0];
  for (const { index, 0: end } of text.matchAll(/\r\n|\n|\r/g)) starts.push(index + end.length);
  return starts;
}
