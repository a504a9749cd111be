// What a program asked for that means nothing here: refused with a sentence, since JavaScript knows no types and a silent answer would be "nothing found".
import { stat } from 'node:fs/promises';
import { EXPLANATION_FORMATS } from '../formats/formatNames.ts';
import { parseVersion } from '../kubernetes/version.ts';
import { oneOf } from '../model/nearName.ts';
import { UsageError } from '../model/usageError.ts';
import { say } from '../text/message.ts';
import type { Scenario } from '../timing/analysis.ts';
import { SCENARIOS } from '../timing/readScenario.ts';
import type { TuningTargets } from '../tuner/targets.ts';

const TARGETS: readonly (keyof TuningTargets)[] = ['failover', 'evictedBy', 'missedHeartbeats', 'fencing'];

/** @throws UsageError where there is no folder of that name */
export async function mustBeFolder(path: string): Promise<void> {
  const found = await stat(path).catch(() => undefined);
  if (found === undefined) throw new UsageError(`no such folder: ${path}`);
  if (!found.isDirectory()) throw new UsageError(`${path} is no folder; give a file's text by its name instead`);
}

/** @throws UsageError */
export function mustBeVersion(version: string | undefined): void {
  if (version !== undefined && !parseVersion(version))
    throw new UsageError(`kubernetesVersion ${version} is no version`);
}

/** @throws UsageError */
export function mustBeScenario({ kind }: Scenario): void {
  if (!SCENARIOS.includes(kind)) throw new UsageError(say`unknown scenario '${kind}'${oneOf(kind, SCENARIOS)}`);
}

/** @throws UsageError */
export function mustBeTargets(targets: TuningTargets): void {
  const given = Object.entries(targets).filter(([, value]) => value !== undefined);
  const names = TARGETS.join(', ');
  if (given.length === 0) throw new UsageError(`tune needs a target: ${names}`);
  for (const [name, value] of given) {
    if (!TARGETS.some((one) => one === name)) throw new UsageError(`'${name}' is no target; there are ${names}`);
    const isCount = name === 'missedHeartbeats';
    if (typeof value !== 'number' || !Number.isFinite(value) || value < 0 || (isCount && !Number.isInteger(value)))
      throw new UsageError(`${name}: '${value}' is no ${isCount ? 'whole number' : 'number of milliseconds'}`);
  }
}

/** @throws UsageError */
export function mustBeExplanationFormat(format: string): void {
  const known = [...EXPLANATION_FORMATS, 'summary', 'markdown-summary'];
  if (!known.includes(format)) throw noFormat(format, known);
}

export function noFormat(format: string, known: readonly string[]): UsageError {
  return new UsageError(say`unknown format '${format}'${oneOf(format, known)}`);
}
