import type { FileEdit } from '../../../server/src/model/location.ts';
import type { Position } from '../../../server/src/text/position.ts';

function offsetAt(text: string, { line, character }: Position): number {
  let start = 0;
  for (let i = 0; i < line; i++) start = text.indexOf('\n', start) + 1;
  return start + character;
}

/** The tree after edits; overlapping edits are an error. */
export function applyEdits(files: ReadonlyMap<string, string>, edits: readonly FileEdit[]): Map<string, string> {
  const result = new Map(files);
  for (const file of new Set(edits.map((edit) => edit.file))) {
    const before = files.get(file);
    if (before === undefined) throw new Error(`edit of a file that is not there: ${file}`);
    const spans = edits
      .filter((edit) => edit.file === file)
      .map(({ range, newText }) => ({
        start: offsetAt(before, range.start),
        end: offsetAt(before, range.end),
        newText,
      }))
      .sort((a, b) => a.start - b.start || a.end - b.end);
    let after = '';
    let position = 0;
    for (const { start, end, newText } of spans) {
      if (start < position) throw new Error(`overlapping edits in ${file}`);
      after += before.slice(position, start) + newText;
      position = end;
    }
    result.set(file, after + before.slice(position));
  }
  return result;
}
