// Fencing as a what-if of the scenario that is chosen: when the old writer is surely gone.
import type { Scenario } from '../../timing/analysis.ts';

/** Times as they are usual, in milliseconds; the last: nobody fences. */
export const FENCED_BY = [15, 30, 45, 60, 90, 120, 180, 240, 300, 600, Number.POSITIVE_INFINITY].map(
  (seconds) => seconds * 1_000,
);

/** A node that is down has nothing to fence. */
const CAN_BE_FENCED: ReadonlySet<Scenario['kind']> = new Set([
  'partition',
  'overload',
  'kubelet-stopped',
  'zone-outage',
]);

/** In milliseconds from the silence; `Infinity`: nobody fences. `undefined` where that is not the question. */
export function fencedByOf({ kind, meanwhile }: Scenario): number | undefined {
  if (!CAN_BE_FENCED.has(kind)) return undefined;
  const { writerGoneBy = Number.POSITIVE_INFINITY } = meanwhile ?? {};
  return typeof writerGoneBy === 'number' ? writerGoneBy : writerGoneBy.latest;
}

/** The same scenario, fenced by then. @param by milliseconds from the silence; `Infinity`: nobody fences */
export function fencedAt({ meanwhile = {}, ...scenario }: Scenario, by: number): Scenario {
  const { writerGoneBy: _asked, ...others } = meanwhile;
  const done = { ...others, ...(Number.isFinite(by) && { writerGoneBy: by }) };
  return Object.keys(done).length === 0 ? scenario : { ...scenario, meanwhile: done };
}
