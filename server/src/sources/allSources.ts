// Every reader of files and objects, and the one that reads a file with all of them.
import type { Reading } from '../model/reading.ts';
import { addReading, emptyReading, isEmptyReading, type PartialReading, readingOf } from '../model/readingParts.ts';
import type { UnreadObject } from '../model/unreadObject.ts';
import { CONFLICT_MESSAGE, conflictIn } from '../text/conflict.ts';
import type { Fragment } from '../text/fragment.ts';
import { rootFragment } from '../text/rootFragment.ts';
import { SharedTexts } from '../text/sharedTexts.ts';
import { DocumentParser } from '../text/yaml/stream.ts';
import { quotedCommands } from './arguments/quotedCommands.ts';
import { createDocumentReadings } from './engine/documentCache.ts';
import { embeddedDocuments } from './engine/embeddedDocuments.ts';
import { isProse } from './engine/fileForm.ts';
import type { ObjectShape } from './engine/objectShape.ts';
import { forTests, isPipeline } from './engine/pipelines.ts';
import type { NestedReader, Source, SourceFile } from './engine/source.ts';
import { readSuppressions } from './engine/suppressions.ts';
import { unreadObjects } from './engine/unreadObjects.ts';
import { argumentsFile } from './files/argumentsFile.ts';
import { bottlerocketSettings } from './files/bottlerocketSettings.ts';
import { chartArguments } from './files/chartArguments.ts';
import { dockerfile } from './files/dockerfile.ts';
import { environmentFile, readPlainEnvironment } from './files/environmentFile.ts';
import { logindConfiguration } from './files/logindConfiguration.ts';
import { markdownPage } from './files/markdownPage.ts';
import { multipartUserData } from './files/multipartUserData.ts';
import { nixConfiguration } from './files/nixConfiguration.ts';
import { objectFile } from './files/objectFile.ts';
import { processList } from './files/processList.ts';
import { recipeFile } from './files/recipeFile.ts';
import { shellScript } from './files/shellScript.ts';
import { supervisorConfiguration } from './files/supervisorConfiguration.ts';
import { systemdDropIn, systemdUnit } from './files/systemdUnit.ts';
import { terraformMaps } from './files/terraformMaps.ts';
import { type VariableFile, variableFile } from './files/variableSource.ts';
import { createVersionSieve, readVersionStatements, VERSION_STATEMENT } from './files/versionStatements.ts';
import type { ChartValues } from './helm/chartValue.ts';
import { readChartValues } from './helm/chartValues.ts';
import { CLUSTER_FILE, describedBy, installersOf } from './installerMentions.ts';
import { kubeletConfigz } from './live/kubeletConfigz.ts';
import { liveCluster } from './live/liveCluster.ts';
import { admissionPlugins } from './objects/admissionPlugins.ts';
import { componentPod } from './objects/componentPod.ts';
import { withCustomResources } from './objects/customResource.ts';
import { deliveryKinds } from './objects/delivery.ts';
import { disruptionBudget } from './objects/disruptionBudget.ts';
import { kustomization, replacementFile } from './objects/kustomizationObject.ts';
import { namespaceObject } from './objects/namespaceObject.ts';
import { operatorResource } from './objects/operatorResource.ts';
import { priorityClass } from './objects/priorityClass.ts';
import { appTemplateValues } from './objects/releaseWorkloads.ts';
import { onlyRemediation, withRemediations } from './objects/remediationBeside.ts';
import { karpenterValues, longhornValues, remediation, withLonghornValues } from './objects/remediationObjects.ts';
import { rookSettings } from './objects/rookSettings.ts';
import { storage } from './objects/storageObjects.ts';
import { workload } from './objects/workloadObject.ts';
import { settingsRows } from './platforms/allPlatforms.ts';
import { argumentValues } from './platforms/argumentValues.ts';
import { bootConfiguration } from './platforms/bootConfiguration.ts';
import { controllerManagerConfiguration } from './platforms/controllerManagerConfiguration.ts';
import { jsonPatch } from './platforms/jsonPatchShape.ts';
import { withK3sKeys } from './platforms/k3sKeys.ts';
import { kubeadm } from './platforms/kubeadm.ts';
import { kubeletConfiguration } from './platforms/kubeletConfiguration.ts';
import { platformNodeConfiguration } from './platforms/platformNodeConfiguration.ts';
import { tableShape } from './platforms/settingsTable.ts';
import { K3S_CONFIGURATION } from './platforms/shapes/rancher.ts';

