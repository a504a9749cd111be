// Volumes of a pod: those of its spec, and those that its StatefulSet makes claims for.
import { groupBy } from '../../model/grouped.ts';
import type { InlineVolume, VolumeClaim } from '../../model/storage.ts';
import { unknown } from '../../model/value.ts';
import type { VolumeUse } from '../../model/workload.ts';
import type { YamlEntry, YamlNode } from '../../text/yaml/yamlNode.ts';
import { templateName, valueOrName } from '../engine/templateName.ts';
import { asString, isConditional, isNull, locationOf, type ObjectContext, readValue } from '../engine/yamlFields.ts';
import { accessIn, accessTo } from './mountAccess.ts';
import { containersOf, type PodContainer, writingMounts } from './podContainers.ts';
import { podFolder } from './podFolders.ts';
import { keyTemplates } from './templatedParts.ts';

/** `core/v1 VolumeSource`: what ends with the pod. */
const EPHEMERAL: ReadonlySet<string> = new Set([
  'emptyDir',
  'configMap',
  'secret',
  'projected',
  'downwardAPI',
  'ephemeral',
  'image',
  'gitRepo',
]);

/** Volumes of a pod: those of its spec, and those that its StatefulSet makes claims for. */
export function readVolumes(
  spec: YamlNode,
  templates: readonly VolumeClaim[],
  context: ObjectContext,
): readonly VolumeUse[] {
  const made = new Map(templates.map((claim) => [claim.name, claim]));
  const nodes = entriesOf(spec, 'volumes', context)
    .flatMap(({ value }) => value.items())
    .filter((node) => node.kind === 'map')
    // A claim template takes the place of a volume of its name.
    .filter((node) => !made.has(node.get('name').text));
  const listed = [...groupBy(nodes, (node) => node.get('name').source).values()].flatMap((alike) => {
    const read = alike.map((node) => readVolume(spec, node, context));
    const [first] = read;
    // Of several with one name a template chooses one.
    const isChosen = first !== undefined && read.length > 1 && alike.every(({ span }) => isConditional(context, span));
    if (!isChosen) return read;
    return read.every(({ source }) => source.kind === 'ephemeral')
      ? first
      : { ...first, source: { kind: 'unknown' } as const };
  });
  const claimed = templates.map(
    (claim): VolumeUse => ({
      name: claim.name,
      file: claim.file,
      range: claim.range,
      source: { kind: 'template', claim },
      ...accessTo(undefined, accessOf(spec, claim.name)),
      ...sparedBy(spec, claim.name),
      ...folderOf(spec, claim.name, context),
    }),
  );
  return [...listed, ...claimed];
}

/** A key's entry; all of them where a template chooses between several. Else the last one counts, as to every decoder. */
export function entriesOf(map: YamlNode, key: string, context: ObjectContext): readonly YamlEntry[] {
  const own = map.ownEntries().filter((entry) => entry.key === key);
  if (own.length > 1 && own.some(({ span }) => isConditional(context, span))) return own;
  const entry = map.entry(key);
  return entry === undefined ? [] : [entry];
}

function readVolume(spec: YamlNode, node: YamlNode, context: ObjectContext): VolumeUse {
  const name = node.get('name').text;
  const source = sourceOf(node, context);
  const entry = node.ownEntries().find(({ key }) => key !== 'name');
  const at = node.path('persistentVolumeClaim', 'claimName');
  const named = node.get('name');
  return {
    name,
    ...locationOf(context.file, at.kind === 'scalar' ? at : named.kind === 'scalar' ? named : node),
    source,
    ...accessTo(entry && accessIn(entry.value), accessOf(spec, name)),
    ...sparedBy(spec, name),
    ...folderOf(spec, name, context),
  };
}

/** Whatever its templates say, what is in it ends with the pod. */
export function isSurelyEphemeral(node: YamlNode): boolean {
  const sources = node.ownEntries().filter(({ key }) => key !== 'name');
  return sources.length > 0 && sources.every(({ key }) => EPHEMERAL.has(key)) && keyTemplates(node).length === 0;
}

