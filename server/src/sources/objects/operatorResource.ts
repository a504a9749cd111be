// Resources of operators whose source says what replaces their pods: each part that makes pods is a workload.
import {
  OPERATOR_KINDS,
  type OperatorKind,
  type OperatorPart,
  type OperatorReplacement,
  operatorKind,
} from '../../kubernetes/operators.ts';
import type { Field } from '../../model/field.ts';
import type { ReadingBuilder } from '../../model/readingParts.ts';
import { known, mapValue } from '../../model/value.ts';
import type { VolumeUse, Workload } from '../../model/workload.ts';
import { addAll } from '../../text/addAll.ts';
import { type Said, say } from '../../text/message.ts';
import type { YamlEntry, YamlNode } from '../../text/yaml/yamlNode.ts';
import { nameOf, namespaceOf } from '../engine/metadata.ts';
import { groupOf, type KubernetesObject, type ObjectShape } from '../engine/objectShape.ts';
import { asInteger, fieldOf, isNull, locationOf, mapContainer, type ObjectContext } from '../engine/yamlFields.ts';
import { requestedVolumes } from './claimRequest.ts';
import { misspelledInPod, misspelledInTolerations } from './misspelledFields.ts';
import { operatorTimes } from './operatorTimes.ts';
import { asPartial } from './partialWorkload.ts';
import { readPodFields } from './podSpec.ts';
import { readVolumes } from './podVolumes.ts';
import { refuseInToleration, refuseOtherTypes } from './refusedTypes.ts';
import { openKeys } from './templatedParts.ts';
import { machineVolumes, stopsByItself } from './virtualMachine.ts';

export const operatorResource: ObjectShape = {
  id: 'operator',
  isForeign: true,
  kinds: OPERATOR_KINDS.map(({ kind }) => kind),
  recognises: (object) => kindOf(object) !== undefined && object.root.get('spec').kind === 'map',
  read(object, context, into) {
    const row = kindOf(object);
    for (const part of row?.parts ?? []) {
      const keys = keysTo(part);
      const written = maps(object.root, keys);
      const isMade = written.length === 0 && part.always === true;
      const found = (isMade ? [holderOf(object.root, keys)] : written).filter((map) => isWanted(part, map));
      for (const [at, map] of found.entries()) {
        const item = map.get('name').text || map.path('metadata', 'name').text || String(at);
        const names = [...(found.length > 1 ? [item] : []), ...(part.name === '' ? [] : [part.name])];
        if (row !== undefined) readPart({ object, row, part, map, name: names.join('-') }, context, into);
      }
    }
  },
};

const BY: Partial<Record<OperatorReplacement, Said>> = {
  StatefulSet: say`in StatefulSets`,
  Deployment: say`in a Deployment`,
  DaemonSet: say`in a DaemonSet`,
};

function kindOf({ apiVersion, kind }: KubernetesObject): OperatorKind | undefined {
  return operatorKind(`${groupOf(apiVersion)}/${kind}`);
}

function keysTo({ at }: OperatorPart): readonly string[] {
  return at === '' ? ['spec'] : ['spec', ...at.split('.')];
}

/** The maps at a path; `[]` behind a key stands for each item of its list. */
function maps(node: YamlNode, [key, ...others]: readonly string[]): readonly YamlNode[] {
  if (key === undefined) return node.kind === 'map' ? [node] : [];
  if (!key.endsWith('[]')) return maps(node.get(key), others);
  return node
    .get(key.slice(0, -2))
    .items()
    .flatMap((item) => maps(item, others));
}

/** Whether its fields say what they must for it to be made. */
function isWanted({ when = '' }: OperatorPart, map: YamlNode): boolean {
  return when.split(' ').every((condition) => {
    const [, not, path = '', value] = /^(!?)([\w.]+)(?:=(\w+))?$/.exec(condition) ?? [];
    if (path === '') return true;
    const field = map.path(...path.split('.'));
    return (value === undefined ? field.isWritten : field.text === value) === (not === '');
  });
}

/** Whether its pods keep nothing where no storage is written: nothing that a template may add says otherwise. */
function keepsNothing({ elseNothing }: OperatorPart, map: YamlNode): boolean {
  if (elseNothing === undefined || openKeys(map).volumes) return false;
  return elseNothing.split(' ').every((path) => path === '' || !map.path(...path.split('.')).isWritten);
}

/** The nearest map on the way to a part that is not written. */
function holderOf(root: YamlNode, keys: readonly string[]): YamlNode {
  const paths = keys.map((_, index) => root.path(...keys.slice(0, index)));
  return paths.findLast((node) => node.kind === 'map') ?? root;
}

interface FoundPart {
  readonly object: KubernetesObject;
  readonly row: OperatorKind;
  readonly part: OperatorPart;
  readonly map: YamlNode;
  readonly name: string;
}

