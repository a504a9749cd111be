// An operation of a JSON patch, for the object that a kustomization applies it to.
import type { PatchedParts, PatchOperation } from '../../model/patch.ts';
import { emptyReading } from '../../model/readingParts.ts';
import { YamlNode } from '../../text/yaml/yamlNode.ts';
import type { KubernetesObject, ObjectShape } from '../engine/objectShape.ts';
import { locationOf, type ObjectContext } from '../engine/yamlFields.ts';
import { storage } from './storageObjects.ts';
import { workload } from './workloadObject.ts';

const OPERATIONS: ReadonlySet<string> = new Set<PatchOperation['op']>([
  'add',
  'replace',
  'remove',
  'move',
  'copy',
  'test',
]);
const SHAPES: readonly ObjectShape[] = [workload, storage];

/** What paths of operations on workloads and storage hold. */
export const OPERATION_MARKS: readonly string[] = [
  '/spec/template',
  '/spec/jobTemplate',
  '/spec/replicas',
  '/spec/strategy',
  '/spec/updateStrategy',
  '/spec/volumeClaimTemplates',
  '/spec/accessModes',
  '/spec/storageClassName',
  '/provisioner',
];

/** An operation, for the object that a kustomization applies it to. */
export function readOperation(node: YamlNode, context: ObjectContext): PatchOperation | undefined {
  const op = node.get('op').text;
  if (!OPERATIONS.has(op)) return undefined;
  const at = node.get('path');
  const path = keysOf(at);
  const from = node.get('from');
  const value = node.get('value');
  return {
    ...locationOf(context.file, at),
    op: op as PatchOperation['op'],
    path,
    ...(from.text !== '' && { from: keysOf(from) }),
    readAs: (apiVersion, kind) => readPart({ apiVersion, kind, root: YamlNode.standingAt(value, path, at) }, context),
  };
}

function keysOf({ text }: YamlNode): readonly string[] {
  return text.split('/').slice(1).map(unescapeKey);
}

/** JSON pointers write `/` as `~1` and `~` as `~0`. */
function unescapeKey(key: string): string {
  return key.replaceAll('~1', '/').replaceAll('~0', '~');
}

function readPart(object: KubernetesObject, context: ObjectContext): PatchedParts {
  const reading = emptyReading();
  SHAPES.find((shape) => shape.recognises(object))?.read(object, context, reading);
  return reading;
}
