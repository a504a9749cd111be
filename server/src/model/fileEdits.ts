// Edits of texts that do not overlap.

import { LineIndex } from '../text/lineIndex.ts';
import { comparePositions, type TextEdit } from '../text/position.ts';
import type { FileEdit } from './location.ts';

/** A text after edits that do not overlap. */
export function applyTextEdits(text: string, edits: readonly TextEdit[]): string {
  const lines = new LineIndex(text);
  const sorted = [...edits].sort((a, b) => comparePositions(a.range.start, b.range.start));
  let result = '';
  let position = 0;
  for (const { range, newText } of sorted) {
    result += text.slice(position, lines.offsetAt(range.start)) + newText;
    position = lines.offsetAt(range.end);
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
