// Comments that silence rules.
import { readIgnoreList } from '../../model/ignoreList.ts';
import type { Suppression } from '../../model/reading.ts';
import { linesOf } from '../../text/lineIndex.ts';
import type { Position, Range } from '../../text/position.ts';

/**
 * Comments in any syntax that our files have (`#`, `//`, `;`, `{#`, `<!--`):
 * `kube-node-lifecycle-disable-line ID, ID: reason`, `-disable-next-line`, `-disable` … `-enable`, `-disable-file`.
 * Without an ID, `-enable` ends all.
 */
const mark = 'kube-node-lifecycle-';
const comment =
  /(#|\/\/|;|\{#|\{\{-?\s*\/\*|<!--)\s*kube-node-lifecycle-(disable-next-line|disable-line|disable-file|disable|enable)\b([^\r\n]*)$/;
/** What ends such a comment on its line. */
const commentEnd = /(?:\*\/[ \t]?-?\}\}|#\}|-->)$/;

interface Comment {
  readonly kind: string;
  readonly ruleIds: readonly string[];
  readonly reason: string | undefined;
  /** The rules and the reason, as written, and where. */
  readonly list: string;
  readonly listed: number;
  readonly line: number;
  readonly start: number;
  readonly end: number;
  /** Nothing else stands on the line. */
  readonly isAlone: boolean;
}

/** Linear in the text's length; costs one search where the text holds none. */
export function readSuppressions(file: string, text: string): Suppression[] {
  if (!text.includes(mark)) return [];
  const lines = linesOf(text);
  const comments = lines.flatMap((line, index) => commentOf(line, index) ?? []);
  const end: Position = { line: lines.length - 1, character: lines.at(-1)?.length ?? 0 };
  const enabling = new EnablingComments();
  const found: Suppression[][] = [];
  // From the end on, so that what enables a rule again is known at its comment.
  for (const one of comments.reverse()) {
    // Each rule ends where it is enabled; what ends together stays together.
    const groups = one.kind === 'disable' ? enabling.byEnd(one.ruleIds) : new Map([[undefined, one.ruleIds]]);
    const own: Suppression[] = [];
    for (const [close, ruleIds] of groups) {
      const covers = coverage(one, close, lines, end);
      if (covers && ruleIds.length > 0) own.push(suppression(file, one, ruleIds, covers, lines));
    }
    found.push(own);
    enabling.add(one);
  }
  return found.reverse().flat();
}

/** Comments that enable rules again, added from the end of the file on. */
class EnablingComments {
  private readonly next = new Map<string, Comment>();
  private nextOfAll: Comment | undefined;

  add(one: Comment): void {
    if (one.kind !== 'enable') return;
    if (one.ruleIds.length === 0) this.nextOfAll = one;
    for (const id of one.ruleIds) this.next.set(id, one);
  }

  /** Rules by the comment that enables them first. */
  byEnd(ruleIds: readonly string[]): Map<Comment | undefined, string[]> {
    const groups = new Map<Comment | undefined, string[]>();
    for (const id of ruleIds) {
      const own = this.next.get(id);
      const all = this.nextOfAll;
      const close = own === undefined || (all !== undefined && all.line < own.line) ? all : own;
      const group = groups.get(close);
      if (group === undefined) groups.set(close, [id]);
      else group.push(id);
    }
    return groups;
  }
}

function commentOf(line: string, index: number): Comment | undefined {
  const match = line.includes(mark) ? comment.exec(line) : null;
  if (!match) return undefined;
  const list = (match[3] ?? '').trimEnd().replace(commentEnd, '').trimEnd();
  const kindEnd = match[0].indexOf(mark) + mark.length + (match[2] ?? '').length;
  return {
    kind: match[2] ?? '',
    ...readIgnoreList(list),
    list,
    listed: match.index + match[0].indexOf(match[3] ?? '', kindEnd),
    line: index,
    start: match.index,
    end: line.length,
    isAlone: line.slice(0, match.index).trim() === '',
  };
}

function coverage(
  { kind, line }: Comment,
  close: Comment | undefined,
  lines: readonly string[],
  end: Position,
): Range | undefined {
  const wholeLine = (index: number): Range => ({
    start: { line: index, character: 0 },
    end: { line: index, character: lines[index]?.length ?? 0 },
  });
  switch (kind) {
    case 'disable-line':
      return wholeLine(line);
    case 'disable-next-line':
      return wholeLine(line + 1);
    case 'disable-file':
      return { start: { line: 0, character: 0 }, end };
    case 'disable':
      return { start: { line, character: 0 }, end: close ? { line: close.line, character: 0 } : end };
    default:
      return undefined;
  }
}

function suppression(
  file: string,
  one: Comment,
  ruleIds: readonly string[],
  covers: Range,
  lines: readonly string[],
): Suppression {
  const { line, start, end, isAlone, reason, list, listed } = one;
  const before = lines[line]?.slice(0, start) ?? '';
  const isLast = line + 1 >= lines.length;
  const gone: Range =
    isAlone && !isLast
      ? { start: { line, character: 0 }, end: { line: line + 1, character: 0 } }
      : { start: { line, character: before.trimEnd().length }, end: { line, character: end } };
  /** The comment without the others. What a template decides about is not taken away with it. */
  const keep = (ids: readonly string[]) => {
    if (/\{\{|\{%|%\{|<%/.test(list)) return [];
    const [kept, own] = [new Set(ids), new Set(ruleIds)];
    const left = one.ruleIds.filter((id) => kept.has(id) || !own.has(id));
    const [written = ''] = list.split(':', 1);
    const from = listed + written.length - written.trimStart().length;
    const range = { start: { line, character: from }, end: { line, character: listed + written.trimEnd().length } };
    return left.length === 0 ? [{ file, range: gone, newText: '' }] : [{ file, range, newText: left.join(', ') }];
  };
  return {
    file,
    range: { start: { line, character: start }, end: { line, character: end } },
    ruleIds,
    reason,
    covers,
    remove: () => keep([]),
    keep,
  };
}
