// Times as they are shown: whole milliseconds.

/** Sums of fractions are off by far less than this. */
const NOISE = 1e-6;

export function roundedDown(time: number): number {
  return Math.floor(time + NOISE);
}

export function roundedUp(time: number): number {
  return Math.max(Math.ceil(time - NOISE), 0);
}
