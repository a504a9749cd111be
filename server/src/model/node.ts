import type { Location } from './location.ts';

/** A Node object of a running cluster. */
export interface ClusterNode extends Location {
  readonly name: string;
  /**
   * Region and zone as the node lifecycle controller joins them; empty for a node without labels, which is a zone too.
   *
   * Source: staging/src/k8s.io/component-helpers/node/topology/helpers.go (GetZoneKey)
   */
  readonly zone: string;
  /** `status.nodeInfo.kubeletVersion` as written; empty where there is none. */
  readonly kubeletVersion: string;
}

/** How many nodes each zone has, the largest first. */
export function zoneSizes(nodes: readonly ClusterNode[]): readonly { readonly zone: string; readonly nodes: number }[] {
  const sizes = new Map<string, number>();
  for (const { zone } of nodes) sizes.set(zone, (sizes.get(zone) ?? 0) + 1);
  return [...sizes].map(([zone, count]) => ({ zone, nodes: count })).sort((a, b) => b.nodes - a.nodes);
}
