// The analysis of the workload at a position.
import type { Workload } from '../model/workload.ts';
import type { ClusterReport } from '../service/treeService.ts';
import { comparePositions } from '../text/position.ts';
import type { WorkloadAnalysis } from '../timing/analysis.ts';

/** What happens to a workload; `undefined` for one that is not part of the cluster (a component's own pod). */
export function analysisOf({ analysis }: ClusterReport, workload: Workload): WorkloadAnalysis | undefined {
  return analysis.workloads.find(({ workload: candidate }) => {
    const places = [{ file: candidate.file, range: candidate.objectRange }, ...(candidate.patchedBy ?? [])];
    return places.some(({ file, range }) => {
      return file === workload.file && comparePositions(range.start, workload.objectRange.start) === 0;
    });
  });
}
