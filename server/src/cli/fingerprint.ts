import { createHash } from 'node:crypto';
import type { ReportedFinding } from './reported.ts';

/**
 * What makes a finding the same one after lines have moved: rule, file, message, and how many equal ones stand before it.
 * One fingerprint for each finding, in their order; all different.
 */
export function fingerprints(findings: readonly ReportedFinding[]): readonly string[] {
  const seen = new Map<string, number>();
  return findings.map(({ ruleId, file, message }) => {
    const key = JSON.stringify([ruleId, file, message]);
    const before = seen.get(key) ?? 0;
    seen.set(key, before + 1);
    return createHash('sha256').update(`${key}${before}`).digest('hex').slice(0, 32);
  });
}
