// A place for the first setting of a part that the object does not have yet.
import type { Component, SettingForm } from '../../model/setting.ts';
import { addEntry } from '../../text/yaml/edit.ts';
import type { YamlNode } from '../../text/yaml/yamlNode.ts';
import { inFile, locationOf } from '../engine/yamlFields.ts';
import type { Holding, OwnField, Part } from './objectTable.ts';
import { inOwnType } from './ownFields.ts';
import { argumentsForm, type PartReading } from './partReading.ts';

interface Written {
  readonly component: Component;
  readonly form: SettingForm;
  /** What stands at the place once a first setting is written there. */
  value(name: string, value: string | number | boolean | object): object | undefined;
}

/** A place for the first setting of a part that the object does not have yet: the maps on the way to it are made. */
export function addMissingSettingLists(reading: PartReading, part: Part, root: YamlNode): void {
  if (part.under === undefined) return;
  const { context, source, into } = reading;
  const start = part.under === '' ? 0 : part.under.split('.').length;
  const keys = part.at.split('.');
  let map = root;
  let depth = 0;
  for (; depth < keys.length; depth += 1) {
    const next = map.get(keys[depth] ?? '');
    if (next.kind !== 'map') break;
    map = next;
  }
  const missing = keys.slice(depth);
  // What is there already, but no map, cannot be written below.
  if (map.kind !== 'map' || depth < start || missing.length === 0 || map.has(missing[0] ?? '')) return;
  const named = root.get('kind');
  for (const { component, form, value } of writtenAs(reading, part)) {
    into.settingLists.push({
      ...locationOf(context.file, map === root && named.kind === 'scalar' ? named : map),
      ...{ component, form, source },
      inserter: {
        add(name, setting) {
          const inner = value(name, setting);
          const [key = '', ...rest] = missing;
          if (inner === undefined) return [];
          const nested = rest.reduceRight<object>((below, each) => ({ [each]: below }), inner);
          return inFile(context.file, addEntry(map, key, nested));
        },
      },
    });
  }
}

function writtenAs(reading: PartReading, part: Holding): readonly Written[] {
  switch (part.holds) {
    case 'arguments': {
      const { wanted } = argumentsForm(reading, part);
      const value: Written['value'] = (name, setting) =>
        wanted === 'list'
          ? [{ name, value: String(setting) }]
          : { [name]: wanted === 'lists' ? [String(setting)] : String(setting) };
      return [{ component: part.component, form: 'flag', value }];
    }
    case 'kubelet-fields':
      return [{ component: 'kubelet', form: 'field', value: (name, setting) => ({ [name]: setting }) }];
    case 'own-fields':
      return ownForms(part.fields).map((form) => ({
        ...{ component: part.component, form },
        value(name, setting) {
          const field = part.fields.find(([, stands]) => stands === name);
          if (field === undefined) return undefined;
          return { [field[0]]: part.areTexts === true ? setting : inOwnType(part.component, name, setting) };
        },
      }));
    default:
      return [];
  }
}

function ownForms(fields: readonly OwnField[]): SettingForm[] {
  return [...new Set(fields.map(([, name]): SettingForm => (/[A-Z]/.test(name) ? 'field' : 'flag')))];
}
