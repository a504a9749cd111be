// Puts together what keys of files say that are laid over each other.
import type { Reading } from '../model/reading.ts';
import type { ListLayer, Setting, SettingList } from '../model/setting.ts';
import { comparePositions } from '../text/position.ts';
import type { SettingGroup } from './startup.ts';

type Layered = SettingList & { readonly layer: ListLayer };

/**
 * Puts together what keys of files say that are laid over each other: a key takes the place of the same key before it, one
 * with `+` adds to it, and all keys of a set start a component together.
 * Source: `pkg/configfilearg/parser.go` of k3s (readConfigFile)
 *
 * @param own readings of the files, in the order in which they take effect
 */
export function layOver(groups: readonly SettingGroup[], own: readonly Reading[]): SettingGroup[] {
  const settings = new Map(groups.map((group) => [group.settingList, group.settings]));
  const sets = new Map<string, Map<string, readonly Setting[]>>();
  for (const settingList of layeredSettingLists(own)) {
    const { component, file, layer } = settingList;
    const id = `${component} ${layer.set === '' ? '' : `${file} ${layer.set}`}`;
    const keys = sets.get(id) ?? new Map<string, readonly Setting[]>();
    const before = layer.appends ? (keys.get(layer.key) ?? []) : [];
    keys.set(layer.key, [...before, ...(settings.get(settingList) ?? [])]);
    sets.set(id, keys);
  }
  const started = [...sets.values()].flatMap((keys): SettingGroup[] => {
    const all = [...keys.values()].flat();
    const [first] = all;
    if (first === undefined) return [];
    const { component, file, range } = first;
    return [{ component, declaredIn: { file, range }, settings: all, settingList: undefined }];
  });
  return [...groups.filter(({ settingList }) => settingList?.layer === undefined), ...started];
}

function layeredSettingLists(own: readonly Reading[]): Layered[] {
  return own.flatMap(({ settingLists }) =>
    settingLists.filter(isLayered).sort((a, b) => comparePositions(a.range.start, b.range.start)),
  );
}

function isLayered(settingList: SettingList): settingList is Layered {
  return settingList.layer !== undefined;
}
