// Lines broken between words.
import { visibleLine } from '../../text/visible.ts';
import { columnsOf, piecesOf } from './columns.ts';

/** Lines of at most `width` columns, broken between words; a longer word has a line of its own. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const { text: piece, isSpaced } of piecesOf(visibleLine(text))) {
    const longer = isSpaced && line !== '' ? `${line} ${piece}` : `${line}${piece}`;
    if (line !== '' && columnsOf(longer) > width) {
      lines.push(line);
      line = piece;
    } else line = longer;
  }
  return [...lines, line];
}
