// What a component makes of a setting: read once, whoever asks.

import { defaultAt, existsAt, flagsOf } from '../kubernetes/flags/catalogue.ts';
import type { Flag } from '../kubernetes/flags/flag.ts';
import { flagLife } from '../kubernetes/flags/lives.ts';
import { type ReadValue, readValue } from '../kubernetes/flags/values.ts';
import type { Parameter } from '../model/cluster.ts';
import { mapAt } from '../model/grouped.ts';
import type { Setting } from '../model/setting.ts';
import type { TimingParameter } from './parameters.ts';

const NOTHING: ReadValue = { value: undefined, problem: undefined };
const readings = new WeakMap<Setting, ReadValue>();
const together = new WeakMap<Parameter, ReadValue>();
const defaults = new Map<string, ReadValue['value']>();
const lives = new WeakMap<Setting, SettingLife>();
const inVersions = new WeakMap<Flag, Map<number, FlagInVersion>>();

/** From which minor on a component has a flag or field, and from which on no more; nothing of what the facts do not know. */
export interface SettingLife {
  readonly since?: number | undefined;
  readonly removed?: number | undefined;
}

/** What one version says of a flag or field. */
export interface FlagInVersion {
  readonly exists: boolean;
  /** The default as it would be written; `undefined` where the version has no such flag, or the flag no default. */
  readonly text: string | undefined;
  /** The same as the flag's own type reads it. */
  readonly value: ReadValue['value'];
}

/** A setting's value as its component reads it; nothing where the value is not known, or the flag is none that the facts know. */
export function settingReading(setting: Setting): ReadValue {
  const known = readings.get(setting);
  if (known) return known;
  const reading = setting.value.known ? read(setting, setting.value.value) : NOTHING;
  readings.set(setting, reading);
  return reading;
}

/** The same for what is in effect: of a list that is given several times, all of them together. */
export function parameterReading(parameter: Parameter): ReadValue {
  const { setting, value } = parameter;
  const isOwn = value.known && setting.value.known && value.value === setting.value.value;
  if (isOwn) return settingReading(setting);
  const known = together.get(parameter);
  if (known) return known;
  const reading = value.known ? read(setting, value.value) : NOTHING;
  together.set(parameter, reading);
  return reading;
}

/** A default as the flag's own type reads it. There are as many as the facts have. */
export function defaultReading(component: Setting['component'], name: string, text: string): ReadValue['value'] {
  const key = `${component} ${name} ${text}`;
  if (defaults.has(key)) return defaults.get(key);
  const entry = flagsOf[component].get(name);
  const value = entry && readValue({ ...entry, form: 'flag' }, { text, type: 'string' }).value;
  defaults.set(key, value);
  return value;
}

export function settingLife(setting: Setting): SettingLife {
  const { component, name } = setting;
  const life = lives.get(setting) ?? flagsOf[component].get(name) ?? flagLife(component, name) ?? UNKNOWN_LIFE;
  lives.set(setting, life);
  return life;
}

const UNKNOWN_LIFE: SettingLife = {};

/** Looked up once for every flag and version that somebody asks for. */
export function flagIn(facts: Flag, minor: number): FlagInVersion {
  const byMinor = mapAt(inVersions, facts);
  const known = byMinor.get(minor) ?? lookUp(facts, minor);
  byMinor.set(minor, known);
  return known;
}

function lookUp(facts: Flag, minor: number): FlagInVersion {
  const text = defaultAt(facts, minor);
  const value = text === undefined ? undefined : defaultReading(facts.component, facts.name, text);
  return { exists: existsAt(facts, minor), text, value };
}

/** What a parameter is by default in a version; `undefined` where the version has no default. */
export function defaultValue<T>({ facts }: TimingParameter<T>, minor: number): T | undefined {
  return flagIn(facts, minor).value as T | undefined;
}

function read({ component, name, form, writtenType }: Setting, text: string): ReadValue {
  const entry = flagsOf[component].get(name);
  // A field's name as a flag is no flag.
  if (!entry || (form === 'flag' && /[A-Z]/.test(name))) return NOTHING;
  // A flag's value is a string whatever its type in the file (the rules speak of that).
  return readValue(entry, { text, type: entry.form === 'field' ? writtenType : 'string' });
}
