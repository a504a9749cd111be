// A document of a file as a fragment that holds its own text and nothing of the rest.
import type { Fragment } from '../fragment.ts';
import { LineIndex } from '../lineIndex.ts';
import type { Position, Span } from '../position.ts';

/**
 * A document of a file as a fragment that holds its own text and nothing of the rest, so that what was read from it can
 * be kept while the rest of the file changes.
 * @param text from the start of a line, or from a line break on
 * @param start where the text stands in the file
 * @param behind characters that follow on its last line: a parser's error may lie on the marker there
 */
export function documentFragment(text: string, start: Position, behind: number): Fragment {
  let index: LineIndex | undefined;
  const inFile = ({ line, character }: Position): Position => ({
    line: start.line + line,
    character: line === 0 ? start.character + character : character,
  });
  const positionAt = (lines: LineIndex, offset: number): Position => {
    const { line, character } = lines.positionAt(offset);
    return { line, character: character + Math.min(Math.max(offset - text.length, 0), behind) };
  };
  const locate = (span: Span) => {
    index ??= new LineIndex(text);
    return { start: inFile(positionAt(index, span.start)), end: inFile(positionAt(index, span.end)) };
  };
  return { text, locate, edit: (span, newText) => ({ range: locate(span), newText }) };
}

/** Copies a text out of a larger one, which the engine would keep alive with it. */
export function ownText(text: string): string {
  return ` ${text}`.slice(1);
}
