// What the parts of a file say together, in order.

import { addReading, emptyReading, type PartialReading } from '../../model/readingParts.ts';

/** What the parts of a file say together, in order. */
export function mergeReadings(readings: readonly PartialReading[]): PartialReading {
  const merged = emptyReading();
  for (const reading of readings) addReading(merged, reading);
  return merged;
}
