// Whom a dead connection of kube-controller-manager itself misleads about its nodes.
import type { EffectiveCluster } from '../../effective/effectiveCluster.ts';
import type { Instance } from '../../model/cluster.ts';

/** The versions in which it does: a controller that reads the lease before it marks a node is not misled. */
export function misledMinors(
  effective: EffectiveCluster,
  instance: Instance,
  minors: readonly number[],
): readonly number[] {
  return minors.filter((minor) =>
    effective.controllers(instance, minor, false).inputs.every(({ readsLiveLeases }) => !readsLiveLeases),
  );
}
