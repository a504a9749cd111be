// How long kube-controller-manager takes to notice that its own connection is dead, by its environment.
import { KEEP_ALIVE, PING, READ_IDLE, WITHOUT_HTTP2 } from '../kubernetes/connections.ts';
import type { Instance } from '../model/cluster.ts';
import type { Value } from '../model/value.ts';

/** In milliseconds, until the controller notices a dead connection. */
export interface Noticing {
  /** `undefined`: its environment cannot be read. */
  readonly ms: number | undefined;
  /** It does not look: what TCP itself finds takes at least so long. */
  readonly never?: true;
}

/** Where nothing is said: 45 s. */
export const HTTP2_TIMEOUT = (READ_IDLE.seconds + PING.seconds) * 1_000;

/** By the environment of the controller, else 45 s. */
export function noticing({ variables }: Pick<Instance, 'variables'>): Noticing {
  const values = [READ_IDLE, PING].map(({ variable, seconds }) => secondsOf(variables?.get(variable), seconds));
  const [idle, ping] = values;
  const http1 = variables?.get(WITHOUT_HTTP2);
  if (idle === undefined || ping === undefined || ping < 0 || http1?.known === false) return { ms: undefined };
  if (idle <= 0 || (http1 && http1.value !== '')) return { ms: KEEP_ALIVE.seconds * 1_000, never: true };
  return { ms: (idle + (ping || PING.seconds)) * 1_000 };
}

/** What a grace period to write should be longer than, in milliseconds: no value helps where nothing looks. */
export function graceFloor(instance: Pick<Instance, 'variables'>): number {
  const { ms, never } = noticing(instance);
  return ms === undefined || never ? HTTP2_TIMEOUT : ms;
}

/** What is no whole number is as if it were not written. */
function secondsOf(value: Value<string> | undefined, otherwise: number): number | undefined {
  if (value === undefined) return otherwise;
  if (!value.known) return undefined;
  return /^[+-]?\d+$/.test(value.value) ? Number(value.value) : otherwise;
}
