// Applies fixes to the texts of a tree, as long as each does what it is for.

import { applyTextEdits, overlaps } from '../model/fileEdits.ts';
import type { Finding, Fix } from '../model/finding.ts';
import type { FileEdit } from '../model/location.ts';
import { ruleOf } from '../rules/allRules.ts';
import { LineIndex } from '../text/lineIndex.ts';
import { type EditedFile, loadForEdits } from './editedFile.ts';
import type { OpenedTree } from './openedTree.ts';

/** A file that fixes change. Texts are without a byte order mark; `bytes` have it where the file had. */
export interface FixedFile {
  readonly file: string;
  readonly before: string;
  readonly after: string;
  readonly bytes: { readonly before: Uint8Array; readonly after: Uint8Array };
}

export interface FixOutcome {
  readonly changed: readonly FixedFile[];
  /** `reason` is the end of a sentence that begins with "it". */
  readonly skipped: readonly { readonly file: string; readonly reason: string }[];
}

interface Working extends EditedFile {
  after: string;
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
  const files = new Map<string, Working>();
  const closed = new Map<string, string>();
  const useless = new Set<string>();
  for (let round = 0; round < maxRounds; ) {
    const findings = reported(tree);
    const chosen = choose(findings, (file) => closed.has(file), useless);
    if (chosen.length === 0) break;
    const missing = await load(tree, chosen, files);
    for (const { file, reason } of missing) closed.set(file, reason);
    if (missing.length > 0) continue;
    const texts = new Map([...files].map(([file, { after }]) => [file, after]));
    for (const file of filesOf(chosen)) put(tree, files, file, edited(texts.get(file) ?? '', file, chosen));
    const inVain = withoutEffect(chosen, findings, reported(tree), (file) => files.get(file)?.after ?? '');
    if (inVain.length === 0) round += 1;
    else {
      for (const key of inVain) useless.add(key);
      for (const file of filesOf(chosen)) put(tree, files, file, texts.get(file) ?? '');
    }
  }
  const changed = [...files].flatMap(([file, { before, after, bytes, bytesOf }]) =>
    before === after ? [] : { file, before, after, bytes: { before: bytes, after: bytesOf(after) } },
  );
  return { changed, skipped: [...closed].map(([file, reason]) => ({ file, reason })) };
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

function choose(
  findings: readonly Finding[],
  isClosed: (file: string) => boolean,
  useless: ReadonlySet<string>,
): Chosen[] {
  const chosen: Chosen[] = [];
  const taken: FileEdit[] = [];
  for (const finding of findings) {
    if (keysOf(finding).some((key) => useless.has(key))) continue;
    const edits = fixOf(finding)?.edits() ?? [];
    if (edits.length === 0) continue;
    if (edits.some((edit) => isClosed(edit.file) || taken.some((other) => overlaps(edit, other)))) continue;
    taken.push(...edits);
    chosen.push({ finding, edits });
  }
  return chosen;
}

function filesOf(chosen: readonly Chosen[]): ReadonlySet<string> {
  return new Set(chosen.flatMap(({ edits }) => edits.map(({ file }) => file)));
}

/** @returns files that cannot be edited */
async function load(tree: OpenedTree, chosen: readonly Chosen[], files: Map<string, Working>) {
  const missing: { readonly file: string; readonly reason: string }[] = [];
  for (const file of filesOf(chosen)) {
    if (files.has(file)) continue;
    const loaded = await loadForEdits(tree, file);
    if ('reason' in loaded) missing.push({ file, reason: loaded.reason });
    else files.set(file, { ...loaded, after: loaded.before });
  }
  return missing;
}

function put(tree: OpenedTree, files: ReadonlyMap<string, Working>, file: string, text: string): void {
  const working = files.get(file);
  if (working === undefined || working.after === text) return;
  working.after = text;
  tree.update(file, text);
}

function edited(text: string, file: string, chosen: readonly Chosen[]): string {
  const own = chosen.flatMap(({ edits }) => edits.filter((edit) => edit.file === file));
  return applyTextEdits(text, own);
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
