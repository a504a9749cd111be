// What was read from the documents of a file, kept as long as they stay the same.

import type { ReadingBuilder } from '../../model/readingParts.ts';
import type { Fragment } from '../../text/fragment.ts';
import { countLineBreaks, lineStartOf } from '../../text/lineIndex.ts';
import { SharedTexts } from '../../text/sharedTexts.ts';
import { spansIn } from '../../text/templates/templateMask.ts';
import { documentFragment, ownText } from '../../text/yaml/documentFragment.ts';
import type { DocumentText } from '../../text/yaml/stream.ts';
import type { SourceFile } from './source.ts';

/** Reads one document. Its spans are those of the fragment. */
export type ReadDocument = (fragment: Fragment, document: DocumentText) => ReadingBuilder;

/**
 * What was read from the documents of a file, kept as long as their text and their place stay the same: an edit in one
 * document costs that document, and what it said before stays the same object for those who compute with it.
 */
export interface DocumentReadings {
  /** @returns readings of the documents that may hold something of ours */
  read(file: SourceFile, documents: readonly DocumentText[], reader: KeptReader): readonly ReadingBuilder[];
}

export interface KeptReader {
  readonly read: ReadDocument;
  /** Whether a document is worth reading; the same for the same text. */
  mayHold(masked: string): boolean;
  /** Told of documents whose readings are kept. */
  use(masked: string): void;
}

interface Kept {
  readonly written: string;
  readonly masked: string;
  readonly lineBreaks: number;
  /** `undefined` for one that holds nothing of ours. */
  readonly reading: ReadingBuilder | undefined;
}

/** `---` or `...`, which ends a document that the file's end does not end. */
const MARKER_LENGTH = 3;
/** Files of many documents are few; those of the latest edits are kept. */
const maxFiles = 20;

export function createDocumentReadings(): DocumentReadings {
  /** By file, then by the line at which a document starts. */
  const files = new Map<string, ReadonlyMap<number, Kept>>();
  const fragments = new SharedTexts<Fragment>();

  return {
    read({ file, fragment }, documents, { read, mayHold, use }) {
      const before = files.get(file);
      files.delete(file);
      const readWorthy = (document: DocumentText) => (mayHold(document.text) ? [read(fragment, document)] : []);
      if (documents.length < 2) return documents.flatMap(readWorthy);
      const now = new Map<number, Kept>();
      const { text } = fragment;
      let line = 0;
      let counted = 0;
      const readings = documents.flatMap((document) => {
        const { start, end } = document.span;
        line += countLineBreaks(text, { start: counted, end: start });
        counted = start;
        const written = text.slice(start, end);
        if (!startsLine(text, start)) return readWorthy(document);
        const known = before?.get(line);
        const isSame = known?.written === written && known.masked === document.text;
        const kept = isSame ? known : keep(text, document, line, mayHold(document.text) ? read : undefined, fragments);
        if (isSame && known.reading !== undefined) use(known.masked);
        now.set(line, kept);
        line += kept.lineBreaks;
        counted = end;
        return kept.reading ?? [];
      });
      files.set(file, now);
      for (const oldest of files.keys()) {
        if (files.size <= maxFiles) break;
        files.delete(oldest);
      }
      return readings;
    },
  };
}

/** Behind a marker with content the columns of the first line are not those of the document. */
function startsLine(text: string, start: number): boolean {
  return start === 0 || text[start] === '\n' || text[start] === '\r';
}

function keep(
  text: string,
  { span, text: blanked, templates }: DocumentText,
  line: number,
  read: ReadDocument | undefined,
  fragments: SharedTexts<Fragment>,
): Kept {
  const written = ownText(text.slice(span.start, span.end));
  const masked = ownText(blanked);
  const start = { line, character: span.start - lineStartOf(text, span.start) };
  const behind = span.end < text.length ? MARKER_LENGTH : 0;
  const place = `${start.line}:${start.character}:${behind}`;
  const fragment = fragments.of(written, () => documentFragment(written, start, behind), place);
  const own = spansIn(templates, span).map((template) => ({
    ...template,
    start: template.start - span.start,
    end: template.end - span.start,
  }));
  const reading = read?.(fragment, { span: { start: 0, end: written.length }, text: masked, templates: own });
  return { written, masked, lineBreaks: countLineBreaks(text, span), reading };
}
