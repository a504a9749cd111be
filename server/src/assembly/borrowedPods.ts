// Deployments whose pods something else runs: an Argo Rollout that takes their template.
import { unwrittenField } from '../model/field.ts';
import type { WorkloadReference } from '../model/reading.ts';
import { known } from '../model/value.ts';
import type { Workload } from '../model/workload.ts';
import { changedOnce } from './changedOnce.ts';

const withReplicas = changedOnce((workload, rollout: WorkloadReference) => {
  return { ...workload, replicas: rollout.replicas ?? unwrittenField(known(1), rollout) };
});

/** A Deployment's own `replicas` is 0 then, and those of the Rollout count: argo-rollouts controller (resolveWorkloadRef). */
export function withRollouts(
  workloads: readonly Workload[],
  references: readonly WorkloadReference[],
): readonly Workload[] {
  if (references.length === 0) return workloads;
  const byTarget = new Map(references.map((one) => [`${one.namespace}/${one.kind}/${one.name}`, one]));
  return workloads.map((workload) => {
    const { namespace, kind, name } = workload;
    const rollout = byTarget.get(`${namespace}/${kind}/${name}`);
    return rollout === undefined ? workload : withReplicas(workload, rollout);
  });
}
