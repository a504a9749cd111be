// Which PodDisruptionBudgets of a cluster select the pods of its workloads.
import { groupBy } from '../model/grouped.ts';
import { selects } from '../model/labelSelector.ts';
import type { DisruptionBudget, Workload } from '../model/workload.ts';
import { folderOf } from '../project/paths.ts';
import { changedOnce } from './changedOnce.ts';

const budgeted = changedOnce((workload: Workload, budget: DisruptionBudget): Workload => {
  return { ...workload, budgets: [...(workload.budgets ?? []), budget] };
});

/** Objects of one folder that name no namespace are delivered together. */
function isBeside({ namespace, file }: DisruptionBudget, workload: Workload): boolean {
  if (namespace !== undefined) return namespace === workload.namespace;
  if (workload.namespace === 'default') return true;
  return workload.namesNamespace !== true && folderOf(file) === folderOf(workload.file);
}

/** Source: pkg/registry/core/pod/storage/eviction.go (getPodDisruptionBudgets) */
export function budgetedBy(budgets: readonly DisruptionBudget[]): (workload: Workload) => Workload {
  // By one of the labels that they ask for, so that each workload meets few of them.
  const byLabel = groupBy(budgets, ({ selector }) => selector.labels[0]?.join('=') ?? '');
  return (workload) => {
    const { labels } = workload.pod;
    if (labels === undefined) return workload;
    const near = ['', ...[...labels].map((label) => label.join('='))].flatMap((key) => byLabel.get(key) ?? []);
    return near
      .filter((budget) => isBeside(budget, workload) && selects(budget.selector, labels))
      .reduce(budgeted, workload);
  };
}
