// States of zones, and when evictions stop.
import type { ControllerInputs } from '../effective/inputs.ts';
import type { Window } from '../model/window.ts';
import { tokenWait } from './eviction.ts';

/**
 * State of a zone by its nodes, and of the cluster where every zone is down. Control-plane nodes count.
 *
 * Source: pkg/controller/nodelifecycle/node_lifecycle_controller.go (ComputeZoneState, handleDisruption)
 */
export type ZoneState = 'Normal' | 'PartialDisruption' | 'FullDisruption' | 'all-zones-down';

/** Some nodes of a zone fall silent at once; the other zones are well. */
export interface ZoneOutage {
  /** Nodes that fall silent, at least 1 and at most `nodes`. */
  readonly failed: number;
  /** Nodes of the zone. */
  readonly nodes: number;
  /** Zones of the cluster, this one included. */
  readonly zones: number;
}

/** More nodes than this must be down before a zone can be partly disrupted: `notReadyNodes > 2`. */
const FEW_NODES = 2;

/** The fewest nodes that make a zone partly disrupted. */
export const FEWEST_LOST_NODES = FEW_NODES + 1;

type ZoneInputs = Pick<ControllerInputs, 'unhealthyZoneThreshold' | 'secondaryEvictionRate' | 'largeClusterSize'>;

/** The state once every failed node is found. */
export function zoneState(
  outage: ZoneOutage,
  { unhealthyZoneThreshold }: Pick<ZoneInputs, 'unhealthyZoneThreshold'>,
): ZoneState {
  const { failed, nodes, zones } = outage;
  if (failed >= nodes) return zones <= 1 ? 'all-zones-down' : 'FullDisruption';
  // The source compares numbers of 32 bits.
  const share = Math.fround(Math.fround(failed) / Math.fround(nodes));
  return failed > FEW_NODES && share >= Math.fround(unhealthyZoneThreshold) ? 'PartialDisruption' : 'Normal';
}

/** Nodes per second at which the zone's nodes are tainted in that state; 0 where evictions stop. */
export function evictionRate(state: ZoneState, nodes: number, controller: ControllerInputs): number {
  if (state === 'all-zones-down') return 0;
  if (state !== 'PartialDisruption') return Math.max(0, controller.evictionRate);
  return nodes > controller.largeClusterSize ? Math.max(0, controller.secondaryEvictionRate) : 0;
}

/** How many lost nodes of a zone, not all of it, stop its evictions; `undefined` where no number of them does. */
export function lossThatStops(nodes: number, inputs: ZoneInputs): number | undefined {
  if (inputs.secondaryEvictionRate > 0 && nodes > inputs.largeClusterSize) return undefined;
  for (let failed = FEWEST_LOST_NODES; failed < nodes; failed += 1) {
    if (zoneState({ failed, nodes, zones: 2 }, inputs) === 'PartialDisruption') return failed;
  }
  return undefined;
}

/**
 * How much longer than the first node any of them may wait for its taint. `Infinity` where evictions stop: nodes that
 * were tainted before the pass that stops them stay tainted, and since 1.34 one a zone slips through as a rule, so that no
 * node is sure to be spared and none to be evicted.
 */
export function longestWait(outage: ZoneOutage, controller: ControllerInputs): number {
  const state = zoneState(outage, controller);
  const rate = evictionRate(state, outage.nodes, controller);
  if (state === 'Normal') return tokenWait(outage.failed, rate);
  if (staysStopped(outage, controller)) return Number.POSITIVE_INFINITY;
  // A limiter that comes after one that was spent or stopped starts spent: one token more.
  const mayStartSpent = state === 'PartialDisruption' || outage.failed > FEW_NODES;
  return tokenWait(outage.failed + (mayStartSpent ? 1 : 0), rate);
}

/**
 * Whether the zone's limiter may be stopped on the way and stay so: the one that stands for "stopped" says that its rate is
 * 1, so a change to exactly 1 is taken for none, until the controller manager restarts.
 *
 * Source: staging/src/k8s.io/client-go/util/flowcontrol/throttle.go (fakeNeverRateLimiter.QPS), rate_limited_queue.go
 * (SwapLimiter)
 */
function staysStopped({ failed, nodes }: ZoneOutage, controller: ControllerInputs): boolean {
  return (
    controller.evictionRate === 1 && failed > FEW_NODES && evictionRate('PartialDisruption', nodes, controller) === 0
  );
}

/**
 * The longest toleration, in milliseconds, with which a pod may be gone before all zones are found to be down, which takes
 * every taint off again: nodes are found over several passes, and a taint lives from its own to the last of them.
 * Negative where no pod may.
 */
export function longestEvictedStay(outage: ZoneOutage, controller: ControllerInputs, detection: Window): number {
  // The change from 0 to 0 is none, so the bucket keeps its one token, and a node is tainted after the taints were taken off.
  if (controller.evictionRate === 0) return Number.POSITIVE_INFINITY;
  if (outage.failed > 1) return detection.latest - detection.earliest;
  // Since 1.34 the node is queued in the very pass that finds it, and the queue may be drained before that pass ends.
  return controller.minor >= 34 ? 0 : -1;
}
