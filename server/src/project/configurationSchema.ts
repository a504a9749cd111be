// What of a document does not fit the schema of the configuration file.

import { type OutputUnit, type Schema, Validator } from '@cfworker/json-schema';
import { isAlias, isMap, isScalar, isSeq, type Node, type Pair } from 'yaml';
import schema from '../../../schemas/kube-node-lifecycle.schema.json' with { type: 'json' };
import { nearest } from '../model/nearest.ts';
import { listed, type Said, say, sentencesOf } from '../text/message.ts';

/** Something that does not fit the schema. */
export interface SchemaError {
  /** One sentence. */
  readonly message: Said;
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
  // Of one place the innermost part of the schema says what is wrong; it is reported last. Of several ways none is wanted most.
  const last = deepest.filter(({ keyword }) => keyword !== '$ref').reverse();
  const choices = last.filter(({ keyword }) => keyword === 'anyOf');
  for (const error of [...choices, ...last]) {
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
  const isRule = keyword === 'pattern' && key !== 'kubernetesVersion';
  const isKey = isRule || keyword === 'false' || keyword === 'propertyNames';
  const message = isKey
    ? isRule
      ? say`${key} is no rule.`
      : say`${key} is no setting of this file.`
    : valueMessage(key, keyword, error, { node, pair });
  return { message, node, pair: isKey ? pair : undefined };
}

/** What an entry of a list must have, where it has none of it. */
const NEEDED: ReadonlyMap<string, Said> = new Map([
  ['clusters', say`root or files, or both`],
  ['overrides', say`files or objects, or both`],
]);

const SHAPES: readonly (readonly [string, Said])[] = [
  ['array', say`a list`],
  ['object', say`a map`],
  ['string', say`text`],
  ['integer', say`a whole number`],
];

function valueMessage(key: string, keyword: string, error: string, { node, pair }: Place): Said {
  const value = isScalar(node) ? String(node.source ?? node.value) : '';
  const subject = key === '' ? say`This file` : pair?.value === node ? key : say`An entry of ${key}`;
  if (keyword === 'enum') return wordMessage(key, value);
  if (keyword === 'anyOf') return say`An entry of ${key} needs ${NEEDED.get(key) ?? say`more`}.`;
  if (keyword === 'required') return say`An entry of ${key} needs ${/"(\w+)"\.?$/.exec(error)?.[1] ?? say`more`}.`;
  if (key === 'kubernetesVersion') return say`kubernetesVersion: ${value || say`this`} is no version, such as 1.33.`;
  if (keyword === 'minItems' || keyword === 'minLength') return say`${subject} is empty.`;
  const expected = SHAPES.find(([type]) => keyword === 'type' && error.endsWith(`Expected "${type}".`));
  if (expected !== undefined) return say`${subject} must be ${expected[1]}.`;
  return say`${subject}: ${error.endsWith('.') ? error : `${error}.`}`;
}

/** A word that is none of those which may stand there, with the nearest of them. */
function wordMessage(key: string, value: string): Said {
  const words = key === 'profile' ? schema.properties.profile.enum : schema.$defs.severity.enum;
  if (value === '') return say`${key} must be one of ${listed(words)}.`;
  const near = words.find((word) => word.startsWith(value)) ?? nearest(value, words, Math.min(3, value.length - 1));
  const meant = near === undefined ? '' : say`Meant: ${near}.`;
  return sentencesOf([say`${key}: ${value} is none of ${listed(words)}.`, meant]);
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

/** Plain data without aliases. */
function plainValue(node: unknown, depth: number): unknown {
  if (depth === 0 || isAlias(node)) return null;
  if (isSeq(node)) return node.items.map((item) => plainValue(item, depth - 1));
  if (isMap(node)) {
    return Object.fromEntries(node.items.map((pair) => plainEntry(pair, depth)));
  }
  return isScalar(node) ? node.value : null;
}

/** 1.30 without quotes is a number, and not 1.3. */
function plainEntry({ key, value }: Pair, depth: number): [string, unknown] {
  const name = isScalar(key) ? String(key.value) : '';
  if (name === 'kubernetesVersion' && isScalar(value) && typeof value.value === 'number') return [name, value.source];
  return [name, plainValue(value, depth - 1)];
}
