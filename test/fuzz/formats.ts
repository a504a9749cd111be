import type { Host } from '../../server/src/cli/cliHost.ts';
import { formats } from '../../server/src/formats/allFormats.ts';
import { printed } from '../../server/src/formats/paint.ts';
import type { CheckResult } from '../../server/src/formats/reported.ts';
import type { Finding } from '../../server/src/model/finding.ts';

/** Of a person who reads along. */
export const TERMINAL = { columns: 100, colour: false, unicode: true };
const host: Host = {
  cwd: '/',
  out: () => {},
  err: () => {},
  readInput: () => Promise.resolve(new Uint8Array()),
  terminal: TERMINAL,
};

/** What `check` prints of findings, by format, as it reaches a terminal. */
export function allFormats(findings: readonly Finding[]): ReadonlyMap<string, string> {
  const result: CheckResult = {
    files: [],
    isJudged: true,
    notes: [],
    findings: findings.map((finding) => ({
      ...finding,
      fixes: finding.fixes.map((fix) => ({ ...fix, isApplied: fix.safe, edits: fix.edits() })),
    })),
  };
  return new Map(
    [...formats].map(([name, format]) => {
      const text = format(result, host);
      return [name, name === 'github' ? text : printed(text, TERMINAL)];
    }),
  );
}
