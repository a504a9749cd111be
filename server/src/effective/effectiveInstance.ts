// One component as it is started in one place, in one version: what each parameter is worth there, and why.

import { gatesEnabled } from '../kubernetes/featureGates.ts';
import { flagsOf } from '../kubernetes/flags/catalogue.ts';
import type { Flag } from '../kubernetes/flags/flag.ts';
import type { GivenDefault, Instance, Origin } from '../model/cluster.ts';
import { mapAt } from '../model/grouped.ts';
import type { Setting } from '../model/setting.ts';
import type { UnknownReason } from '../model/value.ts';
import { alternativesOf } from './alternatives.ts';
import type { TimingParameter } from './parameters.ts';
import { defaultReading, defaultValue, flagIn, parameterReading } from './settingReading.ts';
import { type UnknownInput, unknownSetting } from './unknownInput.ts';

/** What a parameter is worth: one value, or those that it may have and why nobody can tell which. */
export type Answer<T> = KnownAnswer<T> | OpenAnswer<T>;

export interface KnownAnswer<T> {
  readonly isKnown: true;
  readonly value: T;
  /** As written, or as the version's default would be written; `undefined` where the version has neither. */
  readonly text: string | undefined;
  readonly origin: Origin;
}

export interface OpenAnswer<T> {
  readonly isKnown: false;
  /** At least one; what it is lies among or between them. */
  readonly candidates: readonly T[];
  /** As written. */
  readonly text: string;
  readonly reason: UnknownReason;
  /** The setting that made it so. */
  readonly setting: Setting;
}

/** Gates as they may be set, and the setting that is to blame where there are several. */
export interface GateAnswer {
  readonly candidates: readonly ReadonlyMap<string, boolean>[];
  readonly unknown: readonly UnknownInput[];
}

export interface EffectiveInstance {
  readonly instance: Instance;
  readonly minor: number;
  answer<T>(parameter: TimingParameter<T>): Answer<T>;
  /** The value where it is known for sure: written, or the version's default where no file is missing that may set it. */
  certain<T>(parameter: TimingParameter<T>): KnownAnswer<T> | undefined;
  /** Whether any file of the instance says something about it in this version. */
  isWritten(parameter: TimingParameter<unknown>): boolean;
  /** @param relevant the gates that matter to who asks */
  gates(relevant: readonly string[]): GateAnswer;
  /** What is worked out of the answers, once. */
  once<T>(key: string, compute: () => T): T;
}

const instances = new WeakMap<Instance, Map<number, EffectiveInstance>>();

/** @param minor of the component */
export function effectiveInstance(instance: Instance, minor: number): EffectiveInstance {
  const byMinor = mapAt(instances, instance);
  const effective = byMinor.get(minor) ?? createInstance(instance, minor);
  byMinor.set(minor, effective);
  return effective;
}

function createInstance(instance: Instance, minor: number): EffectiveInstance {
  const answers = new Map<object, unknown>();
  const results = new Map<string, unknown>();
  const self: EffectiveInstance = {
    instance,
    minor,
    answer<T>(parameter: TimingParameter<T>): Answer<T> {
      const answer = (answers.get(parameter) as Answer<T> | undefined) ?? answerOf(instance, minor, parameter);
      answers.set(parameter, answer);
      return answer;
    },
    certain(parameter) {
      const answer = self.answer(parameter);
      const isCertain = answer.isKnown && answer.text !== undefined && answer.origin.kind !== 'assumed';
      return isCertain ? answer : undefined;
    },
    isWritten: (parameter) => stateOf(instance, parameter, minor).kind !== 'default',
    gates: (relevant) => gatesOf(instance, minor, relevant),
    once<T>(key: string, compute: () => T): T {
      if (!results.has(key)) results.set(key, compute());
      return results.get(key) as T;
    },
  };
  return self;
}

/** What an instance's files say about a flag or field in a version. */
type State =
  | { readonly kind: 'written'; readonly text: string; readonly value: unknown; readonly setting: Setting }
  | { readonly kind: 'unknown'; readonly text: string; readonly reason: UnknownReason; readonly setting: Setting }
  /** A default of the distribution, which writes it. */
  | { readonly kind: 'given'; readonly default: GivenDefault }
  /** Not written, or the version has no such flag or field: the default, if any, holds. */
  | { readonly kind: 'default' };

const DEFAULT: State = { kind: 'default' };

function stateOf(
  instance: Instance,
  { name, facts }: { readonly name: string; readonly facts: Flag | undefined },
  minor: number,
): State {
  const parameter = instance.written.get(name);
  if (facts && !flagIn(facts, minor).exists) return DEFAULT;
  if (!parameter) {
    const given = givenAt(instance, name, minor);
    return given && instance.missing.length === 0 ? { kind: 'given', default: given } : DEFAULT;
  }
  const { setting, value } = parameter;
  if (!value.known) return { kind: 'unknown', text: value.text, reason: value.reason, setting };
  const reading = parameterReading(parameter);
  // With a value that is refused the component does not start: what would be in effect once it does is not known.
  if (reading.problem?.refused) return { kind: 'unknown', text: value.value, reason: 'invalid', setting };
  if (setting.writtenType === 'null') return DEFAULT;
  return { kind: 'written', text: value.value, value: reading.value, setting };
}

function givenAt({ defaults }: Instance, name: string, minor: number): GivenDefault | undefined {
  const given = defaults?.get(name);
  const { since = minor, last = minor } = given ?? {};
  return since <= minor && minor <= last ? given : undefined;
}

