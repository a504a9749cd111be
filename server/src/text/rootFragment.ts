// A whole file as a fragment of itself.
import type { Fragment } from './fragment.ts';
import { LineIndex } from './lineIndex.ts';
import type { Span } from './position.ts';

/** A whole file as a fragment of itself. The line index is made when the first range is asked for. */
export function rootFragment(text: string): Fragment {
  let index: LineIndex | undefined;
  const locate = (span: Span) => {
    index ??= new LineIndex(text);
    return index.range(span);
  };
  return { text, locate, edit: (span, newText) => ({ range: locate(span), newText }) };
}
