// PersistentVolumeClaims and templates of them.
import type { Field } from '../../model/field.ts';
import type { AccessMode, PersistentVolume, VolumeClaim } from '../../model/storage.ts';
import { known, optional, unknown } from '../../model/value.ts';
import { removeItems, replaceScalar } from '../../text/yaml/edit.ts';
import type { YamlEntry, YamlNode } from '../../text/yaml/yamlNode.ts';
import type { KubernetesObject } from '../engine/objectShape.ts';
import { templateName, variableText } from '../engine/templateName.ts';
import {
  asString,
  entryPlace,
  fieldOf,
  inFile,
  isConditional,
  locationOf,
  type ObjectContext,
} from '../engine/yamlFields.ts';

const ALL_MODES: readonly AccessMode[] = ['ReadWriteOnce', 'ReadOnlyMany', 'ReadWriteMany', 'ReadWriteOncePod'];
const MODES: ReadonlySet<string> = new Set(ALL_MODES);

/** The one mode that a text names; `undefined` for none that exists. */
export function accessModesOf(text: string): readonly AccessMode[] | undefined {
  const mode = ALL_MODES.find((each) => each === text);
  return mode && [mode];
}

/** The claims that a StatefulSet makes for each of its pods. */
export function readTemplateClaims(
  { kind, root }: KubernetesObject,
  namespace: string,
  context: ObjectContext,
): readonly VolumeClaim[] {
  if (kind !== 'StatefulSet') return [];
  return root
    .path('spec', 'volumeClaimTemplates')
    .items()
    .filter((node) => node.kind === 'map')
    .map((node) => readClaim(node, namespace, context));
}

/** A PersistentVolumeClaim, or a template of one. */
export function readClaim(node: YamlNode, namespace: string, context: ObjectContext): VolumeClaim {
  const spec = node.get('spec');
  const name = node.path('metadata', 'name');
  const template = templateName(name);
  return {
    ...locationOf(context.file, name.kind === 'scalar' ? name : node.get('kind')),
    name: variableText(name) ?? name.text,
    ...(template !== undefined && { template }),
    namespace,
    ...readModes(spec, context),
    storageClassName: readClass(node, context),
    volumeName: fieldOf(context, spec.entry('volumeName'), asString),
  };
}

const CLASS_ANNOTATION = 'volume.beta.kubernetes.io/storage-class';

/**
 * The class of a claim or volume; an empty one is written, and means none. The annotation comes first.
 * Source: component-helpers/storage/volume/helpers.go (GetPersistentVolumeClaimClass)
 */
export function readClass(node: YamlNode, context: ObjectContext): Field<string> | undefined {
  const annotation = node.path('metadata', 'annotations').entry(CLASS_ANNOTATION);
  return fieldOf(context, annotation ?? node.get('spec').entry('storageClassName'), asString);
}

/** `accessModes` of a claim or volume, as a whole and one by one. */
export function readModes(
  spec: YamlNode,
  context: ObjectContext,
): Pick<PersistentVolume, 'accessModes' | 'accessModeFields'> {
  const entry = spec.entry('accessModes');
  if (entry === undefined || entry.value.kind === 'null') return { accessModes: undefined, accessModeFields: [] };
  const fields = entry.value.items().map((item, index) => modeField(entry, item, index, context));
  const modes = fields.flatMap(({ value }) => (value.known ? [value.value] : []));
  const { value: list } = entry;
  const unread =
    list.isTemplated || isConditional(context, list.span)
      ? 'template'
      : fields.length !== modes.length || list.kind !== 'sequence'
        ? 'invalid'
        : undefined;
  return {
    accessModes: {
      value: isConditional(context, list.span)
        ? optional(list.source)
        : unread === undefined
          ? known(modes)
          : unknown(unread, list.source),
      file: context.file,
      range: list.range,
      fullRange: list.context.fragment.locate(entry.span),
      rewriter: entryPlace(context.file, entry),
    },
    accessModeFields: fields,
  };
}

function modeField(entry: YamlEntry, item: YamlNode, index: number, { file }: ObjectContext): Field<AccessMode> {
  const value = item.isTemplated
    ? unknown<AccessMode>('template', item.source)
    : MODES.has(item.text)
      ? known(item.text as AccessMode)
      : unknown<AccessMode>('invalid', item.source);
  return {
    value,
    file,
    range: item.range,
    fullRange: item.fullRange,
    rewriter: {
      replace: (text) => inFile(file, replaceScalar(item, text)),
      remove: () => inFile(file, removeItems(entry.value, index, index + 1)),
      rename: () => [],
    },
  };
}
