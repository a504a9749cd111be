// The text inside a scalar as a fragment of its own.
import { quotedText } from '../encodedText.ts';
import { type Fragment, fragmentPart } from '../fragment.ts';
import { foldedFragment } from './folded.ts';
import type { YamlNode } from './yamlNode.ts';

/**
 * The text inside a scalar as a fragment of its own, with true positions in the file: block literals (indented again when
 * written), and plain or quoted scalars on one line without escapes. `undefined` for all others (folded, escaped), whose
 * characters do not stand in the file as they read.
 */
export function nestedFragment(node: YamlNode): Fragment | undefined {
  const { fragment } = node.context;
  if (node.kind !== 'scalar') return undefined;
  if (node.isBlockScalar) return blockFragment(node);
  const { inner, text } = node;
  if (inner.end - inner.start !== text.length) return undefined;
  const part = fragmentPart(fragment, inner);
  return { ...part, edit: (span, newText) => (isPlainOneLine(newText) ? part.edit(span, newText) : undefined) };
}

/** Text that can stand inside any scalar as it is. */
function isPlainOneLine(text: string): boolean {
  return !/["'\\\r\n#]|: /.test(text);
}

interface Line {
  /** Offset in the inner text. */
  readonly inner: number;
  /** Offset of its first character behind the indentation, in the fragment around. */
  readonly outer: number;
}

function blockFragment(node: YamlNode): Fragment | undefined {
  const { fragment } = node.context;
  const { start, end } = node.span;
  const source = fragment.text.slice(start, end);
  if (!source.startsWith('|')) return undefined;
  const header = source.indexOf('\n');
  if (header < 0) return undefined;
  const rows = linesOf(fragment.text, start + header + 1, end);
  const indent = indentOf(source.slice(0, header), rows, fragment.text);
  const lines: Line[] = [];
  let text = '';
  for (const { from, to } of rows) {
    // A line with less before it is a template's own: the parser saw blanks there.
    const blanks = /^ */.exec(fragment.text.slice(from, Math.min(from + indent, to)))?.[0].length ?? 0;
    const content = from + blanks;
    lines.push({ inner: text.length, outer: content });
    text += `${fragment.text.slice(content, to).replace(/\r$/, '')}\n`;
  }
  // The block ends where its text does, whatever blank lines follow.
  const outerOf = (offset: number): number => {
    if (offset >= text.length) return end;
    const line = lineAt(lines, offset);
    return line === undefined ? end : Math.min(line.outer + offset - line.inner, end);
  };
  const lead = ' '.repeat(indent);
  const eol = fragment.text.slice(start, start + header + 1).endsWith('\r\n') ? '\r\n' : '\n';
  /** A further line: its indentation is not there yet, nor is the line break at the end of the file. */
  const behind = (written: string) =>
    fragment.text[end - 1] === '\n' ? lead + written : eol + lead + written.replace(/\r?\n$/, '');
  return {
    text,
    locate: (span) => fragment.locate({ start: outerOf(span.start), end: outerOf(span.end) }),
    edit: (span, newText) => {
      const toEnd = span.end >= text.length && newText === '';
      const isLineStart = lines.some(({ inner }) => inner === span.start);
      const from = toEnd && isLineStart ? outerOf(span.start) - indent : outerOf(span.start);
      const written = newText.replace(/\r?\n(?!$)/g, `${eol}${lead}`).replace(/\r?\n$/, eol);
      if (span.start >= text.length && newText !== '') return fragment.edit({ start: end, end }, behind(written));
      const endsLine = written.endsWith('\n') && !toEnd && lines.some(({ inner }) => inner === span.end);
      return fragment.edit({ start: from, end: outerOf(span.end) }, endsLine ? written + lead : written);
    },
  };
}

function linesOf(text: string, start: number, end: number): { readonly from: number; readonly to: number }[] {
  const rows: { from: number; to: number }[] = [];
  for (let from = start; from < end; ) {
    const newline = text.indexOf('\n', from);
    const to = newline < 0 || newline >= end ? end : newline;
    rows.push({ from, to });
    from = to + 1;
  }
  return rows;
}

/** A statement of a template, alone on its line, which may stand anywhere in it. */
const TEMPLATE_LINE = /^\s*\{(?:%.*%|\{.*\})\}\s*$/;

/** The indentation indicator (relative to the parent) is rare; the first line that is not blank shows the depth. */
function indentOf(header: string, rows: readonly { from: number; to: number }[], text: string): number {
  const depths = rows.flatMap(({ from, to }) => {
    const row = text.slice(from, to);
    return row.trim() === '' || TEMPLATE_LINE.test(row) ? [] : [row.length - row.trimStart().length];
  });
  return (/[1-9]/.test(header) ? depths.reduce((least, depth) => Math.min(least, depth), 1000) : depths[0]) ?? 0;
}

function lineAt(lines: readonly Line[], offset: number): Line | undefined {
  let low = 0;
  let high = lines.length;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((lines[middle]?.inner ?? 0) <= offset) low = middle;
    else high = middle;
  }
  return lines[low];
}

/** As `nestedFragment`, and what stands in double quotes with escapes, on one line, or in lines that are folded. */
export function scalarText(node: YamlNode): Fragment | undefined {
  if (node.kind !== 'scalar') return undefined;
  const quoted = node.quote === '"' ? quotedText(node.context.fragment, node.inner) : undefined;
  return nestedFragment(node) ?? quoted ?? foldedFragment(node);
}
