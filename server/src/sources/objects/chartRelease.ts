// A release of a chart, and what all workloads that are read of its values have in common.
import { type Field, unwrittenField } from '../../model/field.ts';
import type { AccessMode, VolumeClaim } from '../../model/storage.ts';
import { known, unknown } from '../../model/value.ts';
import type { Workload } from '../../model/workload.ts';
import type { YamlEntry, YamlNode } from '../../text/yaml/yamlNode.ts';
import type { KubernetesObject } from '../engine/objectShape.ts';
import { asString, fieldOf, isNull, locationOf, type ObjectContext } from '../engine/yamlFields.ts';
import { accessModesOf, readModes } from './claims.ts';

/** A release of a chart, as Flux, Argo CD or k3s write it. */
export interface Release {
  readonly object: KubernetesObject;
  readonly chart: string;
  /** What tells whose chart it is: names and addresses. */
  readonly repository: string;
  readonly name: string;
  readonly namespace: string;
  readonly values: YamlNode;
  /** As `Workload.release`. */
  readonly release?: string;
  /** Other values are laid under these, or patches over what comes out. */
  readonly isPart: boolean;
  /** The kinds that patches change, where nothing else makes it a part. */
  readonly patched?: readonly string[];
}

/** Whether other values, or patches, may change what a release makes of a kind. */
export function isOpenFor({ isPart, patched }: Release, kind: string): boolean {
  return isPart && (patched === undefined || patched.includes(kind));
}

/** What all workloads of a release have in common. */
export function base(
  { object, namespace, release }: Release,
  name: string,
  context: ObjectContext,
): Omit<Workload, 'kind' | 'apiVersion' | 'replicas' | 'strategy' | 'pod'> {
  const { root } = object;
  const named = root.path('metadata', 'name');
  return {
    ...locationOf(context.file, named.kind === 'scalar' ? named : headOf(root)),
    ...{ namespace, name, objectRange: root.fullRange },
    ...(release !== undefined && { release }),
    maxSurge: undefined,
    podReplacementPolicy: undefined,
    hasPodFailurePolicy: false,
    inserter: { add: () => [] },
  };
}

/** What a chart takes where its release says nothing. */
export function given<T>({ root }: KubernetesObject, value: T, context: ObjectContext): Field<T> {
  return unwrittenField(known(value), locationOf(context.file, headOf(root)));
}

/** An entry that says something: charts take an empty text for nothing. */
export function writtenAt(node: YamlNode, path: string): YamlEntry | undefined {
  const keys = path.split('.');
  const entry = node.path(...keys.slice(0, -1)).entry(keys.at(-1) ?? '');
  return entry === undefined || isNull(entry.value) || (entry.value.kind === 'scalar' && entry.value.text === '')
    ? undefined
    : entry;
}

/**
 * A claim that a chart makes of some of its values.
 * @param byDefault the mode where none is written
 */
export function claimIn(
  { object, namespace }: Release,
  map: YamlNode,
  name: string,
  context: ObjectContext,
  byDefault?: AccessMode,
): VolumeClaim {
  const at = locationOf(context.file, map.kind === 'map' ? map : headOf(object.root));
  const modes = readModes(map, context);
  const one = writtenAt(map, 'accessMode');
  const single = one && fieldOf(context, one, (node): readonly AccessMode[] | undefined => accessModesOf(node.text));
  const open: Field<readonly AccessMode[]> = { ...given(object, [], context), value: unknown('template', '') };
  return {
    ...{ ...at, name, namespace, accessModeFields: modes.accessModeFields },
    accessModes: modes.accessModes ?? single ?? (byDefault === undefined ? open : given(object, [byDefault], context)),
    storageClassName: classIn(map, 'storageClass', context) ?? classIn(map, 'storageClassName', context),
    volumeName: fieldOf(context, writtenAt(map, 'volumeName'), asString),
  };
}

/** Charts take `-` for a class that is empty: none. */
export function classIn(values: YamlNode, path: string, context: ObjectContext): VolumeClaim['storageClassName'] {
  return fieldOf(context, writtenAt(values, path), (node) => (node.text === '-' ? '' : asString(node)));
}

/** Where a release says what it is; files of values have no kind. */
export function headOf(root: YamlNode): YamlNode {
  const kind = root.get('kind');
  return kind.kind === 'scalar' ? kind : root;
}
