// Puts the readings of a cluster's files together: what is in effect, and everything as written.
import type { ClusterFiles, FileGroup } from '../formation/clusterFiles.ts';
import { sliceReading } from '../formation/clusterIdentities.ts';
import type { KustomizeGraph } from '../formation/kustomizeGraph.ts';
import type { ReferenceResolver } from '../formation/references.ts';
import type { JoinKustomization } from '../joining/kustomize.ts';
import { installerAmong, installerOfKubelet } from '../kubernetes/installerSeen.ts';
import { type Cluster, type ClusterVersion, isStated, type VersionOrigin } from '../model/cluster.ts';
import type { LiveFacts } from '../model/live.ts';
import { LIVE_CLUSTER, type Reading, type VersionMention } from '../model/reading.ts';
import type { Component, Setting } from '../model/setting.ts';
import type { StatedVersion } from '../model/statedVersion.ts';
import type { StorageClass, StorageObject } from '../model/storage.ts';
import { comparePaths } from '../project/paths.ts';
import { addAll } from '../text/addAll.ts';
import { clusterObjects, versionsOf } from './clusterObjects.ts';
import { clusterPlatform, startedBy } from './clusterPlatform.ts';
import { clusterVersion, versionOfMention } from './clusterVersion.ts';
import { decidedWorkloads, decisionsOf } from './decidedWorkloads.ts';
import { isOpenShift, withDistributionDefaults } from './distributionDefaults.ts';
import type { Resolved } from './environment.ts';
import { instancesOf, type OwnMinors, unconfigured } from './instances.ts';
import { type Readings, startupsOf } from './startups.ts';
import { possibleVersions } from './versionBounds.ts';

export interface ClusterInputs {
  readonly name: string;
  readonly files: ClusterFiles;
  readonly readings: ReadonlyMap<string, Reading>;
  readonly resolver: ReferenceResolver;
  readonly graph: KustomizeGraph;
  readonly join: JoinKustomization;
  /** Overrides every other statement of the version. */
  readonly versionOption: string | undefined;
  readonly configuredVersion: StatedVersion | undefined;
}

/** Puts the readings of a cluster's files together: what is in effect, and everything as written. */
export function buildCluster(inputs: ClusterInputs): Cluster {
  const { name, files, resolver } = inputs;
  const readings = slicedReadings(inputs.readings, files);
  const paths = [...new Set(files.groups.flatMap((group) => group.files))].sort(comparePaths);
  const own = paths.flatMap((path) => readings.get(path) ?? []);
  const takesFrom = new Set(own.flatMap((reading) => reading.takesFrom ?? []));
  const objects = clusterObjects(files.groups, own, inputs.join, inputs.graph);
  const version = versionOf(inputs, own);
  const ownMinors = ownMinorsOf(version, own);
  const resolved: Resolved = new Map();
  const members = files.groups.flatMap((group) => group.members);
  const stacks = members.map((stack) => startupsOf(stack, readings, resolver, resolved));
  addAll(stacks, namedConfigurations(files, readings, resolver, resolved));
  const resolve = (setting: Setting, kind: 'config' | 'config-dir') => {
    const path = setting.value.known ? setting.value.value : setting.value.text;
    return resolver.resolve({ kind, path, file: setting.use?.file ?? setting.file });
  };
  const isLive = own.some(({ source }) => source === LIVE_CLUSTER);
  const asStarted = withDistributionDefaults(own);
  const instances = (component: Component) => {
    const found = instancesOf(component, stacks, resolve, ownMinors);
    const all = found.length > 0 ? found : [unconfigured(component, isLive ? paths : [], ownMinors(component, paths))];
    return all.map(asStarted);
  };
  const controllerManagers = instances('kube-controller-manager');
  const apiServers = instances('kube-apiserver');
  const found = clusterPlatform(own, [...controllerManagers, ...apiServers]);
  const { platform, notes } = found;
  const asRun = startedBy(found);
  const installer = installerOf(own);
  const { storage } = objects;
  const decisions = decisionsOf(own);
  return {
    name,
    root: files.root,
    files: takesFrom.size === 0 ? paths : [...new Set([...paths, ...takesFrom])].sort(comparePaths),
    version,
    controllerManagers: controllerManagers.map(asRun),
    kubelets: instances('kubelet').map(asRun),
    apiServers: apiServers.map(asRun),
    settings: own.flatMap((reading) => reading.settings).flatMap((setting) => asUsed(setting, resolved)),
    settingLists: own.flatMap((reading) => reading.settingLists),
    workloads: decidedWorkloads(objects.workloads, decisions),
    ...(decisions && { decisions }),
    claims: storage.filter((object) => object.kind === 'PersistentVolumeClaim'),
    persistentVolumes: storage.filter((object) => object.kind === 'PersistentVolume'),
    storageClasses: unchangedClasses(storage, own),
    csiDrivers: storage.filter((object) => object.kind === 'CSIDriver'),
    remediations: own.flatMap((reading) => reading.remediations),
    inhibitDelays: own.flatMap((reading) => reading.inhibitDelays ?? []),
    problems: own.flatMap((reading) => reading.problems),
    objects: own.flatMap((reading) => reading.objects),
    notes: [...(version.note === undefined ? [] : [version.note]), ...notes],
    ...(platform && { platform }),
    ...(installer && { installer }),
    ...(isOpenShift(own) && { isOpenShift: true }),
    ...(isLive && { live: liveFacts(own) }),
  };
}

