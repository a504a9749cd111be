// Where a value is set by hand that no file of the cluster can take, on the platform that its files show.
import { windowMinors } from '../effective/componentVersions.ts';
import { installer } from '../kubernetes/installers.ts';
import { NEWEST_MINOR } from '../kubernetes/version.ts';
import type { Cluster } from '../model/cluster.ts';
import type { Component, SettingForm } from '../model/setting.ts';
import { type Said, say } from '../text/message.ts';

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

/** Where it is set, and what is written there, as the end of a sentence. */
export function placeByHand(cluster: Cluster, value: HandValue): Said {
  const place = placeIn(cluster, value);
  if (place === undefined) return WHERE_IT_STARTS[value.form](value);
  const { where, snippet, takenUpBy } = place;
  return takenUpBy === undefined ? say`${where}: ${snippet}` : say`${where}: ${snippet}; then ${takenUpBy}`;
}

/** Whether what set the cluster up has no place for a value. */
export function hasNoPlace(cluster: Cluster, value: HandValue): boolean {
  const { installer: id } = cluster;
  return id !== undefined && installer(id) !== undefined && placeIn(cluster, value) === undefined;
}

/** What set the cluster up takes it in the oldest version that it may have. */
function placeIn(cluster: Cluster, value: HandValue) {
  const { installer: id } = cluster;
  return id && installer(id)?.place({ ...value, minor: windowMinors(cluster)[0] ?? NEWEST_MINOR });
}
