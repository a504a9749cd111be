// Clusters that objects describe, told apart by the names that they have there.
import type { Location } from '../model/location.ts';
import type { ClusterMention, Reading } from '../model/reading.ts';
import { PARTS_OF_PLACE } from '../model/readingParts.ts';
import type { PersistentVolumeClaim } from '../model/storage.ts';
import { comparePositions, lastBefore, type Position } from '../text/position.ts';

/** A cluster that an object of a file describes, by the name that it has there. */
export interface Identity {
  /** Equal for objects of one cluster. */
  readonly key: string;
  readonly name: string;
  readonly isOfMachine: boolean;
}

const identities = new WeakMap<Reading, ReadonlyMap<string, Identity>>();

/** The clusters of a file's objects that have a name of their own, by their keys. */
export function identitiesOf(reading: Reading | undefined): ReadonlyMap<string, Identity> {
  const known = reading && identities.get(reading);
  if (known !== undefined) return known;
  const byKey = new Map<string, Identity>();
  for (const { kind, name, isOfMachine = false } of describedIn(reading)) {
    if (name !== undefined) byKey.set(keyOf(kind, name), { key: keyOf(kind, name), name, isOfMachine });
  }
  if (reading !== undefined) identities.set(reading, byKey);
  return byKey;
}

function keyOf(kind: string, name: string): string {
  return `${kind} ${name}`;
}

/** Clusters that a file describes, named or not, in order; parts of one that are clusters by their kind (patches of kind's) left out. */
export function describedIn(reading: Reading | undefined): readonly ClusterMention[] {
  const { clusters = [] } = reading ?? {};
  const outer: ClusterMention[] = [];
  for (const mention of [...clusters].sort((a, b) => comparePositions(a.range.start, b.range.start))) {
    const before = outer.at(-1);
    if (before === undefined || comparePositions(before.range.end, mention.range.end) < 0) outer.push(mention);
  }
  return outer;
}

const slices = new WeakMap<Reading, ReadonlyMap<string, Reading>>();

/**
 * What a file of several clusters says of one: its object, and what stands behind it up to the next one's. What stands
 * before all of them is said of each.
 */
export function sliceReading(reading: Reading, key: string): Reading {
  const known = slices.get(reading) ?? cut(reading);
  slices.set(reading, known);
  return known.get(key) ?? reading;
}

function cut(reading: Reading): ReadonlyMap<string, Reading> {
  const mentions = describedIn(reading);
  const keys = mentions.map(({ kind, name }) => (name === undefined ? '' : keyOf(kind, name)));
  const starts = mentions.map(({ range }) => range.start);
  const divide = <T>(items: readonly T[], startOf: (item: T) => Position): ReadonlyMap<string, readonly T[]> => {
    const parts = new Map<string, T[]>(keys.map((key) => [key, []]));
    for (const item of items) {
      const owner = lastBefore(starts, startOf(item));
      if (owner >= 0) parts.get(keys[owner] ?? '')?.push(item);
      else for (const part of parts.values()) part.push(item);
    }
    return parts;
  };
  const byPlace = PARTS_OF_PLACE.map(
    (part) =>
      [part, divide<Location | PersistentVolumeClaim>(reading[part] ?? [], (one) => placeOf(one).range.start)] as const,
  );
  const clusters = divide(mentions, ({ range }) => range.start);
  return new Map(
    keys.map((key): [string, Reading] => [
      key,
      {
        ...reading,
        ...Object.fromEntries(byPlace.map(([part, items]) => [part, items.get(key) ?? []])),
        clusters: clusters.get(key) ?? [],
      },
    ]),
  );
}

function placeOf(one: Location | PersistentVolumeClaim): Location {
  return 'claim' in one ? one.claim : one;
}
