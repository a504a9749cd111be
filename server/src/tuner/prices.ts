// What the settings of a cluster cost, whatever runs in it: which silence is survived, what heartbeats write.
import type { Cluster } from '../model/cluster.ts';
import { achieve, cost } from './achieve.ts';
import { settingsOf, unknownOf } from './settings.ts';
import type { Achieved, HeartbeatCost } from './targets.ts';

/** At the worst of all sets of inputs that may be in charge. Milliseconds. */
export interface Prices extends Pick<Achieved, 'missedHeartbeats' | 'hungRequest' | 'outlastsDeadConnection'> {
  readonly heartbeatWrites: readonly HeartbeatCost[];
}

/** `undefined` where an input is not known. */
export function pricesOf(cluster: Cluster): Prices | undefined {
  const settings = settingsOf(cluster);
  if (unknownOf(settings).length > 0) return undefined;
  const { missedHeartbeats, hungRequest, outlastsDeadConnection } = achieve(settings);
  return { missedHeartbeats, hungRequest, outlastsDeadConnection, heartbeatWrites: cost(settings) };
}
