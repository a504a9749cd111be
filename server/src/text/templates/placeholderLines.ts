// Names for a script to replace: alone on a line (`__EXTRA_ARGS__`, `$EXTRA`, `%EXTRA%`, `@EXTRA@`, `<EXTRA>`), or where a value
// begins with one that YAML reserves (`name: @NAME@`, `- %NAME%`).
import type { TemplateSpan } from './templateSpan.ts';

const NAME = '[A-Za-z][\\w.-]{0,62}';
const LINE = new RegExp(
  `^[ \\t]*(?:-[ \\t]+)?(__${NAME}?__|\\$\\$?${NAME}|\\$\\(${NAME}\\)|%%?${NAME}%%?|@@?${NAME}@@?|<<?[A-Za-z][\\w. -]{0,62}>>?|#\\{${NAME}\\}|\\[\\[[ \\t]*[\\w. -]{1,62}\\]\\])[ \\t]*\\r?$`,
  'gm',
);

/** A plain value cannot begin with `@` or `%`; what follows may hold more of the kind (`@REGISTRY@/image:@TAG@`). */
const VALUE = new RegExp(`^[ \\t]*(?:- +)*(?:[\\w./"'-]{1,120}:[ \\t]+)?([@%])\\1?${NAME}\\1[^\\r\\n]*`, 'gm');
const VALUE_NAME = new RegExp(`@@?${NAME}@@?|%%?${NAME}%%?`, 'g');

/** In the order of the text. Only where a text cannot be read otherwise: some of them are plain words as well. */
export function placeholderLines(text: string): TemplateSpan[] {
  return [...text.matchAll(LINE)].map((match) => {
    const [whole, name = ''] = match;
    return expressionAt(match.index + whole.lastIndexOf(name), name);
  });
}

/** Names in values that begin with one, in the order of the text; those alone on their line are `placeholderLines`. */
export function placeholderValues(text: string): TemplateSpan[] {
  return [...text.matchAll(VALUE)].flatMap((match) =>
    [...match[0].matchAll(VALUE_NAME)].map(({ 0: name, index }) => expressionAt(match.index + index, name)),
  );
}

function expressionAt(start: number, name: string): TemplateSpan {
  return { start, end: start + name.length, kind: 'expression', keyword: '' };
}

/** The text with such names as plain words of the same length. */
export function withPlainWords(text: string, names: readonly TemplateSpan[]): string {
  let rest = '';
  let at = 0;
  for (const { start, end } of names) {
    rest += text.slice(at, start) + '_'.repeat(end - start);
    at = end;
  }
  return rest + text.slice(at);
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
