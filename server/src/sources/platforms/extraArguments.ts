// Flags as kubeadm and those who follow it keep them.
import type { Rewriter } from '../../model/location.ts';
import type { Problem } from '../../model/reading.ts';
import type { ReadingBuilder } from '../../model/readingParts.ts';
import type { Component, Setting } from '../../model/setting.ts';
import { known, optional, unknown } from '../../model/value.ts';
import { addAll } from '../../text/addAll.ts';
import { say } from '../../text/message.ts';
import { touchesTemplate } from '../../text/templates/templateMask.ts';
import { addEntry, addItem, removeItems, replaceScalar } from '../../text/yaml/edit.ts';
import type { YamlEntry, YamlNode } from '../../text/yaml/yamlNode.ts';
import { flagName } from '../arguments/flagWords.ts';
import { inBranch } from '../engine/branches.ts';
import { branchAt, inFile, isConditional, type ObjectContext, readValue } from '../engine/yamlFields.ts';
import { converted, notStrings } from './argumentForm.ts';
import { entrySetting, writtenTypeOf } from './configurationFields.ts';
import { listedSetting } from './listedValues.ts';
import { withMerged } from './mergedEntries.ts';

/** How a program takes flags. */
export interface ArgumentsForm {
  readonly component: Component;
  readonly source: string;
  /**
   * The form that its API version has: a map `name: value`, a list of `name` and `value`, or a map of lists of values.
   * Another one is read as it is meant; a list for a map is a problem of kind `form`, and the reverse.
   */
  readonly wanted: 'map' | 'list' | 'lists' | 'either';
  /** A null takes a flag of the program's own away, and sets none. */
  readonly nullDeletes?: boolean;
}

/** Flags as kubeadm and those who follow it keep them: a map `name: value`, or a list of `name` and `value`. */
export function readExtraArguments(
  context: ObjectContext,
  { component, source, wanted, nullDeletes }: ArgumentsForm,
  entry: YamlEntry,
  into: ReadingBuilder,
): void {
  const { value: node } = entry;
  const written = node.kind === 'sequence' ? 'list' : node.kind === 'map' ? 'map' : undefined;
  if (written === undefined) return;
  if (
    wanted !== 'either' &&
    wanted !== 'lists' &&
    written !== wanted &&
    (node.items().length > 0 || node.ownEntries().length > 0)
  ) {
    into.problems.push(wrongForm(context, entry, written, wanted));
  }
  if (wanted === 'map' || wanted === 'list') addAll(into.problems, notStrings(node, context.file));
  addAll(
    into.settings,
    written === 'map'
      ? mapSettings(context, component, source, node, nullDeletes)
      : node.items().flatMap((_, index) => listSetting(context, component, source, node, index)),
  );
  into.settingLists.push({
    file: context.file,
    range: node.context.fragment.locate(entry.keySpan),
    component,
    form: 'flag',
    source,
    inserter: {
      add: (name, value) =>
        inFile(
          context.file,
          written === 'list'
            ? addPairItem(node, name, String(value))
            : addEntry(
                node,
                `${dashesOfKeys(node)}${name}`,
                wanted === 'lists' ? [String(value)] : quotedWhereNeeded(value),
              ),
        ),
    },
  });
}

/** Programs that hand the keys on as they are want dashes in them. */
function dashesOfKeys(map: YamlNode): string {
  return /^-*/.exec(map.ownEntries().at(-1)?.key ?? '')?.[0] ?? '';
}

function wrongForm(
  { file }: ObjectContext,
  { key, keySpan, value }: YamlEntry,
  written: 'map' | 'list',
  wanted: 'map' | 'list',
): Problem {
  const edits = converted(value, wanted, file);
  return {
    kind: 'form',
    message: say`${key} is a ${written}; this API version wants a ${wanted}`,
    file,
    range: value.context.fragment.locate(keySpan),
    ...(edits && { repair: { title: say`Write it as a ${wanted}`, edits: () => edits } }),
  };
}

/** A map of flags: `name: value`. */
export function mapSettings(
  context: ObjectContext,
  component: Component,
  source: string,
  map: YamlNode,
  nullDeletes = false,
): Setting[] {
  return withMerged(map, (entry) => {
    if (touchesTemplate(entry.map.context.templates, entry.keySpan)) return undefined;
    if (nullDeletes && writtenTypeOf(entry.value) === 'null') return undefined;
    const as = { component, form: 'flag', source, name: flagName(entry.key) } as const;
    return listedSetting(context, component, source, entry) ?? entrySetting(context, entry, as);
  });
}

function listSetting(
  context: ObjectContext,
  component: Component,
  source: string,
  list: YamlNode,
  index: number,
): Setting[] {
  const item = list.items()[index];
  const name = item?.entry('name');
  if (item === undefined || name === undefined || name.value.kind !== 'scalar' || name.value.isTemplated) return [];
  const value = item.entry('value');
  const { fragment } = item.context;
  const node = value?.value ?? item.get('value');
  const rewriter: Rewriter = {
    replace: (text) =>
      inFile(context.file, value === undefined ? addEntry(item, 'value', text) : replaceScalar(node, text)),
    remove: () => inFile(context.file, removeItems(list, index, index + 1)),
    rename: (text) => inFile(context.file, replaceScalar(name.value, text)),
  };
  return [
    {
      component,
      form: 'flag',
      source,
      name: flagName(name.value.text),
      spelling: name.value.text,
      value: isConditional(context, item.span)
        ? optional(node.source, node.isTemplated ? undefined : known(node.text))
        : isConditional(context, node.span)
          ? unknown('template', valuesOf(item))
          : readValue(context, node, (scalar) => scalar.text),
      writtenType: writtenTypeOf(node),
      ...inBranch(branchAt(context, item)),
      file: context.file,
      range: fragment.locate(item.span),
      nameRange: name.value.range,
      valueRange:
        value === undefined ? fragment.locate({ start: name.value.inner.end, end: name.value.inner.end }) : node.range,
      rewriter,
    },
  ];
}

/** The values of an item of which a template takes one. */
function valuesOf(item: YamlNode): string {
  const values = item.ownEntries().filter(({ key }) => key === 'value');
  return values.map(({ value }) => value.source).join(' or ');
}

/** A further item with `name` and `value` in the form of those that are there. */
function addPairItem(list: YamlNode, name: string, value: string) {
  const last = list.items().at(-1);
  if (last === undefined) return addItem(list, `{name: ${name}, value: ${JSON.stringify(value)}}`);
  return addItem(list, { name, value });
}

/** Values of a map of flags are strings: what would read as a number or boolean gets quotes. */
function quotedWhereNeeded(value: string | number | boolean | object): string | object {
  return typeof value === 'object' ? value : String(value);
}
