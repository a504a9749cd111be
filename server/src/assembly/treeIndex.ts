// What is known of the files of a tree, kept from one edit to the next.

import type { ClusterFiles, FileGroup } from '../formation/clusterFiles.ts';
import { clusterNames } from '../formation/clusterNames.ts';
import { formClusters } from '../formation/formClusters.ts';
import { type KustomizeGraph, kustomizeGraph } from '../formation/kustomizeGraph.ts';
import { outsideNotes } from '../formation/outsideNotes.ts';
import { createReferenceResolver } from '../formation/references.ts';
import { createChartNames } from '../joining/chartNames.ts';
import { createCharts, valuesReadings } from '../joining/filledCharts.ts';
import { inNamespace } from '../joining/filledReading.ts';
import { createSubstitutions, type DeliveredWays } from '../joining/fluxSubstitutions.ts';
import { createKustomizeCache } from '../joining/kustomize.ts';
import { unreadDependencies } from '../joining/unreadDependencies.ts';
import type { Cluster } from '../model/cluster.ts';
import type { Note } from '../model/note.ts';
import type { Reading } from '../model/reading.ts';
import type { StatedVersion } from '../model/statedVersion.ts';
import type { UnreadObject } from '../model/unreadObject.ts';
import { type Configuration, configurationReading } from '../project/configuration.ts';
import { configurationBefore, configurationIn, isConfigurationFile } from '../project/configurationFile.ts';
import { comparePaths, folderOf, ROOT, selfAndAncestors } from '../project/paths.ts';
import { createFileReader, type FileReader } from '../sources/allSources.ts';
import type { VariableFile } from '../sources/files/variableSource.ts';
import type { ChartValues } from '../sources/helm/chartValue.ts';
import { say } from '../text/message.ts';
import { createClusterCache } from './clusterCache.ts';
import { headsOf } from './clusterObjects.ts';
import { createExcludedFiles, excludedNotes } from './excludedFiles.ts';
import type { FormedTree, IndexedCluster } from './formedTree.ts';
import { guardedConfiguration, guardedReader, unreadReading } from './guardedReader.ts';
import { type LatestTree, latestTree, patchedTree, positionsOf } from './patchedTree.ts';

/** What is known of the files of a tree. Clusters whose files and settings did not change stay the same objects. */
export interface TreeIndex {
  /**
   * Whether anything that counts changed.
   * @param isCopy it is judged by itself and has no part in a cluster
   */
  update(file: string, text: string, isCopy?: boolean): boolean;
  remove(file: string): boolean;
  /** That of the root. */
  configuration(): Configuration | undefined;
  /** Files that say something. */
  ownFiles(): readonly string[];
  /** @param failures files that are left out of everything, each with what went wrong: its only finding */
  form(treeName: string, versionOption: string | undefined, failures?: ReadonlyMap<string, unknown>): FormedTree;
}

/**
 * @param unguarded makes readings of files; all sources where none is given
 * @param ruleIds rules that a configuration file may name; none: any
 */
