// A workload as people name it: `StatefulSet db/mysql`.
import { visibleLine } from '../../text/visible.ts';
import type { WorkloadAnalysis } from '../../timing/analysis.ts';

/** `StatefulSet db/mysql`. */
export function workloadTitle({ workload }: WorkloadAnalysis): string {
  return visibleLine(`${workload.writtenKind ?? workload.kind} ${workload.namespace}/${workload.name}`);
}
