// What a panel shows, and what follows when its reader chooses something else.

/** Kept by the editor over a reload of the window. */
export interface PanelState {
  /** A file of the cluster. */
  readonly uri: string;
  /** What was chosen in the page's own controls, by their names. */
  readonly choices: Choices;
}

export type Choices = Readonly<Record<string, string>>;

/** What holds for one workload, or for one state of the others, is forgotten with it. */
export function chosen({ uri, choices: before }: PanelState, given: Choices): PanelState {
  const { cluster, ...rest } = given;
  const choices: Record<string, string> = { ...before };
  if (cluster !== undefined || rest.workload !== undefined) forget(choices, /^set\.|^step$|^review$/);
  if (Object.keys(rest).some((name) => /^scenario$|^meanwhile\.|^overload\.|^zone-outage\./.test(name)))
    forget(choices, /^step$/);
  if (Object.keys(rest).some((name) => name.startsWith('set.'))) forget(choices, /^review$/);
  Object.assign(choices, rest);
  forget(choices, /./, (value) => value === '');
  if (cluster === undefined) return { uri, choices };
  // The URI of one of its files, and its id.
  forget(choices, /^workload$/);
  const space = cluster.indexOf(' ');
  return { uri: cluster.slice(0, space), choices: { ...choices, cluster: cluster.slice(space + 1) } };
}

/** The same without the values that were tried: they stand in the files now. */
export function written({ uri, choices }: PanelState): PanelState {
  const rest = { ...choices };
  forget(rest, /^set\.|^review$|^drag$/);
  return { uri, choices: rest };
}

function forget(choices: Record<string, string>, names: RegExp, which = (_value: string) => true): void {
  for (const [name, value] of Object.entries(choices)) {
    if (names.test(name) && which(value)) delete choices[name];
  }
}