export function createTreeIndex(
  unguarded: FileReader = createFileReader(),
  ruleIds: readonly string[] = [],
): TreeIndex {
  const reader = guardedReader(unguarded);
  const files = new Map<string, Reading | undefined>();
  const readings = new Map<string, Reading>();
  /** Files of variables that hold nothing of ours, for groups that name them. */
  const environments = new Map<string, Reading>();
  const configurations = new Map<string, Configuration>();
  const values = new Map<string, ChartValues>();
  const variables = new Map<string, VariableFile>();
  const unread = new Map<string, readonly UnreadObject[]>();
  /** Readings of files that have no part in a cluster. */
  const copies = new Map<string, Reading>();
  const charts = createCharts();
  const nameClaims = createChartNames();
  const cache = createClusterCache();
  const joins = createKustomizeCache();
  const substitutions = createSubstitutions();
  const exclusions = createExcludedFiles();
  /** The latest tree that was formed from all files, and what has changed since. */
  let latest: LatestTree | undefined;

  /** @param before what the file said before; `undefined`: more than a reading has changed */
  function changed(file: string, before: Reading | undefined): void {
    if (before === undefined) latest = undefined;
    else if (latest !== undefined && !latest.changed.has(file)) latest.changed.set(file, before);
  }

  function put(file: string, text: string): boolean {
    const isNew = !files.has(file);
    const before = files.get(file) ?? environments.get(file) ?? values.get(file);
    const said = environments.has(file) || values.has(file) ? undefined : readings.get(file);
    const ofChart = reader.readValues(file, text);
    const reading = reader.read(file, text);
    const environment = reading === undefined ? reader.readEnvironment(file, text) : undefined;
    files.set(file, reading);
    keep(readings, file, reading);
    keep(environments, file, environment);
    keep(values, file, ofChart);
    const sources = reader.readVariables(text);
    // Whoever takes variables from it may stand anywhere.
    const isSource = sources?.text !== variables.get(file)?.text;
    keep(variables, file, sources);
    const objects = reader.unread(text);
    keep(unread, file, objects.length > 0 ? objects : undefined);
    const isRelevant = isNew || isSource || (before ?? reading ?? environment ?? ofChart) !== undefined;
    const isReading = reading !== undefined && ofChart === undefined && !isSource;
    if (isRelevant) changed(file, isReading ? said : undefined);
    return isRelevant;
  }

  function putCopy(file: string, text: string): boolean {
    forgetFile(file);
    keep(copies, file, reader.read(file, text));
    return true;
  }

  function forgetFile(file: string): boolean {
    const wasCopy = copies.delete(file);
    if (configurations.delete(file)) exclusions.reset();
    readings.delete(file);
    environments.delete(file);
    values.delete(file);
    variables.delete(file);
    unread.delete(file);
    return files.delete(file) || wasCopy;
  }

  function configurationFor(root: string): Configuration | undefined {
    for (const folder of selfAndAncestors(root)) {
      const configuration = configurationIn(folder, configurations);
      if (configuration !== undefined) return configuration;
    }
    return undefined;
  }

  /** What is known without some files. */
  function goodFiles(failures: ReadonlyMap<string, unknown>) {
    if (failures.size === 0) return { files, readings, environments, values };
    return {
      files: without(files, failures),
      readings: without(readings, failures),
      environments: without(environments, failures),
      values: without(values, failures),
    };
  }

  function allReadings(excluded: ReadonlyMap<string, unknown>): Map<string, Reading> {
    const own = [...configurations.values()].map((each) => [each.file, configurationReading(each)] as const);
    const all = new Map([...readings, ...copies, ...own]);
    for (const file of excluded.keys()) all.delete(file);
    return all;
  }

  /** Files that would have counted, with the configuration file that leaves them out. */
  function excludedFiles(): ReadonlyMap<string, string> {
    if ([...configurations.values()].every(({ excludes }) => excludes === undefined)) return NONE_EXCLUDED;
    const counting = [...readings, ...environments, ...values, ...copies].map(([file]) => file);
    return exclusions.among(counting, (folder) => configurationIn(folder, configurations));
  }

  return {
    update(file, text, isCopy = false) {
      if (isCopy || copies.has(file) || isConfigurationFile(file)) latest = undefined;
      if (isCopy) return putCopy(file, text);
      copies.delete(file);
      if (!isConfigurationFile(file)) return put(file, text);
      configurations.set(file, guardedConfiguration(file, text, ruleIds));
      exclusions.reset();
      files.set(file, undefined);
      return true;
    },
    remove(file) {
      latest = undefined;
      return forgetFile(file);
    },
    configuration: () => configurationFor(ROOT),
    ownFiles: () => [...new Set([...readings.keys(), ...environments.keys(), ...values.keys(), ...copies.keys()])],
    form(treeName, versionOption, failures = NO_FAILURES) {
      const key = `${versionOption ?? ''}\n${treeName}`;
      const patched = failures.size === 0 && latest?.key === key ? patchedTree(latest, readings) : undefined;
      latest = undefined;
      if (patched !== undefined) {
        latest = patched;
        return patched.formed;
      }
      const excluded = excludedFiles();
      const good = goodFiles(excluded.size === 0 ? failures : new Map<string, unknown>([...failures, ...excluded]));
      const resolver = createReferenceResolver(good.files);
      const declared = [...configurations.values()]
        .filter(({ file }) => configurationBefore(file, (other) => configurations.has(other)) === undefined)
        .sort((a, b) => comparePaths(a.file, b.file))
        .flatMap((configuration) => configuration.clusters);
      const graph = kustomizeGraph(good.readings);
      const formation = formClusters(good.readings, resolver, declared, graph);
      const ownNames = clusterNames(formation.clusters, treeName);
      const named = nameClaims(good.files, good.readings);
      const fillChart = charts.begin(good.files, good.values);
      const filled = changedReadings(new Map([...good.readings, ...named.readings]), fillChart);
      const written = allReadings(excluded);
      for (const [file, error] of failures) if (!excluded.has(file)) written.set(file, unreadReading(file, error));
      const unfilled = new Map([...good.environments, ...written, ...named.readings, ...filled]);
      const { ways, missing } = substitutions.begin(graph, unfilled, variables);
      const deliver = deliverer(ways, graph);
      const delivered = changedReadings(onlyOf(ways.keys(), unfilled), deliver);
      const everything = delivered.size === 0 ? unfilled : new Map([...unfilled, ...delivered]);
      const join = joins.begin(graph, everything, ways);
      const round = cache.begin({ readings: everything, resolver, graph, join });
      const build = (own: ClusterFiles, name: string, stated: StatedVersion | undefined): IndexedCluster => {
        const configuration = configurationFor(own.root);
        const configuredVersion = stated ?? configuration?.version;
        const cluster = round.build({ name, files: own, versionOption, configuredVersion });
        const possibleFiles = filesOnlyIn(own, own.possible);
        const likelyFiles = filesOnlyIn(own, own.likely);
        return { cluster, configuration, possibleFiles, likelyFiles, candidate: own.candidate ?? name };
      };
      const clusters = formation.clusters.map((own, index) => {
        return build(own, declared[index]?.name ?? ownNames[index] ?? treeName, declared[index]?.version);
      });
      const outside = [
        ...formation.outside,
        ...[...new Set([...configurations.keys(), ...copies.keys(), ...failures.keys()])]
          .filter((file) => !excluded.has(file))
          .map(groupOf),
      ];
      const lone = outside.map((group) => {
        return build({ root: group.stack.folder, groups: [group] }, group.stack.files[0] ?? '', undefined);
      });
      round.end();
      const notes = [
        ...clusters.flatMap(({ cluster }) => notesOf(cluster)),
        ...outsideNotes(formation),
        ...excludedNotes(excluded),
        ...missingVariables(missing),
        ...unreadDependencies(good.files, good.values),
        ...secondConfigurations(configurations),
      ];
      const formed: FormedTree = {
        clusters,
        lone,
        notes,
        unread: apart(unread, excluded),
        readings: new Map([...written, ...valuesReadings(filled, good.values)]),
        clustersOf: positionsOf(clusters),
        shape: {},
      };
      if (failures.size === 0) {
        latest = latestTree(key, formed, {
          graph,
          heads: formation.clusters.map(({ groups }) => headsOf(groups)),
          loneHeads: outside.map((group) => headsOf([group])),
          join,
          seen: (file) => everything.get(file),
          fill: (reading) => deliver(fillChart(named.fill(reading))),
        });
      }
      return formed;
    },
  };
}