function readPart({ object, row, part, map, name }: FoundPart, context: ObjectContext, into: ReadingBuilder): void {
  const { apiVersion, kind, root } = object;
  const spec = part.pod === undefined ? map : map.path(...part.pod.split('.'));
  const firstOf = (paths: string) =>
    paths.split(' ').flatMap((path) => entryAt(...from(part, spec, root, path)) ?? [])[0];
  const tolerations = firstOf(part.tolerations ?? 'tolerations');
  const grace = firstOf(part.grace ?? 'terminationGracePeriodSeconds');
  const namespace = namespaceOf(root);
  const named = root.path('metadata', 'name');
  const isMachine = row.kind.startsWith('kubevirt.io/');
  const written = isMachine
    ? machineVolumes(object, map, namespace, context)
    : [...readVolumes(spec, [], context), ...storageOf(part, map, object.root, namespace, context)];
  const isOnNode = part.elseOnNode === true && written.length === 0;
  const volumes = isOnNode ? [filesOnNode(map, context)] : written;
  const pod = readPodFields(spec.kind === 'map' ? spec : map, tolerations, grace, context);
  const failover =
    row.failover === undefined || name !== '' ? undefined : operatorTimes(row.failover, root.get('spec'));
  const seconds =
    part.graceAnnotation === undefined
      ? pod.terminationGracePeriodSeconds
      : fieldOf(context, root.path('metadata', 'annotations').entry(part.graceAnnotation), wholeNumber);
  const stays = isOnNode || (part.movesIf !== undefined && map.get(part.movesIf).text !== 'true');
  const workload: Workload = {
    ...locationOf(context.file, named.kind === 'scalar' ? named : root.get('kind')),
    kind: part.replacement ?? row.replacement,
    writtenKind: kind,
    operator: {
      by: part.replacement === undefined ? row.by : (BY[part.replacement] ?? row.by),
      ...(row.ownsPods && part.replacement !== 'Deployment' && { ownsPods: true as const }),
      ...(failover && { failover }),
    },
    apiVersion,
    namespace,
    name: name === '' ? nameOf(root) : `${nameOf(root)}/${name}`,
    objectRange: root.fullRange,
    replicas:
      stopsByItself(object, context) ??
      fieldOf(context, entryAt(...from(part, map, root, part.replicas ?? 'replicas')), asInteger),
    strategy: undefined,
    maxSurge: undefined,
    podReplacementPolicy: undefined,
    hasPodFailurePolicy: false,
    pod: {
      ...pod,
      terminationGracePeriodSeconds: seconds && asOperatorReads(seconds, part),
      ...(part.graceDefault !== undefined && { defaultGraceSeconds: part.graceDefault }),
      ...(part.unreachable !== undefined && !stays && { unreachableSeconds: part.unreachable }),
      ...(stays && { oneHost: locationOf(context.file, map) }),
      volumes,
      moreVolumes: part.storage.length > 0 && volumes.length === 0 && !keepsNothing(part, map),
      ...(part.grace === undefined ? {} : { inserter: { add: () => [] } }),
    },
    inserter: mapContainer(context.file, map),
  };
  into.workloads.push(context.isHalfRead ? asPartial(workload, 'template') : workload);
  if (part.pod !== undefined) addAll(into.problems, misspelledInPod(spec, context));
  checkTolerations(tolerations, grace, context, into);
}

/** What the API or the operator refuses or drops there. */
export function checkTolerations(
  tolerations: YamlEntry | undefined,
  grace: YamlEntry | undefined,
  context: ObjectContext,
  into: ReadingBuilder,
): void {
  if (grace !== undefined) refuseOtherTypes(grace.value, [grace.key], context, into);
  if (tolerations === undefined) return;
  addAll(into.problems, misspelledInTolerations(tolerations.value, context));
  for (const toleration of tolerations.value.items()) refuseInToleration(toleration, context, into);
}

function entryAt(node: YamlNode, path: string): YamlEntry | undefined {
  const keys = path.split('.');
  const entry = node.path(...keys.slice(0, -1)).entry(keys.at(-1) ?? '');
  return entry === undefined || isNull(entry.value) ? undefined : entry;
}

/** Where a path begins: `../` stands for what holds the part, or its list. */
function from(part: OperatorPart, map: YamlNode, root: YamlNode, path: string): readonly [YamlNode, string] {
  if (!path.startsWith('../')) return [map, path];
  return [root.path(...keysTo(part).slice(0, -1)), path.slice(3)];
}

function storageOf(
  part: OperatorPart,
  map: YamlNode,
  root: YamlNode,
  namespace: string,
  context: ObjectContext,
): readonly VolumeUse[] {
  return part.storage.flatMap((path) => {
    const [holder, below] = from(part, map, root, path);
    const request = holder.path(...below.split('.'));
    return requestedVolumes(request, path.split(/[./]/).at(-1) ?? path, namespace, context);
  });
}

/** Annotations hold text. */
function wholeNumber({ text }: YamlNode): number | undefined {
  return /^\d{1,9}$/.test(text) ? Number(text) : undefined;
}

/** Its files lie on the node that it was started on. */
function filesOnNode(map: YamlNode, context: ObjectContext): VolumeUse {
  const source = { kind: 'inline', volume: { type: 'hostPath', driver: undefined } } as const;
  return { ...locationOf(context.file, map), name: 'data', source, readOnly: false };
}

/** The seconds that the pods get for those that are written. */
function asOperatorReads(field: Field<number>, { graceForZero, graceExtra = 0 }: OperatorPart): Field<number> {
  if (graceForZero === undefined && graceExtra === 0) return field;
  const value = mapValue(field.value, (seconds) =>
    seconds === 0 ? (graceForZero ?? graceExtra) : seconds + graceExtra,
  );
  return { ...field, value: value.known ? known(value.value) : value };
}
