// A word with its quotes, escapes and references, and where each stands.
import type { Span } from '../position.ts';

/**
 * How words are quoted. `shell`: POSIX shell. `unit`: a systemd unit's command line, where backslashes escape as in C
 * and inside quotes of either kind (systemd `extract-word.c`). `environment`: a value of an EnvironmentFile, in which
 * blanks do not end an unquoted value (systemd `env-file.c`). `value`: what a variable stands for, split at blanks; `<`
 * and `&` are characters like others.
 */
export type Dialect = 'shell' | 'unit' | 'environment' | 'value';

export type Quote = 'none' | 'single' | 'double';

/** A stretch of a word's text and where it stands: one to one, or one character for an escape. */
export interface Piece extends Span {
  readonly source: Span;
  readonly quote: Quote;
  /** Counts the quoted and unquoted stretches of the word, so that equal groups need no quote between them. */
  readonly group: number;
}

/** `$NAME`, `${NAME}`, `$(command)`, also in backquotes; `%i` in a unit. Stands in the word's text as written. */
export interface Reference extends Span {
  /** `undefined` for a command, a specifier, and for a variable with an operator (`${A:-b}`). */
  readonly name: string | undefined;
  readonly quote: Quote;
}

/** A word with its quotes and escapes removed. `Span`s of parts are offsets into `text`; `source` ones into the text read. */
export interface Word {
  readonly text: string;
  /** Quotes included. */
  readonly source: Span;
  readonly references: readonly Reference[];
  /** Where a part of `text` stands, without quotes around it. */
  sourceOf(part: Span): Span;
  /** What to write, and over what, so that `part` reads `value`; `undefined` where it cannot be said. */
  write(part: Span, value: string): { readonly source: Span; readonly newText: string } | undefined;
}

const PLAIN = /^[\w@%+=:,./*~<>[\]{}!?^#-]*$/;
const SHELL_PLAIN = /^[\w@%+=:,./-]*$/;

/** What a word was read from. */
export interface WordParts {
  readonly text: string;
  readonly source: Span;
  readonly pieces: readonly Piece[];
  readonly references: readonly Reference[];
  readonly dialect: Dialect;
}

export function makeWord({ text, source, pieces, references, dialect }: WordParts): Word {
  const sourceOf = (part: Span): Span => {
    if (part.start >= part.end) {
      const point = pointOf(pieces, part.start) ?? source.end;
      return { start: point, end: point };
    }
    return { start: edgeOf(pieces, part.start, 'start'), end: edgeOf(pieces, part.end, 'end') };
  };
  const write: Word['write'] = (part, value) => {
    const touched = pieces.filter((piece) => piece.start < part.end && part.start < piece.end);
    const first = touched[0] ?? pieces.findLast((piece) => piece.start <= part.start && part.start <= piece.end);
    const style = first?.quote ?? 'none';
    const bare = encode(value, style, dialect, part.start > 0);
    if (bare !== undefined && touched.every((piece) => piece.group === first?.group)) {
      return { source: sourceOf(part), newText: bare };
    }
    // The value changes its quotes within the word: the word is written anew, unless that would quote a variable.
    if (references.some((reference) => reference.end <= part.start || part.end <= reference.start)) return undefined;
    const whole = text.slice(0, part.start) + value + text.slice(part.end);
    return { source, newText: `"${encode(whole, 'double', dialect, false) ?? whole}"` };
  };
  return { text, source, references, sourceOf, write };
}

function pointOf(pieces: readonly Piece[], offset: number): number | undefined {
  const piece = pieces.findLast((candidate) => candidate.start <= offset && offset <= candidate.end);
  if (piece === undefined) return undefined;
  return offset === piece.end ? piece.source.end : piece.source.start + (offset - piece.start);
}

function edgeOf(pieces: readonly Piece[], offset: number, edge: 'start' | 'end'): number {
  const index = edge === 'start' ? offset : offset - 1;
  const piece = pieceAt(pieces, index);
  if (piece === undefined) return 0;
  if (!isVerbatim(piece)) return piece.source[edge];
  return piece.source.start + (offset - piece.start);
}

function pieceAt(pieces: readonly Piece[], index: number): Piece | undefined {
  let low = 0;
  let high = pieces.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const piece = pieces[middle];
    if (piece !== undefined && piece.end <= index) low = middle + 1;
    else high = middle;
  }
  return pieces[low];
}

/**
 * `value` as it is written between quotes of that kind; `undefined`: it cannot stand between them. Dollar and percent
 * signs of a unit are not doubled, as they are read without being halved.
 */
function encode(value: string, quote: Quote, dialect: Dialect, insideWord: boolean): string | undefined {
  if (quote === 'none') {
    if (value === '') return insideWord ? '' : '""';
    const plain = dialect === 'shell' ? SHELL_PLAIN : PLAIN;
    return plain.test(value) ? value : `"${encode(value, 'double', dialect, false)}"`;
  }
  if (dialect === 'unit') {
    const escaped = value.replaceAll('\\', '\\\\');
    return quote === 'double' ? escaped.replaceAll('"', '\\"') : escaped.replaceAll("'", "\\'");
  }
  if (quote === 'double') return value.replace(/[\\"$`]/g, '\\$&');
  return value.includes("'") ? undefined : value;
}

/** Whether a piece stands in the source character by character. */
export function isVerbatim(piece: Piece): boolean {
  return piece.end - piece.start === piece.source.end - piece.source.start;
}

/** A word that was read from the text of another word, in the terms of what that one was read from. */
export function nestWord(outer: Word, inner: Word): Word {
  return {
    text: inner.text,
    source: outer.sourceOf(inner.source),
    references: inner.references,
    sourceOf: (part) => outer.sourceOf(inner.sourceOf(part)),
    write(part, value) {
      const written = inner.write(part, value);
      return written === undefined ? undefined : outer.write(written.source, written.newText);
    },
  };
}

/** A part of a word as a word: the value behind `--option=`. */
export function partOfWord(word: Word, start: number, end = word.text.length): Word {
  const outer = (part: Span): Span => ({ start: start + part.start, end: start + part.end });
  return {
    text: word.text.slice(start, end),
    source: word.sourceOf({ start, end }),
    references: word.references
      .filter((reference) => reference.start < end && start < reference.end)
      .map((reference) => ({ ...reference, start: reference.start - start, end: reference.end - start })),
    sourceOf: (part) => word.sourceOf(outer(part)),
    write: (part, value) => word.write(outer(part), value),
  };
}
