import type { Reading } from '../model/reading.ts';
import type { Bundle } from './bundles.ts';
import { type KustomizeGraph, kustomizeGraph } from './kustomizeGraph.ts';
import { liveUnits } from './liveUnits.ts';
import { splitOverlays } from './overlays.ts';
import { comparePaths, depthOf, isWithin, ROOT, selfAndAncestors } from './paths.ts';
import type { ReferenceResolver } from './references.ts';
import { formUnits } from './units.ts';

/** A file with what it names and what extends it, in a cluster for ever together. */
export interface Unit {
  readonly bundle: Bundle;
  /** The bundle's files and every file that they name, directly or through others. */
  readonly files: readonly string[];
  /** What starts components by itself: the bundle, or those that a kustomization gathers. */
  readonly members: readonly Bundle[];
  /** The kustomization that the unit is, and that no other one names. */
  readonly kustomization?: string;
  /** A part of an Ansible role beside inventories: it belongs to no cluster by itself. */
  readonly isRole?: true;
}

/** The files of one cluster. */
export interface ClusterFiles {
  /** Where the files themselves tell it, or it is not the last folder of the root. */
  readonly name?: string;
  readonly root: string;
  readonly units: readonly Unit[];
}

/** A cluster that the configuration file declares. */
export interface DeclaredFiles {
  readonly root: string;
  includes(file: string): boolean;
}

export interface Formation {
  /** Declared ones in their order, else by root. */
  readonly clusters: readonly ClusterFiles[];
  /** What belongs to no cluster. */
  readonly outside: readonly Unit[];
  /** The configuration file says which clusters there are. */
  readonly isDeclared?: true;
}

/**
 * Decides which files form one cluster. Only settings of kube-controller-manager start one. Starting folders on one path
 * down from the root are one cluster; so are those of a branch. Everything else belongs to the nearest starting folder
 * above it. What a running cluster printed of itself is a cluster apart. Declared clusters are all that there are.
 *
 * @param readings files with something of ours
 */
export function formClusters(
  readings: ReadonlyMap<string, Reading>,
  resolver: ReferenceResolver,
  declared: readonly DeclaredFiles[],
  graph: KustomizeGraph = kustomizeGraph(readings),
): Formation {
  const units = formUnits(readings, resolver, graph);
  if (units.length === 0) return { clusters: [], outside: [] };
  if (declared.length > 0) {
    const { clusters, outside } = asDeclared(units, declared);
    const { live, others } = liveUnits(outside, readings);
    return { clusters: [...clusters, ...live], outside: others, isDeclared: true };
  }
  const { live, others } = liveUnits(units, readings);
  if (live.length === 0) return fromFiles(units, readings, graph);
  const rest = others.length > 0 ? fromFiles(others, readings, graph) : { clusters: [], outside: [] };
  return { clusters: [...live, ...rest.clusters], outside: rest.outside };
}

function fromFiles(units: readonly Unit[], readings: ReadonlyMap<string, Reading>, graph: KustomizeGraph): Formation {
  const roles = units.filter(({ isRole }) => isRole === true);
  const others = roles.length === 0 ? units : units.filter(({ isRole }) => isRole !== true);
  const starts = new Set(others.filter((unit) => startsCluster(unit, readings)).map(({ bundle }) => bundle.folder));
  const formed = isOnePath([...starts])
    ? { clusters: [{ root: ROOT, units: others }], outside: roles }
    : asBranches(others, rootsByFolder([...starts]), roles);
  return { ...formed, clusters: formed.clusters.flatMap((cluster) => splitOverlays(cluster, readings, graph)) };
}

function asDeclared(units: readonly Unit[], declared: readonly DeclaredFiles[]): Formation {
  const claimed = new Set<Unit>();
  const clusters = declared.map(({ root }) => ({ root, units: [] as Unit[] }));
  for (const unit of units) {
    const including = declared.flatMap(({ root, includes }, index) => {
      return unit.bundle.files.some(includes) ? { index, depth: depthOf(root) } : [];
    });
    // A cluster further down takes its files out of the one around it.
    const deepest = Math.max(...including.map(({ depth }) => depth));
    for (const { index, depth } of including) {
      if (depth < deepest) continue;
      clusters[index]?.units.push(unit);
      claimed.add(unit);
    }
  }
  return { clusters, outside: units.filter((unit) => !claimed.has(unit)), isDeclared: true };
}

function asBranches(units: readonly Unit[], roots: ReadonlyMap<string, string>, roles: readonly Unit[]): Formation {
  const byRoot = new Map<string, Unit[]>();
  const outside: Unit[] = [...roles];
  for (const root of new Set(roots.values())) byRoot.set(root, []);
  for (const unit of units) {
    const folder = selfAndAncestors(unit.bundle.folder).find((each) => roots.has(each));
    const root = folder === undefined ? undefined : roots.get(folder);
    (byRoot.get(root ?? '') ?? outside).push(unit);
  }
  const clusters = [...byRoot].map(([root, own]) => ({ root, units: own }));
  return { clusters: clusters.sort((a, b) => comparePaths(a.root, b.root)), outside };
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

/** Whether each folder lies below the one before it. */
function isOnePath(folders: readonly string[]): boolean {
  const byDepth = [...folders].sort((a, b) => depthOf(a) - depthOf(b));
  return byDepth.every((folder, index) => isWithin(byDepth[index - 1] ?? ROOT, folder));
}

function startsCluster({ members }: Unit, readings: ReadonlyMap<string, Reading>): boolean {
  return members
    .flatMap(({ files }) => files)
    .some((file) => {
      const reading = readings.get(file);
      if (reading === undefined) return false;
      return [...reading.settings, ...reading.invocations].some(
        ({ component }) => component === 'kube-controller-manager',
      );
    });
}
