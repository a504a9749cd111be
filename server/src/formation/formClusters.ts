// Decides which files form one cluster.
import { most } from '../model/extremes.ts';
import type { Reading } from '../model/reading.ts';
import type { DeclaredFiles } from '../project/declaredFiles.ts';
import { depthOf, isWithin, nameOf, ROOT } from '../project/paths.ts';
import type { ClusterFiles, FileGroup, Formation } from './clusterFiles.ts';
import { deliveredFolders, deliveringRoots } from './deliveries.ts';
import { formGroups } from './fileGroups.ts';
import { type KustomizeGraph, kustomizeGraph } from './kustomizeGraph.ts';
import { splitOverlays } from './overlays.ts';
import type { ReferenceResolver } from './references.ts';
import { runningClusters } from './runningClusters.ts';
import { isForDevelopers, isTemplate, type Seat, seatNames, seatsOf, startsCluster } from './seats.ts';
import { shareOut } from './shareOut.ts';
import { sideFolderOf } from './sideFolders.ts';

/**
 * Decides which files form one cluster. Settings of kube-controller-manager start one, and objects that are one
 * (`seats.ts`). Everything else belongs to the nearest starting folder above it, or to each of the clusters that it may
 * belong to (`shareOut.ts`). Folders of tests and examples, and what developers start on their machines, are clusters of
 * their own. What a running cluster printed of itself is a cluster apart. Declared clusters are all that there are.
 *
 * @param readings files with something of ours
 */
export function formClusters(
  readings: ReadonlyMap<string, Reading>,
  resolver: ReferenceResolver,
  declared: readonly DeclaredFiles[],
  graph: KustomizeGraph = kustomizeGraph(readings),
): Formation {
  const groups = formGroups(readings, resolver, graph);
  if (groups.length === 0) return NOTHING;
  if (declared.length > 0) return fromDeclarations(groups, declared, readings);
  const { live, others } = runningClusters(groups, readings);
  if (live.length === 0) return fromFiles(groups, readings, graph);
  const rest = others.length > 0 ? fromFiles(others, readings, graph) : NOTHING;
  return { ...rest, clusters: [...live, ...rest.clusters] };
}

const NOTHING: Formation = { clusters: [], outside: [], shared: [] };

function fromFiles(
  groups: readonly FileGroup[],
  readings: ReadonlyMap<string, Reading>,
  graph: KustomizeGraph,
): Formation {
  const sides = new Map<string, FileGroup[]>([[ROOT, []]]);
  for (const group of groups) {
    if (group.isRole) continue;
    const side = sideFolderOf(group.stack.folder);
    const list = sides.get(side) ?? [];
    list.push(group);
    sides.set(side, list);
  }
  const formed = [...sides].flatMap(([side, own]) => (own.length === 0 ? [] : [fromSide(side, own, readings)]));
  const clusters = formed.flatMap((formation) => formation.clusters);
  const rootOf = deliveringRoots(readings);
  return {
    clusters: clusters.flatMap((cluster) => splitOverlays(cluster, readings, graph, rootOf)),
    outside: groups.filter(({ isRole }) => isRole === true),
    shared: formed.flatMap(({ shared }) => shared),
  };
}

/** The clusters of a folder that has nothing to do with what lies around it. */
function fromSide(
  root: string,
  groups: readonly FileGroup[],
  readings: ReadonlyMap<string, Reading>,
): Omit<Formation, 'outside'> {
  const starting = groups.filter((group) => startsCluster(group, readings));
  const forUsers = new Set(starting.filter((group) => !isForDevelopers(group, readings)));
  const apart = new Set(forUsers.size > 0 ? starting.filter((group) => !forUsers.has(group)) : []);
  const started = starting.filter((group) => !apart.has(group));
  const others = groups.filter((group) => !apart.has(group));
  const seats = seatsOf(started, readings);
  const own =
    seats.length < 2 ? { clusters: [onlyOne(root, seats, others)], shared: [] } : aroundSeats(seats, others, readings);
  const ofDevelopers = seatsOf([...apart], readings);
  return { ...own, clusters: [...own.clusters, ...ofSeats(ofDevelopers).map(({ cluster }) => cluster)] };
}

/** All of it, by the name that its object has. */
function onlyOne(root: string, [seat]: readonly Seat[], groups: readonly FileGroup[]): ClusterFiles {
  const name = seat?.name === undefined || isTemplate(seat.name) ? undefined : nameOf(seat.name);
  return { root, groups, ...(name !== undefined && { name }) };
}

function aroundSeats(
  seats: readonly Seat[],
  groups: readonly FileGroup[],
  readings: ReadonlyMap<string, Reading>,
): Omit<Formation, 'outside'> {
  const started = new Set(seats.flatMap((seat) => seat.groups.map(({ stack }) => stack)));
  const others = groups.filter(({ stack }) => !started.has(stack));
  const candidates = ofSeats(seats);
  return shareOut(candidates, others, deliveredFolders(candidates, readings));
}

function ofSeats(seats: readonly Seat[]): { cluster: ClusterFiles; folders: readonly string[] }[] {
  const names = seatNames(seats);
  return seats.map((seat) => {
    const name = names.get(seat);
    const cluster = { root: seat.root, groups: seat.groups, ...(name !== undefined && { name }) };
    return { cluster, folders: seat.folders };
  });
}

function fromDeclarations(
  groups: readonly FileGroup[],
  declared: readonly DeclaredFiles[],
  readings: ReadonlyMap<string, Reading>,
): Formation {
  const claimed = new Set<FileGroup>();
  const clusters = declared.map(({ root }) => ({ root, groups: [] as FileGroup[] }));
  for (const group of groups) {
    const including = declared.flatMap(({ root, includes }, index) => {
      return group.stack.files.some(includes) ? { index, depth: depthOf(root) } : [];
    });
    // A cluster further down takes its files out of the one around it.
    const deepest = most(including.map(({ depth }) => depth)) ?? 0;
    for (const { index, depth } of including) {
      if (depth < deepest) continue;
      clusters[index]?.groups.push(group);
      claimed.add(group);
    }
  }
  const unclaimed = groups.filter((group) => !claimed.has(group));
  const { live, others } = runningClusters(unclaimed, readings);
  const undeclared = others.filter((group) => startsCluster(group, readings)).map(({ stack }) => stack.folder);
  const isOutside = ({ isRole, stack }: FileGroup) =>
    isRole === true || undeclared.some((folder) => folder !== ROOT && isWithin(folder, stack.folder));
  const candidates = clusters.map((cluster, index) => {
    const name = declared[index]?.name ?? cluster.root;
    return { cluster: { ...cluster, name }, folders: cluster.root === ROOT ? [] : [cluster.root] };
  });
  const open = others.filter((group) => !isOutside(group) && !startsCluster(group, readings));
  const shared = shareOut(candidates, open, deliveredFolders(candidates, readings));
  return {
    clusters: [...shared.clusters, ...live],
    outside: others.filter((group) => isOutside(group) || startsCluster(group, readings)),
    shared: shared.shared,
    isDeclared: true,
  };
}
