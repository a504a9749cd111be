import { argumentsFile } from '../../../server/src/sources/argumentsFile.ts';
import { environmentFile } from '../../../server/src/sources/environmentFile.ts';
import type { NestedReader, Source } from '../../../server/src/sources/source.ts';
import { systemdDropIn, systemdUnit } from '../../../server/src/sources/systemdUnit.ts';

const SHAPES: readonly Source[] = [systemdUnit, systemdDropIn, environmentFile, argumentsFile];

/** Reads what lies in another file as the first shape that fits. */
export const readNested: NestedReader = (candidate) =>
  SHAPES.find((shape) => shape.recognises(candidate))?.read(candidate) ?? {};
