// Reads a scenario as people write it, on the command line, in the panel and in programs: `partition`, `overload:for=10m,loss=0.8`, `partition:force-delete=10m`.
import { parseDuration } from '../kubernetes/duration.ts';
import type { Cluster } from '../model/cluster.ts';
import { oneOf } from '../model/nearName.ts';
import { zoneSizes } from '../model/node.ts';
import { UsageError } from '../model/usageError.ts';
import { type Message, say } from '../text/message.ts';
import type { Scenario } from './analysis.ts';
import type { Interventions } from './outsideHelp.ts';

/** Arguments of a scenario as written: `for` → `10m`. Each reader takes away what it knows. */
type Arguments = Map<string, string>;

/** A scenario as asked for; what is left open follows from the zones of each cluster. */
export interface ScenarioChoice {
  readonly kind: Scenario['kind'];
  /** @throws UsageError */
  in(cluster: Pick<Cluster, 'live'>): Scenario;
}

type Reader = (given: Arguments) => Scenario | ScenarioChoice['in'];

const scenarios: ReadonlyMap<Scenario['kind'], Reader> = new Map<Scenario['kind'], Reader>([
  ['partition', () => ({ kind: 'partition' })],
  [
    'overload',
    (given) => ({ kind: 'overload', forMs: duration(given, 'for', '10m'), loss: share(given, 'loss', '1') }),
  ],
  ['kubelet-stopped', () => ({ kind: 'kubelet-stopped' })],
  ['crash', () => ({ kind: 'crash' })],
  ['zone-outage', zoneOutage],
  ['shutdown', () => ({ kind: 'shutdown' })],
  ['node-deleted', () => ({ kind: 'node-deleted' })],
]);

/** Names of scenarios, without their arguments. */
export const SCENARIOS: readonly string[] = [...scenarios.keys()];

/**
 * Reads `partition`, `overload:for=10m,loss=0.8`, `zone-outage:failed=3,nodes=5,zones=2`.
 *
 * @throws UsageError
 */
export function parseScenario(text: string): ScenarioChoice {
  const colon = text.indexOf(':');
  const kind = colon < 0 ? text : text.slice(0, colon);
  const found = [...scenarios].find(([name]) => name === kind);
  if (!found) throw new UsageError(say`unknown scenario '${kind}'${oneOf(kind, [...scenarios.keys()])}`);
  const given: Arguments = new Map();
  for (const pair of colon < 0 ? [] : text.slice(colon + 1).split(',')) {
    const equals = pair.indexOf('=');
    if (equals < 1) throw new UsageError(say`scenario ${kind}: '${pair}' is not key=value`);
    const key = pair.slice(0, equals).trim();
    if (given.has(key)) throw new UsageError(say`scenario ${kind}: '${key}' is given twice`);
    given.set(key, pair.slice(equals + 1).trim());
  }
  const [name, read] = found;
  const scenario = read(given);
  const meanwhile = interventions(given);
  for (const key of given.keys()) throw new UsageError(say`scenario ${kind} has no argument '${key}'`);
  const own = typeof scenario === 'function' ? scenario : () => scenario;
  return { kind: name, in: meanwhile === undefined ? own : (cluster) => ({ ...own(cluster), meanwhile }) };
}

/** What somebody does meanwhile, at times after the silence: `force-delete=10m,fenced=5m,controller-restart=2m,storage=cut`. */
function interventions(given: Arguments): Interventions | undefined {
  const at = (key: string) => (given.has(key) ? duration(given, key, '') : undefined);
  const [forceDeletedAt, nodeDeletedAt, outOfServiceAt] = [
    at('force-delete'),
    at('node-deleted'),
    at('out-of-service'),
  ];
  const [writerGoneBy, returnsAt, restartedAt] = [at('fenced'), at('returns'), at('controller-restart')];
  const storage = given.get('storage');
  given.delete('storage');
  if (storage !== undefined && storage !== 'cut') throw new UsageError(say`storage=${storage} is not storage=cut`);
  const done: Interventions = {
    ...(forceDeletedAt !== undefined && { forceDeletedAt }),
    ...(nodeDeletedAt !== undefined && { nodeDeletedAt }),
    ...(outOfServiceAt !== undefined && { outOfServiceAt }),
    ...(writerGoneBy !== undefined && { writerGoneBy }),
    ...(returnsAt !== undefined && { returnsAt }),
    ...(restartedAt !== undefined && { restartedAt }),
    ...(storage === 'cut' && { storageCut: true }),
  };
  return Object.keys(done).length > 0 ? done : undefined;
}

/** Nobody knows how many nodes a cluster in files has. */
const SOME_ZONE = { nodes: 5, zones: 1 };
const SOME_NODES = 3;

/** Of a running cluster the largest zone, all of it. */
function zoneOutage(given: Arguments): ScenarioChoice['in'] {
  const failed = optionalCount(given, 'failed');
  const nodes = optionalCount(given, 'nodes');
  const zones = optionalCount(given, 'zones');
  if (failed !== undefined && nodes !== undefined && failed > nodes) throw new UsageError(tooMany(failed, nodes));
  return ({ live }) => {
    const sizes = zoneSizes(live?.nodes ?? []);
    const [largest] = sizes;
    const zone = largest === undefined ? SOME_ZONE : { nodes: largest.nodes, zones: sizes.length };
    const size = nodes ?? zone.nodes;
    const lost = failed ?? (largest === undefined ? Math.min(SOME_NODES, size) : size);
    if (lost > size) throw new UsageError(tooMany(lost, size));
    return { kind: 'zone-outage', failed: lost, nodes: size, zones: zones ?? zone.zones };
  };
}

function tooMany(failed: number, nodes: number): Message {
  return say`failed=${failed} is more than nodes=${nodes}`;
}

function take(given: Arguments, key: string, fallback: string): string {
  const text = given.get(key) ?? fallback;
  given.delete(key);
  return text;
}

function duration(given: Arguments, key: string, fallback: string): number {
  const text = take(given, key, fallback);
  const parsed = parseDuration(text);
  if (!parsed.ok) throw new UsageError(say`${key}: ${parsed.problem.message}`);
  if (parsed.value < 0) throw new UsageError(say`${key}=${text} is negative`);
  return parsed.value;
}

function share(given: Arguments, key: string, fallback: string): number {
  const text = take(given, key, fallback);
  const value = Number(text);
  if (text === '' || !(value >= 0 && value <= 1)) throw new UsageError(say`${key}=${text} is not a number from 0 to 1`);
  return value;
}

function optionalCount(given: Arguments, key: string): number | undefined {
  const text = given.get(key);
  given.delete(key);
  if (text === undefined) return undefined;
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value < 1) throw new UsageError(say`${key}=${text} is not a number from 1 on`);
  return value;
}
