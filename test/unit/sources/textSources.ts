import type { NestedReader, Source } from '../../../server/src/sources/engine/source.ts';
import { argumentsFile } from '../../../server/src/sources/files/argumentsFile.ts';
import { environmentFile } from '../../../server/src/sources/files/environmentFile.ts';
import { systemdDropIn, systemdUnit } from '../../../server/src/sources/files/systemdUnit.ts';

const SHAPES: readonly Source[] = [systemdUnit, systemdDropIn, environmentFile, argumentsFile];

/** Reads what lies in another file as the first shape that fits. */
export const readNested: NestedReader = (candidate) =>
  SHAPES.find((shape) => shape.recognises(candidate))?.read(candidate) ?? {};
