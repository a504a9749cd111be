// What was computed for workloads before, kept as long as its inputs are the same.
import { keyOf } from '../effective/combinations.ts';
import type { Cluster } from '../model/cluster.ts';
import type { Workload } from '../model/workload.ts';
import type { WorkloadAnalysis } from './analysis.ts';

/**
 * What was computed for workloads before. An edit in one workload then costs that workload: the others, and all that
 * decides about them, are the same as before.
 */
export interface AnalysisCache {
  /**
   * Analyses that were made under exactly these conditions.
   * @param plain plain data, compared by value
   */
  under(cluster: Cluster, plain: unknown): WeakMap<Workload, WorkloadAnalysis>;
}

interface Remembered {
  readonly storage: readonly object[];
  readonly analyses: WeakMap<Workload, WorkloadAnalysis>;
}

/** Clusters and scenarios that are looked at in turns. */
const maxConditions = 32;

export function createAnalysisCache(): AnalysisCache {
  const remembered = new Map<string, Remembered>();
  return {
    under(cluster, plain) {
      const key = keyOf([cluster.root, plain]);
      const storage = storageOf(cluster);
      const before = remembered.get(key);
      const isSame =
        before?.storage.length === storage.length && before.storage.every((one, at) => one === storage[at]);
      const entry = before && isSame ? before : { storage, analyses: new WeakMap<Workload, WorkloadAnalysis>() };
      remembered.delete(key);
      remembered.set(key, entry);
      for (const oldest of remembered.keys()) {
        if (remembered.size <= maxConditions) break;
        remembered.delete(oldest);
      }
      return entry.analyses;
    },
  };
}

function storageOf(cluster: Cluster): readonly object[] {
  return [
    ...cluster.remediations,
    ...cluster.claims,
    ...cluster.persistentVolumes,
    ...cluster.storageClasses,
    ...cluster.csiDrivers,
  ];
}
