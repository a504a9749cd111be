import { type Document, parseDocument } from 'yaml';
import type { Fragment } from '../fragment.ts';
import type { Span } from '../position.ts';
import { maskTemplates, type TemplateSyntax } from '../templates/templateMask.ts';
import type { TemplateSpan } from '../templates/templateSpan.ts';

import { withFlowOnOneLine } from './flowLines.ts';

/** A document of a stream, before it is parsed. Spans are those of the fragment. */
export interface DocumentText {
  readonly span: Span;
  /** Templates blanked. */
  readonly text: string;
  /** Templates of the whole stream, in its offsets. */
  readonly templates: readonly TemplateSpan[];
}

/** A document as parsed, with offsets from its own start. */
export interface ParsedDocument {
  readonly document: Document.Parsed;
  readonly errors: readonly { readonly message: string; readonly span: Span }[];
}

/** A line that begins with `---` or `...` and goes on with white space or ends. */
const MARKER = /^(?:---|\.\.\.)(?=\s|$)/gm;
const CONFLICT = /^(?:<{7} |={7}\r?$|>{7} )/m;

/** Which templates may stand in YAML files that people keep: Jinja, Go, Terraform, envsubst and names in braces. */
const SYNTAXES: readonly TemplateSyntax[] = [
  'double-brace',
  'jinja',
  'dollar-brace',
  'percent-brace',
  'erb',
  'brace-name',
];

/** Cuts a stream at its markers, without parsing. Linear, and cheap enough for every keystroke. */
export function splitDocuments(fragment: Fragment): readonly DocumentText[] {
  const { masked, spans: templates } = maskTemplates(fragment.text, { syntaxes: SYNTAXES });
  const documents: DocumentText[] = [];
  let start = masked.startsWith('\ufeff') ? 1 : 0;
  const add = (end: number) => {
    const text = masked.slice(start, end);
    if (text.trim() !== '') documents.push({ span: { start, end }, text, templates });
  };
  for (const marker of masked.matchAll(MARKER)) {
    add(marker.index);
    start = marker.index + marker[0].length;
  }
  add(masked.length);
  return documents;
}

/** Parses documents, and keeps those of late so that an edit in one document of a file costs that document. */
export class DocumentParser {
  private readonly kept = new Map<string, ParsedDocument>();

  /** @param capacity characters of documents that are kept, all together */
  constructor(private readonly capacity = 8_000_000) {}

  private size = 0;

  parse(text: string): ParsedDocument {
    const known = this.kept.get(text);
    if (known !== undefined) {
      this.kept.delete(text);
      this.kept.set(text, known);
      return known;
    }
    const parsed = parse(text);
    this.kept.set(text, parsed);
    this.size += text.length;
    for (const oldest of this.kept.keys()) {
      if (this.size <= this.capacity || oldest === text) break;
      this.kept.delete(oldest);
      this.size -= oldest.length;
    }
    return parsed;
  }
}

function parse(text: string): ParsedDocument {
  const conflict = CONFLICT.exec(text);
  if (conflict !== null) {
    return {
      document: emptyDocument(),
      errors: [
        { message: 'A merge conflict is not resolved here', span: { start: conflict.index, end: conflict.index + 7 } },
      ],
    };
  }
  // A text that is no YAML has an error at every other word; where in the parser each was found takes most of the time.
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = 0;
  try {
    const strict = parseText(text);
    const joined = strict.errors.length > 0 ? withFlowOnOneLine(text) : text;
    const lenient = joined === text ? strict : parseText(joined);
    const document = lenient.errors.length === 0 ? lenient : strict;
    const errors = document.errors.map((error) => ({
      message: firstSentence(error.message),
      span: { start: error.pos[0], end: Math.max(error.pos[1], error.pos[0]) },
    }));
    return { document: document as unknown as Document.Parsed, errors };
  } catch (error) {
    // The parser gives up on some hostile inputs (depth); what it says is for its own developers.
    const message = error instanceof Error ? firstSentence(error.message) : 'The document cannot be parsed';
    return { document: emptyDocument(), errors: [{ message, span: { start: 0, end: 0 } }] };
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
  }
}

function parseText(text: string) {
  return parseDocument(text, {
    uniqueKeys: false,
    merge: true,
    logLevel: 'silent',
    prettyErrors: false,
    stringKeys: false,
  });
}

function emptyDocument(): Document.Parsed {
  return parseDocument('') as unknown as Document.Parsed;
}

function firstSentence(message: string): string {
  return message.split('\n', 1)[0] ?? message;
}
