// Rule: evictions stop when much of a zone is lost.
import type { EffectiveInstance, KnownAnswer } from '../../effective/effectiveInstance.ts';
import { PARAMETERS } from '../../effective/parameters.ts';
import type { ClusterBasis } from '../../model/cluster.ts';
import { zoneSizes } from '../../model/node.ts';
import type { Setting } from '../../model/setting.ts';
import { say } from '../../text/message.ts';
import { FEWEST_LOST_NODES, lossThatStops } from '../../timing/results.ts';
import { relateSettings } from '../shared/related.ts';
import { defineRule } from '../shared/rule.ts';

interface State {
  readonly secondaryRate: KnownAnswer<number>;
  readonly threshold: KnownAnswer<number>;
  readonly size: KnownAnswer<number>;
  /** The largest zone of a running cluster in which it can happen. */
  readonly zone?: ZoneAtRisk;
}

interface ZoneAtRisk {
  readonly zone: string;
  readonly nodes: number;
  /** So many of its nodes stop the evictions. */
  readonly lost: number;
}

function stateOf(manager: EffectiveInstance): State | undefined {
  const secondaryRate = manager.certain(PARAMETERS.secondaryEvictionRate);
  const threshold = manager.certain(PARAMETERS.unhealthyZoneThreshold);
  const size = manager.certain(PARAMETERS.largeClusterSize);
  if (!secondaryRate || !threshold || !size) return undefined;
  const stops = secondaryRate.value <= 0 || size.value > FEWEST_LOST_NODES;
  return stops && threshold.value <= 1 ? { secondaryRate, threshold, size } : undefined;
}

/** Zones of a running cluster in which it can happen; `undefined` where nobody knows the zones. */
function zonesAtRisk(
  cluster: ClusterBasis,
  { secondaryRate, threshold, size }: State,
): readonly ZoneAtRisk[] | undefined {
  if (cluster.live === undefined || cluster.live.nodes.length === 0) return undefined;
  return zoneSizes(cluster.live.nodes).flatMap(({ zone, nodes }) => {
    const lost = lossThatStops(nodes, {
      secondaryEvictionRate: secondaryRate.value,
      unhealthyZoneThreshold: threshold.value,
      largeClusterSize: size.value,
    });
    return lost === undefined ? [] : [{ zone, nodes, lost }];
  });
}

function settingOf({ secondaryRate, threshold, size }: State): Setting | undefined {
  return (secondaryRate.value <= 0 ? writtenIn(secondaryRate) : undefined) ?? writtenIn(threshold) ?? writtenIn(size);
}

function writtenIn({ origin }: KnownAnswer<number>): Setting | undefined {
  return origin.kind === 'file' ? origin.setting : undefined;
}

export const evictionStopsInSmallZone = defineRule<State>({
  id: 'eviction-stops-in-small-zone',
  severity: 'info',
  recommended: true,
  docs: {
    title: say`evictions stop when much of a zone is lost`,
    category: 'eviction',
    sources: [
      'pkg/controller/nodelifecycle/node_lifecycle_controller.go (ComputeZoneState, ReducedQPSFunc, setLimiterInZone)',
    ],
  },
  *check({ cluster, analysis: { effective } }) {
    for (const instance of cluster.controllerManagers) {
      const state = stateOf(effective.newest(instance));
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
      const name = own.zone === '' ? say`the zone without a label` : say`zone ${own.zone}`;
      return say`Evictions stop in ${name} once ${own.lost} of its ${own.nodes} nodes are not ready.`;
    }
    const zone = secondaryRate.value <= 0 ? say`any zone` : say`a zone of up to ${size.value} nodes`;
    const share = Math.max(0, Math.round(threshold.value * 100));
    return say`Evictions stop in ${zone} once 3 nodes, and ${share} % of it, are not ready.`;
  },
  related: (state) => {
    const settings = [state.secondaryRate, state.threshold, state.size].map(writtenIn);
    return relateSettings(...settings.filter((setting) => setting !== settingOf(state)));
  },
});
