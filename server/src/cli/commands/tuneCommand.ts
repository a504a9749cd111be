// `tune`: the settings that meet targets, or which targets exclude each other.

import { NO_CLUSTER } from '../../formats/explanationFormats.ts';
import { paintFor } from '../../formats/paint.ts';
import type { TunedCluster } from '../../formats/tunedCluster.ts';
import { tuneJson } from '../../formats/tuneJson.ts';
import { UsageError } from '../../model/usageError.ts';
import { ASCII, UNICODE } from '../../render/picture/glyphs.ts';
import { tuneText } from '../../render/reports/tuneText.ts';
import { english } from '../../text/message.ts';
import type { TuningChange, TuningTargets } from '../../tuner/targets.ts';
import { type ClusterTuning, remainingChanges, tuneCluster } from '../../tuner/tuneCluster.ts';
import { FOUND, type Host, OK, WRONG_USAGE } from '../cliHost.ts';
import { type ClusterGuard, createClusterGuard } from '../clusterGuard.ts';
import { notesAtAGlance, printNotes, printUnread, skippedNotes } from '../inputNotes.ts';
import { type InputOptions, isStandardInput, type OpenedTree, openTrees } from '../openedTree.ts';
import { type ChangedFile, printClosed, RewrittenTree, writeChanged } from '../rewrittenTree.ts';
import { unifiedDiff } from '../unifiedDiff.ts';

export interface TuneOptions extends InputOptions {
  readonly format: string;
  /** Milliseconds. */
  readonly failover?: number;
  /** Milliseconds. */
  readonly evictedBy?: number;
  readonly missedHeartbeats?: number;
  /** Milliseconds. */
  readonly fencing?: number;
  readonly write?: boolean;
}

/**
 * `tune`: the settings that meet targets, or which targets exclude each other.
 *
 * @returns the exit status: 1 where the targets of a cluster cannot be met, or cannot be judged
 * @throws UsageError
 */
export async function tune(paths: readonly string[], options: TuneOptions, host: Host): Promise<number> {
  const targets = targetsOf(options);
  if (options.write && (options.stdin || paths.some(isStandardInput)))
    throw new UsageError('--write cannot change standard input; use --format diff');
  const trees = await openTrees(paths, options, host);
  const guard = createClusterGuard(host);
  const tuned = trees.map((tree) => ({ tree, clusters: tuneTree(tree, targets, guard) }));
  const clusters = tuned.flatMap((one) => one.clusters);
  printNotes(notesAtAGlance(skippedNotes(trees), trees, options.verbose), host);
  let status = printUnread(trees, host);
  const show = (some: readonly TunedCluster[]) =>
    options.format === 'json' ? tuneJson(targets, some) : text(some, targets, host);
  if (options.format === 'diff') for (const one of tuned) host.out(await diffOf(one.tree, one.clusters, host));
  else host.out(guard.shown(clusters, ({ cluster }) => cluster.name, show));
  if (options.write)
    for (const one of tuned) status = Math.max(status, await writeChanges(one.tree, one.clusters, host));
  return Math.max(status, guard.status(), clusters.every(({ isMet }) => isMet) ? OK : FOUND);
}

function text(clusters: readonly TunedCluster[], targets: TuningTargets, { terminal }: Host): string {
  if (clusters.length === 0) return `${(terminal.words ?? english)(NO_CLUSTER)}\n`;
  const glyphs = terminal.unicode ? UNICODE : ASCII;
  return clusters.map((cluster) => tuneText(cluster, targets, paintFor(terminal), glyphs, terminal.words)).join('\n');
}

function targetsOf({ failover, evictedBy, missedHeartbeats, fencing }: TuneOptions): TuningTargets {
  if ([failover, evictedBy, missedHeartbeats, fencing].every((target) => target === undefined))
    throw new UsageError('tune needs a target: --failover, --evicted-by, --missed-heartbeats or --fencing');
  return {
    ...(failover !== undefined && { failover }),
    ...(evictedBy !== undefined && { evictedBy }),
    ...(missedHeartbeats !== undefined && { missedHeartbeats }),
    ...(fencing !== undefined && { fencing }),
  };
}

