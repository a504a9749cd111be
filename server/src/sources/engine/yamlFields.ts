// Fields of objects with their places, as values that are known or not.
import { ALWAYS, type Branch } from '../../model/branch.ts';
import type { Field } from '../../model/field.ts';
import type { FileEdit, Inserter, Location, Rewriter } from '../../model/location.ts';
import { known, optional, unknown, type Value } from '../../model/value.ts';
import type { Span, TextEdit } from '../../text/position.ts';
import type { BranchRegion } from '../../text/templates/templateBranches.ts';
import { firstBehind } from '../../text/templates/templateMask.ts';
import { addEntry, removeEntry, renameKey, replaceScalar } from '../../text/yaml/edit.ts';
import type { YamlEntry, YamlNode } from '../../text/yaml/yamlNode.ts';
import { branchOf } from './branches.ts';

/** What reading one object needs beside its nodes. */
export interface ObjectContext {
  readonly file: string;
  /** Parts that a template may leave out (`{% if %}`), unless the whole object stands inside; in order, none in another. */
  readonly conditional: readonly Span[];
  /** The ways of the templates of its document. */
  readonly regions?: readonly BranchRegion[];
  /** Its document changes another one: a null deletes what stands there. */
  readonly isPatch?: boolean;
  /** Its document could not be read to the end without rendering its templates: what is not there may be. */
  readonly isHalfRead?: boolean;
  /** A statement of a template that moves what stands behind it: what is part of which map or list is not sure. */
  readonly moving?: Span;
  /** The whole object. */
  readonly object?: Span;
  /** Nodes that are read as objects of their own. */
  readonly taken?: ReadonlySet<unknown>;
}

export function inFile(file: string, edits: readonly TextEdit[]): readonly FileEdit[] {
  return edits.map((edit) => ({ ...edit, file }));
}

export function locationOf(file: string, node: YamlNode): Location {
  return { file, range: node.range };
}

export function isConditional({ conditional }: ObjectContext, span: Span): boolean {
  if (conditional.length === 0) return false;
  const region = conditional[firstBehind(conditional, span.start)];
  return region !== undefined && region.start <= span.start && span.end <= region.end;
}

/** The way of a template in which a node stands; the ways of the whole object left out. */
export function branchAt({ regions = [], object }: ObjectContext, node: YamlNode, whole?: Span): Branch {
  if (regions.length === 0) return ALWAYS;
  return branchOf(node.context.fragment, regions, whole ?? node.span, object);
}

/** What a scalar says, where it can be read; `convert` gives `undefined` for a value of another type. */
export function readValue<T>(
  context: ObjectContext,
  node: YamlNode,
  convert: (node: YamlNode) => T | undefined,
): Value<T> {
  const value = writtenValue(node, convert);
  return context.conditional.length > 0 && isConditional(context, node.span) ? optional(node.source, value) : value;
}

function writtenValue<T>(node: YamlNode, convert: (node: YamlNode) => T | undefined): Value<T> {
  if (node.isTemplated) return unknown('template', node.source);
  const value = convert(node);
  return value === undefined ? unknown('invalid', node.source) : known(value);
}

/** A field of an object; `undefined` where it is not written or null. */
export function fieldOf<T>(
  context: ObjectContext,
  entry: YamlEntry | undefined,
  convert: (node: YamlNode) => T | undefined,
): Field<T> | undefined {
  if (entry === undefined || isNull(entry.value)) return undefined;
  const { file } = context;
  return {
    value: readValue(context, entry.value, convert),
    file,
    range: entry.value.range,
    fullRange: entry.map.context.fragment.locate(entry.span),
    rewriter: entryPlace(file, entry),
  };
}

/** `null`, `~` and nothing at all are a field that is not written, to every decoder of Kubernetes but that of durations. */
export function isNull(node: YamlNode): boolean {
  return node.isNull && !node.isTemplated;
}

export function entryPlace(file: string, entry: YamlEntry): Rewriter {
  return {
    replace: (value) => inFile(file, replaceScalar(entry.value, value)),
    remove: () => inFile(file, removeEntry(entry)),
    rename: (name) => inFile(file, renameKey(entry, name)),
  };
}

export function mapContainer(file: string, map: YamlNode): Inserter {
  return {
    add(name, value) {
      const nothing = map.ownEntries().find(({ key, value: written }) => key === name && isNull(written));
      if (nothing === undefined || typeof value === 'object') return inFile(file, addEntry(map, name, value));
      return inFile(
        file,
        replaceScalar(nothing.value, String(value), typeof value === 'string' ? 'as-before' : 'bare'),
      );
    },
  };
}

/** A string; other scalars are of the wrong type. */
export function asString(node: YamlNode): string | undefined {
  return node.scalarType === 'string' ? node.text : undefined;
}

/** A whole number, however it is written; what a decoder of Kubernetes refuses stays apart (`30s`, `"30"`). */
export function asInteger(node: YamlNode): number | undefined {
  const { meaning } = node;
  if (typeof meaning !== 'bigint') return undefined;
  const value = Number(meaning);
  return Number.isSafeInteger(value) ? value : undefined;
}

/** Whether a number fits into 64 bits, as Kubernetes keeps seconds. */
export function isInt64(node: YamlNode): boolean {
  const { meaning } = node;
  return typeof meaning === 'bigint' && BigInt.asIntN(64, meaning) === meaning;
}

/** A whole number of 64 bits; beyond 2^53 the nearest one that a number here can be. */
export function asInteger64(node: YamlNode): number | undefined {
  return isInt64(node) ? Number(node.meaning) : undefined;
}

export function asBoolean(node: YamlNode): boolean | undefined {
  const { meaning } = node;
  return typeof meaning === 'boolean' ? meaning : undefined;
}

/** Any scalar's text. */
export function asText(node: YamlNode): string | undefined {
  return node.kind === 'scalar' ? node.text : undefined;
}
