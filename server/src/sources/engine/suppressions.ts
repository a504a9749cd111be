import { readIgnoreList } from '../../model/ignoreList.ts';
import type { Suppression } from '../../model/reading.ts';
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
  const lines = text.split(/\r?\n/);
  const comments = lines.flatMap((line, index) => commentOf(line, index) ?? []);
  const end: Position = { line: lines.length - 1, character: lines.at(-1)?.length ?? 0 };
  return comments.flatMap((one, index) => {
    const later = comments.slice(index + 1);
    // Each rule ends where it is enabled; what ends together stays together.
    const groups = one.kind === 'disable' ? byEnd(one, later) : [one.ruleIds];
    return groups.flatMap((ruleIds) => {
      const covers = coverage({ ...one, ruleIds }, later, lines, end);
      return covers && ruleIds.length > 0 ? [suppression(file, one, ruleIds, covers, lines)] : [];
    });
  });
}

/** The rules of a comment by the comment that enables them again. */
function byEnd({ ruleIds }: Comment, later: readonly Comment[]): readonly (readonly string[])[] {
  const groups = new Map<Comment | undefined, string[]>();
  for (const id of ruleIds) {
    const close = enabling(id, later);
    groups.set(close, [...(groups.get(close) ?? []), id]);
  }
  return [...groups.values()];
}

function enabling(id: string, later: readonly Comment[]): Comment | undefined {
  return later.find(({ kind, ruleIds }) => kind === 'enable' && (ruleIds.length === 0 || ruleIds.includes(id)));
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
  { kind, line, ruleIds }: Comment,
  later: readonly Comment[],
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
    case 'disable': {
      const close = enabling(ruleIds[0] ?? '', later);
      return { start: { line, character: 0 }, end: close ? { line: close.line, character: 0 } : end };
    }
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
  /** The comment without the others. */
  const keep = (ids: readonly string[]) => {
    const left = one.ruleIds.filter((id) => ids.includes(id) || !ruleIds.includes(id));
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
