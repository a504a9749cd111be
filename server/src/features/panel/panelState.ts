// What is chosen on the panel's page, read from the names and values of its controls like any other input.

import { parseDuration } from '../../kubernetes/duration.ts';
import type { Cluster } from '../../model/cluster.ts';
import { UsageError } from '../../model/usageError.ts';
import { badTime, NEVER_DONE, VIEWS, type View } from '../../render/reports/panel/panelWords.ts';
import { type Said, say } from '../../text/message.ts';
import type { Scenario } from '../../timing/analysis.ts';
import { parseScenario, SCENARIOS } from '../../timing/readScenario.ts';
import type { TuningTargets } from '../../tuner/targets.ts';
import type { TrialName, TrialParameter, TrialValues } from '../../tuner/trial.ts';

/** What was chosen on the page, by the names of its controls. */
export type Choices = ReadonlyMap<string, string>;

/** More characters than anybody types into a field. */
const LONGEST = 10_000;

/** What comes from a client is checked like any other input. */
export function readChoices(choices: unknown): Choices {
  const entries = typeof choices === 'object' && choices !== null ? Object.entries(choices) : [];
  return new Map(
    entries.filter((entry): entry is [string, string] => {
      const [name, value] = entry;
      // As one says that nobody does it, the last place of its slider.
      const isLeftOut = name.startsWith('meanwhile.') && value === NEVER_DONE;
      return typeof value === 'string' && value.length < LONGEST && !isLeftOut;
    }),
  );
}

export function viewOf(choices: Choices): View {
  return VIEWS.find((view) => view === choices.get('view')) ?? 'glance';
}

/** The scenario that is chosen; what cannot be read is left out, and said. */
export interface ChosenScenario {
  readonly kind: string;
  readonly scenario: Scenario;
  readonly problem: Said | undefined;
}

export function scenarioOf(choices: Choices, cluster: Pick<Cluster, 'live'>): ChosenScenario {
  const kind = SCENARIOS.find((name) => name === choices.get('scenario')) ?? 'partition';
  const given = [...choices].flatMap(([name, value]) => {
    const text = value.trim();
    const key = name.startsWith('meanwhile.')
      ? name.slice('meanwhile.'.length)
      : name.startsWith(`${kind}.`)
        ? name.slice(kind.length + 1)
        : '';
    if (key === '' || text === '' || text.includes(',')) return [];
    return key === 'storage' ? 'storage=cut' : `${key}=${text}`;
  });
  const text = given.length === 0 ? kind : `${kind}:${given.join(',')}`;
  try {
    return { kind, scenario: parseScenario(text).in(cluster), problem: undefined };
  } catch (error) {
    return { kind, scenario: parseScenario(kind).in(cluster), problem: error instanceof UsageError ? error.said : '' };
  }
}

/** The values that are tried, and sentences about what was typed and is none. */
export function trialValuesOf(choices: Choices, parameters: readonly TrialParameter[]) {
  const values: Partial<Record<TrialName, number>> = {};
  const problems: Said[] = [];
  for (const { name, written, unitMs } of parameters) {
    const text = choices.get(`set.${name}`)?.trim() ?? '';
    if (text === '') continue;
    const ms = millisecondsOf(text);
    if (ms === undefined || ms % unitMs !== 0) problems.push(say`${written}: ${badTime(text)}.`);
    else values[name] = ms / unitMs;
  }
  return { values: values satisfies TrialValues, problems };
}

/** Plain numbers are seconds. */
function millisecondsOf(text: string): number | undefined {
  if (/^\d{1,9}(?:\.\d{1,3})?$/.test(text)) return Math.round(Number(text) * 1_000);
  const parsed = parseDuration(text.replaceAll(' ', ''));
  return parsed.ok && parsed.value >= 0 ? Math.round(parsed.value) : undefined;
}

const TARGETS = ['failover', 'evictedBy', 'missedHeartbeats', 'fencing'] as const;

/** What is asked for, as it was typed and as it is meant. */
export function targetsOf(choices: Choices) {
  const typed: Record<string, string> = {};
  const problems: Said[] = [];
  let targets: TuningTargets = {};
  for (const name of TARGETS) {
    const text = choices.get(`target.${name}`)?.trim() ?? '';
    typed[name] = text;
    if (text === '') continue;
    const value = name === 'missedHeartbeats' ? countOf(text) : millisecondsOf(text);
    if (value === undefined) problems.push(say`${badTime(text)}.`);
    else targets = { ...targets, [name]: value };
  }
  return { typed, targets, problems };
}

function countOf(text: string): number | undefined {
  return /^\d{1,3}$/.test(text) ? Number(text) : undefined;
}
