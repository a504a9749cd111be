import { least } from './extremes.ts';

/**
 * The candidate that differs least, by letters added, left out, changed or swapped with the next one.
 * @returns `undefined` where none differs by at most `most`, or two differ equally
 */
export function nearest(text: string, candidates: readonly string[], most: number): string | undefined {
  let best: { readonly name: string; readonly distance: number } | undefined;
  let isTied = false;
  for (const name of candidates) {
    if (Math.abs(name.length - text.length) > most) continue;
    const distance = differences(text, name);
    if (distance > most || (best && distance > best.distance)) continue;
    isTied = best !== undefined && distance === best.distance;
    best = { name, distance };
  }
  return isTied ? undefined : best?.name;
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
