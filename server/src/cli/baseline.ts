import { resolve } from 'node:path';
import { UsageError } from './cliHost.ts';
import { fingerprints } from './fingerprint.ts';
import { MAX_NAMED_BYTES, readNamed } from './readNamed.ts';
import type { CheckResult, ReportedFinding } from './reported.ts';

/** Findings that are known and not to be reported again, by fingerprint. */
export type Baseline = ReadonlySet<string>;

/**
 * Reads what `check --format json` wrote earlier. A finding is known by rule, file and message, so that it stays known when
 * lines move.
 *
 * @throws UsageError
 */
export async function readBaseline(file: string, cwd: string): Promise<Baseline> {
  const text = await readNamed(resolve(cwd, file), MAX_NAMED_BYTES);
  if (typeof text !== 'string') throw new UsageError(`cannot read baseline ${file}: it ${text.why}`);
  const findings = parseFindings(text);
  if (!findings) throw new UsageError(`baseline ${file} is not what \`check --format json\` writes`);
  return new Set(fingerprints(findings));
}

export function withoutBaseline(result: CheckResult, baseline: Baseline): CheckResult {
  const prints = fingerprints(result.findings);
  return { ...result, findings: result.findings.filter((_finding, index) => !baseline.has(prints[index] ?? '')) };
}

function parseFindings(text: string): readonly ReportedFinding[] | undefined {
  try {
    const { findings } = JSON.parse(text) as { findings?: unknown };
    return Array.isArray(findings) && findings.every(isFinding) ? findings : undefined;
  } catch {
    return undefined;
  }
}

function isFinding(value: unknown): value is ReportedFinding {
  const { ruleId, file, message } = (value ?? {}) as Partial<Record<keyof ReportedFinding, unknown>>;
  return [ruleId, file, message].every((text) => typeof text === 'string');
}
