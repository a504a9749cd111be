import type { Component } from '../../model/setting.ts';
import { addAll } from '../../text/addAll.ts';
import { scalarText } from '../../text/yaml/nested.ts';
import { settingsOf } from '../flagWords.ts';
import { addReading, type ReadingBuilder } from '../readingBuilder.ts';
import type { NestedReader } from '../source.ts';
import { listContainer, readListArguments } from '../yamlArguments.ts';
import { locationOf, type ObjectContext } from '../yamlFields.ts';
import { argumentForm } from './apiVersion.ts';
import { readEmbeddedFiles } from './bootConfiguration.ts';
import { type ArgumentsForm, readExtraArguments } from './extraArguments.ts';
import { readPatchOperation } from './jsonPatch.ts';
import { readKubeletFields } from './kubeletConfiguration.ts';
import type { Spot } from './objectPath.ts';
import { readOwnFields } from './ownFields.ts';
import { readPairs } from './pairs.ts';
import { readProfile } from './profile.ts';
import type { Holding } from './settingsTable.ts';

/** What reading one object of a table's row needs. */
export interface PartReading {
  readonly context: ObjectContext;
  readonly source: string;
  /** Of the object's API. */
  readonly version: string;
  readonly nested: NestedReader;
  readonly into: ReadingBuilder;
}

/** Reads what stands at one place. */
export function readPart(reading: PartReading, part: Holding, spot: Spot): void {
  const { context, source, nested, into } = reading;
  const { node, entry } = spot;
  switch (part.holds) {
    case 'arguments':
      if (entry !== undefined) readExtraArguments(context, argumentsForm(reading, part), entry, into);
      break;
    case 'words':
      readWords(reading, part.component, spot);
      break;
    case 'pairs':
      if (entry !== undefined) readPairs(reading, part, entry);
      break;
    case 'kubelet-fields':
      if (node.kind === 'map') readKubeletFields(context, node, into, source);
      break;
    case 'own-fields':
      readOwnFields(reading, part.component, part.fields, spot);
      break;
    case 'profile':
      readProfile(reading, part.profiles, spot);
      break;
    case 'version':
    case 'image':
      readVersion(reading, part, spot);
      break;
    case 'text':
      readText(reading, part.path, spot);
      break;
    case 'texts':
      for (const { key, value } of node.ownEntries()) readText(reading, key, { node: value, entry: undefined });
      break;
    case 'json-patch':
      readPatchOperation(reading, node);
      break;
    case 'files':
      readEmbeddedFiles(node, context.file, nested, into);
      break;
  }
}

/** What the object's API version says of a part with arguments. */
export function argumentsForm(
  { source, version }: PartReading,
  part: Extract<Holding, { readonly holds: 'arguments' }>,
): ArgumentsForm {
  const { component, listSince, lists, nullDeletes } = part;
  const wanted = lists === true ? 'lists' : listSince === undefined ? 'either' : argumentForm(version, listSince);
  return { component, source, wanted, nullDeletes: nullDeletes === true };
}

function readWords({ context, source, into }: PartReading, component: Component, { node, entry }: Spot): void {
  if (node.kind !== 'sequence') return;
  const parts = readListArguments(context, component, source, [node], 0);
  const at = entry === undefined ? node.fullRange : node.context.fragment.locate(entry.keySpan);
  const location = { file: context.file, range: at };
  addAll(into.settings, settingsOf(parts));
  into.invocations.push({ ...location, component, parts, resets: false });
  into.carriers.push({ ...location, component, form: 'flag', source, container: listContainer(context.file, node) });
}

function readVersion(
  { context, into }: PartReading,
  part: Extract<Holding, { readonly holds: 'version' | 'image' }>,
  { node }: Spot,
): void {
  if (node.kind !== 'scalar') return;
  into.versions.push({
    ...locationOf(context.file, node),
    kind: part.holds === 'image' ? 'image' : 'field',
    ...(part.component !== undefined && { component: part.component }),
    text: node.isTemplated ? node.source : node.text,
  });
}

function readText({ context, nested, into }: PartReading, path: string, { node }: Spot): void {
  const fragment = scalarText(node);
  if (fragment !== undefined) addReading(into, nested({ file: context.file, fragment, path }));
}
