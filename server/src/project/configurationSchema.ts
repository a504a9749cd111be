// What of a document does not fit the schema of the configuration file.
import { type OutputUnit, type Schema, Validator } from '@cfworker/json-schema';
import { isAlias, isMap, isScalar, isSeq, type Node, type Pair } from 'yaml';
import schema from '../../../schemas/kube-node-lifecycle.schema.json' with { type: 'json' };
import { nearest } from '../model/nearest.ts';

/** Something that does not fit the schema. */
export interface SchemaError {
  /** One sentence. */
  readonly message: string;
  /** The value at which it stands. */
  readonly node: Node;
  /** The entry whose key is wrong, where it is the key. */
  readonly pair: Pair | undefined;
}

const validator = new Validator(schema as unknown as Schema, '2020-12', false);

/** Deeper than any configuration; what lies below is left out. */
const MAX_DEPTH = 20;

/** What of a document does not fit the schema, in the order of the document. */
export function schemaErrors(root: Node): SchemaError[] {
  const { errors } = validator.validate(plainValue(root, MAX_DEPTH));
  const deepest = errors.filter(
    (error) => !errors.some((other) => other !== error && isCause(other.instanceLocation, error.instanceLocation)),
  );
  const found = new Map<string, SchemaError>();
  for (const error of deepest) {
    const at = find(root, error.instanceLocation);
    if (at !== undefined && !found.has(error.instanceLocation)) found.set(error.instanceLocation, describe(error, at));
  }
  return [...found.values()].sort((a, b) => (a.node.range?.[0] ?? 0) - (b.node.range?.[0] ?? 0));
}

/** The schema reports every level above an error as well. */
function isCause(inner: string, outer: string): boolean {
  return inner.startsWith(`${outer}/`);
}

interface Place {
  readonly node: Node;
  readonly pair: Pair | undefined;
}

function describe({ keyword, error }: OutputUnit, { node, pair }: Place): SchemaError {
  const key = isScalar(pair?.key) ? String(pair.key.value) : '';
  const isKey = keyword === 'false' || keyword === 'propertyNames';
  const message = isKey ? `${key} is no setting of this file.` : valueMessage(key, keyword, error, node);
  return { message, node, pair: isKey ? pair : undefined };
}

/** A word that is none of those which may stand there, with the nearest of them; else what the schema says. */
function valueMessage(key: string, keyword: string, error: string, node: Node): string {
  const severities = schema.$defs.severity.enum;
  const words =
    key === 'profile' ? schema.properties.profile.enum : keyword === '$ref' || keyword === 'enum' ? severities : [];
  const value = isScalar(node) ? String(node.value) : '';
  if (words.length === 0 || value === '' || words.includes(value)) {
    return `${key === '' ? 'This' : key}: ${sentence(error)}`;
  }
  const near = nearest(value, words, 3) ?? words.find((word) => word.startsWith(value));
  const meant = near === undefined ? '' : ` Meant: ${near}.`;
  return `${key}: ${value} is none of ${words.join(', ')}.${meant}`;
}

function sentence(text: string): string {
  return text.endsWith('.') ? text : `${text}.`;
}

/** The node that a JSON pointer of the validator (`#/clusters/0/name`) means. */
function find(root: Node, pointer: string): Place | undefined {
  let place: Place = { node: root, pair: undefined };
  for (const part of pointer.split('/').slice(1)) {
    const key = decodeURIComponent(part).replaceAll('~1', '/').replaceAll('~0', '~');
    const next = child(place, key);
    if (next === undefined) return place;
    place = next;
  }
  return place;
}

function child({ node, pair }: Place, key: string): Place | undefined {
  if (isSeq(node)) {
    const item = node.items[Number(key)];
    return item === undefined || item === null ? undefined : { node: item as Node, pair };
  }
  if (!isMap(node)) return undefined;
  const own = node.items.findLast((each) => isScalar(each.key) && String(each.key.value) === key);
  if (own === undefined) return undefined;
  return { node: (own.value ?? own.key) as Node, pair: own };
}

/** Plain data without aliases; a number keeps what is written as long as it is a version's. */
function plainValue(node: unknown, depth: number): unknown {
  if (depth === 0 || isAlias(node)) return null;
  if (isSeq(node)) return node.items.map((item) => plainValue(item, depth - 1));
  if (isMap(node)) {
    const entries = node.items.map((pair): [string, unknown] => [
      isScalar(pair.key) ? String(pair.key.value) : '',
      plainValue(pair.value, depth - 1),
    ]);
    return Object.fromEntries(entries);
  }
  return isScalar(node) ? node.value : null;
}
