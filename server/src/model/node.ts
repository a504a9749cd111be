// A Node of a running cluster.
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
  readonly state: NodeState;
}

/** A node's condition Ready. */
export interface ReadyCondition {
  /** `True`, `False`, `Unknown`. */
  readonly status: string;
  readonly since: number | undefined;
  /** The kubelet's clock, in whole seconds. */
  readonly heartbeat: number | undefined;
  readonly reason: string;
  readonly message: string;
}

export interface NodeTaint {
  readonly key: string;
  readonly effect: string;
  readonly added: number | undefined;
}

/** What a Node says of its state. */
export interface NodeState {
  readonly ready: ReadyCondition | undefined;
  readonly taints: readonly NodeTaint[];
  readonly created: number | undefined;
  readonly deleted: number | undefined;
  /** What a Node that is being deleted waits for. */
  readonly finalizers: readonly string[];
  /** `status.volumesInUse` and `status.volumesAttached`: unique names of volumes. `undefined`: there is no such list. */
  readonly inUse: readonly string[] | undefined;
  readonly attached: readonly string[] | undefined;
  /** Label `node.kubernetes.io/exclude-disruption`: it does not count in its zone. */
  readonly isExcluded: boolean;
  /** Label `node-role.kubernetes.io/worker`, whatever its value. */
  readonly isWorker: boolean;
  /** Label `node-role.kubernetes.io/control-plane` or `…/master`. */
  readonly isControlPlane: boolean;
  /** It was printed by itself, so that there may be others. */
  readonly isAskedByName?: true;
}

/** How many nodes each zone has, the largest first. */
export function zoneSizes(nodes: readonly ClusterNode[]): readonly { readonly zone: string; readonly nodes: number }[] {
  const sizes = new Map<string, number>();
  for (const { zone } of nodes) sizes.set(zone, (sizes.get(zone) ?? 0) + 1);
  return [...sizes].map(([zone, count]) => ({ zone, nodes: count })).sort((a, b) => b.nodes - a.nodes);
}
