// Says of findings which object they stand in, and at which of its fields.
import { type Finding, type FindingObject, findingWith } from '../model/finding.ts';
import type { ObjectPlace, Reading } from '../model/reading.ts';
import type { Setting } from '../model/setting.ts';
import { comparePositions, type Position, type Range, touches } from '../text/position.ts';

/** Of each finding the latest that was made of it. */
const latest = new WeakMap<Finding, Finding>();

/**
 * Says of the findings of a file which object they stand in, and at which of its fields. The same objects as long as that is the
 * same.
 */
export function withObjects(findings: readonly Finding[], reading: Reading | undefined): readonly Finding[] {
  if (reading === undefined) return findings;
  const places = placesOf(reading);
  return findings.map((finding) => {
    const object = innermost(places.objects, finding.range.start);
    const field = fieldAt(places, finding.range);
    const before = latest.get(finding);
    if (before !== undefined && before.field === field && isSameObject(before.object, object)) return before;
    const now = findingWith(finding, {
      ...(object && { object: named(object) }),
      ...(field !== undefined && { field }),
    });
    latest.set(finding, now);
    return now;
  });
}

function named({ kind, namespace, name }: FindingObject): FindingObject {
  return { kind, namespace, name };
}

function isSameObject(a: FindingObject | undefined, b: FindingObject | undefined): boolean {
  return a === b || (a?.kind === b?.kind && a?.namespace === b?.namespace && a?.name === b?.name);
}

interface Places {
  /** By their start. */
  readonly objects: readonly ObjectPlace[];
  readonly settings: readonly Setting[];
  readonly fields: readonly { readonly name: string; readonly range: Range }[];
}

const known = new WeakMap<Reading, Places>();

function placesOf(reading: Reading): Places {
  const before = known.get(reading);
  if (before !== undefined) return before;
  const fields = reading.workloads.flatMap(({ pod }) => [
    ...pod.volumes.map(({ name, range }) => ({ name: `volumes ${name}`, range })),
    ...(pod.tolerations.known ? pod.tolerations.value : []).map(({ key, location }) => {
      return { name: `tolerations ${key?.known ? key.value : ''}`, range: location.range };
    }),
  ]);
  const places = {
    objects: inOrder(reading.objects),
    settings: inOrder(reading.settings),
    fields: inOrder(fields),
  };
  known.set(reading, places);
  return places;
}

function inOrder<T extends { readonly range: Range }>(items: readonly T[]): readonly T[] {
  const isInOrder = items.every((one, at) => at === 0 || isBefore(items[at - 1], one));
  return isInOrder ? items : [...items].sort((a, b) => comparePositions(a.range.start, b.range.start));
}

function isBefore(a: { readonly range: Range } | undefined, b: { readonly range: Range }): boolean {
  return a === undefined || comparePositions(a.range.start, b.range.start) <= 0;
}

/** A setting by its component and name, a volume or toleration by its own. */
function fieldAt({ settings, fields }: Places, { start }: Range): string | undefined {
  const setting = innermost(settings, start);
  if (setting !== undefined) return `${setting.component} ${setting.name}`;
  return innermost(fields, start)?.name;
}

/** Of what a position lies in, that which starts last: objects in others start behind them. */
function innermost<T extends { readonly range: Range }>(items: readonly T[], position: Position): T | undefined {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const item = items[middle];
    if (item !== undefined && comparePositions(item.range.start, position) <= 0) low = middle + 1;
    else high = middle;
  }
  for (let at = low - 1; at >= Math.max(0, low - NESTED); at -= 1) {
    const item = items[at];
    if (item !== undefined && touches(item.range, position)) return item;
  }
  return undefined;
}

/** So many objects inside one are looked through. */
const NESTED = 64;
