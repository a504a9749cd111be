// A field of an object as written.
import type { Range } from '../text/position.ts';
import type { Location, Rewriter } from './location.ts';
import type { Value } from './value.ts';

/** A field of an object as written. */
export interface Field<T> extends Location {
  readonly value: Value<T>;
  /** Key and value. `range` is the value alone, without quotes. */
  readonly fullRange: Range;
  readonly rewriter: Rewriter;
}
