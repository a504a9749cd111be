// A field that is not written where it would stand, but may be elsewhere.
import type { Field } from '../../model/field.ts';
import type { Location } from '../../model/location.ts';
import { type UnknownReason, unknown } from '../../model/value.ts';

/** A field that is not written where it would stand, but may be elsewhere: in what is patched, or in a template. */
export function openField<T>({ file, range }: Location, reason: UnknownReason): Field<T> {
  const nowhere = { file, range: { start: range.start, end: range.start } };
  return {
    ...nowhere,
    value: unknown(reason, ''),
    fullRange: nowhere.range,
    rewriter: { replace: () => [], remove: () => [], rename: () => [] },
  };
}
