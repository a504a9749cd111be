// Every set of changes worth trying.
import { HTTP2_TIMEOUT } from '../effective/deadConnection.ts';
import { least, most } from '../model/extremes.ts';
import { graceForMargin } from '../timing/detection.ts';
import { roundUp } from '../timing/heartbeat.ts';
import { achieve, currentValues, deadConnection, effectiveTunables, longestHeartbeat } from './achieve.ts';
import { roundDownNicely, roundUpNicely } from './niceNumbers.ts';
import type { Changes, NodeTargets, Tunable, TuningInput } from './targets.ts';

/** Monitor periods worth trying: shorter ones shorten three steps of the chain and cost only controller time. */
const MONITOR_PERIODS = [5_000, 2_000, 1_000];
/** Lease durations worth trying, in seconds; the heartbeat is a quarter of it, so a shorter one costs writes. */
const LEASE_DURATIONS = [40, 20, 12, 8, 4];
/** A shorter period is a loop without a pause, or nearly one. */
const SHORTEST_PERIOD = 100;
/** Grace periods that people write are multiples of this, in milliseconds. */
const NICE_GRACE = 5_000;

/**
 * Every set of changes worth trying: for each period and lease, the grace periods and times to eviction that can matter. A
 * few hundred at most. Where the targets can be met with one of the periods and leases, one of these sets meets them.
 *
 * @param margin lost heartbeats that the grace should survive although nobody asked
 */
export function candidates(input: TuningInput, targets: NodeTargets, margin: number): readonly Changes[] {
  const tried: Changes[] = [];
  for (const period of choices(input, 'monitorPeriod', MONITOR_PERIODS)) {
    for (const lease of choices(input, 'leaseDurationSeconds', LEASE_DURATIONS)) {
      const base = { ...period, ...lease };
      for (const grace of choices(input, 'gracePeriod', graces(input, base, targets, margin))) {
        const withGrace = { ...base, ...grace };
        for (const stay of choices(input, 'tolerationSeconds', stays(input, withGrace, targets))) {
          const withStay = { ...withGrace, ...stay };
          for (const timeout of choices(input, 'podEvictionTimeout', timeouts(input, withStay, targets)))
            tried.push({ ...withStay, ...timeout });
        }
      }
    }
  }
  return tried;
}

/** The value left alone, and each of the others where it may be changed. */
function choices(input: TuningInput, name: Tunable, values: readonly number[]): readonly Changes[] {
  const { settings, mayChange } = input;
  if (!mayChange.has(name) || !effectiveTunables(settings).includes(name)) return [{}];
  const own = new Set(settings.map((one) => currentValues(one)[name]));
  const others = [...new Set(values)].filter((value) => own.size > 1 || !own.has(value));
  const keeps = name !== 'monitorPeriod' || (least(own) ?? 0) >= SHORTEST_PERIOD;
  return [...(keeps ? [{}] : []), ...others.map((value): Changes => ({ [name]: value }))];
}

/**
 * The smallest grace with the margin, and the smallest that outlasts a dead connection too; each also as people write it.
 * And the largest in time, which is the most that the failover leaves of the margin.
 */
function graces(input: TuningInput, changes: Changes, targets: NodeTargets, margin: number): number[] {
  const beat = longestHeartbeat(input.settings, changes);
  const period = longestPeriod(input, changes);
  const dead = deadConnection(input.settings);
  const least = [targets.missedHeartbeats ?? 0, margin].flatMap((lost) => [
    graceForMargin(lost, beat, period, Number.isFinite(dead) ? dead : HTTP2_TIMEOUT),
    graceForMargin(lost, beat, period, 0),
  ]);
  const nice = leastCommonMultiple(period, NICE_GRACE);
  return [...least, ...least.map((grace) => roundUp(grace, nice)), ...largestGrace(input, changes, targets)];
}

function largestGrace(input: TuningInput, changes: Changes, targets: NodeTargets): number[] {
  const { settings, mayChange } = input;
  const period = longestPeriod(input, changes);
  const soonest: Changes = {
    ...changes,
    gracePeriod: period,
    ...(mayChange.has('tolerationSeconds') && { tolerationSeconds: shortestStay(settings, changes, targets) }),
    ...(mayChange.has('podEvictionTimeout') && { podEvictionTimeout: 0 }),
  };
  const left = (targets.evictedBy ?? Number.NaN) - achieve(settings, soonest).evictedBy;
  return left >= 0 ? [period + Math.floor(left / period) * period] : [];
}

function shortestStay(settings: TuningInput['settings'], changes: Changes, targets: NodeTargets): number {
  const without = achieve(settings, { ...changes, tolerationSeconds: 0 }).fencing;
  return Math.max(0, Math.ceil(((targets.fencing ?? 0) - without) / 1_000));
}

/** The shortest toleration that leaves time to fence, and the longest with which the failover is in time. */
function stays({ settings }: TuningInput, changes: Changes, targets: NodeTargets): number[] {
  const without = achieve(settings, { ...changes, tolerationSeconds: 0 }).evictedBy;
  const longest = Math.floor(((targets.evictedBy ?? Number.POSITIVE_INFINITY) - without) / 1_000);
  // Shorter than the pause in which a node is seen again, a rule warns of it.
  const pause = longestHeartbeat(settings, changes);
  return between(Math.max(shortestStay(settings, changes, targets), Math.ceil(pause / 1_000)), longest);
}

/** The same for the time-out of the legacy path, which counts from the last heartbeat. In whole monitor periods. */
function timeouts({ settings }: TuningInput, changes: Changes, targets: NodeTargets): number[] {
  const period = longestPeriod({ settings }, changes);
  const none = achieve(settings, { ...changes, podEvictionTimeout: 0 });
  // The longest grace and period of all; with more than one set of inputs a little more than needed.
  const graces = settings.map((one) => roundUp({ ...currentValues(one), ...changes }.gracePeriod, period));
  const grace = (most(graces) ?? 0) + period;
  const shortest = roundUp(grace - period + (targets.fencing ?? 0), period);
  const late = (targets.evictedBy ?? Number.POSITIVE_INFINITY) - (none.evictedBy - grace);
  const longest = Math.floor(late / period) * period;
  return between(Math.ceil(shortest / 1_000), Math.floor(longest / 1_000)).map((seconds) => seconds * 1_000);
}

/** Seconds from the shortest to the longest that are worth trying: both ends, and near them as people write them. */
function between(shortest: number, longest: number): number[] {
  if (!Number.isFinite(shortest)) return [];
  // Too late as it is: the least that is too late shows by how much.
  if (longest < shortest) return [shortest];
  if (!Number.isFinite(longest)) return [shortest, roundUpNicely(shortest)];
  return [longest, shortest, roundDownNicely(longest), roundUpNicely(shortest)].filter(
    (seconds) => seconds >= shortest && seconds <= longest,
  );
}

function longestPeriod({ settings }: Pick<TuningInput, 'settings'>, { monitorPeriod }: Changes): number {
  const period = monitorPeriod ?? most(settings.map(({ controller }) => controller.monitorPeriod)) ?? 0;
  return Math.max(period, SHORTEST_PERIOD);
}

function leastCommonMultiple(a: number, b: number): number {
  let [x, y] = [Math.round(a), b];
  while (y > 0) [x, y] = [y, x % y];
  return (Math.round(a) * b) / Math.max(x, 1);
}
