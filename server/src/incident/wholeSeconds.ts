// What follows from it that Kubernetes writes instants in whole seconds.
import type { Window } from '../model/window.ts';

/** Instants of objects are cut to whole seconds (`metav1.Time`): the real one is up to so many milliseconds later. */
export const WHOLE_SECOND = 1_000;

/** When a node fell silent that was marked Unknown then: earlier by as much as the detection takes. Instants. */
export function silenceBefore(unknownAt: number, detection: Window): Window {
  return { earliest: unknownAt - detection.latest, latest: unknownAt + WHOLE_SECOND - detection.earliest };
}
