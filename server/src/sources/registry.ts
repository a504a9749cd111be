import type { Reading } from '../model/reading.ts';
import { rootFragment } from '../text/rootFragment.ts';
import { DocumentParser } from '../text/yaml/stream.ts';
import { argumentsFile } from './argumentsFile.ts';
import { environmentFile } from './environmentFile.ts';
import { objectFile } from './objectFile.ts';
import type { ObjectShape } from './objectShape.ts';
import { componentPod } from './objects/componentPod.ts';
import { kubeadm } from './objects/kubeadm.ts';
import { kubeletConfiguration } from './objects/kubeletConfiguration.ts';
import { storage } from './objects/storage.ts';
import { workload } from './objects/workload.ts';
import { addReading, emptyReading, finishReading, isEmptyReading } from './readingBuilder.ts';
import type { Source } from './source.ts';
import { systemdDropIn, systemdUnit } from './systemdUnit.ts';

/** Objects by what they are; the first that recognises one reads it. */
export const objectShapes: readonly ObjectShape[] = [componentPod, kubeletConfiguration, kubeadm, workload, storage];

/** Texts that are no objects. */
export const textSources: readonly Source[] = [systemdUnit, systemdDropIn, environmentFile, argumentsFile];

/** Reads files; remembers the documents that it parsed of late. */
export interface FileReader {
  /** `undefined` for a file that holds nothing of ours. */
  read(file: string, text: string): Reading | undefined;
}

export function createFileReader(): FileReader {
  const sources: readonly Source[] = [...textSources, objectFile(objectShapes, new DocumentParser())];
  return {
    read(file, text) {
      const candidate = { file, fragment: rootFragment(text) };
      const reading = emptyReading();
      let first: string | undefined;
      for (const source of sources) {
        if (!source.recognises(candidate)) continue;
        const part = source.read(candidate);
        addReading(reading, part);
        if (!isEmptyReading({ ...emptyReading(), ...part })) first ??= source.id;
      }
      return first === undefined ? undefined : finishReading(first, file, reading);
    },
  };
}

/** Reads one file without memory of others. */
export function readFile(file: string, text: string): Reading | undefined {
  return createFileReader().read(file, text);
}
