// A scalar whose lines are folded into one.
import { type ExcerptPiece, excerpt } from '../excerpt.ts';
import type { Fragment } from '../fragment.ts';
import type { Span } from '../position.ts';
import type { YamlNode } from './yamlNode.ts';

/**
 * A scalar whose lines are folded into one: plain or quoted over several lines, or a block behind `>`. Line breaks that
 * read as a blank stand where they are written. `undefined` where the text would not read as the parser reads it.
 */
export function foldedFragment(node: YamlNode): Fragment | undefined {
  const { fragment } = node.context;
  const source = fragment.text.slice(node.span.start, node.span.end);
  const block = node.isBlockScalar;
  if (block && !source.startsWith('>')) return undefined;
  const header = block ? source.indexOf('\n') + 1 : 0;
  const inner = block ? { start: node.span.start + header, end: node.span.end } : node.inner;
  const pieces = foldedLines(fragment.text, inner, block);
  const folded = excerpt(fragment, pieces, (text) => (/["'\\\r\n#]|: /.test(text) ? undefined : text));
  const isRead = node.isTemplated
    ? bare(outsideTemplates(node, inner)) === bare(node.text)
    : folded.text === node.text.trimEnd();
  return isRead ? folded : undefined;
}

/** What the parser saw as well: it had blanks or `_` where templates stand. */
function outsideTemplates({ context: { fragment, templates } }: YamlNode, { start, end }: Span): string {
  let text = '';
  let at = start;
  for (const template of templates) {
    if (template.end <= at || template.start >= end) continue;
    text += fragment.text.slice(at, Math.max(at, template.start));
    at = template.end;
  }
  return text + fragment.text.slice(at, Math.max(at, end));
}

function bare(text: string): string {
  return text.replace(/[\s_]+/g, '');
}

interface Line extends Span {
  readonly indent: number;
}

function foldedLines(text: string, span: Span, block: boolean): ExcerptPiece[] {
  const lines = linesOf(text, span);
  const base = lines.find((line) => line.end > line.start)?.indent ?? 0;
  const pieces: ExcerptPiece[] = [];
  let before: Line | undefined;
  let blank = 0;
  for (const line of lines) {
    if (line.end === line.start) {
      blank += 1;
      continue;
    }
    // In a block, lines that are indented more keep their line breaks and their blanks.
    const start = block ? line.start - Math.max(0, line.indent - base) : line.start;
    if (before !== undefined) {
      const keeps = block && (before.indent > base || line.indent > base);
      const separator = keeps ? '\n'.repeat(blank + 1) : blank > 0 ? '\n'.repeat(blank) : ' ';
      pieces.push({ text: separator, source: { start: before.end, end: start } });
    }
    pieces.push({ text: text.slice(start, line.end), source: { start, end: line.end } });
    before = line;
    blank = 0;
  }
  return pieces;
}

/** Lines without the blanks around them. */
function linesOf(text: string, { start, end }: Span): Line[] {
  const lines: Line[] = [];
  for (let at = start; at < end; ) {
    const newline = text.indexOf('\n', at);
    const to = newline < 0 || newline >= end ? end : newline;
    const row = text.slice(at, to);
    const content = row.trim();
    const indent = content === '' ? 0 : row.length - row.trimStart().length;
    lines.push({ start: at + indent, end: at + indent + content.length, indent });
    at = to + 1;
  }
  return lines;
}
