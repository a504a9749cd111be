import { readFile, writeFile } from 'node:fs/promises';
import { tuneText } from '../../render/tuneText.ts';
import { type ClusterTuning, tuneCluster } from '../../service/tuneCluster.ts';
import type { TuningTargets } from '../../timing/tuner/targets.ts';
import { applyTextEdits } from '../edits.ts';
import { tuneJson } from '../formats/tuneJson.ts';
import { FOUND, type Host, OK, UsageError } from '../host.ts';
import { type InputOptions, type OpenedTree, openTrees } from '../openedTree.ts';
import { paintFor } from '../paint.ts';
import { unifiedDiff } from '../unifiedDiff.ts';

export interface TuneOptions extends InputOptions {
  readonly format: string;
  /** Milliseconds. */
  readonly failover?: number;
  readonly missedHeartbeats?: number;
  /** Milliseconds. */
  readonly fencing?: number;
  readonly write?: boolean;
}

/** The tuning of one cluster, with how its files are called in output. */
export interface TunedCluster extends ClusterTuning {
  readonly root: string;
  fileName(file: string): string;
}

/**
 * `tune`: the settings that meet targets, or which targets exclude each other.
 *
 * @returns the exit status: 1 where the targets of a cluster cannot be met
 * @throws UsageError
 */
export async function tune(paths: readonly string[], options: TuneOptions, host: Host): Promise<number> {
  const targets = targetsOf(options);
  if (options.write && options.stdin) throw new UsageError('--write cannot change standard input; use --format diff');
  const trees = await openTrees(paths, options, host);
  const tuned = trees.flatMap((tree) => tuneTree(tree, targets).map((cluster) => ({ tree, cluster })));
  const clusters = tuned.map(({ cluster }) => cluster);
  if (options.format === 'json') host.out(tuneJson(targets, clusters));
  else if (options.format === 'diff') for (const { tree, cluster } of tuned) host.out(await diffOf(tree, cluster));
  else host.out(clusters.map((cluster) => tuneText(cluster, targets, paintFor(host.terminal))).join('\n'));
  if (options.write) for (const { tree, cluster } of tuned) await writeChanges(tree, cluster, host);
  return clusters.every(({ result }) => result?.feasible === true) ? OK : FOUND;
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

/** The texts of the files that change, before and after. */
async function changedTexts(tree: OpenedTree, { changes }: ClusterTuning) {
  const files = [...new Set(changes.map(({ file }) => file))].sort();
  return Promise.all(
    files.map(async (file) => {
      const before = tree.stdin?.file === file ? tree.stdin.text : await readFile(tree.absolute(file), 'utf8');
      const edits = changes.flatMap((change) => change.edits).filter((edit) => edit.file === file);
      return { file, before, after: applyTextEdits(before, edits) };
    }),
  );
}

async function diffOf(tree: OpenedTree, tuning: ClusterTuning): Promise<string> {
  const texts = await changedTexts(tree, tuning);
  return texts.map(({ file, before, after }) => unifiedDiff(tree.fileName(file), before, after)).join('');
}

async function writeChanges(tree: OpenedTree, tuning: ClusterTuning, host: Host): Promise<void> {
  if (tuning.result?.feasible !== true) {
    host.err(`${tree.fileName(tuning.cluster.root)}: nothing written, the targets cannot be met\n`);
    return;
  }
  for (const { file, after } of await changedTexts(tree, tuning)) await writeFile(tree.absolute(file), after);
}
