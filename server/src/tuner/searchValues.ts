// Finds values that meet targets, or says which exclude each other.
import { least, most } from '../model/extremes.ts';
import { achieve, cost, currentValues, deadConnection, effectiveTunables, longestHeartbeat } from './achieve.ts';
import { candidates } from './candidateValues.ts';
import { isNice } from './niceNumbers.ts';
import type {
  Achieved,
  Changes,
  Conflict,
  HeartbeatCost,
  NodeTargets,
  Tunable,
  TunedSettings,
  TuningInput,
  TuningResult,
} from './targets.ts';

/** Lost heartbeats that a node should survive where nobody asks for a number, unless it survives fewer as it is. */
const USUAL_MARGIN = 3;

/**
 * Finds values that meet the targets and change as little as possible, or says which targets exclude each other and
 * what the others leave of each. Uses the model's own formulas, so the result shows the same numbers everywhere.
 */
export function tune(input: TuningInput): TuningResult {
  const { settings, targets } = input;
  const before = achieve(settings);
  const margin = targets.missedHeartbeats ?? Math.max(0, Math.min(USUAL_MARGIN, before.missedHeartbeats));
  // What is met already is left alone, whatever else could be better.
  const isMet = meets(before, targets);
  const tried = isMet
    ? [{ changes: {}, after: before }]
    : candidates(input, targets, margin).map((changes) => ({ changes, after: achieve(settings, changes) }));
  const meeting = tried.filter((one) => meets(one.after, targets) && !isWarned(settings, before, one));
  const weight = ({ changes, after }: Tried) => weigh(settings, changes, after, margin);
  const best =
    lightest(meeting, weight) ??
    lightest(tried, (one) => [isWarned(settings, before, one) ? 1 : 0, ...lateness(one, targets), ...weight(one)]);
  const changes = best?.changes ?? {};
  const current = currentValues(latest(settings));
  return {
    feasible: meeting.length > 0,
    current,
    values: { ...current, ...changes },
    changed: Object.keys(changes) as Tunable[],
    effective: effectiveTunables(settings),
    before,
    after: best?.after ?? before,
    conflicts: meeting.length > 0 ? [] : conflicts(input, margin),
    costBefore: cost(settings),
    costAfter: cost(settings, changes),
  };
}

interface Tried {
  readonly changes: Changes;
  readonly after: Achieved;
}

export function meets(achieved: Achieved, targets: NodeTargets): boolean {
  return (
    (targets.evictedBy === undefined || achieved.evictedBy <= targets.evictedBy) &&
    (targets.missedHeartbeats === undefined || achieved.missedHeartbeats >= targets.missedHeartbeats) &&
    (targets.fencing === undefined || achieved.fencing >= targets.fencing)
  );
}

export function latest(settings: readonly [TunedSettings, ...TunedSettings[]]): TunedSettings {
  const evictedBy = (one: TunedSettings) => achieve([one]).evictedBy;
  return settings.reduce((a, b) => (evictedBy(b) > evictedBy(a) ? b : a));
}

/**
 * What is worse about a set of changes, the most important first: one dead connection loses nodes; fewer lost heartbeats
 * are survived than were; a node that is back at once loses its pods all the same; more is changed; more writes; numbers
 * that nobody writes; shorter periods; less time to fence; a longer grace.
 */
function weigh(
  settings: readonly TunedSettings[],
  changes: Changes,
  after: Achieved,
  margin: number,
): readonly number[] {
  const { leaseDurationSeconds, monitorPeriod, gracePeriod, ...waits } = changes;
  const seconds = [gracePeriod, waits.podEvictionTimeout].map((ms) => (ms === undefined ? undefined : ms / 1_000));
  const odd = [...seconds, waits.tolerationSeconds].filter((one) => one !== undefined && !isNice(one));
  const [writes] = cost(settings, changes);
  const [own] = cost(settings);
  return [
    after.outlastsDeadConnection ? 0 : 1,
    -Math.min(after.missedHeartbeats, margin),
    after.roomToReturn ? 0 : 1,
    // More than twice the writes weigh more than another change.
    total(writes) > 2 * total(own) ? total(writes) : 0,
    Object.keys(changes).length,
    writes?.leaseWritesPerMinute ?? 0,
    odd.length,
    -(monitorPeriod ?? Number.MAX_VALUE),
    -after.fencing,
    gracePeriod ?? 0,
  ];
}

