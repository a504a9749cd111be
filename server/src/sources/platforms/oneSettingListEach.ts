// The lists of a component's settings as one.
import type { Inserter } from '../../model/location.ts';
import type { SettingList } from '../../model/setting.ts';

/** A component's settingLists as one: what is added goes to the first that can take it. */
export function oneSettingListEach(settingLists: readonly SettingList[]): SettingList[] {
  const kinds = new Map<string, SettingList[]>();
  for (const settingList of settingLists) {
    const key = `${settingList.component} ${settingList.form}`;
    kinds.set(key, [...(kinds.get(key) ?? []), settingList]);
  }
  return [...kinds.values()].flatMap((alike) => {
    const add: Inserter['add'] = (name, value) =>
      alike.map(({ inserter }) => inserter.add(name, value)).find((edits) => edits.length > 0) ?? [];
    return alike.slice(0, 1).map((first) => ({ ...first, inserter: { add } }));
  });
}
