// Collects what the parts of a file say.
import { addAll } from '../text/addAll.ts';
import type { Reading } from './reading.ts';

/** What a part of a file says; what is left out is empty. The rest of a reading is known of whole files only. */
export type PartialReading = Partial<Omit<Reading, 'source' | 'file' | 'takesFrom' | 'installers' | 'suppressions'>>;

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
    priorityClasses: [],
    workloadReferences: [],
    chartConfigs: [],
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
  };
}

const PARTS = Object.keys(emptyReading());

export function addReading(to: ReadingBuilder, from: PartialReading): void {
  const lists: Readonly<Record<string, unknown[]>> = to;
  const added: Readonly<Record<string, readonly unknown[] | undefined>> = from;
  for (const part of PARTS) addAll(lists[part] ?? [], added[part] ?? []);
}

export function isEmptyReading(reading: PartialReading): boolean {
  // An object that says nothing to us is nobody's, be it a cluster.
  return Object.entries(reading).every(
    ([name, part]) => name === 'objects' || name === 'clusters' || part.length === 0,
  );
}

/** The reading of a file that says these things and no others. */
export function readingOf(source: string, file: string, parts: PartialReading): Reading {
  return { source, file, ...emptyReading(), ...parts };
}