function total(writes: HeartbeatCost | undefined): number {
  return writes === undefined ? 0 : writes.leaseWritesPerMinute + writes.statusWritesPerMinute;
}

/** Lost heartbeats below which a rule warns (`heartbeat-margin`). */
const WARNED_BELOW = 2;

/** Whether a rule would warn of the changes where it did not before: what is proposed must stand. */
function isWarned(settings: readonly TunedSettings[], before: Achieved, { changes, after }: Tried): boolean {
  const { monitorPeriod, gracePeriod, tolerationSeconds } = changes;
  if (gracePeriod !== undefined && !after.outlastsDeadConnection && deadConnection(settings) < Number.POSITIVE_INFINITY)
    return true;
  if (after.missedHeartbeats < Math.min(WARNED_BELOW, before.missedHeartbeats)) return true;
  if (tolerationSeconds !== undefined && tolerationSeconds * 1_000 < longestHeartbeat(settings, changes)) return true;
  if (monitorPeriod === undefined && gracePeriod === undefined) return false;
  return settings.some((one) => {
    const own = { ...currentValues(one), ...changes };
    return own.monitorPeriod > 0 && own.gracePeriod % own.monitorPeriod !== 0;
  });
}

/** Of those that keep all targets but the eviction, the one with the earliest. */
function lateness({ after }: Tried, { evictedBy: _, ...others }: NodeTargets): readonly number[] {
  return [meets(after, others) ? 0 : 1, after.evictedBy];
}

function lightest<T>(items: readonly T[], weight: (item: T) => readonly number[]): T | undefined {
  let best: { readonly item: T; readonly weight: readonly number[] } | undefined;
  for (const item of items) {
    const own = weight(item);
    if (best === undefined || isLighter(own, best.weight)) best = { item, weight: own };
  }
  return best?.item;
}

function isLighter(a: readonly number[], b: readonly number[]): boolean {
  const index = a.findIndex((weight, i) => weight !== b[i]);
  return index >= 0 && (a[index] ?? 0) < (b[index] ?? 0);
}

/** For each target the best of it while the others are kept; where they cannot be kept either, the best of it alone. */
function conflicts(input: TuningInput, margin: number): readonly Conflict[] {
  const names = (Object.keys(input.targets) as (keyof NodeTargets)[]).filter(
    (name) => input.targets[name] !== undefined,
  );
  const among = names.flatMap((name) => {
    const { [name]: _, ...others } = input.targets;
    return conflict(input, name, others, margin);
  });
  return among.length > 0 ? among : names.flatMap((name) => conflict(input, name, {}, margin));
}

function conflict(
  input: TuningInput,
  target: keyof NodeTargets,
  others: NodeTargets,
  margin: number,
): readonly Conflict[] {
  const before = achieve(input.settings);
  const all = [...candidates(input, others, margin), ...candidates(input, input.targets, margin)]
    .map((changes) => ({ changes, after: achieve(input.settings, changes) }))
    .filter((one) => !isWarned(input.settings, before, one))
    .map(({ after }) => after);
  return conflictOf(all, target, others, input.targets[target] ?? 0);
}

/** The same where these are all that there is to choose from. */
export function conflictsAmong(all: readonly Achieved[], targets: NodeTargets): readonly Conflict[] {
  return (Object.keys(targets) as (keyof NodeTargets)[]).flatMap((name) => {
    const { [name]: wanted, ...others } = targets;
    return wanted === undefined ? [] : conflictOf(all, name, others, wanted);
  });
}

function conflictOf(
  all: readonly Achieved[],
  target: keyof NodeTargets,
  others: NodeTargets,
  wanted: number,
): readonly Conflict[] {
  const reachable = all.filter((achieved) => meets(achieved, others)).map((achieved) => achieved[target]);
  if (reachable.length === 0) return [];
  const best =
    target === 'evictedBy'
      ? (least(reachable) ?? Number.POSITIVE_INFINITY)
      : (most(reachable) ?? Number.NEGATIVE_INFINITY);
  const falls = target === 'evictedBy' ? best > wanted : best < wanted;
  return falls ? [{ target, wanted, best }] : [];
}
