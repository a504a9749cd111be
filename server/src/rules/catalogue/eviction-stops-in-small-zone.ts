import type { Cluster, Instance } from '../../model/cluster.ts';
import { zoneSizes } from '../../model/node.ts';
import type { Setting } from '../../model/setting.ts';
import { relateSettings } from '../shared/related.ts';
import { defineRule } from '../shared/rule.ts';
import { type Effective, effectiveNumber } from '../shared/ruleValues.ts';

interface State {
  readonly secondaryRate: Effective<number>;
  readonly threshold: Effective<number>;
  readonly size: Effective<number>;
  /** The largest zone of a running cluster in which it can happen. */
  readonly zone?: ZoneAtRisk;
}

interface ZoneAtRisk {
  readonly zone: string;
  readonly nodes: number;
  /** So many of its nodes stop the evictions. */
  readonly lost: number;
}

/** `partial` needs more than two nodes that are not ready (`ComputeZoneState`). */
const FEWEST_LOST_NODES = 3;

function stateOf(instance: Instance, minor: number): State | undefined {
  const secondaryRate = effectiveNumber(instance, 'secondary-node-eviction-rate', minor);
  const threshold = effectiveNumber(instance, 'unhealthy-zone-threshold', minor);
  const size = effectiveNumber(instance, 'large-cluster-size-threshold', minor);
  if (!secondaryRate || !threshold || !size) return undefined;
  const stops = secondaryRate.value <= 0 || size.value > FEWEST_LOST_NODES;
  return stops && threshold.value <= 1 ? { secondaryRate, threshold, size } : undefined;
}

/** Zones of a running cluster in which it can happen; `undefined` where nobody knows the zones. */
function zonesAtRisk(cluster: Cluster, { secondaryRate, threshold, size }: State): readonly ZoneAtRisk[] | undefined {
  if (cluster.live === undefined || cluster.live.nodes.length === 0) return undefined;
  return zoneSizes(cluster.live.nodes).flatMap(({ zone, nodes }) => {
    const lost = lostNodes(nodes, threshold.value);
    const stops = secondaryRate.value <= 0 || nodes <= size.value;
    return stops && lost !== undefined ? [{ zone, nodes, lost }] : [];
  });
}

/** How many nodes of a zone make it partly down; `undefined` where only all of them would be enough. */
function lostNodes(nodes: number, threshold: number): number | undefined {
  for (let lost = FEWEST_LOST_NODES; lost < nodes; lost += 1)
    if (Math.fround(lost / nodes) >= Math.fround(threshold)) return lost;
  return undefined;
}

function settingOf({ secondaryRate, threshold, size }: State): Setting | undefined {
  return (secondaryRate.value <= 0 ? secondaryRate.setting : undefined) ?? threshold.setting ?? size.setting;
}

export const evictionStopsInSmallZone = defineRule<State>({
  id: 'eviction-stops-in-small-zone',
  severity: 'info',
  recommended: true,
  docs: {
    title: 'evictions stop when much of a zone is lost',
    category: 'eviction',
    sources: [
      'pkg/controller/nodelifecycle/node_lifecycle_controller.go (ComputeZoneState, ReducedQPSFunc, setLimiterInZone)',
    ],
  },
  *check({ cluster }) {
    for (const instance of cluster.controllerManagers) {
      const state = stateOf(instance, Math.max(...cluster.version.minors));
      const setting = state && settingOf(state);
      if (!state || !setting) continue;
      const zones = zonesAtRisk(cluster, state);
      if (zones?.length === 0) continue;
      const [zone] = zones ?? [];
      const at = { file: setting.file, range: setting.valueRange };
      yield { at, state: { ...state, ...(zone && { zone }) }, about: [setting] };
    }
  },
  message: ({ secondaryRate, threshold, size, zone: own }) => {
    if (own !== undefined) {
      const name = own.zone === '' ? 'the zone without a label' : `zone ${own.zone}`;
      return `Evictions stop in ${name} once ${own.lost} of its ${own.nodes} nodes are not ready.`;
    }
    const zone = secondaryRate.value <= 0 ? 'any zone' : `a zone of up to ${size.value} nodes`;
    const share = Math.max(0, Math.round(threshold.value * 100));
    return `Evictions stop in ${zone} once 3 nodes, and ${share} % of it, are not ready.`;
  },
  related: (state) => {
    const settings = [state.secondaryRate.setting, state.threshold.setting, state.size.setting];
    return relateSettings(...settings.filter((setting) => setting !== settingOf(state)));
  },
});
