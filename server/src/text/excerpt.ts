// A fragment put together from pieces of another one.
import type { Fragment } from './fragment.ts';
import type { Span } from './position.ts';

/** A stretch of the excerpt's text and where it stands in the outer text; one to one where the lengths are equal. */
export interface ExcerptPiece {
  readonly text: string;
  readonly source: Span;
}

/**
 * A fragment put together from pieces of another one, in order: its lines without their indentation, its escapes
 * resolved. What lies between two pieces is not part of it.
 * @param encode text as the outer fragment must have it, to read as given; `undefined`: it cannot be written
 */
export function excerpt(
  outer: Fragment,
  pieces: readonly ExcerptPiece[],
  encode: (text: string) => string | undefined,
): Fragment {
  const starts: number[] = [];
  let length = 0;
  for (const piece of pieces) {
    starts.push(length);
    length += piece.text.length;
  }
  const end = pieces.at(-1)?.source.end ?? 0;

  const pieceAt = (offset: number): number => {
    let low = 0;
    let high = starts.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  };
  const edge = (offset: number, side: 'start' | 'end'): number => {
    const index = pieceAt(side === 'end' && offset > 0 ? offset - 1 : offset);
    const piece = pieces[index];
    if (piece === undefined) return pieces[0]?.source.start ?? 0;
    const within = offset - (starts[index] ?? 0);
    if (piece.text.length === piece.source.end - piece.source.start) return piece.source.start + within;
    return within > 0 ? piece.source.end : piece.source.start;
  };
  const sourceOf = (span: Span): Span => {
    if (span.start >= span.end) {
      const point = span.start >= length ? end : edge(span.start, 'start');
      return { start: point, end: point };
    }
    return { start: edge(span.start, 'start'), end: edge(span.end, 'end') };
  };

  return {
    text: pieces.map((piece) => piece.text).join(''),
    locate: (span) => outer.locate(sourceOf(span)),
    edit(span, newText) {
      const source = sourceOf(span);
      const encoded = encode(newText);
      return encoded === undefined ? undefined : outer.edit(source, encoded);
    },
  };
}

/**
 * Lines of another fragment without their indentation, which is written again before each line that an edit adds.
 * @param indentOf length of what a line gives up
 */
export function unindented(outer: Fragment, span: Span, indentOf: (line: string) => number): Fragment {
  const pieces: ExcerptPiece[] = [];
  let indent = '';
  for (let at = span.start; at < span.end; ) {
    const newline = outer.text.indexOf('\n', at);
    const end = newline < 0 || newline >= span.end ? span.end : newline + 1;
    const line = outer.text.slice(at, end);
    const width = Math.min(indentOf(line), line.length);
    if (indent === '') indent = line.slice(0, width);
    pieces.push({ text: line.slice(width), source: { start: at + width, end } });
    at = end;
  }
  const inner = excerpt(outer, pieces, (text) => text.replaceAll('\n', `\n${indent}`));
  // Whole lines come and go with their indentation: the outer edit starts where the line before ended.
  const lineFragment = excerpt(outer, withIndentation(pieces, span), (text) => text.replace(/^(?=.)/gm, indent));
  return {
    ...inner,
    edit(at, newText) {
      const startsLine = at.start === 0 || inner.text[at.start - 1] === '\n';
      const endsLine = at.end === at.start || inner.text[at.end - 1] === '\n';
      const written = newText === '' ? inner.text.slice(at.start, at.end) : newText;
      const isWhole = startsLine && endsLine && written.endsWith('\n');
      return isWhole ? lineFragment.edit(at, newText) : inner.edit(at, newText);
    },
  };
}

/** The same texts, each piece reaching back to the end of the one before. */
function withIndentation(pieces: readonly ExcerptPiece[], span: Span): ExcerptPiece[] {
  return pieces.map((piece, index) => {
    const start = pieces[index - 1]?.source.end ?? span.start;
    return { text: piece.text, source: { start, end: piece.source.end } };
  });
}