/** Objects by what they are; the first that recognises one reads it. */
export function objectShapes(nested: NestedReader): readonly ObjectShape[] {
  return [
    componentPod,
    kubeletConfiguration,
    kubeletConfigz,
    controllerManagerConfiguration,
    kubeadm,
    workload,
    operatorResource,
    storage,
    rookSettings,
    namespaceObject,
    admissionPlugins,
    priorityClass,
    disruptionBudget,
    remediation,
    longhornValues,
    karpenterValues,
    appTemplateValues,
    withLonghornValues(kustomization(nested)),
    replacementFile,
    deliveryKinds,
    ...settingsRows.map((row) => {
      const shape = tableShape(row, nested);
      if (row.id === K3S_CONFIGURATION) return withK3sKeys(shape);
      return withRemediations(shape);
    }),
    withRemediations(onlyRemediation),
    jsonPatch(nested),
    bootConfiguration(nested),
    platformNodeConfiguration,
    withCustomResources(argumentValues(nested)),
  ];
}

/**
 * Texts that are no objects.
 * @public the page of shapes is made from it
 */
export function textSources(nested: NestedReader): readonly Source[] {
  return [
    systemdUnit,
    systemdDropIn,
    logindConfiguration,
    environmentFile,
    argumentsFile,
    chartArguments,
    shellScript(nested),
    multipartUserData(nested),
    embeddedDocuments(nested),
    quotedCommands(nested),
    recipeFile(nested),
    terraformMaps(nested),
    dockerfile(nested),
    processList,
    nixConfiguration,
    bottlerocketSettings,
    supervisorConfiguration,
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
  /** How many parsed documents are remembered. */
  parses?(): number;
  /** How many documents were parsed so far. */
  parsed?(): number;
  /** Objects that are likely to run pods and that nothing reads. */
  unread(text: string): readonly UnreadObject[];
  /** Values of a chart; `undefined` for all other files. */
  readValues(file: string, text: string): ChartValues | undefined;
  /** ConfigMaps and Secrets whose values can stand for variables; `undefined` where there are none. */
  readVariables(text: string): VariableFile | undefined;
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
  const fragments = new SharedTexts<Fragment>();
  const statesVersions = createVersionSieve();
  const objects = objectFile(shapes, parser, nested);
  const sources = [...texts, objects];
  const ownObjects = objectFile(shapes, parser, nested, createDocumentReadings());
  const read = (file: string, text: string): Reading | undefined => {
    const candidate = { file, fragment: fragments.of(text, () => rootFragment(text)) };
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
      if (!isEmptyReading(part)) first ??= source.id;
    }
    if (candidates.includes(ownObjects)) {
      const stated = statesVersions(file, text) ? readVersionStatements(candidate, reading.versions) : undefined;
      if (stated !== undefined) {
        addReading(reading, stated);
        first ??= VERSION_STATEMENT;
      }
    }
    if (first === undefined) {
      // A cluster that leaves everything to its defaults: all that it tells is what sets it up.
      const installers = candidates.includes(ownObjects) ? describedBy(text) : [];
      return installers.length === 0 ? undefined : { ...readingOf(CLUSTER_FILE, file, {}), installers };
    }
    const whole = readingOf(first, file, isPipeline(file) ? forTests(reading) : reading);
    const installers = first === liveCluster.id ? [] : installersOf(file, text, whole);
    return { ...whole, suppressions: readSuppressions(file, text), ...(installers.length > 0 && { installers }) };
  };
  return {
    read(file, text) {
      try {
        return read(file, text);
      } finally {
        parser.settle(file);
      }
    },
    parses: () => parser.count,
    parsed: () => parser.parsed,
    readValues: readChartValues,
    readVariables: variableFile,
    unread: unreadObjects,
    readEnvironment(file, text) {
      const part = readPlainEnvironment({ file, fragment: rootFragment(text) });
      return part && readingOf(environmentFile.id, file, { assignments: part.assignments ?? [] });
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
