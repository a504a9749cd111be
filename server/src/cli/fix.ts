import type { FileEdit } from '../model/location.ts';
import { type EditedFile, loadForEdits } from './editedFile.ts';
import { applyTextEdits, overlaps } from './edits.ts';
import type { OpenedTree } from './openedTree.ts';

/** A file that fixes change. Texts are without a byte order mark; `bytes` has it where the file had. */
export interface FixedFile {
  readonly file: string;
  readonly before: string;
  readonly after: string;
  readonly bytes: Uint8Array;
}

export interface FixOutcome {
  readonly changed: readonly FixedFile[];
  readonly skipped: readonly { readonly file: string; readonly reason: string }[];
}

interface Working extends EditedFile {
  after: string;
}

/** A fix may bring another finding to light; more rounds than this would be a fix that undoes another. */
const maxRounds = 20;

/**
 * Applies the safe, preferred fixes of reported findings until none is left. Writes nothing.
 *
 * Of fixes that touch the same place the first is applied; the next round sees what is left of the others.
 */
export async function applyFixes(tree: OpenedTree): Promise<FixOutcome> {
  const files = new Map<string, Working | undefined>();
  for (let round = 0; round < maxRounds; round++) {
    const chosen = chooseEdits(tree, (file) => files.has(file) && !files.get(file));
    if (chosen.length === 0) break;
    for (const file of new Set(chosen.map((edit) => edit.file))) {
      if (!files.has(file)) {
        const loaded = await loadForEdits(tree, file);
        files.set(file, loaded && { ...loaded, after: loaded.before });
      }
      const edited = files.get(file);
      if (!edited) continue;
      edited.after = applyTextEdits(
        edited.after,
        chosen.filter((edit) => edit.file === file),
      );
      tree.update(file, edited.after);
    }
  }
  const changed: FixedFile[] = [];
  const skipped: { file: string; reason: string }[] = [];
  for (const [file, edited] of files) {
    if (!edited) skipped.push({ file, reason: 'since it is not UTF-8' });
    else if (edited.after !== edited.before) {
      const { before, after } = edited;
      changed.push({ file, before, after, bytes: edited.bytesOf(after) });
    }
  }
  return { changed, skipped };
}

function chooseEdits(tree: OpenedTree, isClosed: (file: string) => boolean): FileEdit[] {
  const chosen: FileEdit[] = [];
  for (const finding of tree.snapshot().findings()) {
    if (!tree.isReported(finding.file)) continue;
    const edits = finding.fixes.find(({ safe, isPreferred }) => safe && isPreferred)?.edits() ?? [];
    if (edits.some((edit) => isClosed(edit.file) || chosen.some((other) => overlaps(edit, other)))) continue;
    chosen.push(...edits);
  }
  return chosen;
}
