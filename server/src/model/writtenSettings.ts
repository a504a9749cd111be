// What a cluster's files hold, by component, name and file: asked for each of thousands of settings, put in order once.

import { comparePositions, lastBefore, type Position } from '../text/position.ts';
import type { ClusterBasis } from './cluster.ts';
import { groupBy } from './grouped.ts';
import type { Location } from './location.ts';
import type { Component, SettingForm, SettingList } from './setting.ts';

const names = new WeakMap<ClusterBasis, ReadonlySet<string>>();
const lists = new WeakMap<ClusterBasis, ListIndex>();

interface ListIndex {
  /** By component and form, as they were read. */
  readonly all: ReadonlyMap<string, readonly SettingList[]>;
  /** By component, form and file, in the order of their places. */
  readonly inFile: ReadonlyMap<string, Placed>;
}

interface Placed {
  readonly lists: readonly SettingList[];
  readonly starts: readonly Position[];
}

/** Whether any file of a cluster sets a component's flag or field of a name. */
export function isWrittenAnywhere(cluster: ClusterBasis, component: Component, name: string): boolean {
  let known = names.get(cluster);
  if (known === undefined) {
    known = new Set(cluster.settings.map((setting) => `${setting.component} ${setting.name}`));
    names.set(cluster, known);
  }
  return known.has(`${component} ${name}`);
}

/** Where a component's flags or fields stand, in the files of a cluster. */
export function listsOf(cluster: ClusterBasis, component: Component, form: SettingForm): readonly SettingList[] {
  return listIndex(cluster).all.get(`${component} ${form}`) ?? [];
}

/** Of the lists in a file the nearest before a place, or the first. */
export function listBefore(
  cluster: ClusterBasis,
  component: Component,
  form: SettingForm,
  { file, range }: Location,
): SettingList | undefined {
  const own = listIndex(cluster).inFile.get(`${component} ${form} ${file}`);
  return own && (own.lists[lastBefore(own.starts, range.start)] ?? own.lists[0]);
}

function listIndex(cluster: ClusterBasis): ListIndex {
  const known = lists.get(cluster);
  if (known !== undefined) return known;
  const inFile = new Map<string, Placed>();
  for (const [key, own] of groupBy(
    cluster.settingLists,
    ({ component, form, file }) => `${component} ${form} ${file}`,
  )) {
    const ordered = own.toSorted((a, b) => comparePositions(a.range.start, b.range.start));
    inFile.set(key, { lists: ordered, starts: ordered.map(({ range }) => range.start) });
  }
  const index = { all: groupBy(cluster.settingLists, ({ component, form }) => `${component} ${form}`), inFile };
  lists.set(cluster, index);
  return index;
}
