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

/** The smallest window that holds both. */
export function union(a: Window, b: Window): Window {
  return { earliest: Math.min(a.earliest, b.earliest), latest: Math.max(a.latest, b.latest) };
}

export function shift(window: Window, earliest: number, latest: number = earliest): Window {
  return { earliest: window.earliest + earliest, latest: window.latest + latest };
}

/** When both have happened. */
export function later(a: Window, b: Window): Window {
  return { earliest: Math.max(a.earliest, b.earliest), latest: Math.max(a.latest, b.latest) };
}

/** When one of them has happened. */
export function sooner(a: Window, b: Window): Window {
  return { earliest: Math.min(a.earliest, b.earliest), latest: Math.min(a.latest, b.latest) };
}

export function isNever(window: Window): boolean {
  return window.earliest === Number.POSITIVE_INFINITY;
}
