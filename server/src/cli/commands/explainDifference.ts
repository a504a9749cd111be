// `explain --diff`: what a change does, compared with what there was.

import { compareExplanations, type Difference, type WorkloadDifference } from '../../formats/difference.ts';
import { differenceJson } from '../../formats/differenceJson.ts';
import { differenceMarkdown } from '../../formats/differenceMarkdown.ts';
import { differenceText } from '../../formats/differenceText.ts';
import type { ExplainData } from '../../formats/explainData.ts';
import { explainData } from '../../formats/explainJson.ts';
import { paintFor } from '../../formats/paint.ts';
import type { Terminal } from '../../formats/terminal.ts';
import { UsageError } from '../../model/usageError.ts';
import { ASCII, UNICODE } from '../../render/picture/glyphs.ts';
import { english, type Said, say } from '../../text/message.ts';
import type { Host } from '../cliHost.ts';
import { createClusterGuard } from '../clusterGuard.ts';
import { type ComparedBase, openBase } from '../comparedBase.ts';
import { type Circumstances, explainTree, type Selection } from '../explainTrees.ts';
import { notesAtAGlance, notesOf, printNotes, printUnread } from '../inputNotes.ts';
import { type InputOptions, isStandardInput, openTrees } from '../openedTree.ts';
import { workloadMatcher } from '../workloadPattern.ts';

export interface DifferenceOptions extends InputOptions, Circumstances, Selection {
  readonly format: string;
}

/**
 * @param base a path, or `-`
 * @returns the exit status
 * @throws UsageError
 */
export async function explainDifference(
  base: string,
  paths: readonly string[],
  options: DifferenceOptions,
  host: Host,
): Promise<number> {
  if (!FORMATS.has(options.format)) throw new UsageError(`--diff is shown as ${[...FORMATS].join(', ')}`);
  if (options.simulate !== undefined) throw new UsageError('--simulate plays one side; it cannot be compared');
  const guard = createClusterGuard(host);
  const before = await openBase(base, paths, { ...options, guard }, host);
  const { stdinFilename: _name, ...others } = options;
  const trees = await openTrees(paths, isStandardInput(base) ? others : options, host);
  const after = trees.flatMap((tree) => explainTree(tree, options, guard));
  // What could not be computed on one side is neither gone nor new.
  const compared = (data: ExplainData) => {
    return { ...data, clusters: data.clusters.filter(({ name }) => !guard.failed().has(name)) };
  };
  const now = compared(explainData(options.scenario.kind, after));
  const difference = compareExplanations(compared(before.data), now, selectionOf(options));
  host.out(shown(difference, before.name, options.format, host.terminal));
  const notes = notesOf(trees);
  printNotes([...notesOfBase(before, notes), ...notesAtAGlance(notes, trees, options.verbose)], host);
  return Math.max(printUnread(trees, host), guard.status());
}

function shown(difference: Difference, base: Said, format: string, terminal: Terminal): string {
  const { words = english, unicode } = terminal;
  if (format === 'json') return differenceJson(difference, String(base));
  if (format === 'markdown') return differenceMarkdown(difference, base, words);
  return differenceText(difference, base, { paint: paintFor(terminal), glyphs: unicode ? UNICODE : ASCII, words });
}

const FORMATS: ReadonlySet<string> = new Set(['text', 'json', 'markdown']);

/** What holds for both sides is said once. */
function notesOfBase({ name, notes }: ComparedBase, now: readonly Said[]): readonly Said[] {
  const known = new Set(now.map(String));
  return notes.filter((note) => !known.has(String(note))).map((note) => say`${name}: ${note}`);
}

/** Of several patterns and verdicts any; a verdict may be that of either side. @throws UsageError */
function selectionOf({ workload, verdict }: Selection): (one: WorkloadDifference) => boolean {
  const matchers = workload?.map(workloadMatcher);
  return (one) => {
    if (matchers !== undefined && !matchers.some((matches) => matches(one))) return false;
    return verdict === undefined || [one.before, one.after].some((side) => side && verdict.includes(side.verdict));
  };
}
