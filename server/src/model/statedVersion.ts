// A version that somebody states outright.
import type { Location } from './location.ts';

/** A version that somebody states outright. */
export interface StatedVersion {
  readonly text: string;
  readonly location?: Location;
}
