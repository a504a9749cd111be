import { existsAt, flag } from '../kubernetes/flags/catalogue.ts';
import type { Flag } from '../kubernetes/flags/flag.ts';
import { checkValue } from '../kubernetes/flags/values.ts';
import type { Instance } from '../model/cluster.ts';
import type { Setting } from '../model/setting.ts';
import type { UnknownReason } from '../model/value.ts';
import type { UnknownInput } from './unknownInput.ts';

/** A setting as it is in force in one instance and version. */
export type InForce =
  | { readonly kind: 'written'; readonly text: string; readonly setting: Setting }
  | { readonly kind: 'unknown'; readonly setting: Setting; readonly reason: UnknownReason }
  /** Not written, or the version has no such flag or field: the default, if any, holds. */
  | { readonly kind: 'default' };

const DEFAULT: InForce = { kind: 'default' };

/** What an instance's file says about a flag or field in that version. A value that is refused at start is not known. */
export function inForce(instance: Instance, name: string, minor: number): InForce {
  const parameter = instance.written.get(name);
  const entry = flag(instance.component, name);
  if (!parameter || (entry && !existsAt(entry, minor))) return DEFAULT;
  const { setting, value } = parameter;
  if (!value.known) return { kind: 'unknown', setting, reason: value.reason };
  if (entry && isRefused(entry, value.value, setting)) return { kind: 'unknown', setting, reason: 'invalid' };
  if (setting.writtenType === 'null') return DEFAULT;
  return { kind: 'written', text: value.value, setting };
}

function isRefused(entry: Flag, text: string, { writtenType }: Setting): boolean {
  // A flag's value is a string whatever its type in the file (the rules speak of that).
  const type = entry.form === 'field' ? writtenType : 'string';
  return checkValue(entry, { text, type })?.refused ?? false;
}

const WHY: Readonly<Record<UnknownReason, string>> = {
  template: 'a template fills it in',
  variable: 'no file of the workspace sets the variable',
  invalid: 'with this value the component does not start',
  'missing-file': 'its file is not in the workspace',
  alias: 'its YAML alias cannot be resolved',
  patch: 'a patch that does not mention it, of an object that is not in the workspace',
};

/** Names an unknown setting for people. */
export function unknownSetting(setting: Setting, reason: UnknownReason): UnknownInput {
  const what = setting.form === 'flag' ? `--${setting.name}` : setting.name;
  return { what, where: `${setting.file}: ${WHY[reason]}` };
}

export function unknownField(what: string, file: string, reason: UnknownReason): UnknownInput {
  return { what, where: `${file}: ${WHY[reason]}` };
}
