import { writeFile } from 'node:fs/promises';
import type { FileEdit } from '../../model/location.ts';
import { ASCII, UNICODE } from '../../render/picture/glyphs.ts';
import { tuneText } from '../../render/reports/tuneText.ts';
import type { TuningChange, TuningTargets } from '../../tuner/targets.ts';
import { type ClusterTuning, remainingChanges, tuneCluster } from '../../tuner/tuneCluster.ts';
import { FOUND, type Host, OK, UsageError } from '../cliHost.ts';
import { type EditedFile, loadForEdits } from '../editedFile.ts';
import { applyTextEdits, overlaps } from '../edits.ts';
import { tuneJson } from '../formats/tuneJson.ts';
import { printNotes, printUnread, skippedNotes } from '../inputNotes.ts';
import { type InputOptions, type OpenedTree, openTrees } from '../openedTree.ts';
import { paintFor } from '../paint.ts';
import type { TunedCluster } from '../tunedCluster.ts';
import { unifiedDiff } from '../unifiedDiff.ts';
import { NO_CLUSTER } from './explainCommand.ts';

export interface TuneOptions extends InputOptions {
  readonly format: string;
  /** Milliseconds. */
  readonly failover?: number;
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
  if (options.write && (options.stdin || paths.includes('-')))
    throw new UsageError('--write cannot change standard input; use --format diff');
  const trees = await openTrees(paths, options, host);
  const tuned = trees.flatMap((tree) => tuneTree(tree, targets).map((cluster) => ({ tree, cluster })));
  const clusters = tuned.map(({ cluster }) => cluster);
  printNotes(skippedNotes(trees), host);
  const status = printUnread(trees, host);
  if (options.format === 'json') host.out(tuneJson(targets, clusters));
  else if (options.format === 'diff')
    for (const { tree, cluster } of tuned) host.out(await diffOf(tree, cluster, host));
  else host.out(text(clusters, targets, host));
  if (options.write) for (const { tree, cluster } of tuned) await writeChanges(tree, cluster, host);
  return Math.max(status, clusters.every(({ result }) => result?.feasible === true) ? OK : FOUND);
}

function text(clusters: readonly TunedCluster[], targets: TuningTargets, { terminal }: Host): string {
  if (clusters.length === 0) return NO_CLUSTER;
  const glyphs = terminal.unicode ? UNICODE : ASCII;
  return clusters.map((cluster) => tuneText(cluster, targets, paintFor(terminal), glyphs)).join('\n');
}

function targetsOf({ failover, missedHeartbeats, fencing }: TuneOptions): TuningTargets {
  if (failover === undefined && missedHeartbeats === undefined && fencing === undefined)
    throw new UsageError('tune needs a target: --failover, --missed-heartbeats or --fencing');
  return {
    ...(failover !== undefined && { failover }),
    ...(missedHeartbeats !== undefined && { missedHeartbeats }),
    ...(fencing !== undefined && { fencing }),
  };
}

function tuneTree(tree: OpenedTree, targets: TuningTargets): TunedCluster[] {
  const snapshot = tree.snapshot();
  return snapshot.clusters
    .filter(({ cluster }) => cluster.files.some(tree.isReported))
    .map((report) => ({
      ...tuneCluster(report, snapshot.findings(), targets),
      root: tree.fileName(report.cluster.root),
      fileName: tree.fileName,
    }));
}

interface ChangedFile {
  readonly file: string;
  readonly before: string;
  readonly after: string;
  readonly bytes: Uint8Array;
}

/** Changes that put something at one place come one after the other; more rounds than there are settings make no sense. */
const MOST_ROUNDS = 10;

/** The files that change, before and after; what cannot be written back is said. */
async function changedFiles(tree: OpenedTree, tuning: ClusterTuning, host: Host): Promise<readonly ChangedFile[]> {
  const texts = new Map<string, EditedFile & { after: string }>();
  let pending = tuning.changes;
  for (let round = 0; round < MOST_ROUNDS && pending.length > 0; round++) {
    const chosen: FileEdit[] = [];
    const later: TuningChange[] = [];
    for (const change of pending) {
      const meets = change.edits.some((edit) => chosen.some((other) => overlaps(edit, other)));
      if (meets) later.push(change);
      else chosen.push(...change.edits);
    }
    await applyEdits(tree, texts, chosen, host);
    pending = later.length === 0 ? [] : remaining(tree, tuning);
  }
  return [...texts]
    .filter(([, { before, after }]) => before !== after)
    .map(([file, { before, after, bytesOf }]) => ({ file, before, after, bytes: bytesOf(after) }))
    .sort((a, b) => (a.file < b.file ? -1 : 1));
}

/** Nothing is written: the tree takes the new texts, so that the next round sees them. */
async function applyEdits(
  tree: OpenedTree,
  texts: Map<string, EditedFile & { after: string }>,
  edits: readonly FileEdit[],
  host: Host,
): Promise<void> {
  for (const file of new Set(edits.map((edit) => edit.file))) {
    const known = texts.get(file);
    const loaded = known ?? (await loadForEdits(tree, file));
    if (loaded === undefined) {
      host.err(`${tree.fileName(file)}: not changed, since it is not UTF-8\n`);
      continue;
    }
    const own = edits.filter((edit) => edit.file === file);
    const after = applyTextEdits(known?.after ?? loaded.before, own);
    texts.set(file, { ...loaded, after });
    tree.update(file, after);
  }
}

function remaining(tree: OpenedTree, { cluster: { name, root }, result }: ClusterTuning): readonly TuningChange[] {
  const report = tree.snapshot().clusters.find(({ cluster }) => cluster.name === name && cluster.root === root);
  return report === undefined || result === undefined ? [] : remainingChanges(report.cluster, result);
}

async function diffOf(tree: OpenedTree, tuning: ClusterTuning, host: Host): Promise<string> {
  const changed = await changedFiles(tree, tuning, host);
  return changed.map(({ file, before, after }) => unifiedDiff(tree.fileName(file), before, after)).join('');
}

/** @throws UsageError for a file that cannot be written */
async function writeChanges(tree: OpenedTree, tuning: ClusterTuning, host: Host): Promise<void> {
  const { cluster, result } = tuning;
  if (result?.feasible !== true) {
    const why = result === undefined ? 'an input is not known' : 'the targets cannot be met';
    host.err(`${cluster.name}: nothing written, ${why}\n`);
    return;
  }
  for (const { file, bytes } of await changedFiles(tree, tuning, host)) {
    await writeFile(tree.absolute(file), bytes).catch((error: NodeJS.ErrnoException) => {
      throw new UsageError(`cannot write ${tree.fileName(file)}: ${error.code ?? error.message}`);
    });
    host.err(`${tree.fileName(file)}: written\n`);
  }
}
