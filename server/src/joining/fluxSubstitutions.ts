// Objects as Flux delivers them: with the variables that it fills in (`postBuild`), and in the namespace that it gives them.
import { deliveredFolder, foldersIn } from '../formation/deliveries.ts';
import { filesOfKustomization, type KustomizeGraph, kustomizationIn } from '../formation/kustomizeGraph.ts';
import { append } from '../model/grouped.ts';
import type { DeliveredBuild, Delivery, Reading } from '../model/reading.ts';
import { comparePaths, folderOf, isWithin, ROOT, selfAndAncestors } from '../project/paths.ts';
import { ANY_VARIABLE, type VariableFile } from '../sources/files/variableSource.ts';
import type { VariableLookup } from '../text/templates/envsubst.ts';
import { textWithVariables, withVariables } from './filledReading.ts';

/** One way in which Flux delivers objects. */
export interface DeliveredWay {
  /** Equal where the same comes out. */
  readonly key: string;
  /** What all objects get. */
  readonly namespace: string | undefined;
  /** A reading with the variables filled in; the same object where there are none. */
  fill(reading: Reading): Reading;
}

/** The ways in which Flux delivers kustomizations, and files that no kustomization gathers, by file. */
export type DeliveredWays = ReadonlyMap<string, readonly DeliveredWay[]>;

/** How Flux delivers, and what it takes variables from that is not in the tree, with the files that name it. */
export interface Delivered {
  readonly ways: DeliveredWays;
  readonly missing: ReadonlyMap<string, readonly string[]>;
}

/** ConfigMaps and Secrets of a tree by file. */
export type VariableFiles = ReadonlyMap<string, VariableFile>;

/** Finds how Flux delivers what, and keeps what it filled in. */
export interface Substitutions {
  begin(graph: KustomizeGraph, readings: ReadonlyMap<string, Reading>, sources: VariableFiles): Delivered;
}

/** What delivers what delivers what …: deeper is nobody's. */
const DEPTH = 6;

export function createSubstitutions(): Substitutions {
  const filled = new WeakMap<Reading, Map<string, Reading>>();
  const fill = (reading: Reading, key: string, lookup: VariableLookup): Reading => {
    const known = filled.get(reading) ?? new Map<string, Reading>();
    filled.set(reading, known);
    const now = known.get(key) ?? withVariables(reading, lookup);
    known.set(key, now);
    return now;
  };
  return {
    begin(graph, readings, sources) {
      const ways = new Map<string, DeliveredWay[]>();
      const missing = new Map<string, string[]>();
      const targets = targetsOf(graph, readings);
      const parents = parentsOf(targets, graph);
      const named = byName(sources, namesTaken(targets));
      for (const { delivery, heads } of targets) {
        const { namespace } = delivery.build;
        for (const name of delivery.build.variables.from) {
          if (!named.has(name)) append(missing, name, delivery.file);
        }
        const variables = variablesOf(delivery, parents, named, DEPTH);
        if (variables === undefined && namespace === undefined) continue;
        const key = JSON.stringify([
          namespace,
          variables && [...variables].map(([name, value]) => [name, value ?? null]),
        ]);
        const way: DeliveredWay = {
          ...{ key, namespace },
          fill: (reading) => (variables === undefined ? reading : fill(reading, key, lookupIn(variables))),
        };
        for (const file of heads) {
          if (!ways.get(file)?.some((other) => other.key === key)) append(ways, file, way);
        }
      }
      return { ways, missing };
    },
  };
}

type Variables = ReadonlyMap<string, string | undefined>;

/** A source that is not in the tree is taken to set nothing. */
function lookupIn(variables: Variables): VariableLookup {
  return (name) => (variables.has(name) ? variables.get(name) : variables.has(ANY_VARIABLE) ? undefined : null);
}

type Built = Delivery & { readonly build: DeliveredBuild };

interface Target {
  readonly delivery: Built;
  /** The kustomizations, and the files beside them, that lie in its folder. */
  readonly heads: readonly string[];
}

function targetsOf(graph: KustomizeGraph, readings: ReadonlyMap<string, Reading>): readonly Target[] {
  const deliveries = [...readings.values()].flatMap((reading) => reading.deliveries ?? []).filter(isBuilt);
  if (deliveries.length === 0) return [];
  const folders = foldersIn(readings);
  const own = deliveries.flatMap((delivery) => {
    const folder = deliveredFolder(delivery, folders);
    return folder === undefined ? [] : { delivery, folder, kustomization: kustomizationIn(folder, readings) };
  });
  const isGathered = (file: string | undefined) => file !== undefined && graph.has(file);
  const bare = own.filter(({ kustomization }) => !isGathered(kustomization)).map(({ folder }) => folder);
  const below = filesBelow(new Set(bare), [...readings.keys()].sort(comparePaths));
  return own.map(({ delivery, folder, kustomization }): Target => {
    if (kustomization !== undefined && isGathered(kustomization)) return { delivery, heads: [kustomization] };
    // kustomize-controller makes one of all that lies there: `generator/kustomize_generator.go`.
    const heads = (below.get(folder) ?? []).map((file) => {
      const around = selfAndAncestors(folderOf(file)).filter((each) => isWithin(folder, each));
      const gathering = around.toReversed().map((each) => kustomizationIn(each, readings));
      return gathering.find(isGathered) ?? file;
    });
    return { delivery, heads: [...new Set(heads)] };
  });
}

