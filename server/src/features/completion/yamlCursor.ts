// Where the cursor stands in a YAML document, however unfinished it is.
import { linesOf } from '../../text/lineIndex.ts';
import type { Position, Range } from '../../text/position.ts';

/** Where the cursor stands in a YAML document of block mappings and lists, however unfinished it is. */
export interface YamlCursor {
  readonly kind: 'key' | 'value';
  /** Keys from the root to the mapping (`key`) or to the value (`value`); `*` for an item of a list. */
  readonly path: readonly string[];
  /** What is typed of the key or value so far. */
  readonly range: Range;
  /** Other keys of the same mapping. */
  readonly siblings: ReadonlySet<string>;
}

/** A line as far as its columns tell: dashes of list items, then a key. */
interface Line {
  /** Columns of its dashes. */
  readonly dashes: readonly number[];
  /** Column at which the key or value begins. */
  readonly column: number;
  readonly key: string | undefined;
}

const linePattern = /^( *(?:- +)*)(?:(["']?)([\w.\-/]+)\2 *:(?: |$))?/;

/** `undefined` in comments and where the line is none that can be completed. */
export function yamlCursorAt(text: string, position: Position): YamlCursor | undefined {
  const lines = linesOf(text);
  const before = (lines[position.line] ?? '').slice(0, position.character);
  const typed = /^( *(?:- +)*)(?:(["']?)([\w.\-/]+)\2 *: +)?(["']?[\w.\-/]*)$/.exec(before);
  if (!typed) return undefined;
  const [, lead = '', , key, word = ''] = typed;
  const current = readLine(before);
  const parents = pathTo(lines, position.line, { ...current, column: lead.length });
  return {
    kind: key === undefined ? 'key' : 'value',
    path: key === undefined ? parents : [...parents, key],
    range: { start: { line: position.line, character: position.character - word.length }, end: position },
    siblings: siblingsOf(lines, position.line, lead.length, current.dashes.length > 0),
  };
}

function readLine(line: string): Line {
  const [, lead = '', , key] = linePattern.exec(line) ?? [];
  const dashes = [...lead].flatMap((character, column) => (character === '-' ? [column] : []));
  return { dashes, column: lead.length, key };
}

function isBlank(line: string): boolean {
  return /^\s*(#|$)/.test(line);
}

function pathTo(lines: readonly string[], from: number, current: Line): string[] {
  const path: string[] = [];
  let limit = current.column;
  const leaveItems = (dashes: readonly number[]) => {
    for (const dash of [...dashes].reverse()) {
      path.unshift('*');
      limit = dash + 1; // a list may stand in the column of the key that holds it
    }
  };
  leaveItems(current.dashes);
  for (let index = from - 1; index >= 0 && limit > 0; index -= 1) {
    const text = lines[index] ?? '';
    if (isBlank(text)) continue;
    const line = readLine(text);
    if (line.column < limit && line.key !== undefined) {
      path.unshift(line.key);
      limit = line.column;
      leaveItems(line.dashes);
    } else if (line.column === limit) leaveItems(line.dashes);
  }
  return path;
}

function siblingsOf(lines: readonly string[], from: number, column: number, startsItem: boolean): Set<string> {
  const keys = new Set<string>();
  const visit = (index: number, step: 1 | -1) => {
    for (let at = index; at >= 0 && at < lines.length; at += step) {
      const text = lines[at] ?? '';
      if (isBlank(text)) continue;
      const line = readLine(text);
      const opensItem = line.dashes.length > 0;
      if (line.column < column || (step === 1 && opensItem && line.column === column)) return;
      if (line.column === column && line.key !== undefined) keys.add(line.key);
      if (line.column === column && opensItem) return;
    }
  };
  if (!startsItem) visit(from - 1, -1);
  visit(from + 1, 1);
  return keys;
}
