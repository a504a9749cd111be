// The state of each zone of a running cluster, by its nodes as they are.
import type { ControllerInputs } from '../effective/inputs.ts';
import type { ClusterNode } from '../model/node.ts';
import { evictionRate, type ZoneState, zoneState } from '../timing/zones.ts';
import type { ZoneNow } from './incident.ts';

/** Label node.kubernetes.io/exclude-disruption: gate ServiceNodeExclusion, on by default since then. */
const EXCLUDES_BY_LABEL_SINCE = 19;
/** Up to then a name says so: pkg/util/node (IsMasterNode), gate LegacyNodeRoleBehavior. */
const EXCLUDES_BY_NAME_UNTIL = 20;

/** Source: node_lifecycle_controller.go (isNodeExcludedFromDisruptionChecks) */
function counts({ name, state }: ClusterNode, minor: number): boolean {
  if (minor <= EXCLUDES_BY_NAME_UNTIL && /master(?:-...)?$/.test(name)) return false;
  return !(minor >= EXCLUDES_BY_LABEL_SINCE && state.isExcluded);
}

interface Count {
  readonly nodes: number;
  readonly notReady: number;
}

/** Every zone with a node that is not ready; all of them where all are down. */
export function zonesNow(nodes: readonly ClusterNode[], controllers: readonly ControllerInputs[]): readonly ZoneNow[] {
  const zones = [...new Set(nodes.map(({ zone }) => zone))];
  const found = new Map<string, { count: Count; states: Set<ZoneState>; rates: Set<number>; isLegacy: boolean }>();
  for (const controller of controllers) {
    const sizes = new Map(zones.map((zone) => [zone, countOf(nodes, zone, controller.minor)]));
    const allDown = [...sizes.values()].every(({ nodes: all, notReady }) => notReady >= all);
    for (const [zone, count] of sizes) {
      if (count.notReady === 0) continue;
      // A zone that is wholly down is one of several unless all of them are.
      const state = zoneState({ failed: count.notReady, nodes: count.nodes, zones: allDown ? 1 : 2 }, controller);
      const rate = evictionRate(state, count.nodes, controller);
      const known = found.get(zone) ?? { count, states: new Set(), rates: new Set(), isLegacy: false };
      known.states.add(state);
      known.rates.add(rate);
      found.set(zone, { ...known, isLegacy: known.isLegacy || !controller.taintBasedEvictions });
    }
  }
  return [...found].map(([zone, { count, states, rates, isLegacy }]) => ({
    zone,
    ...count,
    states: [...states],
    rates: [...rates],
    isLegacy,
  }));
}

function countOf(nodes: readonly ClusterNode[], zone: string, minor: number): Count {
  const own = nodes.filter((node) => node.zone === zone && counts(node, minor));
  const ready = own.filter(({ state }) => state.ready?.status === 'True').length;
  return { nodes: own.length, notReady: own.length - ready };
}
