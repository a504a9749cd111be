// Reads `NAME=value` of environment files, as systemd does.
import type { Span } from '../position.ts';
import { readWord, type SearchBudget, searchBudget } from './readWord.ts';
import type { Word } from './word.ts';

/** `NAME=value` of an EnvironmentFile, or of a file that a shell sources. */
export interface EnvEntry extends Span {
  readonly name: string;
  readonly nameSpan: Span;
  /** Quotes and escapes removed; its parts know where they stand. Empty where nothing is written. */
  readonly value: Word;
}

const NAME = /^[ \t\uFEFF]*(?:export[ \t]+)?([A-Za-z_]\w*)=/;

/**
 * Reads assignments line by line, as systemd does (`src/basic/env-file.c`): quotes may span lines, a backslash joins
 * lines, comments stand on lines of their own, an unquoted value runs to the end of its line. Lines that assign nothing
 * are passed over. Linear; never throws.
 */
export function readEnvFile(text: string): EnvEntry[] {
  const entries: EnvEntry[] = [];
  const budget = searchBudget(text);
  const quotes = searchBudget(text);
  let at = 0;
  while (at < text.length) {
    const newline = text.indexOf('\n', at);
    const end = newline < 0 ? text.length : newline;
    // No name is longer; a long line is not copied.
    const match = NAME.exec(text.slice(at, Math.min(end, at + 512)));
    const name = match?.[1];
    if (match === null || name === undefined) {
      at = end + 1;
      continue;
    }
    const nameEnd = at + match[0].length - 1;
    const valueEnd = endOfValue(text, nameEnd + 1, quotes);
    const value = readWord(text, skipBlanks(text, nameEnd + 1), valueEnd, 'environment', budget);
    entries.push({ start: at, end: valueEnd, name, nameSpan: { start: nameEnd - name.length, end: nameEnd }, value });
    at = valueEnd + 1;
  }
  return entries;
}

/**
 * Where the value's last line ends; trailing blanks outside quotes are not part of it. A quote that is never closed
 * ends with its line, so that a half-typed one does not swallow the file; after many of them so does every value.
 */
function endOfValue(text: string, start: number, budget: SearchBudget): number {
  let quote = '';
  let end = skipBlanks(text, start);
  let firstLine = -1;
  for (let at = end; at < text.length; at += 1) {
    const character = text[at] ?? '';
    if (character === '\n' && firstLine < 0) firstLine = at;
    if (firstLine >= 0 && budget.left <= 0) return firstLine;
    if (character === '\\' && quote !== "'") {
      at += text.startsWith('\r\n', at + 1) ? 2 : 1;
      end = at + 1;
    } else if (quote === '' && character === '\n') break;
    else if (quote === character) quote = '';
    else if (quote === '' && (character === '"' || character === "'")) quote = character;
    if (quote !== '' || !/\s/.test(character)) end = Math.max(end, at + 1);
  }
  if (quote === '' || firstLine < 0) return Math.min(end, text.length);
  budget.left -= text.length - start;
  return firstLine;
}

function skipBlanks(text: string, start: number): number {
  let at = start;
  while (text[at] === ' ' || text[at] === '\t') at += 1;
  return at;
}
