// Feature gates by version: stage, default, locked; what a written value does.
import { COMPLETE_SINCE, DEPENDENCY_TABLE, GATE_TABLE } from './gateTable.ts';

export { COMPLETE_SINCE };

import { lazily } from './lazily.ts';
import { at, type Ranged } from './ranged.ts';

export type GateStage = 'Alpha' | 'Beta' | 'GA' | 'Deprecated';

export interface GateState {
  readonly stage: GateStage;
  readonly default: boolean;
  /** Setting it to anything but its default keeps the component from starting. */
  readonly locked: boolean;
}

export interface FeatureGate {
  readonly name: string;
  /** Ascending, without a gap. */
  readonly stages: readonly Ranged<GateState>[];
  /** First minor that does not know the gate any more. */
  readonly removed: number | undefined;
}

const STAGES: Readonly<Record<string, GateStage>> = { a: 'Alpha', b: 'Beta', g: 'GA', d: 'Deprecated' };

function readLine(line: string): FeatureGate {
  const [name = '', ...changes] = line.split(' ');
  const last = changes.at(-1) ?? '';
  const removed = last.startsWith('-') ? Number(last.slice(1)) : undefined;
  const states = removed === undefined ? changes : changes.slice(0, -1);
  const sinceOf = (change: string | undefined) => Number(change?.slice(1).replace('!', ''));
  const stages = states.map((change, index): Ranged<GateState> => {
    const letter = change.charAt(0);
    const stage = STAGES[letter.toLowerCase()] ?? 'GA';
    const next = index + 1 < states.length ? sinceOf(states[index + 1]) : removed;
    const state = { stage, default: letter !== letter.toLowerCase(), locked: change.endsWith('!') };
    return [sinceOf(change), next === undefined ? null : next - 1, state];
  });
  return { name, stages, removed };
}

const lines = lazily(
  () =>
    new Map(
      GATE_TABLE.trim()
        .split('\n')
        .map((line) => [line.split(' ', 1)[0] ?? '', line]),
    ),
);
const read = new Map<string, FeatureGate>();

/** All that there are. */
export function featureGates(): readonly FeatureGate[] {
  return [...lines().keys()].flatMap((name) => featureGate(name) ?? []);
}

export function featureGate(name: string): FeatureGate | undefined {
  const known = read.get(name);
  const line = known ? undefined : lines().get(name);
  if (line === undefined) return known;
  const gate = readLine(line);
  read.set(name, gate);
  return gate;
}

/** Stage and default at `minor`; `undefined` where that version does not know the gate. */
export function gateAt(name: string, minor: number): GateState | undefined {
  const gate = featureGate(name);
  return gate && at(gate.stages, minor);
}

/** Why a component does not start with a gate. `locked`: with this value; the others: with any. */
export type GateRefusal = 'unknown' | 'not-yet' | 'removed' | 'locked';

/** Gates that stand for whole stages, and the first minor that has them. */
const STAGE_GATES: ReadonlyMap<string, number> = new Map([
  ['AllAlpha', 6],
  ['AllBeta', 17],
]);

/**
 * Why a component of that version refuses to start with a gate; `undefined`: it starts, or it is not known.
 * Source: staging/src/k8s.io/component-base/featuregate/feature_gate.go (unsafeSetFromMap)
 *
 * @param value `undefined` where it is not known
 */
export function gateRefusal(name: string, value: boolean | undefined, minor: number): GateRefusal | undefined {
  const stagesSince = STAGE_GATES.get(name);
  if (stagesSince !== undefined) return minor < stagesSince ? 'not-yet' : undefined;
  const gate = featureGate(name);
  if (!gate) return minor >= COMPLETE_SINCE ? 'unknown' : undefined;
  const state = at(gate.stages, minor);
  if (state) return state.locked && value !== undefined && value !== state.default ? 'locked' : undefined;
  if (gate.removed !== undefined && minor >= gate.removed) return 'removed';
  const first = gate.stages[0]?.[0] ?? 0;
  return first > COMPLETE_SINCE ? 'not-yet' : undefined;
}

/**
 * Whether a gate is on. A written value counts only where the version knows the gate and has not locked it (a locked one
 * keeps the component from starting, so the value cannot be in force).
 *
 * @returns `undefined` where the version does not know the gate
 */
export function gateEnabled(name: string, minor: number, written: ReadonlyMap<string, boolean>): boolean | undefined {
  const state = gateAt(name, minor);
  if (!state) return undefined;
  return state.locked ? state.default : (written.get(name) ?? allOfStage(state, written) ?? state.default);
}

/** The same of several. */
export function gatesEnabled(
  names: readonly string[],
  minor: number,
  written: ReadonlyMap<string, boolean>,
): ReadonlyMap<string, boolean | undefined> {
  return new Map(names.map((name) => [name, gateEnabled(name, minor, written)]));
}

/** `AllAlpha` and `AllBeta` switch whole stages. Source: component-base/featuregate/feature_gate.go (setUnsetAlphaGates). */
function allOfStage(state: GateState, written: ReadonlyMap<string, boolean>): boolean | undefined {
  if (state.stage === 'Alpha') return written.get('AllAlpha');
  if (state.stage === 'Beta') return written.get('AllBeta');
  return undefined;
}

interface GateDependency {
  readonly gate: string;
  readonly needs: string;
  readonly since: number;
  /** First minor without it. */
  readonly removed: number | undefined;
}

const dependencies = lazily((): readonly GateDependency[] =>
  DEPENDENCY_TABLE.trim()
    .split('\n')
    .map((line) => {
      const [gate = '', needs = '', since = '', removed] = line.split(' ');
      return { gate, needs, since: Number(since), removed: removed === undefined ? undefined : -Number(removed) };
    }),
);

/** The dependencies between gates in that version. */
export function gateDependencies(minor: number): readonly GateDependency[] {
  return dependencies().filter(({ since, removed }) => minor >= since && (removed === undefined || minor < removed));
}