function sourceOf(node: YamlNode, context: ObjectContext): VolumeUse['source'] {
  const sources = node.ownEntries().filter(({ key, value }) => key !== 'name' && key !== '<<' && !isNull(value));
  const isChosen = sources.some(({ span }) => isConditional(context, span));
  if (isChosen && sources.some(({ key }) => key !== sources[0]?.key)) {
    // The API server refuses a volume of two kinds.
    return sources.every(({ key }) => EPHEMERAL.has(key)) ? { kind: 'ephemeral' } : { kind: 'unknown' };
  }
  const claim = node.get('persistentVolumeClaim');
  if (claim.kind === 'map') {
    const name = claim.entry('claimName');
    const template = name && templateName(name.value);
    const orElse = name && valueOrName(name.value);
    return {
      kind: 'claim',
      claimName: name === undefined ? unknown('invalid', '') : readValue(context, name.value, asString),
      ...(template !== undefined && { template }),
      ...(orElse && { orElse }),
    };
  }
  const keys = node.ownEntries().filter(({ key }) => key !== 'name' && key !== '<<');
  // A patch takes the source away that was there before: `emptyDir: null`.
  const entry = keys.find(({ value }) => !isNull(value)) ?? keys[0];
  if (entry === undefined) return node.isTemplated ? { kind: 'unknown' } : { kind: 'ephemeral' };
  if (EPHEMERAL.has(entry.key)) return { kind: 'ephemeral' };
  const volume = inlineVolume(node, context);
  return volume === undefined ? { kind: 'unknown' } : { kind: 'inline', volume };
}

/** The first key that names a volume's source, with its driver. */
export function inlineVolume(
  node: YamlNode,
  context: ObjectContext,
  ignored: ReadonlySet<string> = NAME_ONLY,
): InlineVolume | undefined {
  const entry = node
    .ownEntries()
    .find(({ key, value }) => !ignored.has(key) && (value.kind === 'map' || value.kind === 'null'));
  if (entry === undefined) return undefined;
  const driver = entry.value.entry('driver');
  return {
    type: entry.key,
    driver: driver === undefined ? undefined : readValue(context, driver.value, asString),
    ...(accessIn(entry.value).readOnly && { readOnly: true }),
  };
}

const NAME_ONLY: ReadonlySet<string> = new Set(['name']);

function folderOf(spec: YamlNode, name: string, context: ObjectContext): Pick<VolumeUse, 'podFolder'> {
  const folder = podFolder(spec, name, context);
  return folder === undefined ? {} : { podFolder: folder };
}

/** Where some container writes to the volume by what is written, those that do not; a template may mount it as well. */
function sparedBy(spec: YamlNode, name: string): Pick<VolumeUse, 'sparedBy'> {
  const containers = startedIn(spec);
  const imagesOf = (some: readonly PodContainer[]) => some.map(({ image }) => image);
  const writers = containers.filter((one) => one.devices.has(name) || writingMounts(one, name).length > 0);
  const maybe = containers.filter((one) => writers.includes(one) || one.node.isTemplated);
  return spared(imagesOf(containers), imagesOf(maybe), writers.length > 0);
}

/**
 * @param images those of all containers
 * @param writing those of the containers that write to the volume, or may
 * @param isSure whether some container is known to write to it
 */
export function spared(
  images: readonly string[],
  writing: readonly string[],
  isSure: boolean,
): Pick<VolumeUse, 'sparedBy'> {
  const others = images.filter((image) => image !== '' && !writing.includes(image));
  return isSure && others.length > 0 ? { sparedBy: others } : {};
}

/** Names of the volumes that some container mounts. */
export function mountedIn(spec: YamlNode): readonly string[] {
  return startedIn(spec).flatMap(({ mounts, devices }) => [...mounts.keys(), ...devices]);
}

/** What each mount of a volume says. */
function accessOf(spec: YamlNode, name: string) {
  return startedIn(spec).flatMap(({ mounts }) => (mounts.get(name) ?? []).map(({ access }) => access));
}

function startedIn(spec: YamlNode): readonly PodContainer[] {
  const { regular, init } = containersOf(spec);
  return [...regular, ...init];
}
