// What a here-document gives to its command.
import { type ExcerptPiece, excerpt, unindented } from '../excerpt.ts';
import type { Fragment } from '../fragment.ts';
import type { HereDocument } from './shellWords.ts';

/** What a here-document gives to its command: leading tabs of `<<-` and the shell's escapes resolved, variables as written. */
export function hereDocumentText(outer: Fragment, document: HereDocument): Fragment {
  const tabs = document.operator === '<<-' ? (line: string): number => /^\t*/.exec(line)?.[0].length ?? 0 : () => 0;
  const lines = unindented(outer, document.body, tabs);
  return document.quoted ? lines : unescaped(lines);
}

/** POSIX shell, 2.7.4: in a body that is expanded, a backslash escapes `$`, a backquote, itself and a line break. */
function unescaped(outer: Fragment): Fragment {
  const pieces: ExcerptPiece[] = [];
  let at = 0;
  for (const match of outer.text.matchAll(/\\(?:([\\$`])|\r?\n)/g)) {
    if (match.index > at) pieces.push(verbatim(outer.text, at, match.index));
    at = match.index + match[0].length;
    if (match[1] !== undefined) pieces.push({ text: match[1], source: { start: match.index, end: at } });
  }
  if (at < outer.text.length) pieces.push(verbatim(outer.text, at, outer.text.length));
  return excerpt(outer, pieces, (text) => text.replace(/[\\$`]/g, '\\$&'));
}

function verbatim(text: string, start: number, end: number): ExcerptPiece {
  return { text: text.slice(start, end), source: { start, end } };
}