function answerOf<T>(instance: Instance, minor: number, parameter: TimingParameter<T>): Answer<T> {
  const { facts, fallback, extremes } = parameter;
  const state = stateOf(instance, parameter, minor);
  if (state.kind === 'unknown') {
    const { text, reason, setting } = state;
    const open = answerInBranches(instance, minor, parameter, setting);
    if (open !== undefined) return open;
    return { isKnown: false, candidates: extremes, text, reason, setting };
  }
  if (state.kind === 'written') {
    const { text, value, setting } = state;
    // NaN compares as false everywhere, like a rate of zero.
    const own = Number.isNaN(value) ? 0 : (value ?? fallback);
    return { isKnown: true, value: own as T, text, origin: { kind: 'file', setting } };
  }
  if (state.kind === 'given') {
    const { value, of } = state.default;
    const read = defaultReading(instance.component, parameter.name, value);
    return { isKnown: true, value: (read ?? fallback) as T, text: value, origin: { kind: 'default', of } };
  }
  const [missing] = instance.missing;
  const origin: Origin = missing ? { kind: 'assumed', missing } : { kind: 'default' };
  const value = defaultValue(parameter, minor) ?? fallback;
  return { isKnown: true, value, text: flagIn(facts, minor).text, origin };
}

/** More values of one setting are counted on by nobody. */
const MOST_TEXTS = 4;

/** Where ways of a template decide, the values of all of them; `undefined` where one of those is not known. */
function answerInBranches<T>(
  instance: Instance,
  minor: number,
  parameter: TimingParameter<T>,
  setting: Setting,
): Answer<T> | undefined {
  const { name, facts, field, follows, fallback } = parameter;
  const written = instance.written.get(name);
  const found = written && alternativesOf(written);
  // Where a flag is not there, the field of a file may count, or what follows from another one.
  if (found === undefined || (found.mayBeDefault && (field !== undefined || follows !== undefined))) return undefined;
  if (found.mayBeDefault && instance.missing.length > 0) return undefined;
  const absent = { text: flagIn(facts, minor).text ?? '', value: defaultValue(parameter, minor) ?? fallback };
  const all = [...(found.mayBeDefault ? [absent] : []), ...found.all];
  const candidates = [...new Set(all.map(({ value }) => (Number.isNaN(value) ? 0 : value) as T))];
  const distinct = [...new Set(all.map((one) => one.text))];
  const texts = [...distinct.slice(0, MOST_TEXTS), ...(distinct.length > MOST_TEXTS ? ['…'] : [])].join(' or ');
  const [only] = candidates;
  if (candidates.length === 1 && only !== undefined) {
    return { isKnown: true, value: only, text: texts, origin: { kind: 'file', setting } };
  }
  return { isKnown: false, candidates, text: texts, reason: 'template', setting };
}

type Gates = ReadonlyMap<string, boolean>;

const NO_GATES: Gates = new Map();

interface OpenGates {
  /** Those that the version lets anybody set. */
  readonly open: readonly string[];
  /** Each as it is not by default. */
  readonly flipped: Gates;
}

/** By the list that asks; there are as many as there are questions in the code. */
const openOfLists = new WeakMap<readonly string[], Map<number, OpenGates>>();

function openGates(relevant: readonly string[], minor: number): OpenGates {
  const byMinor = mapAt(openOfLists, relevant);
  const known = byMinor.get(minor);
  if (known !== undefined) return known;
  const usual = gatesEnabled(relevant, minor, NO_GATES);
  const flipped = new Map(relevant.map((name) => [name, !usual.get(name)] as const));
  const other = gatesEnabled(relevant, minor, flipped);
  const gates = { open: relevant.filter((name) => other.get(name) !== usual.get(name)), flipped };
  byMinor.set(minor, gates);
  return gates;
}

/** Feature gates as written, in each way they may be: flag over file. */
function gatesOf(instance: Instance, minor: number, relevant: readonly string[]): GateAnswer {
  const { open, flipped } = openGates(relevant, minor);
  const [inFile, unreadable] = gatesInFile(instance, open);
  const state = stateOf(
    instance,
    { name: 'feature-gates', facts: flagsOf[instance.component].get('feature-gates') },
    minor,
  );
  const byFlag = state.kind === 'written' && state.value instanceof Map ? (state.value as Gates) : NO_GATES;
  const isFlagOpen = state.kind === 'unknown' && open.length > 0;
  const written = new Map([...inFile, ...byFlag]);
  const unknown = [
    ...(isFlagOpen && state.kind === 'unknown' ? [unknownSetting(state.setting, state.reason)] : []),
    ...unreadable.filter(({ name }) => !byFlag.has(name)).map(({ setting }) => unknownSetting(setting, 'template')),
  ];
  if (unknown.length === 0) return { candidates: [written], unknown };
  const names = isFlagOpen ? open : unreadable.map(({ name }) => name).filter((name) => !byFlag.has(name));
  const other = new Map([...written, ...[...flipped].filter(([name]) => names.includes(name))]);
  const usual = new Map([...written].filter(([name]) => !names.includes(name)));
  return { candidates: [isFlagOpen ? written : usual, other], unknown };
}

/** `featureGates` of a configuration file: those that can be read, and those of the open ones that cannot. */
function gatesInFile({ written }: Instance, open: readonly string[]) {
  const setting = written.get('featureGates')?.setting;
  const gates = new Map<string, boolean>();
  const unreadable: { readonly name: string; readonly setting: Setting }[] = [];
  const { data } = setting ?? {};
  if (setting && typeof data === 'object' && data !== null && !Array.isArray(data)) {
    for (const [name, value] of Object.entries(data)) {
      if (typeof value === 'boolean') gates.set(name, value);
      else if (open.includes(name)) unreadable.push({ name, setting });
    }
  }
  return [gates, unreadable] as const;
}
