// Which toleration of a workload counts for the taints of a lost node.
import { windowMinors } from '../../effective/componentVersions.ts';
import { notReadyTaint, unreachableTaint } from '../../kubernetes/taints.ts';
import type { ClusterBasis, ClusterVersion } from '../../model/cluster.ts';
import type { Location } from '../../model/location.ts';
import type { Toleration, Workload } from '../../model/workload.ts';
import { matches } from '../../timing/results.ts';

/** The keys of the NoExecute taints of a lost node, in all versions that the cluster may have: unreachable first. */
export function lostNodeTaints(cluster: ClusterBasis): readonly string[] {
  const { version } = cluster;
  const known = taintsByVersion.get(version);
  if (known) return known;
  const minors = windowMinors(cluster);
  const taints = [...new Set([...minors.map(unreachableTaint), ...minors.map(notReadyTaint)])];
  taintsByVersion.set(version, taints);
  return taints;
}

/** Rules ask for every workload. */
const taintsByVersion = new WeakMap<ClusterVersion, readonly string[]>();

/** The tolerations as far as they are known: all of them, or none where the list cannot be read. */
export function tolerationsOf(workload: Workload): readonly Toleration[] {
  return workload.pod.tolerations.known ? workload.pod.tolerations.value : [];
}

/**
 * The toleration that counts for a taint: the first that matches, in list order.
 * @returns `undefined` where none matches, or an earlier one cannot be read
 */
export function countingToleration(workload: Workload, key: string): Toleration | undefined {
  for (const toleration of tolerationsOf(workload)) {
    const match = matches(toleration, key);
    if (match !== 'no') return match === 'yes' ? toleration : undefined;
  }
  return undefined;
}

/** Pods whose tolerations a controller sets for ever anyway. */
export function toleratesByNature(workload: Workload): boolean {
  return workload.kind === 'DaemonSet' || workload.namespace === 'kube-system';
}

/** The part of a toleration to point at. */
export function tolerationPlace(toleration: Toleration): Location {
  return toleration.fields?.key ?? toleration.fields?.operator ?? toleration.location;
}
