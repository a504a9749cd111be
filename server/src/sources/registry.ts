import type { Reading } from '../model/reading.ts';
import { CONFLICT_MESSAGE, conflictIn } from '../text/conflict.ts';
import { rootFragment } from '../text/rootFragment.ts';
import { DocumentParser } from '../text/yaml/stream.ts';
import { argumentsFile } from './argumentsFile.ts';
import { type ChartValues, readChartValues } from './chartValues.ts';
import { dockerfile } from './dockerfile.ts';
import { createDocumentReadings } from './documentReadings.ts';
import { embeddedDocuments } from './embeddedDocuments.ts';
import { environmentFile, readPlainEnvironment } from './environmentFile.ts';
import { isProse } from './fileForm.ts';
import { liveCluster } from './live/liveCluster.ts';
import { markdownPage } from './markdownPage.ts';
import { multipartUserData } from './multipartUserData.ts';
import { nixConfiguration } from './nixConfiguration.ts';
import { objectFile } from './objectFile.ts';
import type { ObjectShape } from './objectShape.ts';
import { argumentValues } from './objects/argumentValues.ts';
import { bootConfiguration } from './objects/bootConfiguration.ts';
import { componentPod } from './objects/componentPod.ts';
import { controllerManagerConfiguration } from './objects/controllerManagerConfiguration.ts';
import { jsonPatch } from './objects/jsonPatch.ts';
import { kubeadm } from './objects/kubeadm.ts';
import { kubeletConfiguration } from './objects/kubeletConfiguration.ts';
import { kubeletConfigz } from './objects/kubeletConfigz.ts';
import { kustomization } from './objects/kustomization.ts';
import { platformNodeConfiguration } from './objects/platformNodeConfiguration.ts';
import { remediation } from './objects/remediation.ts';
import { tableShape } from './objects/settingsTable.ts';
import { settingsRows } from './objects/shapes/registry.ts';
import { storage } from './objects/storage.ts';
import { workload } from './objects/workload.ts';
import { processList } from './processList.ts';
import { quotedCommands } from './quotedCommands.ts';
import { addReading, emptyReading, finishReading, isEmptyReading } from './readingBuilder.ts';
import { shellScript } from './shellScript.ts';
import type { NestedReader, PartialReading, Source, SourceFile } from './source.ts';
import { readSuppressions } from './suppressions.ts';
import { systemdDropIn, systemdUnit } from './systemdUnit.ts';

/** Objects by what they are; the first that recognises one reads it. */
export function objectShapes(nested: NestedReader): readonly ObjectShape[] {
  return [
    componentPod,
    kubeletConfiguration,
    kubeletConfigz,
    controllerManagerConfiguration,
    kubeadm,
    workload,
    storage,
    remediation,
    kustomization(nested),
    ...settingsRows.map((row) => tableShape(row, nested)),
    jsonPatch(nested),
    bootConfiguration(nested),
    platformNodeConfiguration,
    argumentValues(nested),
  ];
}

/** Texts that are no objects. */
export function textSources(nested: NestedReader): readonly Source[] {
  return [
    systemdUnit,
    systemdDropIn,
    environmentFile,
    argumentsFile,
    shellScript(nested),
    multipartUserData(nested),
    embeddedDocuments(nested),
    quotedCommands(nested),
    dockerfile(nested),
    processList,
    nixConfiguration,
  ];
}

/** A script in a cloud configuration that writes a unit that starts a shell: deeper is nobody's. */
const NESTED_DEPTH = 4;

/** Reads files; remembers the documents that it parsed of late. */
export interface FileReader {
  /** `undefined` for a file that holds nothing of ours. */
  read(file: string, text: string): Reading | undefined;
  /** Variables of a file of assignments that holds nothing of ours; `undefined` for all other files. */
  readEnvironment(file: string, text: string): Reading | undefined;
  /** Values of a chart; `undefined` for all other files. */
  readValues(file: string, text: string): ChartValues | undefined;
}

export function createFileReader(): FileReader {
  let depth = 0;
  const nested: NestedReader = (candidate) => {
    if (depth === NESTED_DEPTH) return {};
    depth += 1;
    const reading = emptyReading();
    for (const source of sources) {
      if (source === objects && !isEmptyReading(reading)) break;
      if (source.recognises(candidate)) addReading(reading, source.read(candidate));
    }
    depth -= 1;
    return reading;
  };
  const texts = textSources(nested);
  const page = markdownPage(nested);
  const shapes = objectShapes(nested);
  const parser = new DocumentParser();
  const objects = objectFile(shapes, parser, nested);
  const sources = [...texts, objects];
  const ownObjects = objectFile(shapes, parser, nested, createDocumentReadings());
  return {
    read(file, text) {
      const candidate = { file, fragment: rootFragment(text) };
      if (isProse(file) && !page.recognises(candidate)) return undefined;
      const reading = emptyReading();
      let first: string | undefined;
      // What a cluster printed is nothing else beside, and far too long to look for it.
      const candidates = isProse(file)
        ? [page]
        : liveCluster.recognises(candidate)
          ? [liveCluster]
          : [...texts, ownObjects];
      for (const source of candidates) {
        // A script or a unit is no YAML, and to find that out takes its time.
        if (source === ownObjects && first !== undefined) break;
        if (!source.recognises(candidate)) continue;
        const part = source === ownObjects ? source.read(candidate) : readText(source, candidate);
        addReading(reading, part);
        if (!isEmptyReading({ ...emptyReading(), ...part })) first ??= source.id;
      }
      if (first === undefined) return undefined;
      return { ...finishReading(first, file, reading), suppressions: readSuppressions(file, text) };
    },
    readValues: readChartValues,
    readEnvironment(file, text) {
      const part = readPlainEnvironment({ file, fragment: rootFragment(text) });
      return (
        part &&
        finishReading(environmentFile.id, file, { ...emptyReading(), assignments: [...(part.assignments ?? [])] })
      );
    },
  };
}

/** Both sides of a merge that is not resolved would be read as one. */
function readText(source: Source, candidate: SourceFile): PartialReading {
  const { file, fragment } = candidate;
  const conflict = conflictIn(fragment.text);
  if (conflict === undefined) return source.read(candidate);
  return { problems: [{ kind: 'unreadable', message: CONFLICT_MESSAGE, file, range: fragment.locate(conflict) }] };
}

/** Reads one file without memory of others. */
export function readFile(file: string, text: string): Reading | undefined {
  return createFileReader().read(file, text);
}
