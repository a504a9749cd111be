// Writes a fixture anew with what is found today: its carets, and its files after a fix.
import type { Finding } from '../../../server/src/model/finding.ts';
import { caretPattern, goldenPattern, relatedPattern, sectionPattern } from './fixture.ts';

type Files = ReadonlyMap<string, string>;

interface Expected {
  readonly ruleId: string;
  readonly mark: string;
  readonly related: readonly string[];
}

/**
 * The text of a fixture whose inputs give `found`, and whose fixes (by title) give `fixed`, changed files alone. What is
 * right already stays as it is written. Carets that nothing is found for go, and so do the sections of fixes that are not
 * offered any more. Throws where a finding spans lines: carets cannot say that.
 */
export function updateFixture(text: string, found: readonly Finding[], fixed: ReadonlyMap<string, Files>): string {
  const sections = split(text);
  const parts = sections.map(({ head, lines }, index) => {
    if (head === undefined) return lines.join('\n');
    const fix = goldenPattern.exec(head);
    if (!fix)
      return section(
        head,
        withCarets(
          lines,
          found.filter(({ file }) => file === head),
        ),
      );
    const [, title = '', file = ''] = fix;
    const files = fixed.get(title);
    const after = files?.get(file);
    const isLastOfFix = !sections.slice(index + 1).some((other) => other.head?.startsWith(`fix "${title}": `));
    const own = after === undefined ? '' : section(head, after.split('\n'));
    const others = [...(files ?? [])].filter(([other]) => isLastOfFix && !has(sections, title, other));
    return own + others.map(([other, body]) => section(`fix "${title}": ${other}`, body.split('\n'))).join('');
  });
  return parts.join('');
}

function section(head: string, lines: readonly string[]): string {
  return `-- ${head} --\n${lines.join('\n')}`;
}

function has(sections: readonly { readonly head: string | undefined }[], title: string, file: string): boolean {
  return sections.some(({ head }) => head === `fix "${title}": ${file}`);
}

function split(text: string): { head: string | undefined; lines: string[] }[] {
  const sections: { head: string | undefined; lines: string[] }[] = [{ head: undefined, lines: [] }];
  for (const line of text.split('\n')) {
    const head = sectionPattern.exec(line)?.[1];
    if (head === undefined) {
      sections.at(-1)?.lines.push(line);
      continue;
    }
    // The line break before the head belongs to what stands above it.
    sections.at(-1)?.lines.push('');
    sections.push({ head, lines: [] });
  }
  return sections;
}

function withCarets(lines: readonly string[], found: readonly Finding[]): string[] {
  const result: string[] = [];
  const plain: { line: string; expected: Expected[] }[] = [];
  for (const line of lines) {
    const mark = caretPattern.exec(line);
    const link = relatedPattern.exec(line);
    const above = plain.at(-1);
    if (mark && above) above.expected.push({ ruleId: mark[5] ?? '', mark: line, related: [] });
    else if (link && above) {
      const last = above.expected.pop();
      if (last) above.expected.push({ ...last, related: [...last.related, line] });
    } else plain.push({ line, expected: [] });
  }
  plain.forEach(({ line, expected }, index) => {
    const here = found.filter(({ range }) => range.start.line === index);
    result.push(line, ...carets(expected, here));
  });
  return result;
}

function carets(expected: readonly Expected[], found: readonly Finding[]): string[] {
  const left = new Map(found.map((finding) => [finding, markOf(finding)]));
  const take = (fits: (finding: Finding, mark: string) => boolean): [Finding, string] | undefined => {
    const entry = [...left].find(([finding, mark]) => fits(finding, mark));
    if (entry) left.delete(entry[0]);
    return entry;
  };
  // What is as it was keeps its finding, so that a changed one does not take it.
  const exact = new Map(expected.map((one) => [one, take((_, mark) => mark === one.mark)]));
  const kept = expected.flatMap((one) => {
    const entry = exact.get(one) ?? take(({ ruleId }) => ruleId === one.ruleId);
    if (!entry) return [];
    const [finding, mark] = entry;
    const links = new Set(finding.related.map(({ file, range }) => `${file}:${range.start.line + 1}`));
    return [mark, ...one.related.filter((line) => links.has(relatedPattern.exec(line)?.[1] ?? ''))];
  });
  return [...kept, ...left.values()];
}

function markOf({ file, range: { start, end }, severity, ruleId, message }: Finding): string {
  if (start.line !== end.line) throw new Error(`${file}:${start.line + 1} ${ruleId}: carets cannot span lines`);
  const marks = '^'.repeat(end.character - start.character) || '|';
  const blanks = start.character === 0 ? '<' : ' '.repeat(start.character - 1);
  return `#${blanks}${marks} ${severity} ${ruleId}: ${message}`;
}
