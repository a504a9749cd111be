import type { Reading } from '../model/reading.ts';
import type { PartialReading } from './source.ts';

type Mutable<T> = { -readonly [K in keyof T]: T[K] extends readonly (infer U)[] ? U[] : T[K] };

/** Collects what the parts of a file say. */
export type ReadingBuilder = Mutable<Required<PartialReading>>;

export function emptyReading(): ReadingBuilder {
  return {
    settings: [],
    carriers: [],
    invocations: [],
    assignments: [],
    references: [],
    versions: [],
    workloads: [],
    storage: [],
    remediations: [],
    nodes: [],
    problems: [],
    patches: [],
    operations: [],
    kustomizations: [],
    suppressions: [],
  };
}

export function addReading(to: ReadingBuilder, from: PartialReading): void {
  to.settings.push(...(from.settings ?? []));
  to.carriers.push(...(from.carriers ?? []));
  to.invocations.push(...(from.invocations ?? []));
  to.assignments.push(...(from.assignments ?? []));
  to.references.push(...(from.references ?? []));
  to.versions.push(...(from.versions ?? []));
  to.workloads.push(...(from.workloads ?? []));
  to.storage.push(...(from.storage ?? []));
  to.remediations.push(...(from.remediations ?? []));
  to.nodes.push(...(from.nodes ?? []));
  to.problems.push(...(from.problems ?? []));
  to.patches.push(...(from.patches ?? []));
  to.operations.push(...(from.operations ?? []));
  to.kustomizations.push(...(from.kustomizations ?? []));
}

export function isEmptyReading(reading: Readonly<Required<PartialReading>>): boolean {
  return Object.values(reading).every((part) => part.length === 0);
}

export function finishReading(source: string, file: string, parts: ReadingBuilder): Reading {
  return { source, file, ...parts };
}
