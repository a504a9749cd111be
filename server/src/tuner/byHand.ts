// Where a value is set by hand that no file of the cluster can take, on the platform that its files show.
import { windowMinors } from '../effective/componentVersions.ts';
import { type HandPlace, installer } from '../kubernetes/installers.ts';
import { NEWEST_MINOR } from '../kubernetes/version.ts';
import type { Cluster } from '../model/cluster.ts';
import type { Component, SettingForm } from '../model/setting.ts';
import { listed, type Said, say } from '../text/message.ts';

/** A value that is to be set: whose it is, its name without dashes, and as it is written. */
export interface HandValue {
  readonly component: Component;
  readonly form: SettingForm;
  readonly name: string;
  readonly text: string;
}

/** Where those look who start their components themselves. */
const WHERE_IT_STARTS: Readonly<Record<SettingForm, (value: HandValue) => Said>> = {
  flag: ({ component, name, text }) => say`where ${component} is started (manifest, unit): --${name}=${text}`,
  field: ({ component, name, text }) =>
    say`in the file that --config of ${component} names, on every node: ${name}: ${text}`,
};

/** What is set, as it is called in titles. */
export function titleOf({ component, form, name, text }: HandValue): Said {
  return say`${form === 'flag' ? '--' : ''}${name} of ${component}: ${text}`;
}

/** What is set, where, and what is written there. Values that one map of the platform's file holds are one line. */
export function linesByHand(cluster: Cluster, values: readonly HandValue[]): readonly Said[] {
  const lines = new Map<string, { readonly titles: Said[]; readonly entries: string[]; readonly place: HandPlace }>();
  const elsewhere: Said[] = [];
  for (const value of values) {
    const place = placeOf(cluster, value);
    if (place === undefined) {
      elsewhere.push(say`${titleOf(value)} (${WHERE_IT_STARTS[value.form](value)})`);
      continue;
    }
    const { before, entry } = place.snippet;
    // What needs no map can be pasted as often as one likes.
    const key = before === '' ? entry : before;
    const line = lines.get(key) ?? { titles: [], entries: [], place };
    lines.set(key, line);
    line.titles.push(titleOf(value));
    line.entries.push(entry);
  }
  return [...[...lines.values()].map(lineOf), ...elsewhere];
}

function lineOf(line: { readonly titles: Said[]; readonly entries: string[]; readonly place: HandPlace }): Said {
  const { where, snippet, takenUpBy } = line.place;
  const text = snippet.before + line.entries.join(', ') + snippet.after;
  const titles = listed(line.titles);
  return takenUpBy === undefined
    ? say`${titles} (${where}: ${text})`
    : say`${titles} (${where}: ${text}; then ${takenUpBy})`;
}

/** What set the cluster up takes it in the oldest version that it may have. */
function placeOf(cluster: Cluster, value: HandValue): HandPlace | undefined {
  const { installer: id } = cluster;
  return id && installer(id)?.place({ ...value, minor: windowMinors(cluster)[0] ?? NEWEST_MINOR });
}

/** Whether what set the cluster up has no place for a value. */
export function hasNoPlace(cluster: Cluster, value: HandValue): boolean {
  return (cluster.installer && installer(cluster.installer)) !== undefined && placeOf(cluster, value) === undefined;
}
