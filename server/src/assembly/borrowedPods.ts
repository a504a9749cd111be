// Deployments whose pods something else runs: an Argo Rollout that takes their template.
import { holds, unwrittenField } from '../model/field.ts';
import type { WorkloadReference } from '../model/reading.ts';
import { known, unknown } from '../model/value.ts';
import type { Workload } from '../model/workload.ts';
import { agreedBy } from './agreedBy.ts';
import { changedOnce } from './changedOnce.ts';

const withReplicas = changedOnce((workload: Workload, rollout: WorkloadReference): Workload => {
  return { ...workload, replicas: rollout.replicas ?? unwrittenField(known(1), rollout) };
});

/**
 * A Deployment's own `replicas` is 0 then, and those of the Rollout count: argo-rollouts controller (resolveWorkloadRef). Of
 * several Rollouts of one Deployment each runs its own.
 */
export function borrowedBy(references: readonly WorkloadReference[]): (workload: Workload) => Workload {
  const byTarget = agreedBy(references, targetOf, areOff, opened);
  return (workload) => {
    const rollout = byTarget.get(targetOf(workload));
    return rollout === undefined ? workload : withReplicas(workload, rollout);
  };
}

function targetOf({ namespace, kind, name }: Pick<WorkloadReference, 'namespace' | 'kind' | 'name'>): string {
  return `${namespace}/${kind}/${name}`;
}

function areOff(...references: readonly WorkloadReference[]): boolean {
  return references.every(({ replicas }) => holds(replicas, 0));
}

function opened(reference: WorkloadReference): WorkloadReference {
  return { ...reference, replicas: unwrittenField(unknown('several', ''), reference) };
}
