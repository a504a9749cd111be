import type { Severity } from '../model/finding.ts';
import type { Detection, Rule } from './shared/rule.ts';

/** A rule that fired, before it is put into words. */
export interface Raised {
  readonly rule: Rule;
  readonly detection: Detection<unknown>;
  readonly severity: Severity;
  /** Findings of the same cause that this one stands for. */
  readonly standsFor: readonly Raised[];
}

interface Precedence {
  readonly reported: string;
  /** Rules whose findings become related information of `reported`; `every` is all others. */
  readonly covers: readonly string[] | 'every';
}

/** One cause, one finding: all pairs that are not listed stand side by side. */
const precedences: readonly Precedence[] = [
  { reported: 'force-removal-on-eviction', covers: ['unfenced-force-detach'] },
  { reported: 'grace-shorter-than-heartbeat', covers: ['heartbeat-margin', 'lease-duration-slows-heartbeat'] },
  { reported: 'removed-flag', covers: 'every' },
  { reported: 'duplicate-setting', covers: ['status-frequency-without-effect'] },
];

function covers(winner: Raised, loser: Raised): boolean {
  if (winner.rule.id === loser.rule.id) return false;
  return precedences.some(
    ({ reported, covers }) => reported === winner.rule.id && (covers === 'every' || covers.includes(loser.rule.id)),
  );
}

/** Leaves one finding of each cause; it carries the ones that it stands for. */
export function oneFindingPerCause(raised: readonly Raised[]): Raised[] {
  // Of one rule the first at a cause is enough, however many there are.
  const winners = new Map<object, Map<string, Raised>>();
  for (const one of raised) {
    if (!precedences.some(({ reported }) => reported === one.rule.id)) continue;
    for (const cause of one.detection.about ?? []) {
      const known = winners.get(cause) ?? new Map<string, Raised>();
      if (!known.has(one.rule.id)) winners.set(cause, known.set(one.rule.id, one));
    }
  }
  const covered = new Map<Raised, Raised[]>();
  const left = raised.filter((loser) => {
    const winner = (loser.detection.about ?? [])
      .flatMap((cause) => [...(winners.get(cause)?.values() ?? [])])
      .find((candidate) => covers(candidate, loser));
    if (!winner) return true;
    const losers = covered.get(winner) ?? [];
    losers.push(loser);
    covered.set(winner, losers);
    return false;
  });
  return left.map((one) => ({ ...one, standsFor: covered.get(one) ?? one.standsFor }));
}
