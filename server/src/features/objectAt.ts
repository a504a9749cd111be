// What stands at a position of an object: its kind and name, and the field, known by who owns it.

import { LONGHORN_POLICY_SETTING } from '../kubernetes/actors.ts';
import { type FieldOwner, type ObjectField, objectField } from '../kubernetes/objectFields.ts';
import type { Position, Range } from '../text/position.ts';
import { placeAt, type YamlPlace } from '../text/yaml/placeAt.ts';
import type { YamlNode } from '../text/yaml/yamlNode.ts';

/** A place in an object with a kind. */
export interface ObjectPosition {
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
  /** Empty where none is written. */
  readonly namespace: string;
  /** Keys below the object's root, indexes of lists left out. */
  readonly path: readonly string[];
  /** The field's key where the position is at it, or at its scalar. */
  readonly range: Range;
  readonly part: YamlPlace['part'];
  /** As written; `undefined` for a map or a list. */
  readonly value: string | undefined;
  readonly field: ObjectField | undefined;
  /** The map or list around the position, the innermost first. */
  readonly around: readonly YamlNode[];
}

/** `undefined` outside of objects, and where nothing can be parsed. */
export function objectPositionAt(text: string, position: Position): ObjectPosition | undefined {
  const place = placeAt(text, position);
  if (place === undefined) return undefined;
  const { path, nodes } = place;
  const depth = nodes.findLastIndex((node) => node.get('kind').text !== '' && node.get('apiVersion').text !== '');
  const root = nodes[depth];
  if (root === undefined) return undefined;
  const keys = path.slice(depth).filter((key) => !/^\d+$/.test(key));
  const kind = root.get('kind').text;
  const last = nodes.at(-1);
  const item = path.at(-1) ?? '';
  const node = last?.kind === 'sequence' ? last.items()[Number(item)] : last?.get(item);
  return {
    apiVersion: root.get('apiVersion').text,
    kind,
    name: written(root.path('metadata', 'name')),
    namespace: written(root.path('metadata', 'namespace')),
    path: keys,
    range: place.range,
    part: place.part,
    value: node?.kind === 'scalar' ? written(node) : undefined,
    field: fieldOf(kind, root, keys),
    around: nodes.slice(depth).toReversed(),
  };
}

/** A template is shown as it stands there, not as what stands for it while YAML is read. */
function written(node: YamlNode): string {
  return node.isTemplated ? node.source : node.text;
}

/** Where the `spec` of pods stands, by kind; of all others below a template. */
const POD_SPEC: ReadonlyMap<string, readonly string[]> = new Map([
  ['Pod', ['spec']],
  ['CronJob', ['spec', 'jobTemplate', 'spec', 'template', 'spec']],
]);
const IN_TEMPLATE = ['spec', 'template', 'spec'];
const OWN_KINDS: ReadonlySet<string> = new Set<FieldOwner>([
  'StorageClass',
  'CSIDriver',
  'PersistentVolume',
  'NodeHealthCheck',
  'MachineHealthCheck',
  'SelfNodeRemediationConfig',
]);

/** The owner of a path, and what is left of it. */
export function ownerOf(kind: string, path: readonly string[]): readonly [FieldOwner, readonly string[]] | undefined {
  if (OWN_KINDS.has(kind)) return [kind as FieldOwner, path];
  if (kind.endsWith('RemediationTemplate')) return ['RemediationTemplate', path];
  if (kind === 'PersistentVolumeClaim') return below(path, ['spec'], 'claim');
  const inPod = below(path, POD_SPEC.get(kind) ?? IN_TEMPLATE, 'pod');
  if (inPod !== undefined) {
    const [first, ...rest] = inPod[1];
    return first === 'tolerations' && rest.length > 0 ? ['toleration', rest] : inPod;
  }
  return (
    below(path, ['spec', 'volumeClaimTemplates', 'spec'], 'claim') ??
    below(path, ['spec', 'jobTemplate', 'spec'], 'workload') ??
    below(path, ['spec'], 'workload')
  );
}

function below(path: readonly string[], start: readonly string[], owner: FieldOwner) {
  const isBelow = path.length > start.length && start.every((key, index) => path[index] === key);
  return isBelow ? ([owner, path.slice(start.length)] as const) : undefined;
}

function fieldOf(kind: string, root: YamlNode, path: readonly string[]): ObjectField | undefined {
  if (kind === 'Setting') {
    const isPolicy = root.path('metadata', 'name').text === LONGHORN_POLICY_SETTING;
    return isPolicy ? objectField('LonghornSetting', path) : undefined;
  }
  const found = ownerOf(kind, path);
  const facts = found && objectField(found[0], found[1]);
  return facts?.kinds === undefined || facts.kinds.includes(kind) || (kind === 'CronJob' && facts.kinds.includes('Job'))
    ? facts
    : undefined;
}
