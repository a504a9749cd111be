// Fields that a distribution has for flags, or for fields of a KubeletConfiguration.
import { flagsOf } from '../../kubernetes/flags/catalogue.ts';
import type { Rewriter } from '../../model/location.ts';
import type { Component, Setting } from '../../model/setting.ts';
import { mapValue } from '../../model/value.ts';
import { addEntry, replaceScalar } from '../../text/yaml/edit.ts';
import type { YamlEntry, YamlNode } from '../../text/yaml/yamlNode.ts';
import { inFile } from '../engine/yamlFields.ts';
import type { Spot } from '../objects/objectPath.ts';
import { entrySetting } from './configurationFields.ts';
import type { Holding } from './objectTable.ts';
import type { PartReading } from './partReading.ts';

/** Reads fields that a distribution has for flags, or for fields of a KubeletConfiguration. */
export function readOwnFields(
  { context, source, into }: PartReading,
  { component, fields, areTexts }: Extract<Holding, { readonly holds: 'own-fields' }>,
  { node, entry: place }: Spot,
): void {
  if (node.kind !== 'map') return;
  for (const [field, name, unit] of fields) {
    const entry = node.entry(field);
    if (entry === undefined) continue;
    const setting = entrySetting(context, entry, { component, form: formOf(name), source, name });
    const own = areTexts === true || unit !== undefined ? setting : inOwnPlace(context.file, setting, entry);
    into.settings.push(withUnit(asFlag(own, entry), unit));
  }
  const { file } = context;
  const range = node.context.fragment.locate(place?.keySpan ?? { start: node.span.start, end: node.span.start });
  for (const form of new Set(
    fields.filter(([, name]) => !isStructured(component, name)).map(([, name]) => formOf(name)),
  )) {
    into.settingLists.push({
      ...{ file, range, component, form, source },
      inserter: {
        add(name, value) {
          const wanted = fields.find(([, stands]) => stands === name);
          if (wanted === undefined || (isStructured(component, name) && typeof value !== 'object')) return [];
          const [field, , unit] = wanted;
          const written =
            unit !== undefined
              ? withoutUnit(String(value))
              : areTexts === true
                ? value
                : inOwnType(component, name, value);
          return inFile(file, addEntry(node, field, written));
        },
      },
    });
  }
}

/** What is written is of the field's own type, whatever stood there: a number without quotes. */
function inOwnPlace(file: string, setting: Setting, { value }: YamlEntry): Setting {
  const { component, name, rewriter } = setting;
  const replace: Rewriter['replace'] = (text) =>
    typeof inOwnType(component, name, text) === 'string'
      ? rewriter.replace(text)
      : inFile(file, replaceScalar(value, text, 'bare'));
  return { ...setting, rewriter: { ...rewriter, replace } };
}

/** Whether a map or a list stands in the field, which no text can be written as. */
function isStructured(component: Component, name: string): boolean {
  const type = flagsOf[component].get(name)?.type;
  return type === 'map' || type === 'list' || type === 'object-list';
}

/** A value as the field's own type is written: whole numbers and booleans without quotes, which their decoders refuse. */
export function inOwnType<T extends string | number | boolean | object>(
  component: Component,
  name: string,
  value: T,
): T | number | boolean {
  if (typeof value !== 'string') return value;
  const type = flagsOf[component].get(name)?.type;
  if (type === 'bool') return /^(?:true|false)$/.test(value) ? value === 'true' : value;
  if (type !== 'int32' && type !== 'int64' && type !== 'float32') return value;
  return /^-?\d+(?:\.\d+)?$/.test(value) ? Number(value) : value;
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
  const rewriter: Rewriter = { ...setting.rewriter, replace: (value) => setting.rewriter.replace(withoutUnit(value)) };
  return { ...setting, value: mapValue(setting.value, (text) => `${text}${unit}`), writtenType: 'string', rewriter };
}

function withoutUnit(value: string): string {
  const minutes = /^(\d+)m$/.exec(value)?.[1];
  return minutes === undefined ? value.replace(/^(\d+)s$/, '$1') : String(60 * Number(minutes));
}
