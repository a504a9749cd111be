// A cluster apart from its workloads: what was computed from it holds on while only workloads change.
import type { Cluster, ClusterBasis } from './cluster.ts';

/** The lists of a cluster whose members are looked at one by one. */
export type ClusterParts = Pick<Cluster, 'workloads' | 'problems' | 'objects'>;

const bases = new WeakMap<ClusterBasis, ClusterBasis>();

/** The same object for the same cluster, and for all that `withParts` makes of it. It holds none of the lists. */
export function basisOf(cluster: ClusterBasis): ClusterBasis {
  const known = bases.get(cluster);
  if (known !== undefined) return known;
  const basis: ClusterBasis & Partial<ClusterParts> = { ...cluster };
  for (const part of ['workloads', 'problems', 'objects'] as const) Reflect.deleteProperty(basis, part);
  bases.set(cluster, basis);
  bases.set(basis, basis);
  return basis;
}

/** The cluster with other lists, on the same basis. */
export function withParts(cluster: Cluster, parts: ClusterParts): Cluster {
  const changed = { ...cluster, ...parts };
  bases.set(changed, basisOf(cluster));
  return changed;
}
