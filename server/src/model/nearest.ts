// Which of several names was meant by one that does not exist: the one place that counts how words differ.
import { least } from './extremes.ts';

/**
 * The candidate that differs least, by letters added, left out, changed or swapped with the next one.
 * @returns `undefined` where none differs by at most `most`, or two differ equally
 */
export function nearest(text: string, candidates: readonly string[], most: number): string | undefined {
  const [best, other] = nearestOf(text, candidates, () => most);
  return other === undefined ? best : undefined;
}

/**
 * The candidates that differ least and equally, in their order.
 * @param most how many differences make a candidate another word
 */
export function nearestOf(text: string, candidates: readonly string[], most: (candidate: string) => number): string[] {
  let best: string[] = [];
  let fewest = Number.POSITIVE_INFINITY;
  for (const candidate of candidates) {
    const limit = Math.min(fewest, most(candidate));
    if (Math.abs(candidate.length - text.length) > limit) continue;
    const distance = differences(text, candidate);
    if (distance > limit) continue;
    best = distance === fewest ? [...best, candidate] : [candidate];
    fewest = distance;
  }
  return best;
}

/** Optimal string alignment distance. */
function differences(a: string, b: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      const steps = [(last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + (same ? 0 : 1)];
      const isSwap = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      if (isSwap) steps.push((beforeLast[j - 2] ?? 0) + 1);
      row.push(least(steps) ?? 0);
    }
    beforeLast = last;
    last = row;
  }
  return last[b.length] ?? 0;
}
