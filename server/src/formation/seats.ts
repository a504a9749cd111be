// Groups of files that together start one cluster.
import type { Reading } from '../model/reading.ts';
import { comparePaths, depthOf, isWithin, nameOf, ROOT, selfAndAncestors } from '../project/paths.ts';
import type { FileGroup } from './clusterFiles.ts';
import { describedIn, type Identity, identitiesOf } from './clusterIdentities.ts';
import { environmentOf, nameWithoutEnvironment } from './environments.ts';

/** Groups that together start one cluster. */
export interface Seat {
  readonly root: string;
  /** What its object calls it. */
  readonly name?: string;
  readonly groups: readonly FileGroup[];
  /** The folders that its groups stand in. */
  readonly folders: readonly string[];
}

interface Start {
  readonly group: FileGroup;
  readonly folder: string;
  readonly identities: readonly Identity[];
}

/** Whether a group starts a cluster: settings of kube-controller-manager do, and objects that are one. */
export function startsCluster(group: FileGroup, readings: ReadonlyMap<string, Reading>): boolean {
  return group.members.some(({ files }) => files.some((file) => isStart(readings.get(file))));
}

function isStart(reading: Reading | undefined): boolean {
  if (reading === undefined) return false;
  if ((reading.clusters ?? []).length > 0) return true;
  return [...reading.settings, ...reading.invocations].some(({ component }) => component === 'kube-controller-manager');
}

/** Whether all that starts a cluster in a group is of kind or minikube. */
export function isForDevelopers(group: FileGroup, readings: ReadonlyMap<string, Reading>): boolean {
  const starting = group.members.flatMap(({ files }) => files.flatMap((file) => readings.get(file) ?? []));
  return starting.filter(isStart).every((reading) => {
    const described = describedIn(reading);
    if (described.length > 0) return described.every((mention) => mention.isForDevelopers === true);
    const bound = reading.invocations.filter(({ component }) => component === 'kube-controller-manager');
    return bound.length > 0 && bound.every((invocation) => invocation.isForDevelopers === true);
  });
}

/**
 * The clusters that groups start. Objects with a name of their own are told apart by it, the machines of one control plane
 * put together; all else by folders: those on one path are one cluster, and so are those of a branch.
 */
export function seatsOf(groups: readonly FileGroup[], readings: ReadonlyMap<string, Reading>): readonly Seat[] {
  const starts = groups.map((group): Start => {
    const identities = new Map(group.files.flatMap((file) => [...identitiesOf(readings.get(file))]));
    return { group, folder: group.stack.folder, identities: [...identities.values()] };
  });
  const roots = rootsByFolder([...new Set(starts.map(({ folder }) => folder))]);
  const byRoot = new Map<string, Start[]>();
  for (const start of starts) {
    const root = roots.get(start.folder) ?? start.folder;
    const list = byRoot.get(root) ?? [];
    list.push(start);
    byRoot.set(root, list);
  }
  const forming = new Map<string, { root: string; name?: string; groups: FileGroup[]; folders: Set<string> }>();
  const join = (key: string, root: string, identity: Identity | undefined, group: FileGroup) => {
    const seat = forming.get(key) ?? { root, groups: [], folders: new Set<string>() };
    forming.set(key, seat);
    seat.groups.push(group);
    seat.folders.add(group.stack.folder);
    if (identity !== undefined) seat.name = identity.name;
    if (!isWithin(seat.root, root)) seat.root = commonFolder([seat.root, root]);
  };
  for (const [root, own] of byRoot) {
    const environments = environmentsOf(own);
    const named = new Map(own.flatMap(({ identities }) => identities.map((each) => [each.key, each])));
    const [only] = named.values();
    const isMany = hasVariants(own);
    for (const { group, folder, identities } of own) {
      // Two objects of one name and kind in two files are two variants of it, not two parts of one.
      const file = isMany ? (group.stack.files[0] ?? '') : '';
      const environment = environments.get(group);
      if (environment !== undefined) {
        join(`${root}\n\n${environment}`, folder, { key: '', name: environment, isOfMachine: false }, group);
        continue;
      }
      if (named.size < 2 && !(isMany && identities.length > 0)) {
        join(only?.isOfMachine ? `\n${only.key}` : `${root}\n`, root, only, group);
      } else if (identities.length === 0) join(`${root}\n`, root, undefined, group);
      else {
        for (const identity of identities) {
          const key = identity.isOfMachine ? `\n${identity.key}` : `${root}\n${identity.key}\n${file}`;
          join(key, folder, identity, identities.length < 2 ? group : partOf(group, identity, readings));
        }
      }
    }
  }
  return [...forming.values()]
    .map(({ folders, ...seat }) => ({ ...seat, folders: [...folders] }))
    .sort((a, b) => comparePaths(a.root, b.root) || comparePaths(a.name ?? '', b.name ?? ''));
}

/**
 * The environments of files without a name of their own, where the same file lies beside itself for several of them
 * (`kcm.yaml.prod`, `kcm.yaml.staging`): possible clusters, no control planes that disagree.
 */
