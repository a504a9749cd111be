import type { Reading } from '../model/reading.ts';
import type { Carrier, CarrierLayer, Setting } from '../model/setting.ts';
import { comparePositions } from '../text/position.ts';
import type { Group } from './startups.ts';

type Layered = Carrier & { readonly layer: CarrierLayer };

/**
 * Puts together what keys of files say that are laid over each other: a key takes the place of the same key before it, one
 * with `+` adds to it, and all keys of a set start a component together.
 * Source: `pkg/configfilearg/parser.go` of k3s (readConfigFile)
 *
 * @param own readings of the files, in the order in which they take effect
 */
export function layOver(groups: readonly Group[], own: readonly Reading[]): Group[] {
  const settings = new Map(groups.map((group) => [group.carrier, group.settings]));
  const sets = new Map<string, Map<string, readonly Setting[]>>();
  for (const carrier of layeredCarriers(own)) {
    const { component, file, layer } = carrier;
    const id = `${component} ${layer.set === '' ? '' : `${file} ${layer.set}`}`;
    const keys = sets.get(id) ?? new Map<string, readonly Setting[]>();
    const before = layer.appends ? (keys.get(layer.key) ?? []) : [];
    keys.set(layer.key, [...before, ...(settings.get(carrier) ?? [])]);
    sets.set(id, keys);
  }
  const started = [...sets.values()].flatMap((keys): Group[] => {
    const all = [...keys.values()].flat();
    const [first] = all;
    if (first === undefined) return [];
    const { component, file, range } = first;
    return [{ component, declaredIn: { file, range }, settings: all, carrier: undefined }];
  });
  return [...groups.filter(({ carrier }) => carrier?.layer === undefined), ...started];
}

function layeredCarriers(own: readonly Reading[]): Layered[] {
  return own.flatMap(({ carriers }) =>
    carriers.filter(isLayered).sort((a, b) => comparePositions(a.range.start, b.range.start)),
  );
}

function isLayered(carrier: Carrier): carrier is Layered {
  return carrier.layer !== undefined;
}
