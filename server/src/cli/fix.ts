// Applies fixes to the texts of a tree, as long as each does what it is for.
import type { Finding, Fix } from '../model/finding.ts';
import type { FileEdit } from '../model/location.ts';
import { ruleOf } from '../rules/allRules.ts';
import { LineIndex } from '../text/lineIndex.ts';
import type { OpenedTree } from './openedTree.ts';
import { type ChangedFile, RewrittenTree } from './rewrittenTree.ts';

export interface FixOutcome {
  readonly changed: readonly ChangedFile[];
  /** Files that cannot be edited, and why, as the end of a sentence that begins with "it". */
  readonly closed: ReadonlyMap<string, string>;
}

/** A finding, the fix that is applied for it, and what that writes. */
interface Chosen {
  readonly finding: Finding;
  readonly edits: readonly FileEdit[];
}

/** A fix may bring another finding to light; more rounds than this would be a fix that undoes another. */
const maxRounds = 20;

/**
 * Applies the safe, preferred fixes of reported findings until none is left. Writes nothing.
 *
 * Of fixes that touch the same place the first is applied; the next round sees what is left of the others. A fix that
 * leaves its finding, or writes what is refused in turn, is taken back and not tried again.
 */
export async function applyFixes(tree: OpenedTree): Promise<FixOutcome> {
  const files = new RewrittenTree(tree);
  const useless = new Set<string>();
  for (let round = 0; round < maxRounds; ) {
    const findings = reported(tree);
    const texts = files.texts();
    const made = await files.make(proposed(findings, useless));
    if (made.length === 0) break;
    const inVain = withoutEffect(made, findings, reported(tree), (file) => files.textOf(file));
    if (inVain.length === 0) round += 1;
    else {
      for (const key of inVain) useless.add(key);
      files.restore(texts);
    }
  }
  return { changed: files.changed(), closed: files.closed };
}

function reported(tree: OpenedTree): readonly Finding[] {
  return tree
    .snapshot()
    .findings()
    .filter(({ file }) => tree.isReported(file));
}

function fixOf({ fixes }: Finding): Fix | undefined {
  return fixes.find(({ safe, isPreferred }) => safe && isPreferred);
}

function proposed(findings: readonly Finding[], useless: ReadonlySet<string>): Chosen[] {
  return findings.flatMap((finding) => {
    if (keysOf(finding).some((key) => useless.has(key))) return [];
    const edits = fixOf(finding)?.edits() ?? [];
    return edits.length === 0 ? [] : { finding, edits };
  });
}

function exactKey({ ruleId, file, message }: Finding): string {
  return `${ruleId}\n${file}\n${message}`;
}

/** A fix that only changes the numbers in a message does nothing for it either. */
function ruleKey({ ruleId, file }: Finding): string {
  return `${ruleId}\n${file}`;
}

function keysOf(finding: Finding): readonly string[] {
  return [exactKey(finding), ruleKey(finding)];
}

/** The keys of findings whose fixes did not lessen them, or wrote what the next round would refuse. */
function withoutEffect(
  chosen: readonly Chosen[],
  before: readonly Finding[],
  after: readonly Finding[],
  textOf: (file: string) => string,
): string[] {
  const applied = countKeys(chosen.map(({ finding }) => finding));
  const [had, has] = [countKeys(before), countKeys(after)];
  const isLeft = (key: string) => (has.get(key) ?? 0) > (had.get(key) ?? 0) - (applied.get(key) ?? 0);
  const inVain = chosen.map(({ finding }) => exactKey(finding)).filter(isLeft);
  if (inVain.length === 0) inVain.push(...chosen.map(({ finding }) => ruleKey(finding)).filter(isLeft));
  const fresh = after.filter(
    (finding) => !had.has(exactKey(finding)) && ruleOf(finding.ruleId)?.docs.category === 'validity',
  );
  for (const { file, range } of fresh) {
    const text = textOf(file);
    const lines = new LineIndex(text);
    const written = text.slice(lines.offsetAt(range.start), lines.offsetAt(range.end)).trim();
    const guilty = chosen.filter(({ edits }) =>
      edits.some((edit) => edit.file === file && written !== '' && edit.newText.includes(written)),
    );
    inVain.push(...guilty.map(({ finding }) => exactKey(finding)));
  }
  return inVain;
}

function countKeys(findings: readonly Finding[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const key of findings.flatMap(keysOf)) counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts;
}
