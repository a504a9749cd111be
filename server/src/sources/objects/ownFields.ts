import type { Place } from '../../model/location.ts';
import type { Component, Setting } from '../../model/setting.ts';
import { mapValue } from '../../model/value.ts';
import { addEntry } from '../../text/yaml/edit.ts';
import type { YamlEntry, YamlNode } from '../../text/yaml/node.ts';
import { inFile } from '../yamlFields.ts';
import { entrySetting } from './configurationFields.ts';
import type { Spot } from './objectPath.ts';
import type { PartReading } from './partReaders.ts';
import type { OwnField } from './settingsTable.ts';

/** Reads fields that a distribution has for flags, or for fields of a KubeletConfiguration. */
export function readOwnFields(
  { context, source, into }: PartReading,
  component: Component,
  fields: readonly OwnField[],
  { node, entry: own }: Spot,
): void {
  if (node.kind !== 'map') return;
  for (const [field, name, unit] of fields) {
    const entry = node.entry(field);
    if (entry === undefined) continue;
    const setting = entrySetting(context, entry, { component, form: formOf(name), source, name });
    into.settings.push(withUnit(asFlag(setting, entry), unit));
  }
  const { file } = context;
  const range = node.context.fragment.locate(own?.keySpan ?? { start: node.span.start, end: node.span.start });
  for (const form of new Set(fields.map(([, name]) => formOf(name)))) {
    into.carriers.push({
      ...{ file, range, component, form, source },
      container: {
        add(name, value) {
          const wanted = fields.find(([, stands]) => stands === name);
          if (wanted === undefined) return [];
          const [field, , unit] = wanted;
          return inFile(file, addEntry(node, field, unit === undefined ? value : withoutUnit(String(value))));
        },
      },
    });
  }
}

/** Flags are written with dashes, fields in camelCase. */
function formOf(name: string): Setting['form'] {
  return /[A-Z]/.test(name) ? 'field' : 'flag';
}

/** A flag's value as the command line would have it, of a list or a map of gates. */
function asFlag(setting: Setting, { value }: YamlEntry): Setting {
  if (setting.form !== 'flag' || !setting.value.known) return setting;
  const words = wordsOf(value);
  return words === undefined ? setting : { ...setting, value: { known: true, value: words.join(',') } };
}

function wordsOf(node: YamlNode): string[] | undefined {
  if (node.kind === 'sequence') return node.items().map(({ text }) => text);
  if (node.kind === 'map') return node.ownEntries().map(({ key, value }) => `${key}=${value.text}`);
  return undefined;
}

/** A bare number of seconds as a duration; what is written back is a bare number again. */
function withUnit(setting: Setting, unit: 's' | undefined): Setting {
  if (unit === undefined || setting.writtenType !== 'integer') return setting;
  const place: Place = { ...setting.place, replace: (value) => setting.place.replace(withoutUnit(value)) };
  return { ...setting, value: mapValue(setting.value, (text) => `${text}${unit}`), writtenType: 'string', place };
}

function withoutUnit(value: string): string {
  const minutes = /^(\d+)m$/.exec(value)?.[1];
  return minutes === undefined ? value.replace(/^(\d+)s$/, '$1') : String(60 * Number(minutes));
}
