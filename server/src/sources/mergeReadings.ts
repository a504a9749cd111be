import type { PartialReading } from './source.ts';

/** What the parts of a file say together, in order. */
export function mergeReadings(readings: readonly PartialReading[]): PartialReading {
  return {
    settings: readings.flatMap((reading) => reading.settings ?? []),
    carriers: readings.flatMap((reading) => reading.carriers ?? []),
    invocations: readings.flatMap((reading) => reading.invocations ?? []),
    assignments: readings.flatMap((reading) => reading.assignments ?? []),
    references: readings.flatMap((reading) => reading.references ?? []),
    versions: readings.flatMap((reading) => reading.versions ?? []),
    workloads: readings.flatMap((reading) => reading.workloads ?? []),
    storage: readings.flatMap((reading) => reading.storage ?? []),
    problems: readings.flatMap((reading) => reading.problems ?? []),
  };
}