function environmentsOf(starts: readonly Start[]): ReadonlyMap<FileGroup, string> {
  const unnamed = starts.flatMap(({ group, folder, identities }) => {
    const [file = ''] = group.stack.files;
    const environment = identities.length === 0 ? environmentOf(file) : undefined;
    return environment === undefined ? [] : [{ group, environment, key: `${folder}\n${nameWithoutEnvironment(file)}` }];
  });
  const byKey = new Map<string, Set<string>>();
  for (const { key, environment } of unnamed) byKey.set(key, (byKey.get(key) ?? new Set()).add(environment));
  const several = new Set([...byKey.values()].filter(({ size }) => size > 1).flatMap((own) => [...own]));
  return new Map(unnamed.flatMap(({ group, environment }) => (several.has(environment) ? [[group, environment]] : [])));
}

/** Whether several files hold an object of the same name and kind that is no configuration of a machine. */
function hasVariants(starts: readonly Start[]): boolean {
  const seen = new Set<string>();
  for (const { identities } of starts) {
    for (const { key, isOfMachine } of identities) {
      if (isOfMachine) continue;
      if (seen.has(key)) return true;
      seen.add(key);
    }
  }
  return false;
}

/** What one of several clusters has of a group: files of others are left out, those of several are cut. */
function partOf(group: FileGroup, { key }: Identity, readings: ReadonlyMap<string, Reading>): FileGroup {
  const slices = new Map<string, string>();
  const isOwn = (file: string): boolean => {
    const identities = identitiesOf(readings.get(file));
    const isMeant = identities.has(key);
    if (isMeant && identities.size > 1) slices.set(file, key);
    return isMeant || identities.size === 0;
  };
  const files = group.files.filter(isOwn);
  const members = group.members
    .map((stack) => ({ ...stack, files: stack.files.filter(isOwn) }))
    .filter((stack) => stack.files.length > 0);
  return { ...group, files, members, ...(slices.size > 0 && { slices }) };
}

/** A cluster's root by starting folder: the topmost of those that lie on one path with no other branch below. */
function rootsByFolder(folders: readonly string[]): Map<string, string> {
  const starts = new Set(folders);
  const byDepth = [...folders].sort((a, b) => depthOf(a) - depthOf(b) || comparePaths(a, b));
  const above = new Map(byDepth.map((folder) => [folder, nearest(selfAndAncestors(folder).slice(1), starts)]));
  const branches = new Map<string, number>();
  for (const folder of byDepth.toReversed()) {
    const parent = above.get(folder);
    if (parent === undefined) continue;
    const below = branches.get(folder) ?? 0;
    branches.set(parent, (branches.get(parent) ?? 0) + Math.max(below, 1));
  }
  const roots = new Map<string, string>();
  for (const folder of byDepth) {
    const parent = above.get(folder);
    const isContinued = parent !== undefined && branches.get(parent) === 1;
    roots.set(folder, isContinued ? (roots.get(parent) ?? parent) : folder);
  }
  return roots;
}

function nearest(folders: readonly string[], wanted: ReadonlySet<string>): string | undefined {
  return folders.find((folder) => wanted.has(folder));
}

export function commonFolder(folders: readonly string[]): string {
  const [first = ROOT] = folders;
  return selfAndAncestors(first).find((each) => folders.every((folder) => isWithin(each, folder))) ?? ROOT;
}

/** A name that a template writes tells people nothing: no cluster's name has such characters. */
export function isTemplate(name: string): boolean {
  return /[{}$<%]/.test(name);
}

/** As people call them: without the namespace, where no other cluster of another namespace has the name; by the file where a template writes it. */
export function seatNames(all: readonly Seat[]): ReadonlyMap<Seat, string> {
  const names = new Map<Seat, string>();
  const files = new Map<string, number>();
  const named = all.flatMap((seat) => {
    if (seat.name === undefined) return [];
    if (!isTemplate(seat.name)) return [{ seat, name: seat.name }];
    const file = seat.groups[0]?.stack.files[0] ?? seat.root;
    const before = files.get(file) ?? 0;
    files.set(file, before + 1);
    return [{ seat, name: before === 0 ? file : `${file} (${before + 1})` }];
  });
  const short = counted(named.map(({ name }) => nameOf(name)));
  const whole = counted(named.map(({ name }) => name));
  const placed = counted(named.map(({ seat, name }) => `${seat.root}\n${name}`));
  for (const { seat, name } of named) {
    const own = nameOf(name);
    const { root, groups } = seat;
    if ((short.get(own) ?? 0) < 2) names.set(seat, own);
    else if ((whole.get(name) ?? 0) < 2) names.set(seat, name);
    else if ((placed.get(`${root}\n${name}`) ?? 0) > 1) {
      names.set(seat, `${own} (${nameOf(groups[0]?.stack.files[0] ?? root)})`);
    } else names.set(seat, root === ROOT ? name : `${root}/${own}`);
  }
  return names;
}

/** How often each text stands in a list. */
export function counted(texts: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1);
  return counts;
}
