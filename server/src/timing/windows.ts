// The arithmetic of windows.
import type { Window } from '../model/window.ts';

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
