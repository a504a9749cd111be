// Edits of arguments that take whole words away, or put one behind the last.
import type { Span } from '../../text/position.ts';
import type { Word } from '../../text/shell/word.ts';
import { touchesTemplate } from '../../text/templates/templateMask.ts';
import type { TemplateSpan } from '../../text/templates/templateSpan.ts';
import { dashesOf } from './flagWords.ts';

/** What edits need to know of the arguments around a flag. */
export interface Surroundings {
  readonly words: readonly Word[];
  readonly region: Span;
  readonly templates: readonly TemplateSpan[];
}

export interface Replacement {
  readonly source: Span;
  readonly newText: string;
}

/**
 * Takes a flag's words away. One that stands alone on its line goes with the line; the last of a chain of continued
 * lines takes the backslash before it along. `undefined`: a template stands in the way.
 */
export function removal(text: string, around: Surroundings, span: Span): readonly Replacement[] | undefined {
  const deletions = deletionsOf(text, around.region, span);
  const reached = deletions.filter((deletion) => deletion.start < span.start || deletion.end > span.end);
  const outside = reached.flatMap((deletion) => [
    { start: deletion.start, end: Math.max(deletion.start, Math.min(deletion.end, span.start)) },
    { start: Math.min(deletion.end, Math.max(deletion.start, span.end)), end: deletion.end },
  ]);
  if (outside.some((part) => part.start < part.end && touchesTemplate(around.templates, part))) return undefined;
  return deletions.map((source) => ({ source, newText: '' }));
}

function deletionsOf(text: string, region: Span, span: Span): Span[] {
  let before = span.start;
  while (before > region.start && isBlank(text[before - 1])) before -= 1;
  let after = span.end;
  while (isBlank(text[after])) after += 1;
  const continuation = /^\\\r?\n/.exec(text.slice(after, after + 3))?.[0] ?? '';
  const startsLine = before === 0 || text[before - 1] === '\n';
  if (!startsLine) {
    // Inside quotes there is no program before the first flag, so the blanks behind it go.
    const isFirst = before <= region.start && !isBlank(text[before]);
    return [
      isFirst && continuation === ''
        ? { start: span.start, end: Math.min(after, Math.max(region.end, span.end)) }
        : { start: before, end: span.end },
    ];
  }
  if (continuation !== '') return [{ start: before, end: after + continuation.length }];
  const lineBreak = /^\r?\n/.exec(text.slice(after, after + 2))?.[0] ?? '';
  const endsChain = lineBreak !== '' || after >= region.end || after >= text.length;
  if (!endsChain) return [{ start: span.start, end: after }];
  const backslash = precedingBackslash(text, before, region.start);
  if (backslash === undefined) return [wholeLine(text, before, after, lineBreak)];
  if (backslash.lineBreakEnd === before) return [{ start: backslash.start, end: span.end }];
  return [{ start: backslash.start, end: backslash.end }, wholeLine(text, before, after, lineBreak)];
}

function wholeLine(text: string, start: number, after: number, lineBreak: string): Span {
  if (lineBreak !== '' || after < text.length) return { start, end: after + lineBreak.length };
  const back = /\r?\n$/.exec(text.slice(Math.max(0, start - 2), start))?.[0].length ?? 0;
  return { start: start - back, end: after };
}

/** The backslash that continues the chain into the line at `lineStart`, with the blanks before it; comment lines lie between. */
function precedingBackslash(
  text: string,
  lineStart: number,
  limit: number,
): { readonly start: number; readonly end: number; readonly lineBreakEnd: number } | undefined {
  let lineBreakEnd = lineStart;
  while (lineBreakEnd > limit) {
    const newline = lineBreakEnd - 1;
    const previous = text.lastIndexOf('\n', newline - 1) + 1;
    const line = text.slice(previous, newline);
    if (/^\s*[#;]/.test(line) && previous > limit) {
      lineBreakEnd = previous;
      continue;
    }
    const match = /[ \t]*\\[ \t]*\r?$/.exec(line.slice(-64));
    if (match === null) return undefined;
    const end = newline - (line.endsWith('\r') ? 1 : 0);
    const start = Math.max(limit, newline - match[0].length);
    return { start, end, lineBreakEnd };
  }
  return undefined;
}

const PLAIN_VALUE = /^[\w@%+=:,./*<>-]*$/;

/** Adds `--name=value` behind the last argument; `undefined`: the value cannot stand there without quotes. */
export function insertion(
  text: string,
  around: Surroundings,
  name: string,
  value: string | undefined,
): Replacement | undefined {
  if (value === undefined || !PLAIN_VALUE.test(value)) return undefined;
  const { words, region } = around;
  const lastFlag = words.findLastIndex((word) => dashesOf(word.text) > 0 || word.references.length > 0);
  const last = words.at(-1);
  const isSpaced = lastFlag >= 0 && lastFlag < words.length - 1 && !(words[lastFlag]?.text ?? '=').includes('=');
  const flag = `--${name}${isSpaced ? ' ' : '='}${value}`;
  if (last === undefined) {
    const separator = isBlank(text[region.start - 1]) || /["'=\n]/.test(text[region.start - 1] ?? '\n') ? '' : ' ';
    return { source: { start: region.start, end: region.start }, newText: separator + flag };
  }
  const from = words[lastFlag - 1]?.source.end ?? region.start;
  const separator = separatorOf(text.slice(from, words[Math.max(lastFlag, 0)]?.source.start ?? from), around, from);
  return { source: { start: last.source.end, end: last.source.end }, newText: separator + flag };
}

/** What stood before the last flag, if it is blanks and a continued line and nothing else. */
function separatorOf(between: string, around: Surroundings, from: number): string {
  const isCopy = /^[ \t]*(?:\\?\r?\n[ \t]*)?$/.test(between) && between !== '';
  if (isCopy && !touchesTemplate(around.templates, { start: from, end: from + between.length })) return between;
  const lines = /(\\?)(\r?\n)([ \t]*)$/.exec(between);
  return lines ? `${lines[1] === '' && !between.includes('\\') ? '' : ' \\'}${lines[2]}${lines[3]}` : ' ';
}

function isBlank(character: string | undefined): boolean {
  return character === ' ' || character === '\t';
}
