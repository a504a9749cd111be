// What makes a finding the same one after lines have moved and values have changed.
import { createHash } from 'node:crypto';
import type { FindingObject } from '../model/finding.ts';
import type { Said } from '../text/message.ts';

/** What tells findings apart. */
export interface Told {
  readonly ruleId: string;
  readonly file: string;
  readonly object?: FindingObject | null;
  readonly field?: string;
}

/**
 * What makes a finding the same one after lines have moved and values have changed, be it in other files: rule, file,
 * object, field, and how many alike stand before it. One fingerprint for each finding, in their order; all different.
 */
export function fingerprints(findings: readonly Told[]): readonly string[] {
  return printsOf(
    findings.map(({ ruleId, file, object, field = '' }) => {
      const { kind, namespace, name } = object ?? { kind: '', namespace: '', name: '' };
      return [ruleId, file, kind, namespace, name, field];
    }),
  );
}

/** As baselines without fingerprints know findings: by rule, file and message. */
export function fingerprintsByMessage(
  findings: readonly { readonly ruleId: string; readonly file: string; readonly message: Said }[],
): readonly string[] {
  return printsOf(findings.map(({ ruleId, file, message }) => [ruleId, file, String(message)]));
}

function printsOf(keys: readonly (readonly string[])[]): readonly string[] {
  const seen = new Map<string, number>();
  return keys.map((parts) => {
    const key = JSON.stringify(parts);
    const before = seen.get(key) ?? 0;
    seen.set(key, before + 1);
    return createHash('sha256').update(`${key}${before}`).digest('hex').slice(0, 32);
  });
}
