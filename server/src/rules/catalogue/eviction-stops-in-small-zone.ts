import type { Instance } from '../../model/cluster.ts';
import type { Setting } from '../../model/setting.ts';
import { type Effective, effectiveNumber } from '../effective.ts';
import { relateSettings } from '../related.ts';
import { defineRule } from '../rule.ts';

interface State {
  readonly secondaryRate: Effective<number>;
  readonly threshold: Effective<number>;
  readonly size: Effective<number>;
}

/** `partial` needs more than two nodes that are not ready (`ComputeZoneState`). */
const FEWEST_LOST_NODES = 3;

function stateOf(instance: Instance, minor: number): State | undefined {
  const secondaryRate = effectiveNumber(instance, 'secondary-node-eviction-rate', minor);
  const threshold = effectiveNumber(instance, 'unhealthy-zone-threshold', minor);
  const size = effectiveNumber(instance, 'large-cluster-size-threshold', minor);
  if (!secondaryRate || !threshold || !size) return undefined;
  const stops = secondaryRate.value <= 0 || size.value >= FEWEST_LOST_NODES;
  return stops && threshold.value <= 1 ? { secondaryRate, threshold, size } : undefined;
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
      if (state && setting) yield { at: { file: setting.file, range: setting.valueRange }, state, about: [setting] };
    }
  },
  message: ({ secondaryRate, threshold, size }) => {
    const zone = secondaryRate.value <= 0 ? 'any zone' : `a zone of up to ${size.value} nodes`;
    const share = Math.max(0, Math.round(threshold.value * 100));
    return `Evictions stop in ${zone} once 3 nodes, and ${share} % of it, are not ready.`;
  },
  related: (state) => {
    const settings = [state.secondaryRate.setting, state.threshold.setting, state.size.setting];
    return relateSettings(...settings.filter((setting) => setting !== settingOf(state)));
  },
});
