// Cuts a stream of YAML into documents, and parses those that are asked for.
import { Document } from 'yaml';
import type { Fragment } from '../fragment.ts';
import { lineStartOf } from '../lineIndex.ts';
import type { Span } from '../position.ts';
import { maskTemplates, type TemplateSyntax } from '../templates/templateMask.ts';
import type { TemplateSpan } from '../templates/templateSpan.ts';
import { parseBlocks } from './blockNodes.ts';
import { withAliasesApart, withFlowOnOneLine } from './flowLines.ts';
import { isSpace, parseJson, skipJson } from './jsonNodes.ts';
import { libraryDocument } from './libraryDocument.ts';

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
  /** It has errors, and was read without the keys that are being typed and cause them. */
  readonly isUnfinished?: true;
}

/** A line that begins with `---` or `...` and goes on with white space or ends. */
const MARKER = /^(?:---|\.\.\.)(?=\s|$)/gm;
/** One of these stands in every conflict, and a plain search is quick. */
const MARKS = ['<<<<<<<', '=======', '>>>>>>>'];
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

const NOTHING: ReadonlySet<string> = new Set();

/** Cuts a stream at its markers, without parsing. Linear, and cheap enough for every keystroke. */
export function splitDocuments(fragment: Fragment): readonly DocumentText[] {
  const { masked, spans: templates } = maskTemplates(fragment.text, { syntaxes: SYNTAXES });
  const documents: DocumentText[] = [];
  let start = masked.startsWith('\ufeff') ? 1 : 0;
  const add = (end: number) => {
    for (const span of jsonValues(masked, { start, end })) {
      const text = masked.slice(span.start, span.end);
      if (text.trim() !== '') documents.push({ span, text, templates });
    }
  };
  for (const marker of masked.matchAll(MARKER)) {
    add(marker.index);
    start = marker.index + marker[0].length;
  }
  add(masked.length);
  return documents;
}

/**
 * Values of JSON one behind the other, as `kubectl get --watch -o json` prints them and logs hold them: each is a document.
 * What is none of them stays whole.
 */
function jsonValues(text: string, whole: Span): readonly Span[] {
  const values: Span[] = [];
  for (let start = whole.start; ; ) {
    let at = start;
    while (at < whole.end && isSpace(text.charCodeAt(at))) at += 1;
    if (at === whole.end) break;
    const behind = text[at] === '{' ? skipJson(text, at, whole.end) : undefined;
    if (behind === undefined) return [whole];
    values.push({ start, end: behind });
    start = behind;
  }
  return values.length > 1 ? values : [whole];
}

/** Files whose documents are kept: those of the latest edits. */
const MAX_FILES = 20;

/**
 * Parses documents, and keeps those of which the files read of late consist now, so that an edit in one document of a file
 * costs that document. What a text held before an edit is forgotten.
 */
export class DocumentParser {
  private readonly kept = new Map<string, ParsedDocument>();
  private readonly files = new Map<string, ReadonlySet<string>>();
  /** How many files hold a text. */
  private readonly holders = new Map<string, number>();
  /** Texts of the file that is being read. */
  private used = new Set<string>();
  private size = 0;
  /** How many documents were parsed so far. */
  parsed = 0;

  /** @param capacity characters of documents that are kept, all together */
  constructor(private readonly capacity = 8_000_000) {}

  /** How many documents are kept. */
  get count(): number {
    return this.kept.size;
  }

  parse(text: string): ParsedDocument {
    this.use(text);
    const known = this.kept.get(text);
    if (known !== undefined) {
      this.kept.delete(text);
      this.kept.set(text, known);
      return known;
    }
    const parsed = parse(text);
    this.parsed += 1;
    this.kept.set(text, parsed);
    this.size += text.length;
    for (const oldest of this.kept.keys()) {
      if (this.size <= this.capacity || oldest === text) break;
      this.drop(oldest);
    }
    return parsed;
  }

  /** A document of the file that is being read, which need not be parsed. */
  use(text: string): void {
    this.used.add(text);
  }

  /** The file is read: what it does not consist of any more is forgotten. */
  settle(file: string): void {
    const { used } = this;
    this.used = new Set();
    for (const text of used) this.holders.set(text, (this.holders.get(text) ?? 0) + 1);
    this.release(file);
    this.files.set(file, used);
    for (const oldest of this.files.keys()) {
      if (this.files.size <= MAX_FILES) break;
      this.release(oldest);
    }
  }

