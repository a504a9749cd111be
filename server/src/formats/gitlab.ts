// `check --format gitlab`: a Code Quality report.
import type { Severity } from '../model/finding.ts';
import { toJson } from './findingsJson.ts';
import { fingerprints } from './fingerprint.ts';
import { type CheckResult, objectText } from './reported.ts';

const severities: Readonly<Record<Severity, string>> = {
  error: 'critical',
  warning: 'major',
  info: 'minor',
  hint: 'info',
};

/** `check --format gitlab`: a Code Quality report. */
export function gitlab({ findings }: CheckResult): string {
  const prints = fingerprints(findings);
  return toJson(
    findings.map(({ ruleId, severity, message, file, range, object }, index) => ({
      description: object === undefined ? String(message) : `${objectText(object)}: ${message}`,
      check_name: ruleId,
      fingerprint: prints[index],
      severity: severities[severity],
      location: { path: file, lines: { begin: range.start.line + 1, end: range.end.line + 1 } },
    })),
  );
}
