// A text that is read on its own but lies inside a file.
import type { Range, Span, TextEdit } from './position.ts';

/**
 * A text that is read on its own but lies inside a file: the whole file, a document of it, a block scalar,
 * a here-document. Readers see only the fragment; every range and edit that leaves it is one of the file.
 *
 * Invariant: `locate` and `edit` speak of the outermost file, however deeply fragments are nested.
 */
export interface Fragment {
  readonly text: string;
  /** The file's range for a span of this fragment. */
  locate(span: Span): Range;
  /**
   * The file's edit that replaces a span of this fragment by `newText` (indented and escaped as the
   * surrounding needs it); `undefined` where the fragment cannot be written back (base64, gzip).
   */
  edit(span: Span, newText: string): TextEdit | undefined;
}

/** The text between two offsets as a fragment of its own, that is written as what is around it. */
export function fragmentPart(outer: Fragment, { start, end }: Span): Fragment {
  const moved = (span: Span): Span => ({ start: start + span.start, end: start + span.end });
  return {
    text: outer.text.slice(start, end),
    locate: (span) => outer.locate(moved(span)),
    edit: (span, newText) => outer.edit(moved(span), newText),
  };
}
