// What the parts of a file say together, in order.
import { addReading, emptyReading } from './readingBuilder.ts';
import type { PartialReading } from './source.ts';

/** What the parts of a file say together, in order. */
export function mergeReadings(readings: readonly PartialReading[]): PartialReading {
  const merged = emptyReading();
  for (const reading of readings) addReading(merged, reading);
  return merged;
}
