// Where an instance's further settings are written, and what gives every instance of a component a setting.

import type { ClusterBasis, Instance } from './cluster.ts';
import type { FileEdit, Location } from './location.ts';
import type { SettingForm, SettingList } from './setting.ts';
import { listBefore, listsOf } from './writtenSettings.ts';

/**
 * Where further settings of one instance are written: of several lists that one file holds, the one that starts this instance.
 * @returns `undefined` where no list is known to be this instance's
 */
export function settingListOf(cluster: ClusterBasis, instance: Instance, form: SettingForm): SettingList | undefined {
  for (const place of placesOf(instance, form)) {
    // A setting belongs to the nearest list before it, as when instances were told apart.
    const found = listBefore(cluster, instance.component, form, place);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Where it stands: its own settings of that form, then what declares it. */
function placesOf({ written, declaredIn }: Instance, form: SettingForm): readonly Location[] {
  const places = [...written.values()].flatMap(({ setting }) =>
    setting?.form === form ? (setting.use ?? setting) : [],
  );
  return declaredIn === undefined ? places : [...places, declaredIn];
}

/** A setting as every instance of a component is to have it. */
export interface WantedSetting {
  readonly form: SettingForm;
  readonly name: string;
  /** As a flag is given. */
  readonly text: string;
}

/**
 * What gives every instance a setting: the value where it stands with another one, an entry where it does not.
 * @param instances of one component, at least one
 * @returns the edits place by place; `undefined` where no place is known
 */
export function editsForAll(
  cluster: ClusterBasis,
  instances: readonly Instance[],
  { form, name, text }: WantedSetting,
): readonly (readonly FileEdit[])[] | undefined {
  const written = instances.flatMap(({ written: settings }) => settings.get(name)?.setting ?? []);
  const others = written.filter(({ value }) => !value.known || value.value !== text);
  const edits = others.map(({ rewriter }) => rewriter.replace(text));
  if (written.length > 0 && written.length === instances.length) return edits;
  const lists = listsWithout(cluster, instances, form, name);
  const value = form === 'field' && /^\d+$/.test(text) ? Number(text) : text;
  if (written.length === 0 && lists.length === 0) return undefined;
  return [...edits, ...lists.map(({ inserter }) => inserter.add(name, value))];
}

/** Those of the instances that lack a setting; where one is not known to be an instance's, the last one of each file that has no such setting. */
function listsWithout(
  cluster: ClusterBasis,
  instances: readonly Instance[],
  form: SettingForm,
  name: string,
): readonly SettingList[] {
  const listOf = (instance: Instance) => settingListOf(cluster, instance, form);
  const having = instances.filter(({ written }) => written.get(name)?.setting);
  const own = instances.filter(({ written }) => !written.get(name)?.setting).map(listOf);
  const taken = new Set(having.map(listOf));
  if (own.length > 0 && own.every((list) => list !== undefined && !taken.has(list)))
    return [...new Set(own.flatMap((list) => list ?? []))];
  const files = new Set(having.flatMap(({ written }) => written.get(name)?.setting?.file ?? []));
  const [{ component } = { component: undefined }] = instances;
  const others =
    component === undefined ? [] : listsOf(cluster, component, form).filter(({ file }) => !files.has(file));
  return [...new Map(others.map((list) => [list.file, list])).values()];
}
