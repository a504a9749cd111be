// What comes of a workload whose storage is not known, by what that storage may be.
import type { VolumeTraits } from '../effective/volumes.ts';
import { least } from '../model/extremes.ts';
import { type StorageGuess, type StorageWay, VERDICTS } from './analysis.ts';
import { roundedDown, roundedUp } from './wholeMilliseconds.ts';
import { union } from './windows.ts';
import type { WorkloadRun } from './workloadRuns.ts';

/** Worst first. */
const GUESSES: readonly StorageGuess[] = ['not-attached', 'attached-to-many', 'attached', 'node-bound', 'no-volume'];

/** @returns a row for each kind of storage and verdict that the runs come to, the worst first; nothing where all come to one end */
export function waysByStorage(runs: readonly WorkloadRun[]): readonly StorageWay[] {
  const settled = settledIn(runs);
  const rows = new Map<string, StorageWay>();
  for (const { volumes, outcome } of runs) {
    const storage = guessOf(withoutSettled(volumes, settled));
    const { verdict, mount } = outcome;
    const key = `${storage} ${verdict}`;
    const before = rows.get(key);
    rows.set(key, { storage, verdict, replacementMount: before ? union(before.replacementMount, mount) : mount });
  }
  if (new Set([...rows.values()].map(({ storage }) => storage)).size < 2) return [];
  return [...rows.values()]
    .map((row) => ({
      ...row,
      replacementMount: {
        earliest: roundedDown(row.replacementMount.earliest),
        latest: roundedUp(row.replacementMount.latest),
      },
    }))
    .sort(
      (a, b) =>
        VERDICTS.indexOf(a.verdict) - VERDICTS.indexOf(b.verdict) ||
        GUESSES.indexOf(a.storage) - GUESSES.indexOf(b.storage),
    );
}

/** How many volumes of each behaviour are in every run: so many are known. */
function settledIn(runs: readonly WorkloadRun[]): ReadonlyMap<string, number> {
  const each = runs.map(({ volumes }) => {
    const counts = new Map<string, number>();
    for (const key of volumes.map(keyOf)) counts.set(key, (counts.get(key) ?? 0) + 1);
    return counts;
  });
  const [first = new Map<string, number>()] = each;
  return new Map([...first.keys()].map((key) => [key, least(each.map((counts) => counts.get(key) ?? 0)) ?? 0]));
}

/** One that is not known may behave as one that is: of alike ones as many are left as the run has more of them. */
function withoutSettled(
  volumes: readonly VolumeTraits[],
  settled: ReadonlyMap<string, number>,
): readonly VolumeTraits[] {
  const seen = new Map<string, number>();
  return volumes.filter((traits) => {
    const key = keyOf(traits);
    const before = seen.get(key) ?? 0;
    seen.set(key, before + 1);
    return before >= (settled.get(key) ?? 0);
  });
}

function keyOf(traits: VolumeTraits): string {
  return JSON.stringify(traits);
}

/** Of several volumes that are not known the one that holds the second mount back least. */
function guessOf(volumes: readonly VolumeTraits[]): StorageGuess {
  const guesses = volumes.map(({ attachment, multiAttach }): StorageGuess => {
    if (attachment !== 'attachable') return attachment === 'node-bound' ? 'node-bound' : 'not-attached';
    return multiAttach ? 'attached-to-many' : 'attached';
  });
  return GUESSES.find((guess) => guesses.includes(guess)) ?? 'no-volume';
}
