// Lines that hold nothing but a name for a script to replace: `__EXTRA_ARGS__`, `$EXTRA`, `%EXTRA%`, `@EXTRA@`, `<EXTRA>`.
import type { TemplateSpan } from './templateSpan.ts';

const NAME = '[A-Za-z][\\w.-]{0,62}';
const LINE = new RegExp(
  `^[ \\t]*(?:-[ \\t]+)?(__${NAME}?__|\\$\\$?${NAME}|\\$\\(${NAME}\\)|%%?${NAME}%%?|@@?${NAME}@@?|<<?[A-Za-z][\\w. -]{0,62}>>?|#\\{${NAME}\\}|\\[\\[[ \\t]*[\\w. -]{1,62}\\]\\])[ \\t]*\\r?$`,
  'gm',
);

/** In the order of the text. Only where a text cannot be read otherwise: some of them are plain words as well. */
export function placeholderLines(text: string): TemplateSpan[] {
  return [...text.matchAll(LINE)].map((match) => {
    const [whole, name = ''] = match;
    const start = match.index + whole.lastIndexOf(name);
    return { start, end: start + name.length, kind: 'expression', keyword: '' };
  });
}

/** The text with such lines blanked. */
export function withoutPlaceholderLines(text: string, lines: readonly TemplateSpan[]): string {
  let rest = '';
  let at = 0;
  for (const { start, end } of lines) {
    const lineStart = text.lastIndexOf('\n', start) + 1;
    rest += text.slice(at, Math.max(at, lineStart)) + ' '.repeat(end - Math.max(at, lineStart));
    at = end;
  }
  return rest + text.slice(at);
}
