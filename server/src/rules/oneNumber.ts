// Several rules about one number say one thing: the worst of them is told, lists the others, and its fix settles all.
import { type Finding, findingWith } from '../model/finding.ts';
import { groupBy } from '../model/grouped.ts';
import { say } from '../text/message.ts';
import { SEVERITIES } from './findingWords.ts';

/** Rules about how long a node may be silent, the worst first; each one's fix settles those behind it. */
const ABOUT_GRACE: readonly string[] = [
  'grace-shorter-than-heartbeat',
  'heartbeat-margin',
  'grace-below-http2-timeout',
  'monitor-period-rounds-grace-up',
];

/**
 * Leaves one finding of those that judge one number, after everything that silences findings: who silences it is told the next.
 * @param findings of one file, in order
 */
export function oneForEachNumber(findings: readonly Finding[]): readonly Finding[] {
  const about = findings.filter(({ ruleId }) => ABOUT_GRACE.includes(ruleId));
  if (about.length < 2) return findings;
  const told = new Map<Finding, Finding | undefined>();
  for (const group of groupBy(about, placeOf).values()) {
    const [worst, ...rest] = [...group].sort(worstFirst);
    if (worst === undefined) continue;
    for (const one of rest) told.set(one, undefined);
    told.set(worst, standingFor(worst, rest));
  }
  return findings.flatMap((finding) => (told.has(finding) ? (told.get(finding) ?? []) : finding));
}

function standingFor(worst: Finding, rest: readonly Finding[]): Finding {
  const listed = rest.map(({ file, range, ruleId, message }) => ({
    file,
    range,
    message: say`Also ${ruleId}: ${message}`,
  }));
  return findingWith(worst, { related: [...worst.related, ...listed] });
}

function worstFirst(a: Finding, b: Finding): number {
  const bySeverity = SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity);
  return bySeverity || ABOUT_GRACE.indexOf(a.ruleId) - ABOUT_GRACE.indexOf(b.ruleId);
}

function placeOf({ range: { start, end } }: Finding): string {
  return `${start.line} ${start.character} ${end.line} ${end.character}`;
}
