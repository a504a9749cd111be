// A field that is not written where it would stand, but may be elsewhere.
import { type Field, unwrittenField } from '../../model/field.ts';
import type { Location } from '../../model/location.ts';
import { type UnknownReason, unknown } from '../../model/value.ts';

/** A field that is not written where it would stand, but may be elsewhere: in what is patched, or in a template. */
export function openField<T>({ file, range }: Location, reason: UnknownReason): Field<T> {
  return unwrittenField(unknown(reason, ''), { file, range: { start: range.start, end: range.start } });
}
