// The line of a file that a finding stands in, with the place underlined, for people at a terminal.
import { visibleLine } from '../text/visible.ts';
import type { paintFor } from './paint.ts';
import type { ReportedFinding } from './reported.ts';
import type { Terminal } from './terminal.ts';

/** Less than this of a line is of no use. */
const LEAST_ROOM = 30;
/** What is shown before the place where the line is too long. */
const BEFORE = 16;

/**
 * @param line the text of the line
 * @returns two lines: the text, and marks below the place; in characters that are all printed
 */
export function sourceLine(
  { range }: Pick<ReportedFinding, 'range'>,
  line: string,
  { terminal, paint, indent }: { terminal: Terminal; paint: ReturnType<typeof paintFor>; indent: number },
): string {
  const number = `${range.start.line + 1}`;
  const edge = terminal.unicode ? '│' : '|';
  const lead = ' '.repeat(Math.max(indent - number.length - 3, 2));
  const room = Math.max(terminal.columns - lead.length - number.length - 4, LEAST_ROOM);
  const end = range.end.line === range.start.line ? range.end.character : line.length;
  const before = shown(line.slice(0, range.start.character));
  const marked = shown(line.slice(range.start.character, end));
  const after = shown(line.slice(end));
  const cut = before.length + marked.length <= room ? 0 : Math.max(before.length - BEFORE, 0);
  const text = (before + marked + after).slice(cut, cut + room).trimEnd();
  const width = Math.max(Math.min(marked.length, room - (before.length - cut)), 1);
  const below = `${' '.repeat(before.length - cut)}${(terminal.unicode ? '‾' : '^').repeat(width)}`;
  return (
    `${lead}${paint('faint', `${number} ${edge}`)} ${text}\n` +
    `${lead}${paint('faint', `${' '.repeat(number.length)} ${edge}`)} ${paint('warning', below)}\n`
  );
}

function shown(text: string): string {
  return visibleLine(text.replaceAll('\t', '  '));
}
