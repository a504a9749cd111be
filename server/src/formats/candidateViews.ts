// What `explain` shows of workloads that may belong to several clusters.
import type { ClusterReport } from '../service/treeService.ts';
import type { ClusterAnalysis, WorkloadAnalysis } from '../timing/analysis.ts';

/** What happens to a workload in one of the clusters that it may belong to. */
export interface CandidateView {
  readonly cluster: string;
  /** Below the tree's root. */
  readonly root: string;
  readonly analysis: WorkloadAnalysis;
}

/** Workloads that are shown with a cluster, and for those that may belong to others all clusters side by side. */
export interface SharedOut {
  readonly workloads: readonly WorkloadAnalysis[];
  readonly candidates: ReadonlyMap<WorkloadAnalysis, readonly CandidateView[]>;
}

/**
 * Shows every workload that may belong to several clusters once, with the likeliest of them, else with the first.
 * @param reports in the order in which they are shown, each with its analysis in the scenario
 */
export function shareViews(
  reports: readonly { readonly report: ClusterReport; readonly analysis: ClusterAnalysis }[],
): readonly SharedOut[] {
  const views = new Map<string, CandidateView[]>();
  for (const { report, analysis } of reports) {
    for (const workload of analysis.workloads) {
      const key = keyOf(workload, report);
      if (key === undefined) continue;
      const { name, root } = report.cluster;
      const list = views.get(key) ?? [];
      const view = { cluster: name, root, analysis: workload };
      if (report.likelyFiles.has(workload.workload.file)) list.unshift(view);
      else list.push(view);
      views.set(key, list);
    }
  }
  return reports.map(({ report, analysis }) => {
    const candidates = new Map<WorkloadAnalysis, readonly CandidateView[]>();
    const workloads = analysis.workloads.filter((workload) => {
      const all = views.get(keyOf(workload, report) ?? '') ?? [];
      if (all.length < 2) return true;
      if (all[0]?.analysis !== workload) return false;
      candidates.set(workload, all);
      return true;
    });
    return { workloads, candidates };
  });
}

function keyOf({ workload }: WorkloadAnalysis, { possibleFiles }: ClusterReport): string | undefined {
  const { file, objectRange, namespace, name } = workload;
  if (!possibleFiles.has(file)) return undefined;
  return JSON.stringify([file, objectRange.start.line, objectRange.start.character, namespace, name]);
}
