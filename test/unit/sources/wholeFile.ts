import type { FileEdit } from '../../../server/src/model/location.ts';
import type { Fragment } from '../../../server/src/text/fragment.ts';
import type { Position, Span } from '../../../server/src/text/position.ts';

/** A file as one fragment, counted in the plainest way. */
export function wholeFile(text: string): Fragment {
  const position = (offset: number): Position => {
    const before = text.slice(0, offset);
    const line = before.split('\n').length - 1;
    return { line, character: offset - (before.lastIndexOf('\n') + 1) };
  };
  const locate = (span: Span) => ({ start: position(span.start), end: position(span.end) });
  return { text, locate, edit: (span, newText) => ({ range: locate(span), newText }) };
}

/** The text after edits that do not overlap. */
export function applyEdits(text: string, edits: readonly FileEdit[]): string {
  const lines = text.split('\n');
  const offset = ({ line, character }: Position): number =>
    lines.slice(0, line).reduce((sum, l) => sum + l.length + 1, 0) + character;
  const sorted = edits.map((edit) => ({ start: offset(edit.range.start), end: offset(edit.range.end), edit }));
  sorted.sort((a, b) => b.start - a.start);
  return sorted.reduce((out, { start, end, edit }) => out.slice(0, start) + edit.newText + out.slice(end), text);
}
