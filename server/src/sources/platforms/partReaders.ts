// Reads what stands at one place of an object, by its form.
import { kubernetesOfOpenShift } from '../../kubernetes/version.ts';
import { addReading } from '../../model/readingParts.ts';
import type { Component } from '../../model/setting.ts';
import { addAll } from '../../text/addAll.ts';
import { scalarText } from '../../text/yaml/nested.ts';
import { settingsOf } from '../arguments/flagWords.ts';
import { listContainer, readListArguments } from '../arguments/yamlArguments.ts';
import { locationOf } from '../engine/yamlFields.ts';
import type { Spot } from '../objects/objectPath.ts';
import { readEmbeddedFiles } from './bootConfiguration.ts';
import { readExtraArguments } from './extraArguments.ts';
import { readKubeletFields } from './kubeletConfiguration.ts';
import type { Holding } from './objectTable.ts';
import { readOwnFields } from './ownFields.ts';
import { readPairs } from './pairs.ts';
import { argumentsForm, type PartReading } from './partReading.ts';
import { readPatchOperation } from './patchedSettings.ts';
import { readProfile } from './profile.ts';

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
      readOwnFields(reading, part, spot);
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

function readWords({ context, source, into }: PartReading, component: Component, { node, entry }: Spot): void {
  if (node.kind !== 'sequence') return;
  const parts = readListArguments(context, component, source, [node], 0);
  const at = entry === undefined ? node.fullRange : node.context.fragment.locate(entry.keySpan);
  const location = { file: context.file, range: at };
  addAll(into.settings, settingsOf(parts));
  into.invocations.push({ ...location, component, parts, resets: false });
  into.settingLists.push({ ...location, component, form: 'flag', source, inserter: listContainer(context.file, node) });
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
    text: node.isTemplated
      ? node.source
      : part.holds === 'version' && part.of === 'openshift'
        ? (kubernetesOfOpenShift(node.text) ?? node.text)
        : node.text,
  });
}

function readText({ context, nested, into }: PartReading, path: string, { node }: Spot): void {
  const fragment = scalarText(node);
  if (fragment !== undefined) addReading(into, nested({ file: context.file, fragment, path }));
}
