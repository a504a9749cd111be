// What an operation of a patch adds to settings, or replaces.
import { FLAGS } from '../../kubernetes/flags/catalogue.ts';
import type { Rewriter } from '../../model/location.ts';
import type { Component, Setting } from '../../model/setting.ts';
import { addAll } from '../../text/addAll.ts';
import { replaceScalar } from '../../text/yaml/edit.ts';
import type { YamlEntry, YamlNode } from '../../text/yaml/yamlNode.ts';
import { isBooleanFlag } from '../arguments/flagKinds.ts';
import { normaliseFlagName, readFlagWords, settingsOf, type WrittenFlag } from '../arguments/flagWords.ts';
import { argumentWord, replacePart } from '../arguments/yamlArguments.ts';
import { inFile } from '../engine/yamlFields.ts';
import { spotsAt } from '../objects/objectPath.ts';
import { entrySetting } from './configurationFields.ts';
import type { Holding } from './objectTable.ts';
import type { PartReading } from './partReading.ts';

type Patched = Extract<Holding, { readonly holds: 'arguments' | 'kubelet-fields' }>;

/** Where objects that people patch keep settings: the end of a path. kubeadm, Cluster API, Talos. */
const PLACES: readonly (readonly [path: readonly string[], holding: Patched])[] = [
  [['controllerManager', 'extraArgs'], { holds: 'arguments', component: 'kube-controller-manager' }],
  [['apiServer', 'extraArgs'], { holds: 'arguments', component: 'kube-apiserver' }],
  [['scheduler', 'extraArgs'], { holds: 'arguments', component: 'kube-scheduler' }],
  [['nodeRegistration', 'kubeletExtraArgs'], { holds: 'arguments', component: 'kubelet' }],
  [['machine', 'kubelet', 'extraArgs'], { holds: 'arguments', component: 'kubelet' }],
  [['machine', 'kubelet', 'extraConfig'], { holds: 'kubelet-fields' }],
];
export const KUBELET_FIELDS: ReadonlySet<string> = new Set(
  FLAGS.flatMap(({ component, form, name }) => (component === 'kubelet' && form === 'field' ? [name] : [])),
);

/** Reads what an operation adds or replaces. */
export function readPatchOperation(reading: PartReading, operation: YamlNode): void {
  const op = operation.get('op').text;
  const path = operation.get('path');
  const entry = operation.entry('value') ?? operation.entry('valueFrom');
  if ((op !== 'add' && op !== 'replace') || entry === undefined || path.isTemplated) return;
  const keys = path.text.split('/').slice(1).map(unescaped);
  for (const [place, holding] of PLACES) {
    if (endsWith(keys, place)) reading.readPart(reading, holding, { node: entry.value, entry });
    else if (endsWith(keys.slice(0, -1), place)) readOne(reading, holding, path, keys.at(-1) ?? '', entry);
    else for (const spot of spotsAt(entry.value, placeBelow(keys, place))) reading.readPart(reading, holding, spot);
  }
  readPatchedWord(reading, keys, entry.value);
  const [field = ''] = keys;
  if (keys.length === 1 && KUBELET_FIELDS.has(field)) readOne(reading, { holds: 'kubelet-fields' }, path, field, entry);
}

/** kubeadm patches the manifest after whose component the file is named: `cmd/kubeadm/app/util/patches` (parseFilename). */
const PATCH_FILE = /(?:^|\/)(kube-controller-manager|kube-apiserver|kube-scheduler)[^/]*\+json\.(?:ya?ml|json)$/;

/** A word that an operation adds to a container's command, or replaces there. */
function readPatchedWord({ context, source, into }: PartReading, keys: readonly string[], value: YamlNode): void {
  const { file } = context;
  const [, index = '', list = ''] = keys.slice(-3);
  const component = PATCH_FILE.exec(file)?.[1] as Component | undefined;
  if (component === undefined || value.kind !== 'scalar' || !keys.includes('containers')) return;
  if (!/^(?:command|args)$/.test(index) || !/^(?:-|\d+)$/.test(list)) return;
  const rewriter = ({ nameSpan, value: written }: WrittenFlag): Rewriter => ({
    replace: (text) => (written === undefined ? [] : inFile(file, replacePart(value, written.span, text))),
    // The operation goes with its list, which is not seen from here.
    remove: () => [],
    rename: (name) => inFile(file, replacePart(value, nameSpan, `--${name}`)),
  });
  const words = [argumentWord(context, value)];
  addAll(
    into.settings,
    settingsOf(readFlagWords(words, { component, source, file, isBoolean: isBooleanFlag, rewriter })),
  );
}

/** One flag or field: its name is the end of the path, or stands in the value (`/extraArgs/-`). */
function readOne(reading: PartReading, holding: Patched, path: YamlNode, key: string, entry: YamlEntry): void {
  const { context, source, into } = reading;
  const isField = holding.holds === 'kubelet-fields';
  const component = isField ? 'kubelet' : holding.component;
  const form = isField ? 'field' : 'flag';
  if (/^(?:-|\d+)$/.test(key)) {
    const name = entry.value.get('name').text;
    const value = entry.value.entry('value');
    if (name === '' || value === undefined) return;
    into.settings.push(entrySetting(context, value, { component, form, source, name: normaliseFlagName(name) }));
    return;
  }
  const setting = entrySetting(context, entry, {
    component,
    form,
    source,
    name: isField ? key : normaliseFlagName(key),
  });
  into.settings.push(entry.key === 'value' ? named(setting, context.file, path, key) : fromVariable(setting, entry));
}

function named(setting: Setting, file: string, path: YamlNode, key: string): Setting {
  const { start, end } = path.inner;
  const length = path.text.length - path.text.lastIndexOf('/') - 1;
  const rename: Rewriter['rename'] = (name) =>
    inFile(file, replaceScalar(path, `${path.text.slice(0, path.text.lastIndexOf('/') + 1)}${name}`));
  return {
    ...setting,
    spelling: key,
    nameRange: path.context.fragment.locate({ start: Math.max(start, end - length), end }),
    // The operation goes with its list, which is not seen from here.
    rewriter: { ...setting.rewriter, remove: () => [], rename },
  };
}

/** A ClusterClass takes the value from a variable of the cluster. */
function fromVariable(setting: Setting, { value }: YamlEntry): Setting {
  return { ...setting, value: { known: false, reason: 'variable', text: value.source } };
}

function unescaped(key: string): string {
  return key.replaceAll('~1', '/').replaceAll('~0', '~');
}

function endsWith(keys: readonly string[], end: readonly string[]): boolean {
  const from = keys.length - end.length;
  return from >= 0 && end.every((key, index) => keys[from + index] === key);
}

/** The rest of a place of which the path holds the beginning; else anywhere below. */
function placeBelow(keys: readonly string[], place: readonly string[]): string {
  for (let length = place.length - 1; length > 0; length -= 1) {
    if (endsWith(keys, place.slice(0, length))) return place.slice(length).join('.');
  }
  return `**.${place.join('.')}`;
}
