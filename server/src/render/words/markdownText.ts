// Text of the user's files inside Markdown, never read as markup.
import { most } from '../../model/extremes.ts';
import { visibleLine, visibleText } from '../../text/visible.ts';

/**
 * Text of the user's files inside Markdown: shown as it is, never read as markup, HTML or a link. Only what could be read
 * so is escaped, so that numbers and names stay as they are in the source too.
 */
export function escapeMarkdown(text: string): string {
  return oneLine(text)
    .replace(/[&<>\\`*_[\]|~$@]/g, '\\$&')
    .replace(/:(?=\/\/)|(?<=\bwww)\./gi, '\\$&') // links that are made of bare text
    .replace(/^(\d*)([#+.)-])(?=\s|#|$)/, '$1\\$2'); // lists and headings
}

/** Text of the user's files as inline code; the fence is longer than any run of backticks in it. */
export function codeSpan(text: string): string {
  const line = oneLine(text);
  const longest = Math.max(0, most((line.match(/`+/g) ?? []).map(({ length }) => length)) ?? 0);
  const fence = '`'.repeat(longest + 1);
  const padding = line.startsWith('`') || line.endsWith('`') || line === '' ? ' ' : '';
  return `${fence}${padding}${line}${padding}${fence}`;
}

/** A block of text in which every column counts. */
export function codeBlock(text: string): string {
  const longest = Math.max(2, most((text.match(/`+/g) ?? []).map(({ length }) => length)) ?? 2);
  const fence = '`'.repeat(longest + 1);
  return `${fence}text\n${visibleText(text.endsWith('\n') ? text : `${text}\n`)}${fence}`;
}

/** @param head Markdown already, as the rows are */
export function markdownTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

/** @param items Markdown already */
export function numberedList(items: readonly string[]): string {
  return items.map((item, index) => `${index + 1}. ${item}`).join('\n');
}

function oneLine(text: string): string {
  return visibleLine(text.replace(/\s+/g, ' ').trim());
}
