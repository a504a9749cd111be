// Where further settings of one instance are written: of several that one file holds, the one that starts this instance.

import { comparePositions } from '../text/position.ts';
import type { Instance } from './cluster.ts';
import type { Location } from './location.ts';
import type { SettingForm, SettingList } from './setting.ts';

/**
 * @param lists those of the cluster
 * @returns `undefined` where no list is known to be this instance's
 */
export function settingListOf(
  instance: Instance,
  form: SettingForm,
  lists: readonly SettingList[],
): SettingList | undefined {
  const own = lists.filter((list) => list.component === instance.component && list.form === form);
  for (const place of placesOf(instance, form)) {
    const there = own.filter(({ file }) => file === place.file);
    // A setting belongs to the nearest list before it, as when instances were told apart.
    const ordered = [...there].sort((a, b) => comparePositions(a.range.start, b.range.start));
    const before = ordered.findLast(({ range }) => comparePositions(range.start, place.range.start) <= 0);
    const found = before ?? ordered[0];
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
