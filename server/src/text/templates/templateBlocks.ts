// Blocks of Jinja that set a variable.
import type { Span } from '../position.ts';
import type { TemplateSpan } from './templateSpan.ts';

/** `{% set NAME %}` … `{% endset %}` of Jinja: a variable whose value is the text between. */
export interface SetBlock extends Span {
  readonly name: string;
  readonly nameSpan: Span;
  readonly body: Span;
}

const SET = /^\{%[-+]?\s*set\s+([A-Za-z_]\w{0,127})\s*[-+]?%\}$/;

/** Blocks that set a variable, the outermost ones. */
export function setBlocks(text: string, spans: readonly TemplateSpan[]): SetBlock[] {
  const blocks: SetBlock[] = [];
  let open: { readonly span: TemplateSpan; readonly name: string } | undefined;
  for (const span of spans) {
    if (span.keyword === 'set' && open === undefined && span.end - span.start < 256) {
      const name = SET.exec(text.slice(span.start, span.end))?.[1];
      if (name !== undefined) open = { span, name };
    } else if (span.keyword === 'endset' && open !== undefined) {
      const { name } = open;
      const at = text.indexOf(name, text.indexOf('set', open.span.start) + 3);
      const nameSpan = { start: at, end: at + name.length };
      const body = { start: open.span.end, end: span.start };
      blocks.push({ start: open.span.start, end: span.end, name, nameSpan, body });
      open = undefined;
    }
  }
  return blocks;
}
