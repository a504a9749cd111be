// A field of an object as written.
import type { Range } from '../text/position.ts';
import { type Location, type Rewriter, UNCHANGEABLE } from './location.ts';
import type { Value } from './value.ts';

/** A field of an object as written. */
export interface Field<T> extends Location {
  readonly value: Value<T>;
  /** Key and value. `range` is the value alone, without quotes. */
  readonly fullRange: Range;
  readonly rewriter: Rewriter;
}

/** A field that nobody has written, for readers that ask for one. @param at what it is about, or `NOWHERE` */
export function unwrittenField<T>(value: Value<T>, { file, range }: Location): Field<T> {
  return { file, range, value, fullRange: range, rewriter: UNCHANGEABLE };
}

/** Whether a field is written and its value is known to be this one. */
export function holds<T>(field: Field<T> | undefined, value: T): boolean {
  return field?.value.known === true && field.value.value === value;
}
