// Claims of a chart and the pods that use them: the same template text is the same name there.
import type { TreeFiles } from '../formation/namedFiles.ts';
import type { Reading } from '../model/reading.ts';
import { known } from '../model/value.ts';
import type { VolumeUse, Workload } from '../model/workload.ts';
import { folderOf, joinPath, nameOf, ROOT, selfAndAncestors } from '../project/paths.ts';

/** Gives claims that templates name, and their users, one name; keeps what is the same. */
export type NameClaims = (files: TreeFiles, readings: ReadonlyMap<string, Reading>) => NamedClaims;

/** What charts call the claims of their templates. */
export interface NamedClaims {
  /** Those that are not as they are written. */
  readonly readings: ReadonlyMap<string, Reading>;
  /** A later reading of a file whose claims are those of before; the same object where nothing is named. */
  fill(reading: Reading): Reading;
}

interface Named {
  readonly key: string;
  readonly reading: Reading;
}

export function createChartNames(): NameClaims {
  const before = new WeakMap<Reading, Named>();
  return (files, readings) => {
    const named = new Map<string, Reading>();
    const claims = claimsByChart(files, readings);
    const nameIn = (reading: Reading, chart: string, names: ReadonlySet<string>): Reading => {
      const key = `${chart}\n${[...names].sort().join('\n')}`;
      const kept = before.get(reading);
      const now = kept?.key === key ? kept : { key, reading: withNames(reading, chart, names) };
      before.set(reading, now);
      return now.reading;
    };
    for (const [chart, own] of claims) {
      for (const file of own.files) {
        const reading = readings.get(file);
        const now = reading && nameIn(reading, chart, own.names);
        if (now !== undefined && now !== reading) named.set(file, now);
      }
    }
    return {
      readings: named,
      fill(reading) {
        const chart = chartOf(reading.file, files);
        const own = chart === undefined ? undefined : claims.get(chart);
        return chart === undefined || own === undefined ? reading : nameIn(reading, chart, own.names);
      },
    };
  };
}

interface ChartClaims {
  readonly files: string[];
  readonly names: Set<string>;
}

function claimsByChart(files: TreeFiles, readings: ReadonlyMap<string, Reading>): ReadonlyMap<string, ChartClaims> {
  const charts = new Map<string, ChartClaims>();
  for (const [file, reading] of readings) {
    const names = reading.storage.flatMap((object) =>
      object.kind === 'PersistentVolumeClaim' ? (object.claim.template ?? []) : [],
    );
    if (names.length === 0 && !reading.workloads.some(usesTemplate)) continue;
    const chart = chartOf(file, files);
    if (chart === undefined) continue;
    const own = charts.get(chart) ?? { files: [], names: new Set<string>() };
    own.files.push(file);
    for (const name of names) own.names.add(name);
    charts.set(chart, own);
  }
  return charts;
}

function usesTemplate({ pod }: Workload): boolean {
  return pod.volumes.some(({ source }) => source.kind === 'claim' && (source.template ?? source.orElse) !== undefined);
}

function chartOf(file: string, files: TreeFiles): string | undefined {
  const templates = selfAndAncestors(folderOf(file)).findLast(
    (folder) => nameOf(folder) === 'templates' && files.has(joinPath(folderOf(folder), 'Chart.yaml')),
  );
  return templates === undefined ? undefined : folderOf(templates);
}

function withNames(reading: Reading, chart: string, names: ReadonlySet<string>): Reading {
  if (names.size === 0) return reading;
  const nameIn = (template: string) => (chart === ROOT ? template : `${template} of ${chart}`);
  const volume = (use: VolumeUse): VolumeUse => {
    const { source } = use;
    if (source.kind !== 'claim' || source.claimName.known || source.claimName.isOptional) return use;
    const { orElse } = source;
    if (orElse !== undefined && names.has(orElse.otherwise)) {
      return { ...use, source: { ...source, orElse: { ...orElse, claim: nameIn(orElse.otherwise) } } };
    }
    if (source.template === undefined || !names.has(source.template)) return use;
    return { ...use, source: { ...source, claimName: known(nameIn(source.template)) } };
  };
  return {
    ...reading,
    workloads: reading.workloads.map((workload) =>
      usesTemplate(workload)
        ? { ...workload, pod: { ...workload.pod, volumes: workload.pod.volumes.map(volume) } }
        : workload,
    ),
    storage: reading.storage.map((object) =>
      object.kind === 'PersistentVolumeClaim' && object.claim.template !== undefined
        ? { ...object, claim: { ...object.claim, name: nameIn(object.claim.template) } }
        : object,
    ),
  };
}
