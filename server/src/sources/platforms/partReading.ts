// What reading one object of a table's row needs.
import type { ReadingBuilder } from '../../model/readingParts.ts';
import type { NestedReader } from '../engine/source.ts';
import type { ObjectContext } from '../engine/yamlFields.ts';
import { argumentForm } from '../objects/apiVersion.ts';
import type { Spot } from '../objects/objectPath.ts';
import type { ArgumentsForm } from './extraArguments.ts';
import type { Holding } from './objectTable.ts';

/** What reading one object of a table's row needs. */
export interface PartReading {
  readonly context: ObjectContext;
  readonly source: string;
  /** Of the object's API. */
  readonly version: string;
  readonly nested: NestedReader;
  readonly into: ReadingBuilder;
  /** Reads what a part holds: a patch holds parts in turn. */
  readonly readPart: ReadPart;
}

export type ReadPart = (reading: PartReading, part: Holding, spot: Spot) => void;

/** What the object's API version says of a part with arguments. */
export function argumentsForm(
  { source, version }: PartReading,
  part: Extract<Holding, { readonly holds: 'arguments' }>,
): ArgumentsForm {
  const { component, listSince, lists, nullDeletes } = part;
  const wanted = lists === true ? 'lists' : listSince === undefined ? 'either' : argumentForm(version, listSince);
  return { component, source, wanted, nullDeletes: nullDeletes === true };
}
