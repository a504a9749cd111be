// What is written that decides when a workload's pods are evicted.

import { allInstances } from '../../effective/componentVersions.ts';
import { parametersOf } from '../../effective/parameters.ts';
import { unreachableTaint } from '../../kubernetes/taints.ts';
import { NEWEST_MINOR } from '../../kubernetes/version.ts';
import type { ClusterBasis } from '../../model/cluster.ts';
import { most } from '../../model/extremes.ts';
import type { RelatedInformation } from '../../model/finding.ts';
import type { Workload } from '../../model/workload.ts';
import { relate, relateSettings } from './related.ts';
import { countingToleration } from './tolerationPlaces.ts';

const timing: ReadonlySet<string> = new Set(
  parametersOf('detection', 'eviction', 'heartbeat').flatMap(({ name, field }) => [name, ...(field ? [field] : [])]),
);

/** Everything written that decides when the workload's pods are evicted from a silent node, in all files of the cluster. */
export function involvedInEviction(cluster: ClusterBasis, workload: Workload): RelatedInformation[] {
  const key = unreachableTaint(most(cluster.version.minors) ?? NEWEST_MINOR);
  const seconds = countingToleration(workload, key)?.tolerationSeconds;
  const own = seconds?.value.known ? [relate(seconds, `Evicted ${seconds.value.value} s after the taint.`)] : [];
  return [...own, ...decidingFor(cluster)];
}

const deciding = new WeakMap<ClusterBasis, readonly RelatedInformation[]>();

/** The same for every workload of the cluster. */
function decidingFor(cluster: ClusterBasis): readonly RelatedInformation[] {
  const known = deciding.get(cluster);
  if (known !== undefined) return known;
  const settings = allInstances(cluster).flatMap(({ written }) => [...written.values()].map(({ setting }) => setting));
  const found = relateSettings(...new Set(settings.filter(({ name }) => timing.has(name))));
  deciding.set(cluster, found);
  return found;
}
