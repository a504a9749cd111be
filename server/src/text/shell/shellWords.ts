// Reads a shell script into tokens.
import type { Span } from '../position.ts';
import { endsWord, readWord, searchBudget } from './readWord.ts';
import type { Word } from './word.ts';

/** A here-document: the lines between a command's line and its delimiter. */
export interface HereDocument {
  /** `<<`, or `<<-`, which takes leading tabs away. */
  readonly operator: string;
  readonly delimiter: string;
  /** Whether the delimiter is quoted, so that variables and backslashes in the body stand for themselves. */
  readonly quoted: boolean;
  /** The body's lines, their line breaks included. */
  readonly body: Span;
}

export type ShellToken =
  | { readonly kind: 'word'; readonly word: Word }
  /** `;`, `&`, `&&`, `|`, `||`, `(`, `)`, a line break; all of them end a command. */
  | { readonly kind: 'end'; readonly text: string; readonly source: Span }
  /** `>`, `>>`, `2>&1`, `<`, `<<<`; the word behind it is its target. */
  | { readonly kind: 'redirection'; readonly operator: string; readonly source: Span }
  | { readonly kind: 'here-document'; readonly document: HereDocument; readonly source: Span };

/** The words of a variable's value from `start` on; quotes inside it count. */
export function splitValue(text: string, start = 0, limit = text.length): Word[] {
  const budget = searchBudget(text);
  const words: Word[] = [];
  let at = start;
  while (at < limit) {
    const blank = blankAt(text, at);
    if (blank > 0) at += blank;
    else {
      const word = readWord(text, at, limit, 'value', budget);
      words.push(word);
      at = Math.max(word.source.end, at + 1);
    }
  }
  return words;
}

/** Reads a shell script into tokens; comments are left out, here-documents read. Linear; never throws. */
export function readShell(text: string): ShellToken[] {
  const budget = searchBudget(text);
  const tokens: ShellToken[] = [];
  let pending: { operator: string; delimiter: string; quoted: boolean; source: Span }[] = [];
  let at = 0;
  // Of the line in which a here-document is named; a line may name many.
  let namedEnd = -1;
  while (at < text.length) {
    const blank = blankAt(text, at);
    if (blank > 0 && text[at] !== '\n') {
      at += blank;
      continue;
    }
    if (text[at] === '\n') {
      at += 1;
      for (const { source, ...here } of pending) {
        const body = bodyOf(text, at, here.delimiter, here.operator === '<<-');
        tokens.push({ kind: 'here-document', document: { ...here, body: { start: at, end: body.end } }, source });
        at = body.next;
      }
      pending = [];
      tokens.push({ kind: 'end', text: '\n', source: { start: at - 1, end: at } });
    } else if (text[at] === '#') {
      const newline = text.indexOf('\n', at);
      at = newline < 0 ? text.length : newline;
    } else {
      const operator = operatorAt(text, at);
      const source = { start: at, end: at + operator.length };
      if (operator === '<<' || operator === '<<-') {
        let from = source.end;
        while (text[from] === ' ' || text[from] === '\t') from += 1;
        if (from > namedEnd) namedEnd = lineEnd(text, from);
        const word = readWord(text, from, namedEnd, 'shell', budget);
        const raw = text.slice(word.source.start, word.source.end);
        if (raw !== '') pending.push({ operator, delimiter: word.text, quoted: /['"\\]/.test(raw), source });
        at = Math.max(word.source.end, source.end);
      } else if (operator !== '') {
        tokens.push(
          /[<>]/.test(operator) ? { kind: 'redirection', operator, source } : { kind: 'end', text: operator, source },
        );
        at = source.end;
      } else {
        const word = readWord(text, at, text.length, 'shell', budget);
        if (word.source.end > at) tokens.push({ kind: 'word', word });
        at = Math.max(word.source.end, at + 1);
      }
    }
  }
  return tokens;
}

/** Length of the blank at `at`: a backslash and a line break are one, too. */
function blankAt(text: string, at: number): number {
  const character = text[at] ?? '';
  if (character === '\\') {
    if (text[at + 1] === '\n') return 2;
    return text.startsWith('\r\n', at + 1) ? 3 : 0;
  }
  return character !== '' && ' \t\r\n'.includes(character) && endsWord(character, 'shell') ? 1 : 0;
}

const OPERATOR = /^(?:\d{0,2}(?:<<<|<<-|<<|>>|>&\d?|<&\d?|>\||<>|[<>])|&>>?|&&|\|\||;;|[;&|()])/;

function operatorAt(text: string, at: number): string {
  return OPERATOR.exec(text.slice(at, at + 6))?.[0] ?? '';
}

function lineEnd(text: string, at: number): number {
  const newline = text.indexOf('\n', at);
  return newline < 0 ? text.length : newline;
}

/** Where the body ends, and where reading goes on behind the delimiter's line; without one it runs to the end. */
function bodyOf(text: string, start: number, delimiter: string, tabs: boolean): { end: number; next: number } {
  let at = start;
  while (at < text.length) {
    const end = lineEnd(text, at);
    const raw = text.slice(at, end).replace(/\r$/, '');
    if ((tabs ? raw.replace(/^\t+/, '') : raw) === delimiter) return { end: at, next: Math.min(end + 1, text.length) };
    at = end + 1;
  }
  return { end: text.length, next: text.length };
}