/** The files at whatever depth below each of some folders, in their order. */
function filesBelow(folders: ReadonlySet<string>, files: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const below = new Map<string, string[]>();
  for (const file of files) {
    for (const folder of selfAndAncestors(folderOf(file))) if (folders.has(folder)) append(below, folder, file);
  }
  return below;
}

function isBuilt(delivery: Delivery): delivery is Built {
  return delivery.build !== undefined;
}

/** What delivers a file that delivers. */
function parentsOf(targets: readonly Target[], graph: KustomizeGraph): ReadonlyMap<string, readonly Built[]> {
  const delivering = new Set(targets.map(({ delivery }) => delivery.file));
  const parents = new Map<string, Built[]>();
  for (const { delivery, heads } of targets) {
    for (const head of heads) {
      for (const file of graph.has(head) ? filesOfKustomization(head, graph) : [head]) {
        if (delivering.has(file) && file !== delivery.file) append(parents, file, delivery);
      }
    }
  }
  return parents;
}

/**
 * Variables by name; those that cannot be read are there without a value.
 * @returns `undefined` where nothing is filled in
 */
function variablesOf(
  delivery: Built,
  parents: ReadonlyMap<string, readonly Built[]>,
  sources: NamedSources,
  depth: number,
): Variables | undefined {
  const above = depth === 0 ? [] : (parents.get(delivery.file) ?? []);
  const given = [...above.map(({ build }) => build.inherited), delivery.build.variables];
  if (given.every(({ isOn }) => !isOn)) return undefined;
  const variables = new Map<string, string | undefined>();
  for (const { from } of given) {
    for (const name of from) {
      const own = sourceNamed(name, delivery.file, sources);
      // It may set again what others before it set.
      if (own.has(ANY_VARIABLE)) for (const key of variables.keys()) variables.set(key, undefined);
      for (const [key, value] of own) variables.set(key, value);
    }
  }
  const [parent] = above;
  const around = above.length === 1 && parent ? variablesOf(parent, parents, sources, depth - 1) : undefined;
  for (const { values } of given) {
    for (const [key, value] of values) variables.set(key, filledIn(value, around));
  }
  return variables;
}

/** Values may hold variables of what delivers the Kustomization. */
function filledIn(value: string | undefined, around: Variables | undefined): string | undefined {
  if (value === undefined || !/\$\{|\{\{/.test(value)) return value;
  return around && textWithVariables(value, lookupIn(around));
}

/** Names that deliveries take variables from, without their kinds. */
function namesTaken(targets: readonly Target[]): ReadonlySet<string> {
  const taken = targets.flatMap(({ delivery: { build } }) => [...build.variables.from, ...build.inherited.from]);
  return new Set(taken.map((name) => name.slice(name.indexOf('/') + 1)));
}

/** Sources by kind and name, each with the file that it stands in. */
type NamedSources = ReadonlyMap<string, readonly { readonly file: string; readonly values: Variables }[]>;

function byName(sources: VariableFiles, taken: ReadonlySet<string>): NamedSources {
  const named = new Map<string, { readonly file: string; readonly values: Variables }[]>();
  if (taken.size === 0) return named;
  for (const [file, variables] of sources) {
    if (!variables.mayDefine(taken)) continue;
    for (const { kind, name, values } of variables.sources()) append(named, `${kind}/${name}`, { file, values });
  }
  return named;
}

/** Of several of one name the nearest one; where two are as near, only what they agree on is known. */
function sourceNamed(name: string, file: string, sources: NamedSources): Variables {
  const found = (sources.get(name) ?? []).map((one) => ({ values: one.values, near: nearness(file, one.file) }));
  const nearest = found.reduce((most, { near }) => Math.max(most, near), 0);
  const values = new Map<string, string | undefined>();
  for (const one of found) {
    if (one.near < nearest) continue;
    for (const [key, value] of one.values) {
      values.set(key, values.has(key) && values.get(key) !== value ? undefined : value);
    }
  }
  return values;
}

/** How many folders two files have in common. */
function nearness(a: string, b: string): number {
  const own = new Set(selfAndAncestors(folderOf(a)));
  return selfAndAncestors(folderOf(b)).filter((folder) => folder !== ROOT && own.has(folder)).length;
}
