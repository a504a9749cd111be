import type { Workload } from '../model/workload.ts';
import type { ClusterReport } from '../service/treeService.ts';
import { comparePositions } from '../text/position.ts';
import type { WorkloadAnalysis } from '../timing/analysis.ts';

/** What happens to a workload; `undefined` for one that is not part of the cluster (a component's own pod). */
export function analysisOf({ analysis }: ClusterReport, workload: Workload): WorkloadAnalysis | undefined {
  return analysis.workloads.find(({ workload: candidate }) => {
    const sameStart = comparePositions(candidate.objectRange.start, workload.objectRange.start) === 0;
    return candidate.file === workload.file && sameStart;
  });
}