function tuneTree(tree: OpenedTree, targets: TuningTargets, guard: ClusterGuard): TunedCluster[] {
  const snapshot = tree.snapshot();
  return guard.each(
    snapshot.clusters.filter(({ cluster }) => cluster.files.some(tree.isReported)),
    (report) => ({
      ...tuneCluster(report, snapshot.findings(), targets),
      root: tree.fileName(report.cluster.root),
      fileName: tree.fileName,
    }),
  );
}

/** Changes that put something at one place come one after the other; more rounds than there are settings make no sense. */
const MOST_ROUNDS = 10;

/** What the changes of a tree's clusters make of its files, and the clusters of which something could not be changed. */
interface Rewritten {
  readonly changed: readonly ChangedFile[];
  readonly incomplete: readonly TunedCluster[];
}

/** Nothing is written; what cannot be written back is said. Clusters may share files. */
async function rewrite(tree: OpenedTree, clusters: readonly TunedCluster[], host: Host): Promise<Rewritten> {
  const files = new RewrittenTree(tree);
  const incomplete: TunedCluster[] = [];
  for (const cluster of clusters) if (!(await change(tree, cluster, files))) incomplete.push(cluster);
  printClosed(tree, files.closed, host);
  return { changed: files.changed(), incomplete };
}

/** @returns whether all of the cluster's changes were made, none of them left to be made by hand */
async function change(tree: OpenedTree, tuning: TunedCluster, files: RewrittenTree): Promise<boolean> {
  // What cannot be met has no changes, though some of its values may be reached.
  if (tuning.changes.length === 0) return tuning.unwritable.length === 0;
  // Other clusters may have changed the files by now.
  let pending = files.changed().length === 0 ? tuning.changes.filter(isWritable) : remaining(tree, tuning);
  for (let round = 0; round < MOST_ROUNDS && pending.length > 0; round++) {
    const made = await files.make(pending);
    const isAll = made.length === pending.length;
    if (made.length === 0) break;
    pending = remaining(tree, tuning);
    // What was made and is pending all the same does not get better by being made again.
    if (isAll) break;
  }
  return pending.length === 0 && tuning.unwritable.length === 0;
}

/** What cannot be written where it stands is among those to be set by hand. */
function isWritable({ edits }: TuningChange): boolean {
  return edits.length > 0;
}

function remaining(tree: OpenedTree, tuning: ClusterTuning): readonly TuningChange[] {
  const { name, root } = tuning.cluster;
  const snapshot = tree.snapshot();
  const report = snapshot.clusters.find(({ cluster }) => cluster.name === name && cluster.root === root);
  if (report === undefined) return [];
  return remainingChanges(report.cluster, snapshot.findings(), tuning).filter(isWritable);
}

async function diffOf(tree: OpenedTree, clusters: readonly TunedCluster[], host: Host): Promise<string> {
  const { changed } = await rewrite(tree, clusters, host);
  return changed.map(({ file, before, after }) => unifiedDiff(tree.fileName(file), before, after)).join('');
}

/** @returns the exit status as far as it hangs on what could not be written */
async function writeChanges(tree: OpenedTree, clusters: readonly TunedCluster[], host: Host): Promise<number> {
  for (const { cluster, result, isMet } of clusters) {
    if (isMet) continue;
    const why = result === undefined ? 'an input is not known' : 'the targets cannot be met';
    host.err(`${cluster.name}: nothing written, ${why}\n`);
  }
  const feasible = clusters.filter(({ isMet }) => isMet);
  const { changed, incomplete } = await rewrite(tree, feasible, host);
  let status = OK;
  for (const one of changed) if (!(await writeChanged(tree, one, 'written', host))) status = WRONG_USAGE;
  for (const { cluster } of incomplete)
    host.err(`${cluster.name}: not all of it could be written; see the list of changes\n`);
  return Math.max(status, incomplete.length > 0 ? FOUND : OK);
}
