// `explain`: the clusters of the named paths.
import type { ExplainedCluster } from '../../formats/explained.ts';
import { type ExplanationFormat, explanationText } from '../../formats/explanationFormats.ts';
import { EXPLANATION_FORMATS } from '../../formats/formatNames.ts';
import { UsageError } from '../../model/usageError.ts';
import type { Host } from '../cliHost.ts';
import { createClusterGuard } from '../clusterGuard.ts';
import { type Circumstances, explainTree, only, type Selection } from '../explainTrees.ts';
import { notesAtAGlance, notesOf, printNotes, printUnread } from '../inputNotes.ts';
import { type InputOptions, openTrees } from '../openedTree.ts';
import { explainDifference } from './explainDifference.ts';
import { explainObserved } from './explainObserved.ts';

/** What `--format` may be. */

export interface ExplainOptions extends InputOptions, Circumstances, Selection {
  readonly format: string;
  /** Files with what was watched of a run. */
  readonly observed?: readonly string[];
  /** When the node of that run was cut off, in milliseconds of the epoch. */
  readonly silentAt?: number;
  /** What it is compared with: a path, or `-`. */
  readonly diff?: string;
  /** Few lines: the node, and which workloads come to what. */
  readonly summary?: boolean;
}

/**
 * `explain`: the clusters of the named paths.
 *
 * @returns the exit status
 * @throws UsageError
 */
export async function explain(paths: readonly string[], options: ExplainOptions, host: Host): Promise<number> {
  if (options.diff !== undefined && options.summary) throw new UsageError('--diff is a summary already');
  if (options.diff !== undefined) return explainDifference(options.diff, paths, options, host);
  const { format, summary: isSummary = false } = options;
  if (isSummary && !SUMMED_UP.has(format)) throw new UsageError(`--summary is shown as ${[...SUMMED_UP].join(' or ')}`);
  const trees = await openTrees(paths, options, host);
  const guard = createClusterGuard(host);
  const clusters = trees.flatMap((tree) => explainTree(tree, options, guard));
  const wanted = only(clusters, options);
  if (options.observed !== undefined) {
    const status = await explainObserved(wanted, { ...options, observed: options.observed }, host);
    printNotes(notesAtAGlance(notesOf(trees), trees, options.verbose), host);
    return Math.max(status, printUnread(trees, host), guard.status());
  }
  if (format === 'svg' && wanted.length === 0) throw new UsageError('there is no cluster to draw');
  const show = (some: readonly ExplainedCluster[]) =>
    explanationText(some, {
      format: formatOf(format, isSummary),
      scenario: options.scenario.kind,
      terminal: host.terminal,
      notes: notesOf(trees),
    });
  host.out(guard.shown(wanted, ({ analysis }) => analysis.cluster.name, show));
  printNotes(notesAtAGlance(notesOf(trees), trees, options.verbose), host);
  return Math.max(printUnread(trees, host), guard.status());
}

const SUMMED_UP: ReadonlySet<string> = new Set(['text', 'markdown']);

function formatOf(format: string, isSummary: boolean): ExplanationFormat {
  if (isSummary) return format === 'markdown' ? 'markdown-summary' : 'summary';
  return EXPLANATION_FORMATS.find((one) => one === format) ?? 'text';
}
