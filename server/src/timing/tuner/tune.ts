import { graceForMargin, HTTP2_TIMEOUT } from '../detection.ts';
import { queueDelay } from '../eviction.ts';
import { roundUp } from '../heartbeat.ts';
import { achieve, cost, currentValues, longestHeartbeat, overhead } from './achieve.ts';
import type { Achieved, Conflict, Tunable, TunedValues, TuningInput, TuningResult, TuningTargets } from './targets.ts';

/** Monitor periods worth trying: shorter ones shorten three steps of the chain and cost only controller time. */
const MONITOR_PERIODS = [5_000, 2_000, 1_000];
/** Lease durations worth trying, in seconds; the heartbeat is a quarter of it, so a shorter one costs writes. */
const LEASE_DURATIONS = [40, 20, 12, 8, 4];
const TUNABLES: readonly Tunable[] = ['monitorPeriod', 'gracePeriod', 'leaseDurationSeconds', 'tolerationSeconds'];

/**
 * Finds values that meet the targets and change as little as possible, or says which targets exclude each other and
 * what the others leave of each. Uses the model's own formulas, so the result shows the same numbers everywhere.
 */
export function tune(input: TuningInput): TuningResult {
  const current = currentValues(input);
  const candidates = allCandidates(input, current, input.targets);
  const meeting = candidates.filter((values) => meets(achieve(input, values), input.targets));
  const best = cheapest(input, current, meeting) ?? earliest(input, candidates) ?? current;
  return {
    feasible: meeting.length > 0,
    current,
    values: best,
    changed: TUNABLES.filter((name) => best[name] !== current[name]),
    before: achieve(input, current),
    after: achieve(input, best),
    conflicts: meeting.length > 0 ? [] : conflicts(input, current),
    costBefore: cost(input, current),
    costAfter: cost(input, best),
  };
}

export function meets(achieved: Achieved, targets: TuningTargets): boolean {
  return (
    (targets.failover === undefined || achieved.failover <= targets.failover) &&
    (targets.missedHeartbeats === undefined || achieved.missedHeartbeats >= targets.missedHeartbeats) &&
    (targets.fencing === undefined || achieved.fencing >= targets.fencing)
  );
}

/** A few hundred sets at most: for each period and lease, the grace periods and tolerations that can matter. */
function allCandidates(input: TuningInput, current: TunedValues, targets: TuningTargets): TunedValues[] {
  const choose = <T>(name: Tunable, own: T, others: readonly T[]): T[] =>
    input.mayChange.has(name) ? [...new Set([own, ...others])] : [own];
  const candidates: TunedValues[] = [];
  for (const monitorPeriod of choose('monitorPeriod', current.monitorPeriod, MONITOR_PERIODS)) {
    for (const leaseDurationSeconds of choose('leaseDurationSeconds', current.leaseDurationSeconds, LEASE_DURATIONS)) {
      const partial = { ...current, monitorPeriod, leaseDurationSeconds };
      for (const gracePeriod of choose('gracePeriod', current.gracePeriod, graces(input, partial, targets))) {
        const withGrace = { ...partial, gracePeriod };
        for (const tolerationSeconds of choose(
          'tolerationSeconds',
          current.tolerationSeconds,
          tolerations(input, withGrace, targets),
        ))
          candidates.push({ ...withGrace, tolerationSeconds });
      }
    }
  }
  return candidates;
}

/** The smallest grace with the wanted margin, the smallest that also outlasts a dead connection, the largest in time. */
function graces(input: TuningInput, values: TunedValues, targets: TuningTargets): number[] {
  const lost = targets.missedHeartbeats ?? 0;
  const beat = longestHeartbeat(input, values);
  const period = values.monitorPeriod;
  const found = [graceForMargin(lost, beat, period, HTTP2_TIMEOUT), graceForMargin(lost, beat, period, 0)];
  if (targets.failover !== undefined) {
    const toleration = input.mayChange.has('tolerationSeconds')
      ? shortestToleration(input, values, targets)
      : values.tolerationSeconds;
    const left = targets.failover - overhead(input, values) - toleration * 1_000;
    const largest = period > 0 ? Math.floor(left / period) * period : left;
    if (largest > 0) found.push(largest);
  }
  return found;
}

function shortestToleration({ controller }: TuningInput, values: TunedValues, targets: TuningTargets): number {
  const queued = queueDelay({ ...controller, monitorPeriod: values.monitorPeriod });
  return Math.ceil(Math.max(0, (targets.fencing ?? 0) - queued) / 1_000);
}

/** The shortest toleration that leaves time to fence, and the longest with which the failover is in time. */
function tolerations(input: TuningInput, values: TunedValues, targets: TuningTargets): number[] {
  const shortest = shortestToleration(input, values, targets);
  if (targets.failover === undefined) return [shortest];
  const grace = roundUp(values.gracePeriod, values.monitorPeriod);
  const left = Math.floor((targets.failover - grace - overhead(input, values)) / 1_000);
  return left >= shortest ? [left, shortest] : [shortest];
}

/** Fewest changes; then a grace that outlasts a dead connection, fewer writes, the longest toleration. */
function cheapest(
  input: TuningInput,
  current: TunedValues,
  candidates: readonly TunedValues[],
): TunedValues | undefined {
  const weigh = (values: TunedValues): readonly number[] => [
    achieve(input, values).outlastsDeadConnection ? 0 : 1,
    TUNABLES.filter((name) => values[name] !== current[name]).length,
    -values.leaseDurationSeconds,
    -values.tolerationSeconds,
    -values.monitorPeriod,
    values.gracePeriod,
  ];
  return first(candidates, weigh);
}

/** Of those that keep all targets but the failover, the one with the earliest failover. */
function earliest(input: TuningInput, candidates: readonly TunedValues[]): TunedValues | undefined {
  const { failover: _, ...others } = input.targets;
  const weigh = (values: TunedValues): readonly number[] => {
    const achieved = achieve(input, values);
    return [meets(achieved, others) ? 0 : 1, achieved.failover];
  };
  return first(candidates, weigh);
}

function first(
  candidates: readonly TunedValues[],
  weigh: (values: TunedValues) => readonly number[],
): TunedValues | undefined {
  let best: { readonly values: TunedValues; readonly weight: readonly number[] } | undefined;
  for (const values of candidates) {
    const weight = weigh(values);
    if (best === undefined || lighter(weight, best.weight)) best = { values, weight };
  }
  return best?.values;
}

function lighter(a: readonly number[], b: readonly number[]): boolean {
  const index = a.findIndex((weight, i) => weight !== b[i]);
  return index >= 0 && (a[index] ?? 0) < (b[index] ?? 0);
}

/** For each target, the best of it while the others are kept. */
function conflicts(input: TuningInput, current: TunedValues): Conflict[] {
  const found: Conflict[] = [];
  const { targets } = input;
  for (const target of Object.keys(targets) as (keyof TuningTargets)[]) {
    const wanted = targets[target];
    if (wanted === undefined) continue;
    const { [target]: _, ...others } = targets;
    const reachable = allCandidates(input, current, others)
      .concat(allCandidates(input, current, targets))
      .map((values) => achieve(input, values))
      .filter((achieved) => meets(achieved, others))
      .map((achieved) => achieved[target]);
    if (reachable.length === 0) continue;
    const best = target === 'failover' ? Math.min(...reachable) : Math.max(...reachable);
    if (target === 'failover' ? best > wanted : best < wanted) found.push({ target, wanted, best });
  }
  return found;
}
