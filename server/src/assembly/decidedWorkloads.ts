// What other objects of a cluster decide about its workloads: whose pods they run, their values, their class, their namespace.
import type { WorkloadDecisions } from '../model/cluster.ts';
import type { Reading } from '../model/reading.ts';
import type { Workload } from '../model/workload.ts';
import { borrowedBy } from './borrowedPods.ts';
import { openedBy } from './chartConfigs.ts';
import { tolerationsOfNamespaces } from './namespacePods.ts';
import { budgetedBy } from './podBudgets.ts';
import { prioritisedBy } from './podPriorities.ts';

/** What files of a cluster say that decides about its workloads; `undefined`: nothing. */
export function decisionsOf(own: readonly Reading[]): WorkloadDecisions | undefined {
  const decisions: WorkloadDecisions = {
    workloadReferences: own.flatMap(({ workloadReferences = [] }) => workloadReferences),
    chartConfigs: own.flatMap(({ chartConfigs = [] }) => chartConfigs),
    priorityClasses: own.flatMap(({ priorityClasses = [] }) => priorityClasses),
    disruptionBudgets: own.flatMap(({ disruptionBudgets = [] }) => disruptionBudgets),
    namespaceTolerations: own.flatMap(({ namespaceTolerations = [] }) => namespaceTolerations),
  };
  return Object.values(decisions).some((list) => list.length > 0) ? decisions : undefined;
}

const deciders = new WeakMap<WorkloadDecisions, (workload: Workload) => Workload>();

/** Workloads as the other objects of their cluster leave them; the same objects for the same workloads and objects. */
export function decidedWorkloads(
  workloads: readonly Workload[],
  decisions: WorkloadDecisions | undefined,
): readonly Workload[] {
  if (decisions === undefined) return workloads;
  const decide = deciders.get(decisions) ?? deciderOf(decisions);
  deciders.set(decisions, decide);
  return workloads.map(decide);
}

/** A Rollout counts before the class of its pods, and nothing of a chart is known whose values something changes. */
function deciderOf(decisions: WorkloadDecisions): (workload: Workload) => Workload {
  const steps = [
    borrowedBy(decisions.workloadReferences),
    openedBy(decisions.chartConfigs),
    prioritisedBy(decisions.priorityClasses),
    tolerationsOfNamespaces(decisions.namespaceTolerations),
    budgetedBy(decisions.disruptionBudgets),
  ];
  return (workload) => steps.reduce((one, step) => step(one), workload);
}
