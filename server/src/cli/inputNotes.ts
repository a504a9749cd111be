// What is said of inputs that were not read, in every command alike.
import { distinct, english, type Said, say } from '../text/message.ts';
import { type Host, OK, WRONG_USAGE } from './cliHost.ts';
import type { OpenedTree } from './openedTree.ts';

/** Sentences about files that were left out, each once. */
export function skippedNotes(trees: readonly OpenedTree[]): readonly Said[] {
  return distinct(trees.flatMap(({ skipped }) => skipped));
}

/** What is said besides findings of the named paths: files left out, what was not judged, what was judged on a guess. */
export function notesOf(trees: readonly OpenedTree[]): readonly Said[] {
  const judged = trees.flatMap((tree) => tree.snapshot().notes(tree.isReported, tree.fileName));
  return distinct([...skippedNotes(trees), ...judged]);
}

/** So many files that were left out are named, where there are more than can be read at a glance. */
const NAMED_FILES = 3;
const MOST_FILES = 5;

/**
 * The notes for people: of many files that were left out the first few, and how many more there are. Reports for programs have all.
 * @param isVerbose whether each of them was asked for
 */
export function notesAtAGlance(
  notes: readonly Said[],
  trees: readonly OpenedTree[],
  isVerbose = false,
): readonly Said[] {
  const skipped = new Set(skippedNotes(trees).map(String));
  if (isVerbose || skipped.size <= MOST_FILES) return notes;
  const isSkipped = (note: Said) => skipped.has(String(note));
  const more = say`Skipped ${skipped.size - NAMED_FILES} more files: --verbose names them.`;
  return [...notes.filter(isSkipped).slice(0, NAMED_FILES), more, ...notes.filter((note) => !isSkipped(note))];
}

export function printNotes(notes: readonly Said[], host: Host): void {
  const { words = english } = host.terminal;
  for (const note of notes) host.err(`${words(say`note: ${note}`)}\n`);
}

/**
 * Says what was named and could not be read; the rest goes on.
 * @returns the exit status as far as it hangs on that
 */
export function printUnread(trees: readonly OpenedTree[], host: Host): number {
  const unread = new Set(trees.flatMap((tree) => tree.unread));
  for (const sentence of unread) host.err(`error: ${sentence}\n`);
  return unread.size > 0 ? WRONG_USAGE : OK;
}
