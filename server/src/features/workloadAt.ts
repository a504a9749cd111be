// The analysis of the workload at a position.
import type { Workload } from '../model/workload.ts';
import type { ClusterReport } from '../service/treeService.ts';
import type { Range } from '../text/position.ts';
import type { WorkloadAnalysis } from '../timing/analysis.ts';

/** What happens to a workload; `undefined` for one that is not part of the cluster (a component's own pod). */
export function analysisOf({ analysis }: ClusterReport, workload: Workload): WorkloadAnalysis | undefined {
  return byPlace(analysis.workloads).get(placeOf(workload.file, workload.objectRange));
}

const known = new WeakMap<readonly WorkloadAnalysis[], ReadonlyMap<string, WorkloadAnalysis>>();

/** By where they begin, and where what patches them does; of several the first. */
function byPlace(all: readonly WorkloadAnalysis[]): ReadonlyMap<string, WorkloadAnalysis> {
  const before = known.get(all);
  if (before !== undefined) return before;
  const places = new Map<string, WorkloadAnalysis>();
  const put = (place: string, one: WorkloadAnalysis) => void (places.has(place) || places.set(place, one));
  for (const one of all) {
    const { file, objectRange, patchedBy } = one.workload;
    put(placeOf(file, objectRange), one);
    for (const patch of patchedBy ?? []) put(placeOf(patch.file, patch.range), one);
  }
  known.set(all, places);
  return places;
}

function placeOf(file: string, { start }: Range): string {
  return `${start.line} ${start.character} ${file}`;
}
