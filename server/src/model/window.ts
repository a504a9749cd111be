// When something happens, as far as that can be known; what is computed with it stands in `timing/windows.ts`.

/**
 * Earliest and latest time of an event over everything that cannot be known (phases, jitter, unknown inputs).
 * Milliseconds from t = 0, the instant at which the node falls silent. `Infinity` means never without outside help.
 */
export interface Window {
  readonly earliest: number;
  readonly latest: number;
}

/** `typical`: the latest without the extra monitor period that a status written just before the silence can cost. */
export interface DetectionWindow extends Window {
  readonly typical: number;
}

export const NEVER: Window = { earliest: Number.POSITIVE_INFINITY, latest: Number.POSITIVE_INFINITY };

export function isNever(window: Window): boolean {
  return window.earliest === Number.POSITIVE_INFINITY;
}
