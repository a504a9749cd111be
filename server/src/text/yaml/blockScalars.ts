// Block scalars (`|` and `>`) as nodes of the YAML library.
import type { Scalar } from 'yaml';
import { scalarNode } from './scalarNodes.ts';

const HEADER = /([|>])([-+]?)[ ]*\r?\n/y;
const TABS = /^ *\t/;

/**
 * A block scalar that says nothing of its indentation and has a line.
 * @param start of its header
 * @param least columns by which its lines are indented at least
 * @returns `undefined` for any other; its range ends at the start of the line behind it
 */
export function readBlockScalar(text: string, start: number, least: number): Scalar | undefined {
  HEADER.lastIndex = start;
  const [header, style = '', chomping = ''] = HEADER.exec(text) ?? [];
  if (header === undefined) return undefined;
  const body = start + header.length;
  const indent = indentOf(text, body);
  if (indent === undefined || indent < least) return undefined;
  const { end, contentEnd } = endOf(text, body, indent);
  if (TABS.test(text.slice(end, end + indent + 1))) return undefined;
  const content = linesOf(text.slice(body, contentEnd), indent);
  const said = style === '|' ? content.join('\n') : folded(content);
  const blank = text.slice(contentEnd, end);
  const value = said + ending(chomping, blank, indent);
  const behind = chomping === '+' ? end : contentEnd;
  return scalarNode(value, style === '|' ? 'BLOCK_LITERAL' : 'BLOCK_FOLDED', value, [start, behind, behind]);
}

/** That of the first line that is not blank; `undefined` where a blank line before it has more, or tabs stand there. */
function indentOf(text: string, body: number): number | undefined {
  let most = 0;
  for (let at = body; at < text.length; ) {
    let content = at;
    while (text.charCodeAt(content) === 32) content += 1;
    const code = text.charCodeAt(content);
    const width = content - at;
    if (code !== 10 && code !== 13) return code === 9 || Number.isNaN(code) || most > width ? undefined : width;
    most = Math.max(most, width);
    at = content + (code === 13 ? 2 : 1);
  }
  return undefined;
}

/** Behind the last line that belongs to it, and behind the last one that is not blank. */
function endOf(text: string, body: number, indent: number): { readonly end: number; readonly contentEnd: number } {
  let contentEnd = body;
  let at = body;
  while (at < text.length) {
    let content = at;
    while (text.charCodeAt(content) === 32) content += 1;
    const code = text.charCodeAt(content);
    const isBlank = code === 10 || code === 13 || content === text.length;
    if (!isBlank && content - at < indent) break;
    const newline = text.indexOf('\n', content);
    const next = newline < 0 ? text.length : newline + 1;
    // A line of more blanks than the indentation is one of text.
    if (!isBlank || content - at > indent) contentEnd = next;
    at = next;
  }
  return { end: at, contentEnd };
}

function linesOf(content: string, indent: number): string[] {
  const lines = content.split('\n');
  if (content.endsWith('\n')) lines.pop();
  return lines.map((line) => {
    const written = line.endsWith('\r') ? line.slice(0, -1) : line;
    return written.slice(indent);
  });
}

/** Line breaks between lines that are not indented further are blanks. */
function folded(lines: readonly string[]): string {
  const parts: string[] = [];
  let separator = '';
  let wasIndented = false;
  let isLeading = true;
  for (const line of lines) {
    if (isLeading && line === '') {
      parts.push('\n');
      continue;
    }
    isLeading = false;
    if (/^[ \t]/.test(line)) {
      if (separator === ' ') separator = '\n';
      else if (!wasIndented && separator === '\n') separator = '\n\n';
      parts.push(separator, line);
      separator = '\n';
      wasIndented = true;
    } else if (line !== '') {
      parts.push(separator, line);
      separator = ' ';
      wasIndented = false;
    } else if (separator === '\n') parts.push('\n');
    else separator = '\n';
  }
  return parts.join('');
}

/** @param blank the blank lines behind */
function ending(chomping: string, blank: string, indent: number): string {
  if (chomping === '-') return '';
  if (chomping === '' || blank === '') return '\n';
  const lines = blank.split('\n').map((line) => line.replace('\r', '').slice(indent));
  return `\n${lines.join('\n')}`;
}
