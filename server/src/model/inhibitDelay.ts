// How long logind lets the kubelet delay a shutdown of the machine.
import type { Location, Rewriter } from './location.ts';
import type { Value } from './value.ts';

/** `InhibitDelayMaxSec` of a `logind.conf` or of a drop-in in `logind.conf.d`; `range` is that of the value. */
export interface InhibitDelay extends Location {
  /** Path of the file on the node, or as much of it as is known. */
  readonly path: string;
  /** Milliseconds; `Infinity` for `infinity`. */
  readonly value: Value<number>;
  readonly rewriter: Rewriter;
}
