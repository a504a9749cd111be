// Collects what the parts of a file say.
import type { Reading } from '../../model/reading.ts';
import { addAll } from '../../text/addAll.ts';
import type { PartialReading } from './source.ts';

type Mutable<T> = { -readonly [K in keyof T]: T[K] extends readonly (infer U)[] ? U[] : T[K] };

/** Collects what the parts of a file say. */
export type ReadingBuilder = Mutable<Required<PartialReading>>;

export function emptyReading(): ReadingBuilder {
  return {
    settings: [],
    settingLists: [],
    invocations: [],
    assignments: [],
    references: [],
    versions: [],
    bounds: [],
    distributions: [],
    workloads: [],
    storage: [],
    remediations: [],
    namespaceTolerations: [],
    inhibitDelays: [],
    nodes: [],
    live: [],
    problems: [],
    patches: [],
    operations: [],
    kustomizations: [],
    objects: [],
    platforms: [],
    clusters: [],
    deliveries: [],
    suppressions: [],
  };
}

export function addReading(to: ReadingBuilder, from: PartialReading): void {
  addAll(to.settings, from.settings ?? []);
  addAll(to.settingLists, from.settingLists ?? []);
  addAll(to.invocations, from.invocations ?? []);
  addAll(to.assignments, from.assignments ?? []);
  addAll(to.references, from.references ?? []);
  addAll(to.versions, from.versions ?? []);
  addAll(to.bounds, from.bounds ?? []);
  addAll(to.distributions, from.distributions ?? []);
  addAll(to.workloads, from.workloads ?? []);
  addAll(to.storage, from.storage ?? []);
  addAll(to.remediations, from.remediations ?? []);
  addAll(to.namespaceTolerations, from.namespaceTolerations ?? []);
  addAll(to.inhibitDelays, from.inhibitDelays ?? []);
  addAll(to.nodes, from.nodes ?? []);
  addAll(to.live, from.live ?? []);
  addAll(to.problems, from.problems ?? []);
  addAll(to.patches, from.patches ?? []);
  addAll(to.operations, from.operations ?? []);
  addAll(to.kustomizations, from.kustomizations ?? []);
  addAll(to.objects, from.objects ?? []);
  addAll(to.platforms, from.platforms ?? []);
  addAll(to.clusters, from.clusters ?? []);
  addAll(to.deliveries, from.deliveries ?? []);
}

export function isEmptyReading(reading: Readonly<Required<PartialReading>>): boolean {
  // An object that says nothing to us is nobody's, be it a cluster.
  return Object.entries(reading).every(
    ([name, part]) => name === 'objects' || name === 'clusters' || part.length === 0,
  );
}

export function finishReading(source: string, file: string, parts: ReadingBuilder): Reading {
  return { source, file, ...parts };
}
