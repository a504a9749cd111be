import type { WorkloadAnalysis } from '../../timing/analysis.ts';

/** `StatefulSet db/mysql`. */
export function workloadTitle({ workload }: WorkloadAnalysis): string {
  return `${workload.kind} ${workload.namespace}/${workload.name}`;
}
