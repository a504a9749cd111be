// Findings that are known already and not to be reported again: read, compared, written.
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { fingerprints, fingerprintsByMessage } from '../formats/fingerprint.ts';
import type { CheckResult } from '../formats/reported.ts';
import type { FindingObject } from '../model/finding.ts';
import { UsageError } from '../model/usageError.ts';
import { comparePaths } from '../project/paths.ts';
import { MAX_NAMED_BYTES, readNamed, unreadSentence } from './readNamed.ts';

/** Findings that are known and not to be reported again. */
export interface Baseline {
  /** As it was named. */
  readonly file: string;
  /** Findings by their fingerprints. */
  readonly prints: ReadonlyMap<string, WrittenFinding>;
  /** Those that were written without a fingerprint, by rule, file and message. */
  readonly byMessage: ReadonlyMap<string, WrittenFinding>;
}

/** What a baseline makes of a result. */
export interface Compared {
  /** Without what is known. */
  readonly result: CheckResult;
  /** How many findings are known. */
  readonly hidden: number;
  /** Entries of files that were looked at, which nothing stands for any more. */
  readonly stale: readonly WrittenFinding[];
}

/**
 * Reads what `check --format json` wrote earlier. A finding is known by its fingerprint, so that it stays known when lines
 * move and numbers in its message change; one of an older baseline, which has none, by rule, file and message.
 *
 * @throws UsageError
 */
export async function readBaseline(file: string, cwd: string): Promise<Baseline> {
  const text = await readNamed(resolve(cwd, file), MAX_NAMED_BYTES);
  if (typeof text !== 'string') throw new UsageError(unreadSentence(`baseline ${file}`, text.why));
  const findings = parseFindings(text);
  if (!findings) throw new UsageError(`baseline ${file} is not what \`check --format json\` writes`);
  const older = findings.filter(({ fingerprint }) => fingerprint === undefined);
  const newer = findings.flatMap((finding): [string, WrittenFinding][] =>
    finding.fingerprint === undefined ? [] : [[finding.fingerprint, finding]],
  );
  const messages = fingerprintsByMessage(older);
  return { file, prints: new Map(newer), byMessage: new Map(older.map((one, at) => [messages[at] ?? '', one])) };
}

/**
 * Entries of a baseline that a run over other files says nothing of.
 *
 * @param isReported whether a file, as findings name it, was looked at
 * @returns none where there is no such file yet
 * @throws UsageError where it is there and no baseline: another file was meant
 */
export async function keptEntries(
  file: string,
  cwd: string,
  isReported: (file: string) => boolean,
): Promise<readonly WrittenFinding[]> {
  if (!existsSync(resolve(cwd, file))) return [];
  const { prints, byMessage } = await readBaseline(file, cwd);
  return [...prints.values(), ...byMessage.values()].filter((entry) => !isReported(entry.file));
}

/** What `check --format json` writes, with entries of an earlier one among its findings. */
export function withEntries(text: string, entries: readonly WrittenFinding[]): string {
  const report = JSON.parse(text) as { findings: readonly WrittenFinding[] };
  const findings = [...report.findings, ...entries].sort((a, b) => comparePaths(a.file, b.file));
  return `${JSON.stringify({ ...report, findings }, undefined, 2)}\n`;
}

/** @param isReported whether a file, as findings name it, was looked at */
export function compareBaseline(
  result: CheckResult,
  { prints, byMessage }: Baseline,
  isReported: (file: string) => boolean,
): Compared {
  const own = fingerprints(result.findings);
  const older = byMessage.size === 0 ? [] : fingerprintsByMessage(result.findings);
  const isKnown = (index: number) => prints.has(own[index] ?? '') || byMessage.has(older[index] ?? '');
  const found = new Set([...own, ...older]);
  const left = [...prints, ...byMessage].flatMap(([print, entry]) => (found.has(print) ? [] : entry));
  const moved = movedFrom(left, result.files);
  const findings = result.findings.filter((finding, index) => !isKnown(index) && !moved.takes(finding));
  const stale = left.filter((entry) => !moved.taken.has(entry));
  return {
    result: { ...result, findings },
    hidden: result.findings.length - findings.length,
    stale: stale.filter(({ file }) => isReported(file)),
  };
}

/** What is said of an object stays known when the object moves to another file: entries of files that are gone, each once. */
function movedFrom(entries: readonly WrittenFinding[], files: readonly string[]) {
  const there = new Set(files);
  const taken = new Set<WrittenFinding>();
  const keyOf = ({ ruleId, object }: Pick<WrittenFinding, 'ruleId' | 'object'>) =>
    JSON.stringify([ruleId, object?.kind, object?.namespace, object?.name]);
  const waiting = new Map<string, WrittenFinding[]>();
  for (const entry of entries) {
    if (!entry.object || there.has(entry.file)) continue;
    waiting.set(keyOf(entry), [...(waiting.get(keyOf(entry)) ?? []), entry]);
  }
  const takes = (finding: Pick<WrittenFinding, 'ruleId' | 'object'>): boolean => {
    const entry = finding.object ? waiting.get(keyOf(finding))?.shift() : undefined;
    if (entry !== undefined) taken.add(entry);
    return entry !== undefined;
  };
  return { takes, taken: taken as ReadonlySet<WrittenFinding> };
}

const NAMED = 5;

/** Sentences on what a baseline hid, and on what of it is over. */
export function baselineNotes({ hidden, stale }: Compared, { file }: Baseline): readonly string[] {
  const known = hidden === 0 ? [] : [`${hidden} known ${hidden === 1 ? 'finding' : 'findings'} hidden by ${file}.`];
  if (stale.length === 0) return known;
  const named = stale.slice(0, NAMED).map((entry) => `${entry.ruleId} in ${entry.file}`);
  const rest = stale.length > NAMED ? `, and ${stale.length - NAMED} more` : '';
  return [
    ...known,
    `No longer found, though ${file} has it: ${named.join(', ')}${rest}; --update-baseline takes it out.`,
  ];
}

export interface WrittenFinding {
  readonly ruleId: string;
  readonly file: string;
  readonly message: string;
  readonly fingerprint?: string;
  readonly object?: FindingObject | null;
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
