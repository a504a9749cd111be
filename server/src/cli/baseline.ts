import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { UsageError } from './cliHost.ts';
import { fingerprints, fingerprintsByMessage } from './fingerprint.ts';
import type { CheckResult } from './reported.ts';

/** Findings that are known and not to be reported again. */
export interface Baseline {
  readonly prints: ReadonlySet<string>;
  /** Of findings that were written without a fingerprint. */
  readonly byMessage: ReadonlySet<string>;
}

/**
 * Reads what `check --format json` wrote earlier. A finding is known by its fingerprint, so that it stays known when lines
 * move and numbers in its message change; one of an older baseline, which has none, by rule, file and message.
 *
 * @throws UsageError
 */
export async function readBaseline(file: string, cwd: string): Promise<Baseline> {
  const text = await readFile(resolve(cwd, file), 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new UsageError(`cannot read baseline ${file}: ${error.code ?? error.message}`);
  });
  const findings = parseFindings(text);
  if (!findings) throw new UsageError(`baseline ${file} is not what \`check --format json\` writes`);
  const older = findings.filter(({ fingerprint }) => fingerprint === undefined);
  return {
    prints: new Set(findings.flatMap(({ fingerprint }) => fingerprint ?? [])),
    byMessage: new Set(fingerprintsByMessage(older)),
  };
}

export function withoutBaseline(result: CheckResult, { prints, byMessage }: Baseline): CheckResult {
  const own = fingerprints(result.findings);
  const older = byMessage.size === 0 ? [] : fingerprintsByMessage(result.findings);
  const isKnown = (index: number) => prints.has(own[index] ?? '') || byMessage.has(older[index] ?? '');
  return { ...result, findings: result.findings.filter((_finding, index) => !isKnown(index)) };
}

interface WrittenFinding {
  readonly ruleId: string;
  readonly file: string;
  readonly message: string;
  readonly fingerprint?: string;
}

function parseFindings(text: string): readonly WrittenFinding[] | undefined {
  try {
    const { findings } = JSON.parse(text) as { findings?: unknown };
    return Array.isArray(findings) && findings.every(isFinding) ? findings : undefined;
  } catch {
    return undefined;
  }
}

function isFinding(value: unknown): value is WrittenFinding {
  const { ruleId, file, message, fingerprint } = (value ?? {}) as Partial<Record<keyof WrittenFinding, unknown>>;
  const isPrint = fingerprint === undefined || typeof fingerprint === 'string';
  return isPrint && [ruleId, file, message].every((text) => typeof text === 'string');
}
