import type { Component } from '../../model/setting.ts';
import { groupOf, type KubernetesObject, type ObjectShape } from '../objectShape.ts';
import { addReading, emptyReading } from '../readingBuilder.ts';
import type { NestedReader } from '../source.ts';
import type { ArgumentForm } from './extraArguments.ts';
import { spotsAt } from './objectPath.ts';
import { readPart } from './partReaders.ts';

/** What stands at a place of an object. */
export type Holding =
  /** Flags as a map `name: value`, or as a list of `name` and `value`; `form` where only one of them is taken. */
  | { readonly holds: 'arguments'; readonly component: Component; readonly form?: ArgumentForm }
  /** A command line: a list of words. */
  | { readonly holds: 'words'; readonly component: Component }
  /** One flag an item, `name=value`, with or without dashes; one alone may stand without a list. */
  | { readonly holds: 'pairs'; readonly component: Component }
  /** Fields of a KubeletConfiguration. */
  | { readonly holds: 'kubelet-fields' }
  /** Fields of its own that stand for flags or for fields of a KubeletConfiguration. */
  | { readonly holds: 'own-fields'; readonly component: Component; readonly fields: readonly OwnField[] }
  /** A Kubernetes version: of the cluster, or of a component's machines. */
  | { readonly holds: 'version'; readonly component?: Component }
  | { readonly holds: 'image'; readonly component: Component }
  /** Text that is a file of its own; `path` says what it is for. */
  | { readonly holds: 'text'; readonly path: string }
  /** A tree with files in it, each with a path and a content. */
  | { readonly holds: 'files' };

/** A field, the flag or field that it stands for, and the unit that its bare number has. */
export type OwnField = readonly [field: string, name: string, unit?: 's'];

/** A path as `spotsAt` takes it, and what stands there. */
export type Part = Holding & { readonly at: string };

/** A shape of object that only says where settings stand. */
export interface SettingsRow {
  /** Kebab-case, stable; the `source` of what is read. */
  readonly id: string;
  /** As people call it. */
  readonly title: string;
  readonly marks: readonly string[];
  /**
   * `group/Kind`, the group empty for none, or `group/version/Kind` where versions differ. Without it, what stands at the
   * parts' places tells the shape.
   */
  readonly kinds?: readonly string[];
  /** Keys of the root all of which an object of this shape has. */
  readonly requires?: readonly string[];
  /** Keys of the root one of which it has: what no other program has beside the parts. */
  readonly anyOf?: readonly string[];
  readonly parts: readonly Part[];
  /** All parts of an object speak of one process each component, wherever they stand in it. */
  readonly together?: true;
}

/** Makes a reader of a row of data. */
export function tableShape(row: SettingsRow, nested: NestedReader): ObjectShape {
  return {
    id: row.id,
    title: row.title,
    marks: row.marks,
    recognises: (object) =>
      isOfKind(row, object) && hasKeys(row, object) && (row.kinds !== undefined || row.parts.some(stands(object))),
    read({ root }, context, into) {
      const own = row.together ? emptyReading() : into;
      const reading = { context, source: row.id, nested, into: own };
      for (const part of row.parts) for (const spot of spotsAt(root, part.at)) readPart(reading, part, spot);
      if (own === into) return;
      // Settings belong to the carrier before them: with all of them at the start there is one.
      const range = root.context.fragment.locate({ start: root.span.start, end: root.span.start });
      const carriers = own.carriers.map((carrier) => ({ ...carrier, range }));
      addReading(into, { ...own, carriers, invocations: [] });
    },
  };
}

function isOfKind({ kinds }: SettingsRow, { apiVersion, kind }: KubernetesObject): boolean {
  return kinds === undefined || [groupOf(apiVersion), apiVersion].some((at) => kinds.includes(`${at}/${kind}`));
}

function hasKeys({ requires = [], anyOf }: SettingsRow, { root }: KubernetesObject): boolean {
  return requires.every((key) => root.has(key)) && (anyOf === undefined || anyOf.some((key) => root.has(key)));
}

/** Versions and files tell nothing: other programs have them, too. */
function stands({ root }: KubernetesObject): (part: Part) => boolean {
  return (part) => {
    if (part.holds === 'version' || part.holds === 'image' || part.holds === 'files') return false;
    const spots = spotsAt(root, part.at);
    if (part.holds !== 'own-fields') return spots.length > 0;
    return spots.some(({ node }) => part.fields.some(([field]) => node.has(field)));
  };
}