  private release(file: string): void {
    for (const text of this.files.get(file) ?? []) {
      const left = (this.holders.get(text) ?? 0) - 1;
      if (left > 0) this.holders.set(text, left);
      else {
        this.holders.delete(text);
        this.drop(text);
      }
    }
    this.files.delete(file);
  }

  private drop(text: string): void {
    if (this.kept.delete(text)) this.size -= text.length;
  }
}

function parse(text: string): ParsedDocument {
  const conflict = MARKS.some((mark) => text.includes(mark)) ? CONFLICT.exec(text) : null;
  if (conflict !== null) {
    return {
      document: emptyDocument(),
      errors: [
        { message: 'A merge conflict is not resolved here', span: { start: conflict.index, end: conflict.index + 7 } },
      ],
    };
  }
  const isFlow = /^\s*[{[]/.test(text);
  const json = isFlow ? parseJson(text, { start: 0, end: text.length }, NOTHING) : undefined;
  const read = json ?? parseBlocks(text);
  if (read !== undefined) return { document: read, errors: [] };
  // A text that is no YAML has an error at every other word; where in the parser each was found takes most of the time.
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = 0;
  try {
    const strict = parseText(text);
    const joined = strict.errors.length > 0 ? withAliasesApart(withFlowOnOneLine(text)) : text;
    const lenient = joined === text ? strict : parseText(joined);
    const document = lenient.errors.length === 0 ? lenient : strict;
    const errors = document.errors.map((error) => ({
      message: firstSentence(error.message),
      span: { start: error.pos[0], end: Math.max(error.pos[1], error.pos[0]) },
    }));
    const finished = errors.length === 0 ? undefined : withoutTypedKeys(text, document.errors);
    return finished === undefined ? { document, errors } : { document: finished, errors, isUnfinished: true };
  } catch (error) {
    // The parser gives up on some hostile inputs (depth); what it says is for its own developers.
    const message = error instanceof Error ? firstSentence(error.message) : 'The document cannot be parsed';
    return { document: emptyDocument(), errors: [{ message, span: { start: 0, end: 0 } }] };
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
  }
}

/** A line with a word alone, or behind the dash of an item: a key that is being typed. */
const LONE_WORD = /^[ \t]*(?:- +)?([A-Za-z][\w./-]*)[ \t]*$/;
/** Nobody types more keys at once. */
const MOST_TYPED = 3;

/** The document without keys that are being typed, all else in its place; `undefined` where they are not what is wrong. */
function withoutTypedKeys(text: string, found: Document.Parsed['errors']): Document.Parsed | undefined {
  let errors = found;
  let rest = text;
  for (let count = 0; count < MOST_TYPED; count += 1) {
    const [error] = errors;
    if (error === undefined) return undefined;
    const start = lineStartOf(rest, error.pos[0]);
    const [line = ''] = rest.slice(start).split(/[\r\n]/, 1);
    const word = LONE_WORD.exec(line)?.[1];
    if (word === undefined) return undefined;
    const at = start + line.indexOf(word);
    rest = `${rest.slice(0, at)}${' '.repeat(word.length)}${rest.slice(at + word.length)}`;
    const document = parseText(rest);
    if (document.errors.length === 0) return document;
    errors = document.errors;
  }
  return undefined;
}

/** Behind a token go-yaml takes a comment without a blank before it (`scannerc.go`, yaml_parser_scan_to_next_token): `|# so`, `a,# so`. */
const TIGHT_COMMENT = 'Comments must be separated';

function parseText(text: string): Document.Parsed {
  const document = libraryDocument(text, {
    uniqueKeys: false,
    merge: true,
    logLevel: 'silent',
    prettyErrors: false,
    stringKeys: false,
  });
  document.errors = document.errors.filter(({ message }) => !message.startsWith(TIGHT_COMMENT));
  return document;
}

function emptyDocument(): Document.Parsed {
  return new Document() as unknown as Document.Parsed;
}

function firstSentence(message: string): string {
  return message.split('\n', 1)[0] ?? message;
}
