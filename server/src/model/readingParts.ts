// The parts of a reading: what each is to others, and how they are collected.
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
    disruptionBudgets: [],
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
  for (const part of PARTS) {
    const parts = added[part] ?? [];
    if (parts.length > 0) addAll(lists[part] ?? [], parts);
  }
}

/** What a part of a reading is beside the others. */
interface PartKind {
  /** In a file of several clusters: that of the cluster behind whose object it stands, or of all of them. */
  readonly of: 'place' | 'file';
  /** `alone`: it tells something of ours; `beside`: only beside other files; `never`: it tells only what the file is. */
  readonly tells: 'alone' | 'beside' | 'never';
}

/** A new part has its row here, or nothing compiles. */
const KINDS = {
  source: { of: 'file', tells: 'never' },
  file: { of: 'file', tells: 'never' },
  settings: { of: 'place', tells: 'alone' },
  settingLists: { of: 'place', tells: 'alone' },
  invocations: { of: 'place', tells: 'alone' },
  assignments: { of: 'place', tells: 'alone' },
  references: { of: 'place', tells: 'alone' },
  versions: { of: 'place', tells: 'alone' },
  bounds: { of: 'place', tells: 'alone' },
  distributions: { of: 'place', tells: 'alone' },
  workloads: { of: 'place', tells: 'alone' },
  storage: { of: 'place', tells: 'alone' },
  remediations: { of: 'place', tells: 'alone' },
  namespaceTolerations: { of: 'place', tells: 'alone' },
  priorityClasses: { of: 'place', tells: 'alone' },
  disruptionBudgets: { of: 'place', tells: 'beside' },
  workloadReferences: { of: 'place', tells: 'alone' },
  chartConfigs: { of: 'place', tells: 'alone' },
  inhibitDelays: { of: 'place', tells: 'alone' },
  nodes: { of: 'file', tells: 'alone' },
  live: { of: 'file', tells: 'alone' },
  problems: { of: 'place', tells: 'alone' },
  patches: { of: 'place', tells: 'beside' },
  operations: { of: 'file', tells: 'beside' },
  kustomizations: { of: 'file', tells: 'beside' },
  objects: { of: 'place', tells: 'never' },
  platforms: { of: 'place', tells: 'alone' },
  clusters: { of: 'place', tells: 'never' },
  deliveries: { of: 'file', tells: 'beside' },
  installers: { of: 'file', tells: 'alone' },
  takesFrom: { of: 'file', tells: 'alone' },
  suppressions: { of: 'file', tells: 'alone' },
} as const satisfies Readonly<Record<keyof Reading, PartKind>>;

type PartOfPlace = { [K in keyof Reading]-?: (typeof KINDS)[K]['of'] extends 'place' ? K : never }[keyof Reading];

/** What is said of one cluster by where it stands; what else a file says is of all of them. */
export const PARTS_OF_PLACE: readonly PartOfPlace[] = (Object.keys(KINDS) as (keyof Reading)[]).filter(
  (part): part is PartOfPlace => KINDS[part].of === 'place',
);

const TELLING: ReadonlyMap<string, PartKind['tells']> = new Map(
  Object.entries(KINDS).map(([part, { tells }]) => [part, tells]),
);

/** A kustomization or a patch that concerns nothing of ours makes no cluster. */
export function saysSomething(reading: Reading | undefined): boolean {
  if (reading === undefined) return false;
  return Object.entries(reading).some(([part, { length }]) => TELLING.get(part) === 'alone' && length > 0);
}

/** An object that says nothing to us is nobody's, be it a cluster. */
export function isEmptyReading(reading: PartialReading): boolean {
  return Object.entries(reading).every(([part, { length }]) => TELLING.get(part) === 'never' || length === 0);
}

/** The reading of a file that says these things and no others. */
export function readingOf(source: string, file: string, parts: PartialReading): Reading {
  return { source, file, ...emptyReading(), ...parts };
}
