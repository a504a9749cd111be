// Reads units of systemd.
import type { Span } from './position.ts';
import { endsWord, readWord, searchBudget } from './shell/readWord.ts';
import type { Word } from './shell/word.ts';

/** `Key=value` of a unit: the whole logical line. */
export interface UnitEntry extends Span {
  /** Without brackets; empty before the first section. */
  readonly section: string;
  readonly key: string;
  readonly keySpan: Span;
  /** The value as it stands, continuation lines included, blanks at both ends left out. */
  readonly valueSpan: Span;
}

export interface UnitFile {
  /**
   * As long as the text. Within an entry, comments and the backslash and line break of continued lines are blanks, as
   * systemd reads them (`src/shared/conf-parser.c`, config_parse).
   */
  readonly joined: string;
  readonly entries: readonly UnitEntry[];
}

/** One command of an `Exec…=` entry. */
export interface UnitCommand {
  /** Special characters before the path: `-`, `@`, `:`, `+`, `!`. */
  readonly prefix: string;
  /** Without `prefix`; the first is the program. With `@`, the second is only the name that it is told. */
  readonly words: readonly Word[];
}

const SECTION = /^[\s\uFEFF]*\[([^\]]*)\]/;
const ENTRY = /^[\s\uFEFF]*([A-Za-z][\w-]*)[ \t]*=/;

/** Reads a unit or drop-in. Lines that are neither section nor entry are passed over. Linear; never throws. */
export function readUnit(text: string): UnitFile {
  const { joined, lines } = joinLines(text);
  const entries: UnitEntry[] = [];
  let section = '';
  for (const line of lines) {
    const content = joined.slice(line.start, line.end);
    const header = SECTION.exec(content);
    if (header) {
      section = header[1] ?? '';
      continue;
    }
    const match = ENTRY.exec(content);
    const key = match?.[1];
    if (match === null || key === undefined) continue;
    const keyStart = line.start + match[0].indexOf(key);
    const valueSpan = trim(joined, { start: line.start + match[0].length, end: line.end });
    entries.push({ ...line, section, key, keySpan: { start: keyStart, end: keyStart + key.length }, valueSpan });
  }
  return { joined, entries };
}

/** Quoted words of a value (`Environment=`). `joined` as `readUnit` gives it. */
export function readUnitWords(joined: string, span: Span): Word[] {
  const budget = searchBudget(joined.slice(span.start, span.end));
  const words: Word[] = [];
  let at = span.start;
  while (at < span.end) {
    if (endsWord(joined[at] ?? '', 'unit')) at += 1;
    else {
      const word = readWord(joined, at, span.end, 'unit', budget);
      words.push(word);
      at = word.source.end;
    }
  }
  return words;
}

/** Commands of an `Exec…=` value; a word `;` stands between two. */
export function readUnitCommands(joined: string, span: Span): UnitCommand[] {
  const prefix = /^[-@:+!]*/.exec(joined.slice(span.start, span.end))?.[0] ?? '';
  const words = readUnitWords(joined, { start: span.start + prefix.length, end: span.end });
  const commands: UnitCommand[] = [];
  let current: Word[] = [];
  for (const word of words) {
    if (word.text === ';' && word.source.end - word.source.start === 1) {
      commands.push({ prefix: commands.length === 0 ? prefix : '', words: current });
      current = [];
    } else current.push(word);
  }
  if (current.length > 0) commands.push({ prefix: commands.length === 0 ? prefix : '', words: current });
  return commands;
}

/** Logical lines: physical ones joined where one ends with a backslash; comments between them left out. */
function joinLines(text: string): { joined: string; lines: Span[] } {
  const out: string[] = [];
  const lines: Span[] = [];
  let start: number | undefined;
  let at = 0;
  while (at < text.length) {
    const newline = text.indexOf('\n', at);
    const end = newline < 0 ? text.length : newline;
    const next = newline < 0 ? text.length : newline + 1;
    const line = text.slice(at, end);
    const bare = line.trim();
    const isComment = bare.startsWith('#') || bare.startsWith(';');
    const continues = !isComment && bare.endsWith('\\');
    if (start !== undefined && isComment) out.push(' '.repeat(next - at));
    else if (continues) {
      start ??= at;
      out.push(line.slice(0, line.lastIndexOf('\\')), ' '.repeat(next - at - line.lastIndexOf('\\')));
    } else {
      if (!isComment && (bare !== '' || start !== undefined)) lines.push({ start: start ?? at, end });
      start = undefined;
      out.push(text.slice(at, next));
    }
    at = next;
  }
  if (start !== undefined) lines.push({ start, end: text.length });
  return { joined: out.join(''), lines };
}

function trim(text: string, span: Span): Span {
  const content = text.slice(span.start, span.end);
  const start = span.start + (content.length - content.trimStart().length);
  return { start, end: Math.max(start, span.start + content.trimEnd().length) };
}
