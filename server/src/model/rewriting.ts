// Files that are rewritten in rounds: what touches one place comes one after the other, each on what the one before has made.
import { addAll } from '../text/addAll.ts';
import { applyTextEdits, overlaps } from './fileEdits.ts';
import type { FileEdit } from './location.ts';

/** Edits of which all are made or none. */
export interface Change {
  readonly edits: readonly FileEdit[];
}

export interface RewrittenFile {
  readonly file: string;
  readonly before: string;
  readonly after: string;
}

/** Those of the changes that can be made at once: of some that touch one place the first, and only of files that may be edited. */
export function together<C extends Change>(changes: readonly C[], mayEdit: (file: string) => boolean): C[] {
  const taken: FileEdit[] = [];
  return changes.filter(({ edits }) => {
    if (edits.length === 0) return false;
    if (edits.some((edit) => !mayEdit(edit.file) || taken.some((other) => overlaps(edit, other)))) return false;
    addAll(taken, edits);
    return true;
  });
}

/** The files that changes touch. */
export function filesOf(changes: readonly Change[]): string[] {
  return [...new Set(changes.flatMap(({ edits }) => edits.map(({ file }) => file)))];
}

/** Texts of files as rounds of changes make them. Whoever judges the next round is told each new text. */
export class Rewriting {
  readonly #before = new Map<string, string>();
  readonly #now = new Map<string, string>();
  readonly #tell: (file: string, text: string) => void;

  constructor(tell: (file: string, text: string) => void) {
    this.#tell = tell;
  }

  /** A file that may be changed from now on, with the text to which positions of changes refer. */
  open(file: string, text: string): void {
    this.#before.set(file, text);
    this.#now.set(file, text);
  }

  isOpen(file: string): boolean {
    return this.#now.has(file);
  }

  textOf(file: string): string {
    return this.#now.get(file) ?? '';
  }

  /** Makes what can be made at once. @returns what was made */
  make<C extends Change>(changes: readonly C[]): C[] {
    const made = together(changes, (file) => this.isOpen(file));
    const edits = made.flatMap((change) => change.edits);
    for (const file of filesOf(made)) {
      const own = edits.filter((edit) => edit.file === file);
      this.#put(file, applyTextEdits(this.textOf(file), own));
    }
    return made;
  }

  /** The texts as they are now, for `restore`. */
  texts(): ReadonlyMap<string, string> {
    return new Map(this.#now);
  }

  /** Files that were opened since are as they were opened. */
  restore(texts: ReadonlyMap<string, string>): void {
    for (const [file, before] of this.#before) this.#put(file, texts.get(file) ?? before);
  }

  /** The files that are not as they were, by name. */
  changed(): RewrittenFile[] {
    return [...this.#now]
      .map(([file, after]) => ({ file, before: this.#before.get(file) ?? '', after }))
      .filter(({ before, after }) => before !== after)
      .sort((a, b) => (a.file < b.file ? -1 : 1));
  }

  #put(file: string, text: string): void {
    if (this.#now.get(file) === text) return;
    this.#now.set(file, text);
    this.#tell(file, text);
  }
}
