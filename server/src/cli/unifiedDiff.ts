import { visibleLine } from '../text/visible.ts';

const context = 3;

/** A line of a diff: kept, removed or added. */
interface DiffLine {
  readonly sign: ' ' | '-' | '+';
  readonly text: string;
}

/** The change of a file as `diff -u` writes it; empty where nothing changed. */
export function unifiedDiff(file: string, before: string, after: string): string {
  if (before === after) return '';
  const lines = compare(splitLines(before), splitLines(after));
  const name = visibleLine(file);
  return `--- a/${name}\n+++ b/${name}\n${hunks(lines).join('')}`;
}

/** With their line ends. */
function splitLines(text: string): string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}

/** What is equal at both ends is kept; between them the longest common run of lines is found. */
function compare(before: readonly string[], after: readonly string[]): DiffLine[] {
  let head = 0;
  while (head < before.length && head < after.length && before[head] === after[head]) head++;
  let tail = 0;
  const most = Math.min(before.length, after.length) - head;
  while (tail < most && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail++;
  const keep = (lines: readonly string[]): DiffLine[] => lines.map((text) => ({ sign: ' ', text }));
  return [
    ...keep(before.slice(0, head)),
    ...changed(before.slice(head, before.length - tail), after.slice(head, after.length - tail)),
    ...keep(before.slice(before.length - tail)),
  ];
}

/** Largest table of common lengths that is filled; beyond it the whole part is shown as replaced. */
const maxCells = 4_000_000;

function changed(before: readonly string[], after: readonly string[]): DiffLine[] {
  const columns = after.length + 1;
  if (before.length * columns > maxCells) return [...signed('-', before), ...signed('+', after)];
  const common = new Uint32Array((before.length + 1) * columns);
  const at = (i: number, j: number) => common[i * columns + j] ?? 0;
  for (let i = before.length - 1; i >= 0; i--) {
    for (let j = after.length - 1; j >= 0; j--) {
      common[i * columns + j] = before[i] === after[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
    }
  }
  const lines: DiffLine[] = [];
  let i = 0;
  let j = 0;
  while (i < before.length && j < after.length) {
    if (before[i] === after[j]) {
      lines.push({ sign: ' ', text: before[i] ?? '' });
      i++;
      j++;
    } else if (at(i + 1, j) >= at(i, j + 1)) lines.push({ sign: '-', text: before[i++] ?? '' });
    else lines.push({ sign: '+', text: after[j++] ?? '' });
  }
  return [...lines, ...signed('-', before.slice(i)), ...signed('+', after.slice(j))];
}

function signed(sign: '-' | '+', lines: readonly string[]): DiffLine[] {
  return lines.map((text) => ({ sign, text }));
}

function hunks(lines: readonly DiffLine[]): string[] {
  const shown = lines.map(() => false);
  lines.forEach(({ sign }, index) => {
    if (sign !== ' ') shown.fill(true, Math.max(0, index - context), index + context + 1);
  });
  const result: string[] = [];
  let oldLine = 1;
  let newLine = 1;
  for (let index = 0; index < lines.length; ) {
    let end = index;
    while (end < lines.length && shown[end] === shown[index]) end++;
    const part = lines.slice(index, end);
    const oldCount = part.filter(({ sign }) => sign !== '+').length;
    const newCount = part.filter(({ sign }) => sign !== '-').length;
    if (shown[index]) {
      const head = `@@ -${range(oldLine, oldCount)} +${range(newLine, newCount)} @@\n`;
      result.push(head + part.map(({ sign, text }) => sign + terminated(text)).join(''));
    }
    oldLine += oldCount;
    newLine += newCount;
    index = end;
  }
  return result;
}

/** `diff -u` names the line before an empty range. */
function range(start: number, count: number): string {
  return count === 1 ? String(start) : `${count === 0 ? start - 1 : start},${count}`;
}

function terminated(text: string): string {
  return text.endsWith('\n') ? text : `${text}\n\\ No newline at end of file\n`;
}
