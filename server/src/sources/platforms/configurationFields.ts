// A key of a map as a setting.
import { flagsOf } from '../../kubernetes/flags/catalogue.ts';
import type { Rewriter } from '../../model/location.ts';
import type { Component, Setting, SettingEntry, WrittenType } from '../../model/setting.ts';
import { known, type Value } from '../../model/value.ts';
import { replaceScalar } from '../../text/yaml/edit.ts';
import type { YamlEntry, YamlNode } from '../../text/yaml/yamlNode.ts';
import { inBranch } from '../engine/branches.ts';
import { branchAt, entryPlace, inFile, isConditional, type ObjectContext, readValue } from '../engine/yamlFields.ts';

/** Values nested deeper than this are nobody's settings. */
const DATA_DEPTH = 6;

export function writtenTypeOf(node: YamlNode): WrittenType {
  if (node.kind === 'map') return 'map';
  if (node.kind === 'sequence') return 'list';
  return node.scalarType ?? 'null';
}

/** A key of a map as a setting: a field of a configuration file, or a flag kept as `name: value`. */
export function entrySetting(
  context: ObjectContext,
  entry: YamlEntry,
  as: {
    readonly component: Component;
    readonly form: Setting['form'];
    readonly source: string;
    readonly name?: string;
  },
): Setting {
  const { value } = entry;
  const { fragment } = entry.map.context;
  const writtenType = writtenTypeOf(value);
  const structured = writtenType === 'map' || writtenType === 'list';
  return {
    component: as.component,
    form: as.form,
    source: as.source,
    name: as.name ?? entry.key,
    spelling: entry.key,
    value: structured
      ? structuredValue(context, value)
      : readValue(context, value, as.form === 'field' ? (node) => node.decodedText : (node) => node.text),
    ...(structured && { data: plainData(value, DATA_DEPTH) }),
    ...(writtenType === 'map' && { entries: entriesOf(context, value) }),
    writtenType,
    ...inBranch(branchAt(context, value, entry.span)),
    file: context.file,
    range: fragment.locate(entry.span),
    nameRange: fragment.locate(entry.keySpan),
    valueRange: value.range,
    rewriter:
      as.form === 'field' && isBare(as.component, entry.key)
        ? barePlace(context, entry)
        : entryPlace(context.file, entry),
  };
}

function entriesOf(context: ObjectContext, map: YamlNode): readonly SettingEntry[] {
  return map
    .ownEntries()
    .filter(({ value }) => value.kind === 'scalar')
    .map((entry) => ({
      key: entry.key,
      value: readValue(context, entry.value, (node) => node.decodedText),
      range: entry.map.context.fragment.locate(entry.span),
      rewriter: entryPlace(context.file, entry),
    }));
}

/** Numbers and booleans of a configuration file, whose values decode only without quotes. */
function isBare(component: Component, name: string): boolean {
  const type = flagsOf[component].get(name)?.type;
  return type === 'int32' || type === 'int64' || type === 'float32' || type === 'bool';
}

/** The rewriter of a value that is written without quotes, whatever stands there now. */
function barePlace({ file }: ObjectContext, entry: YamlEntry): Rewriter {
  return {
    ...entryPlace(file, entry),
    replace: (value) => inFile(file, replaceScalar(entry.value, value, 'bare')),
  };
}

function structuredValue(context: ObjectContext, node: YamlNode): Value<string> {
  if (node.isTemplated || isConditional(context, node.span))
    return { known: false, reason: 'template', text: node.source };
  return known(JSON.stringify(plainData(node, DATA_DEPTH) ?? null));
}

/** A node as plain data, without prototypes that its keys could reach. */
function plainData(node: YamlNode, depth: number): unknown {
  if (depth < 0) return undefined;
  switch (node.kind) {
    case 'map': {
      const data: Record<string, unknown> = Object.create(null) as Record<string, unknown>;
      for (const { key, value } of node.ownEntries()) data[key] = plainData(value, depth - 1);
      return data;
    }
    case 'sequence':
      return node.items().map((item) => plainData(item, depth - 1));
    case 'scalar':
      switch (node.scalarType) {
        case 'integer':
        case 'float':
          return Number(node.meaning);
        case 'boolean':
          return node.meaning;
        default:
          return node.text;
      }
    case 'null':
      return null;
  }
}