/** Those that are not as they were, by file. */
function changedReadings(
  readings: ReadonlyMap<string, Reading>,
  change: (reading: Reading) => Reading,
): ReadonlyMap<string, Reading> {
  const changed = new Map<string, Reading>();
  for (const [file, reading] of readings) {
    const now = change(reading);
    if (now !== reading) changed.set(file, now);
  }
  return changed;
}

function onlyOf(files: Iterable<string>, readings: ReadonlyMap<string, Reading>): ReadonlyMap<string, Reading> {
  const some = new Map<string, Reading>();
  for (const file of files) {
    const reading = readings.get(file);
    if (reading !== undefined) some.set(file, reading);
  }
  return some;
}

/** Files that no kustomization gathers, as Flux delivers them; what it delivers in several ways stays as it is. */
function deliverer(ways: DeliveredWays, graph: KustomizeGraph): (reading: Reading) => Reading {
  return (reading) => {
    const [way, ...others] = ways.get(reading.file) ?? [];
    if (way === undefined || others.length > 0 || graph.has(reading.file)) return reading;
    return inNamespace(way.fill(reading), way.namespace);
  };
}

function keep<T>(all: Map<string, T>, file: string, one: T | undefined): void {
  if (one === undefined) all.delete(file);
  else all.set(file, one);
}

function without<T>(all: ReadonlyMap<string, T>, files: ReadonlyMap<string, unknown>): Map<string, T> {
  return new Map([...all].filter(([file]) => !files.has(file)));
}

/** Sources of variables that are not in the tree are taken to set nothing. */
function missingVariables(missing: ReadonlyMap<string, readonly string[]>): readonly Note[] {
  return [...missing].map(([name, files]) => ({
    files: [...new Set(files)],
    say: () => say`Not here: ${name.replace('/', ' ')}, which Flux takes variables from; their defaults are taken.`,
  }));
}

/** Of two configuration files in one folder one counts. */
function secondConfigurations(all: ReadonlyMap<string, Configuration>): readonly Note[] {
  return [...all.keys()].flatMap((file): Note[] => {
    const first = configurationBefore(file, (other) => all.has(other));
    if (first === undefined) return [];
    return [{ files: [file], say: (nameOf) => say`${nameOf(file)} counts for nothing beside ${nameOf(first)}.` }];
  });
}

const NONE_EXCLUDED: ReadonlyMap<string, string> = new Map();
/** What is known of files now and later, without some of them. */
function apart<T>(all: ReadonlyMap<string, T>, files: ReadonlyMap<string, unknown>): Iterable<readonly [string, T]> {
  if (files.size === 0) return all;
  return {
    *[Symbol.iterator]() {
      for (const entry of all) if (!files.has(entry[0])) yield entry;
    },
  };
}

const NO_FAILURES: ReadonlyMap<string, unknown> = new Map();

function notesOf({ notes, files }: Cluster): readonly Note[] {
  return notes.map((text) => ({ files, say: () => text }));
}

/** The files of some groups that are none of those that belong to the cluster for certain. */
function filesOnlyIn(
  { groups, possible }: ClusterFiles,
  some: ReadonlySet<FileGroup> | undefined,
): ReadonlySet<string> {
  if (possible === undefined || some === undefined) return NO_FILES;
  const certain = new Set(groups.flatMap((group) => (possible.has(group) ? [] : group.files)));
  return new Set([...some].flatMap(({ files }) => files.filter((file) => !certain.has(file))));
}

const NO_FILES: ReadonlySet<string> = new Set();

function groupOf(file: string): FileGroup {
  const stack = { folder: folderOf(file), files: [file], replaced: [] };
  return { stack, files: [file], members: [stack] };
}
