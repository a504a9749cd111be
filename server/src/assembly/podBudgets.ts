// Which PodDisruptionBudgets of a cluster select the pods of its workloads.
import { selects } from '../model/labelSelector.ts';
import type { DisruptionBudget, Workload } from '../model/workload.ts';
import { changedOnce } from './changedOnce.ts';

const budgeted = changedOnce((workload: Workload, budget: DisruptionBudget): Workload => {
  return { ...workload, budgets: [...(workload.budgets ?? []), budget] };
});

const folderOf = (file: string) => file.slice(0, file.lastIndexOf('/') + 1);

/** Objects of one folder that name no namespace are delivered together. */
function isBeside({ namespace, file }: DisruptionBudget, workload: Workload): boolean {
  if (namespace !== undefined) return namespace === workload.namespace;
  if (workload.namespace === 'default') return true;
  return workload.namesNamespace !== true && folderOf(file) === folderOf(workload.file);
}

/** Source: pkg/registry/core/pod/storage/eviction.go (getPodDisruptionBudgets) */
export function budgetedBy(budgets: readonly DisruptionBudget[]): (workload: Workload) => Workload {
  // By one of the labels that they ask for, so that each workload meets few of them.
  const byLabel = new Map<string, DisruptionBudget[]>();
  for (const budget of budgets) {
    const [label] = budget.selector.labels;
    const key = label === undefined ? '' : label.join('=');
    byLabel.set(key, [...(byLabel.get(key) ?? []), budget]);
  }
  return (workload) => {
    const { labels } = workload.pod;
    if (labels === undefined) return workload;
    const near = ['', ...[...labels].map((label) => label.join('='))].flatMap((key) => byLabel.get(key) ?? []);
    return near
      .filter((budget) => isBeside(budget, workload) && selects(budget.selector, labels))
      .reduce(budgeted, workload);
  };
}
