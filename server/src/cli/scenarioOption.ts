import { parseDuration } from '../kubernetes/duration.ts';
import type { Scenario } from '../timing/analysis.ts';
import { UsageError } from './host.ts';
import { didYouMean } from './nearMatch.ts';

/** Arguments of a scenario as written: `for` → `10m`. Each reader takes away what it knows. */
type Arguments = Map<string, string>;

const scenarios: ReadonlyMap<string, (given: Arguments) => Scenario> = new Map<string, (given: Arguments) => Scenario>([
  ['partition', () => ({ kind: 'partition' })],
  [
    'overload',
    (given) => ({ kind: 'overload', forMs: duration(given, 'for', '10m'), loss: share(given, 'loss', '1') }),
  ],
  ['kubelet-stopped', () => ({ kind: 'kubelet-stopped' })],
  ['crash', () => ({ kind: 'crash' })],
  ['zone-outage', zoneOutage],
  ['shutdown', () => ({ kind: 'shutdown' })],
]);

/**
 * Reads `partition`, `overload:for=10m,loss=0.8`, `zone-outage:failed=3,nodes=5,zones=2`.
 *
 * @throws UsageError
 */
export function parseScenario(text: string): Scenario {
  const colon = text.indexOf(':');
  const kind = colon < 0 ? text : text.slice(0, colon);
  const read = scenarios.get(kind);
  if (!read) throw new UsageError(`unknown scenario '${kind}'${didYouMean(kind, [...scenarios.keys()])}`);
  const given: Arguments = new Map();
  for (const pair of colon < 0 ? [] : text.slice(colon + 1).split(',')) {
    const equals = pair.indexOf('=');
    if (equals < 1) throw new UsageError(`scenario ${kind}: '${pair}' is not key=value`);
    given.set(pair.slice(0, equals).trim(), pair.slice(equals + 1).trim());
  }
  const scenario = read(given);
  for (const key of given.keys()) throw new UsageError(`scenario ${kind} has no argument '${key}'`);
  return scenario;
}

function zoneOutage(given: Arguments): Scenario {
  const failed = count(given, 'failed', '3');
  const nodes = count(given, 'nodes', '5');
  const zones = count(given, 'zones', '1');
  if (failed > nodes) throw new UsageError(`failed=${failed} is more than nodes=${nodes}`);
  return { kind: 'zone-outage', failed, nodes, zones };
}

function take(given: Arguments, key: string, fallback: string): string {
  const text = given.get(key) ?? fallback;
  given.delete(key);
  return text;
}

function duration(given: Arguments, key: string, fallback: string): number {
  const text = take(given, key, fallback);
  const parsed = parseDuration(text);
  if (!parsed.ok) throw new UsageError(`${key}: ${parsed.problem.message}`);
  if (parsed.value < 0) throw new UsageError(`${key}=${text} is negative`);
  return parsed.value;
}

function share(given: Arguments, key: string, fallback: string): number {
  const text = take(given, key, fallback);
  const value = Number(text);
  if (text === '' || !(value >= 0 && value <= 1)) throw new UsageError(`${key}=${text} is not a number from 0 to 1`);
  return value;
}

function count(given: Arguments, key: string, fallback: string): number {
  const text = take(given, key, fallback);
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value < 1) throw new UsageError(`${key}=${text} is not a number from 1 on`);
  return value;
}