/** A HelmChartConfig may call those of its HelmChart otherwise, or leave them out. */
function unchangedClasses(storage: readonly StorageObject[], own: readonly Reading[]): readonly StorageClass[] {
  const changed = new Set(own.flatMap(({ chartConfigs = [] }) => chartConfigs.map(({ release }) => release)));
  return storage.filter((object) => object.kind === 'StorageClass').filter(({ release = '' }) => !changed.has(release));
}

/** What set the cluster up, by its files and by the builds of its kubelets. */
function installerOf(own: readonly Reading[]) {
  const seen = own.flatMap(({ installers = [], nodes = [] }) => [
    ...installers,
    ...nodes.flatMap(({ kubeletVersion }) => installerOfKubelet(kubeletVersion) ?? []),
  ]);
  return installerAmong(new Set(seen));
}

/** Of all answers of one cluster together. */
function liveFacts(own: readonly Reading[]): LiveFacts {
  const live = own.flatMap((reading) => reading.live ?? []);
  return {
    nodes: own.flatMap(({ nodes }) => nodes ?? []),
    leases: live.flatMap(({ leases }) => leases),
    pods: live.flatMap(({ pods }) => pods),
    attachments: live.flatMap(({ attachments }) => attachments),
    volumes: live.flatMap(({ volumes }) => volumes),
    claims: live.flatMap(({ claims }) => claims),
    events: live.flatMap(({ events }) => events),
    hasOtherEvents: live.some(({ hasOtherEvents }) => hasOtherEvents),
    clocks: live.flatMap(({ clocks }) => clocks),
  };
}

/**
 * What the cluster's own files state; else what files state that may belong to it. What those are written for bounds nothing:
 * another cluster may be the one that they belong to.
 */
function versionOf(inputs: ClusterInputs, own: readonly Reading[]): ClusterVersion {
  const { files, graph, versionOption, configuredVersion } = inputs;
  const { groups, possible } = files;
  const sure = possible === undefined ? groups : groups.filter((group) => !possible.has(group));
  const readingsOf = (some: readonly FileGroup[]) => {
    if (some.length === groups.length) return own;
    const paths = new Set(some.flatMap((group) => group.files));
    return own.filter(({ file }) => paths.has(file));
  };
  const bounds = possibleVersions(readingsOf(sure));
  const versionBy = (some: readonly FileGroup[]) =>
    clusterVersion(versionOption, configuredVersion, versionsOf(some, readingsOf(some), graph), bounds);
  const version = versionBy(sure);
  return possible === undefined || isStated(version) ? version : versionBy(groups);
}

/** Of files that speak of several clusters what they say of this one. */
function slicedReadings(readings: Readings, { groups }: ClusterFiles): Readings {
  const slices = new Map(groups.flatMap((group) => [...(group.slices ?? [])]));
  if (slices.size === 0) return readings;
  const sliced = new Map<string, Reading>();
  for (const [file, key] of slices) {
    const reading = readings.get(file);
    if (reading !== undefined) sliced.set(file, sliceReading(reading, key));
  }
  return { get: (file) => sliced.get(file) ?? readings.get(file) };
}

/** Files that others name start nothing, but the fields in them are read. */
function namedConfigurations(files: ClusterFiles, readings: Readings, resolver: ReferenceResolver, resolved: Resolved) {
  const heads = new Set(files.groups.flatMap(({ members }) => members.flatMap((stack) => stack.files)));
  const named = new Set(files.groups.flatMap((group) => group.files).filter((file) => !heads.has(file)));
  return [...named].map((file) => {
    const { fields } = startupsOf({ folder: file, files: [file], replaced: [] }, readings, resolver, resolved);
    return { startups: [], fields };
  });
}

/** A setting as the command lines see it that use it: with its component, and with variables filled in. */
function asUsed(setting: Setting, resolved: Resolved): readonly Setting[] {
  return [...(resolved.get(setting)?.values() ?? [setting])];
}

/**
 * A component's own version: what its files state on the level that decided the cluster's, where that is no single one; of
 * a kubelet also what its own image states.
 */
function ownMinorsOf(version: ClusterVersion, own: readonly Reading[]): OwnMinors {
  const mentions = new Map(own.map((reading) => [reading.file, reading.versions]));
  const minorsIn = (component: Component, file: string): readonly number[] => {
    const stated = (mentions.get(file) ?? []).filter((mention) => {
      if (mention.component === component && component === 'kubelet') return true;
      if (version.minors.length < 2) return false;
      return version.origin === 'image' ? mention.component === component : isOfAll(mention, version.origin);
    });
    return [...new Set(stated.flatMap((mention) => versionOfMention(mention)?.minor ?? []))];
  };
  // A file may start hundreds of components, each with its image.
  const known = new Map<string, readonly number[]>();
  return (component, files) => {
    if (version.origin === 'option') return [];
    const minors = files.flatMap((file) => {
      const key = `${component} ${file}`;
      const found = known.get(key) ?? minorsIn(component, file);
      known.set(key, found);
      return found;
    });
    return [...new Set(minors)].sort((a, b) => a - b);
  };
}

/** A field that speaks of all components of its file. */
function isOfAll({ kind, component }: VersionMention, origin: VersionOrigin): boolean {
  return origin === 'file' && kind === 'field' && component === undefined;
}
