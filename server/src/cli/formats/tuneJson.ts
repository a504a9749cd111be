import type { TuningTargets } from '../../timing/tuner/targets.ts';
import type { TunedCluster } from '../commands/tune.ts';
import { schemaVersion, toJson } from './json.ts';

/** `tune --format json`. Times are whole milliseconds; `result` is `null` where an input is not known. */
export function tuneJson(targets: TuningTargets, clusters: readonly TunedCluster[]): string {
  return toJson({
    schemaVersion,
    targets: { failoverMs: targets.failover, missedHeartbeats: targets.missedHeartbeats, fencingMs: targets.fencing },
    clusters: clusters.map(({ cluster, root, result, unknown, changes, unwritable, twoWriters, fileName }) => ({
      name: cluster.name,
      root,
      feasible: result?.feasible ?? null,
      unknown,
      result: result ?? null,
      changes: changes.map(({ title, file, edits }) => ({
        title,
        file: fileName(file),
        edits: edits.map((edit) => ({ file: fileName(edit.file), range: edit.range, newText: edit.newText })),
      })),
      unwritable,
      twoWriters: twoWriters.map(({ workload, verdict }) => ({
        kind: workload.kind,
        namespace: workload.namespace,
        name: workload.name,
        verdict,
      })),
    })),
  });
}
