import type { Fragment } from '../fragment.ts';
import type { Span } from '../position.ts';
import { isPlainOneLine } from './nested.ts';
import type { YamlNode } from './node.ts';

/**
 * The text of a scalar whose lines YAML folds into one (`>`, plain and quoted ones over several lines), for readers to
 * whom several blanks are as good as one: shells. Blanks stand for the line breaks and the indentation, so that every
 * character has its place. `undefined` for other scalars, and where escapes stand in it.
 */
export function foldedFragment(node: YamlNode): Fragment | undefined {
  const { fragment } = node.context;
  if (node.kind !== 'scalar') return undefined;
  const { start, end } = contentOf(node);
  const source = fragment.text.slice(start, end);
  if (!source.includes('\n') || (node.quote === '"' && source.includes('\\')) || source.includes("''"))
    return undefined;
  const shift = (span: Span) => ({ start: start + span.start, end: start + span.end });
  return {
    text: node.isBlockScalar ? foldBlock(source) : source.replace(/[\r\n]/g, ' '),
    locate: (span) => fragment.locate(shift(span)),
    edit: (span, newText) => (isPlainOneLine(newText) ? fragment.edit(shift(span), newText) : undefined),
  };
}

/** The lines of a block behind its header; the characters between the quotes of the others. */
function contentOf(node: YamlNode): Span {
  if (!node.isBlockScalar) return node.inner;
  const { start, end } = node.span;
  const { text } = node.context.fragment;
  if (text[start] !== '>') return { start, end: start };
  const header = text.indexOf('\n', start);
  return header < 0 || header >= end ? { start, end: start } : { start: header + 1, end };
}

/** Line breaks stay beside lines that are blank or indented further. */
function foldBlock(source: string): string {
  const lines = source.split('\n');
  const depths = lines.map((line) => (line.trim() === '' ? undefined : line.length - line.trimStart().length));
  const depth = depths.find((one) => one !== undefined) ?? 0;
  const folds = (index: number) => depths[index] === depth && depths[index + 1] === depth;
  return lines
    .map((line, index) => line.replace(/\r$/, ' ') + (index === lines.length - 1 ? '' : folds(index) ? ' ' : '\n'))
    .join('');
}
