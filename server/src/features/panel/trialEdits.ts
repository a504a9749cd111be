// Answers `kubeNodeLifecycle/trialEdits`: what the values that are tried make of the files, to be shown before it is written.
import { filesOf, Rewriting } from '../../model/rewriting.ts';
import type { TreeSnapshot } from '../../service/treeService.ts';
import { LineIndex } from '../../text/lineIndex.ts';
import type { Range } from '../../text/position.ts';
import { type TrialName, trialSpace } from '../../tuner/trial.ts';
import { trialChanges } from '../../tuner/trialChanges.ts';
import type { FileView } from '../fileView.ts';
import { type Choices, trialValuesOf } from './panelState.ts';
import { panelSubject } from './panelSubject.ts';

/** One file as it would be. */
export interface TrialFile {
  readonly uri: string;
  /** Of the document that the edit is for; `null` for a file that is not open. */
  readonly version: number | null;
  readonly range: Range;
  readonly newText: string;
  /** The whole text. */
  readonly after: string;
}

export interface TrialEdits {
  /** How many values are written. */
  readonly values: number;
  readonly files: readonly TrialFile[];
}

/** What is put at one place comes one after the other; more rounds than there are values make no sense. */
const MOST_ROUNDS = 8;

/** The files that the values would change. */
export function trialFiles(view: FileView, choices: Choices): readonly string[] {
  return filesOf(pending(view, choices, new Set()).changes);
}

/**
 * @param texts of the files of `trialFiles`
 * @param suppose gives the tree with another text of one of them
 */
export function trialEdits(
  view: FileView,
  choices: Choices,
  texts: ReadonlyMap<string, string>,
  suppose: (file: string, text: string) => TreeSnapshot,
): TrialEdits {
  let current = view;
  const rewriting = new Rewriting((file, text) => {
    current = { ...current, snapshot: suppose(file, text) };
  });
  for (const [file, text] of texts) rewriting.open(file, text);
  const begun = new Set<TrialName>();
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const { changes, names } = pending(current, choices, begun);
    for (const name of names) begun.add(name);
    if (rewriting.make(changes).length === 0) break;
  }
  const files = rewriting.changed().map(({ file, before, after }) => {
    return { uri: view.uriOf(file), version: view.versionOf(file), after, ...difference(before, after) };
  });
  return { values: begun.size, files };
}

function pending(view: FileView, choices: Choices, begun: ReadonlySet<TrialName>) {
  const subject = panelSubject(view, choices);
  if (subject === undefined) return { changes: [], names: [] };
  const { cluster } = subject.report;
  const workload = subject.workload?.workload;
  const { values } = trialValuesOf(choices, trialSpace(cluster, workload).parameters);
  const all = trialChanges(cluster, values, workload, begun).filter(({ changes }) => changes.length > 0);
  return {
    changes: all.flatMap(({ changes }) => changes),
    names: all.map(({ parameter }) => parameter.name),
  };
}

/** The one stretch in which two texts differ. */
function difference(before: string, after: string): Pick<TrialFile, 'range' | 'newText'> {
  const most = Math.min(before.length, after.length);
  let start = 0;
  while (start < most && before[start] === after[start]) start++;
  let behind = 0;
  while (behind < most - start && before.at(-1 - behind) === after.at(-1 - behind)) behind++;
  const lines = new LineIndex(before);
  return {
    range: { start: lines.positionAt(start), end: lines.positionAt(before.length - behind) },
    newText: after.slice(start, after.length - behind),
  };
}
