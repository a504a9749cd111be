// What a component makes of a setting: read once, whoever asks.
import { defaultAt, flag } from '../kubernetes/flags/catalogue.ts';
import { type ReadValue, readValue } from '../kubernetes/flags/values.ts';
import type { Parameter } from '../model/cluster.ts';
import type { Setting } from '../model/setting.ts';
import type { TimingParameter } from './parameters.ts';

const NOTHING: ReadValue = { value: undefined, problem: undefined };
const readings = new WeakMap<Setting, ReadValue>();
const together = new WeakMap<Parameter, ReadValue>();
const defaults = new Map<string, ReadValue['value']>();

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
  const entry = flag(component, name);
  const value = entry && readValue({ ...entry, form: 'flag' }, { text, type: 'string' }).value;
  defaults.set(key, value);
  return value;
}

/** What a parameter is by default in a version; `undefined` where the version has no default. */
export function defaultValue<T>({ component, name, facts }: TimingParameter<T>, minor: number): T | undefined {
  const text = defaultAt(facts, minor);
  return text === undefined ? undefined : (defaultReading(component, name, text) as T | undefined);
}

function read({ component, name, form, writtenType }: Setting, text: string): ReadValue {
  const entry = flag(component, name);
  // A field's name as a flag is no flag.
  if (!entry || (form === 'flag' && /[A-Z]/.test(name))) return NOTHING;
  // A flag's value is a string whatever its type in the file (the rules speak of that).
  return readValue(entry, { text, type: entry.form === 'field' ? writtenType : 'string' });
}
