// Whom a dead connection of kube-controller-manager itself misleads about its nodes.
import type { EffectiveCluster } from '../../effective/effectiveCluster.ts';
import { PING, READ_IDLE, WITHOUT_HTTP2 } from '../../kubernetes/connections.ts';
import type { Instance } from '../../model/cluster.ts';
import type { Value } from '../../model/value.ts';
import { HTTP2_TIMEOUT } from '../../timing/results.ts';

/** In milliseconds, until the controller notices a dead connection. */
export interface Noticing {
  /** `undefined`: its environment cannot be read. */
  readonly ms: number | undefined;
  /** It does not look: what TCP itself finds takes longer than any of these times. */
  readonly never?: true;
}

/** By the environment of the controller, else 45 s. */
export function noticing({ variables }: Instance): Noticing {
  const values = [READ_IDLE, PING].map(({ variable, seconds }) => secondsOf(variables?.get(variable), seconds));
  const [idle, ping] = values;
  const http1 = variables?.get(WITHOUT_HTTP2);
  if (idle === undefined || ping === undefined || ping < 0 || http1?.known === false) return { ms: undefined };
  if (idle <= 0 || (http1 && http1.value !== '')) return { ms: HTTP2_TIMEOUT, never: true };
  return { ms: (idle + (ping || PING.seconds)) * 1_000 };
}

/** What is no whole number is as if it were not written. */
function secondsOf(value: Value<string> | undefined, otherwise: number): number | undefined {
  if (value === undefined) return otherwise;
  if (!value.known) return undefined;
  return /^[+-]?\d+$/.test(value.value) ? Number(value.value) : otherwise;
}

/** The versions in which it does: a controller that reads the lease before it marks a node is not misled. */
export function misledMinors(
  effective: EffectiveCluster,
  instance: Instance,
  minors: readonly number[],
): readonly number[] {
  return minors.filter((minor) =>
    effective.controllers(instance, minor, false).inputs.every(({ readsLiveLeases }) => !readsLiveLeases),
  );
}
