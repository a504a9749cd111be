// One cause, one finding: which rule stands for which.
import type { Severity } from '../model/finding.ts';
import type { Detection, Rule } from './shared/rule.ts';

/** A rule that fired, before it is put into words. */
export interface Raised {
  readonly rule: Rule;
  readonly detection: Detection<unknown>;
  readonly severity: Severity;
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

const reported: ReadonlySet<string> = new Set(precedences.map((one) => one.reported));

function covers(winner: Raised, loser: Raised): boolean {
  if (winner.rule.id === loser.rule.id) return false;
  return precedences.some(
    ({ reported, covers }) => reported === winner.rule.id && (covers === 'every' || covers.includes(loser.rule.id)),
  );
}

/** Leaves one finding of each cause. @returns by each that is covered the one that stands for it */
export function coveredBy(raised: readonly Raised[]): ReadonlyMap<Raised, Raised> {
  // Of one rule the first at a cause is enough, however many there are.
  const winners = new Map<object, Map<string, Raised>>();
  for (const one of raised) {
    if (!reported.has(one.rule.id)) continue;
    for (const cause of one.detection.about ?? []) {
      const known = winners.get(cause) ?? new Map<string, Raised>();
      if (!known.has(one.rule.id)) winners.set(cause, known.set(one.rule.id, one));
    }
  }
  const covered = new Map<Raised, Raised>();
  if (winners.size === 0) return covered;
  for (const loser of raised) {
    for (const cause of loser.detection.about ?? []) {
      const winner = [...(winners.get(cause)?.values() ?? [])].find((candidate) => covers(candidate, loser));
      if (winner === undefined) continue;
      covered.set(loser, winner);
      break;
    }
  }
  return covered;
}
