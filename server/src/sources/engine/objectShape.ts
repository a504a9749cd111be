// A shape of object: what tells it, and how it is read.

import type { ReadingBuilder } from '../../model/readingParts.ts';
import type { YamlNode } from '../../text/yaml/yamlNode.ts';
import type { ObjectContext } from './yamlFields.ts';

/** An object as read from a document: an item of a `List` is one of its own. */
export interface KubernetesObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly root: YamlNode;
}

/** A shape of object: what tells it, and how it is read. One file a shape; registered in `registry.ts`. */
export interface ObjectShape {
  /** Kebab-case, stable; the `source` of what it reads. */
  readonly id: string;
  /**
   * Kinds that it reads, as `group/Kind` (`/Pod` for the core group), and texts one of which a document without them
   * holds. They tell foreign documents before they are parsed; one that has neither is read only when others ask for it.
   */
  readonly kinds?: readonly string[];
  readonly marks?: readonly string[];
  /** Tells documents that it may read by more than a kind or a text; linear. */
  mayHold?(document: string): boolean;
  /** Resources of other programs: one that cannot be parsed is only worth knowing. */
  readonly isForeign?: true;
  /** Reads what no other shape knows: objects inside an object are looked at before it. */
  readonly isFallback?: true;
  /** By `apiVersion` and `kind`; for shapes without them by the keys of the root. */
  recognises(object: KubernetesObject): boolean;
  read(object: KubernetesObject, context: ObjectContext, into: ReadingBuilder): void;
}

/** The group of an `apiVersion`; empty for the core group. */
export function groupOf(apiVersion: string): string {
  const slash = apiVersion.indexOf('/');
  return slash < 0 ? '' : apiVersion.slice(0, slash);
}
