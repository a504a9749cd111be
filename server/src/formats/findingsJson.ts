// `check --format json`.
import { docsLink } from '../rules/shared/docsLink.ts';
import { visibleJson } from '../text/visible.ts';
import { fingerprints } from './fingerprint.ts';
import type { CheckResult } from './reported.ts';
import { countOf } from './reported.ts';

/** Raised when a field changes its meaning or goes away; new fields do not raise it. */
export const schemaVersion = 1;

/** `check --format json`. Lines and characters are zero-based, characters in UTF-16 units. */
export function json(result: CheckResult): string {
  const prints = fingerprints(result.findings);
  return toJson({
    schemaVersion,
    summary: {
      files: result.files.length,
      errors: countOf(result, 'error'),
      warnings: countOf(result, 'warning'),
      infos: countOf(result, 'info', 'hint'),
    },
    notes: result.notes,
    findings: result.findings.map(({ ruleId, object, severity, message, file, range, related, fixes }, index) => ({
      ruleId,
      object: object === undefined ? null : { kind: object.kind, namespace: object.namespace, name: object.name },
      fingerprint: prints[index],
      severity,
      message: String(message),
      docs: docsLink(ruleId),
      file,
      range,
      related: related.map((place) => ({ file: place.file, range: place.range, message: String(place.message) })),
      fixes: fixes.map(({ title, isPreferred, edits }) => ({
        title: String(title),
        isPreferred,
        edits: edits.map((edit) => ({ file: edit.file, range: edit.range, newText: edit.newText })),
      })),
    })),
  });
}

/** In characters that are all printed. */
export function toJson(data: unknown): string {
  return visibleJson(`${JSON.stringify(data, null, 2)}\n`);
}
