// A workload as people name it: `StatefulSet db/mysql`.
import { kindOf } from '../../model/workload.ts';
import { visibleLine } from '../../text/visible.ts';
import type { WorkloadAnalysis } from '../../timing/analysis.ts';

/** `StatefulSet db/mysql`. */
export function workloadTitle({ workload }: WorkloadAnalysis): string {
  return visibleLine(`${kindOf(workload)} ${workload.namespace}/${workload.name}`);
}
