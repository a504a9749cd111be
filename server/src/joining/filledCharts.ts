// Fills plain values into the templates of charts, and keeps what is the same.
import type { TreeFiles } from '../formation/namedFiles.ts';
import { append } from '../model/grouped.ts';
import type { Reading } from '../model/reading.ts';
import { readingOf } from '../model/readingParts.ts';
import type { Setting } from '../model/setting.ts';
import { comparePaths, folderOf, joinPath, nameOf, ROOT, resolvePath, selfAndAncestors } from '../project/paths.ts';
import type { ChartDependency, ChartValue, ChartValues } from '../sources/helm/chartValue.ts';
import { type HelmExpression, helmExpression } from '../sources/helm/helmExpression.ts';
import { chartReading } from './chartReading.ts';
import type { ResolvedValue, ResolveList, ResolveTemplate } from './resolvedValue.ts';

/** Fills plain values into the templates of charts, and keeps what is the same. */
export interface Charts {
  begin(files: TreeFiles, values: ReadonlyMap<string, ChartValues>): FillChart;
}

/** A template with the values of its charts; the same object where there are none. */
export type FillChart = (reading: Reading) => Reading;

interface Filled {
  readonly values: readonly ChartValues[];
  readonly reading: Reading;
}

export function createCharts(): Charts {
  const known = new WeakMap<Reading, Filled>();
  return {
    begin(files, values) {
      if (values.size === 0) return (reading) => reading;
      const byFolder = valuesByFolder(values);
      const umbrellas = umbrellasIn(values);
      return (reading) => {
        const charts = chartsOf(reading.file, files, umbrellas);
        const own = charts.flatMap(({ folder }) => byFolder.get(folder) ?? []);
        if (own.length === 0) return reading;
        const before = known.get(reading);
        const isSame = before?.values.length === own.length && before.values.every((one, at) => one === own[at]);
        const now =
          before !== undefined && isSame
            ? before
            : {
                values: own,
                reading: chartReading(reading, resolver(charts, byFolder), listResolver(charts, byFolder)),
              };
        known.set(reading, now);
        return now.reading;
      };
    },
  };
}

function valuesByFolder(values: ReadonlyMap<string, ChartValues>): ReadonlyMap<string, readonly ChartValues[]> {
  const folders = new Map<string, ChartValues[]>();
  for (const each of [...values.values()].sort((a, b) => comparePaths(a.file, b.file))) {
    for (const folder of each.charts ?? [folderOf(each.file)]) {
      const list = folders.get(folder) ?? [];
      list.push(each);
      folders.set(folder, list);
    }
  }
  return folders;
}

interface Chart {
  readonly folder: string;
  /** Keys below which its values stand in those of this chart. */
  readonly below: readonly string[];
  /** It is a chart of its own as well, or a part of another one. */
  readonly isPossible?: true;
}

/** Charts that depend on others. */
interface Umbrellas {
  /** What the chart in a folder depends on. */
  readonly dependencies: ReadonlyMap<string, readonly ChartDependency[]>;
  /** Charts that take the one in a folder for a part by its path. */
  readonly partsAt: ReadonlyMap<string, readonly Chart[]>;
}

function umbrellasIn(values: ReadonlyMap<string, ChartValues>): Umbrellas {
  const dependencies = new Map<string, readonly ChartDependency[]>();
  const partsAt = new Map<string, Chart[]>();
  for (const { file, dependencies: own } of values.values()) {
    if (own === undefined) continue;
    const folder = folderOf(file);
    if (!dependencies.has(folder)) dependencies.set(folder, own);
    for (const { key, folder: path } of own) {
      const part = path === undefined ? undefined : resolvePath(folder, path);
      if (part !== undefined) append(partsAt, part, { folder, below: [key], isPossible: true });
    }
  }
  return { dependencies, partsAt };
}

/** The chart of a template, and the charts that it is a part of, the outermost first. */
function chartsOf(file: string, files: TreeFiles, umbrellas: Umbrellas): readonly Chart[] {
  const templates = selfAndAncestors(folderOf(file)).findLast((folder) => {
    return nameOf(folder) === 'templates' && files.has(joinPath(folderOf(folder), 'Chart.yaml'));
  });
  if (templates === undefined) return [];
  const own = folderOf(templates);
  const charts: Chart[] = [...(umbrellas.partsAt.get(own) ?? [])];
  let below: string[] = [];
  for (let folder = own; files.has(joinPath(folder, 'Chart.yaml')); ) {
    charts.unshift({ folder, below });
    const parent = folderOf(folder);
    if (folder === ROOT || nameOf(parent) !== 'charts') break;
    const name = nameOf(folder);
    folder = folderOf(parent);
    const whole = umbrellas.dependencies.get(folder) ?? [];
    const [key = name, ...others] = whole.flatMap((one) => (one.name === name ? [one.key] : []));
    for (const other of others) charts.push({ folder, below: [other, ...below], isPossible: true });
    below = [key, ...below];
  }
  return charts;
}

function resolver(charts: readonly Chart[], byFolder: ReadonlyMap<string, readonly ChartValues[]>): ResolveTemplate {
  return (written) => {
    const expression = helmExpression(written);
    return expression && resolve(expression, charts, byFolder);
  };
}

function listResolver(charts: readonly Chart[], byFolder: ReadonlyMap<string, readonly ChartValues[]>): ResolveList {
  return (path) => {
    const { found, others } = valuesAt(path.split('.'), charts, byFolder);
    if (found === undefined || !isList(found)) return undefined;
    const isSure = others.every((other) => (isEmpty(found) ? isEmpty(other) : other.node.source === found.node.source));
    return isSure ? found : undefined;
  };
}

function isList(value: ChartValue): boolean {
  return !value.node.isTemplated && (isEmpty(value) || value.node.kind === 'sequence');
}

interface FoundValues {
  readonly found: ChartValue | undefined;
  /** What other files say, which may be used or not. */
  readonly others: readonly ChartValue[];
}

/** Values of a chart around come before those of the chart itself. */
function valuesAt(
  keys: readonly string[],
  charts: readonly Chart[],
  byFolder: ReadonlyMap<string, readonly ChartValues[]>,
): FoundValues {
  let found: ChartValue | undefined;
  const others: ChartValue[] = [];
  for (const { folder, below, isPossible } of charts) {
    const path = keys[0] === 'global' ? keys : [...below, ...keys];
    for (const values of byFolder.get(folder) ?? []) {
      const value = values.at(path);
      if (value === undefined) continue;
      if (isPossible || !/^values\.ya?ml$/.test(nameOf(values.file))) others.push(value);
      else found ??= value;
    }
  }
  return { found, others };
}

/** Further files (`values-prod.yaml`) may be used or not: where one says something else, the value is not known. */
function resolve(
  expression: HelmExpression,
  charts: readonly Chart[],
  byFolder: ReadonlyMap<string, readonly ChartValues[]>,
): ResolvedValue | undefined {
  const { found, others } = valuesAt(expression.path, charts, byFolder);
  const resolved = rendered(expression, found);
  if (resolved === undefined) return undefined;
  const isSure = others.every((other) => rendered(expression, other)?.text === resolved.text);
  return isSure ? resolved : undefined;
}

/** Go's `empty`: nothing, zero, false, an empty string, map or list. */
function isEmpty({ kind, text, type, node }: ChartValue): boolean {
  if (kind === 'other') return !node.isTemplated && node.items().length === 0 && node.ownEntries().length === 0;
  return kind === 'null' || text === '' || (type !== 'string' && /^(?:0|false)$/.test(text));
}

function rendered(expression: HelmExpression, value: ChartValue | undefined): ResolvedValue | undefined {
  const { fallback, isQuoted, isInteger } = expression;
  if (value?.kind === 'other') return undefined;
  if (value === undefined || isEmpty(value)) {
    if (fallback !== undefined) {
      return {
        text: fallback.text,
        isString: isQuoted || (fallback.isString && !isPlain(fallback.text)),
        written: undefined,
      };
    }
    // Nothing is written as `<no value>`, or as nothing at all.
    if (value === undefined || value.kind === 'null') return undefined;
  }
  // A float, and what Go writes as one.
  if (value.type === 'float' || (value.type === 'integer' && !isInteger && !/^-?\d{1,6}$/.test(value.text)))
    return undefined;
  if (isInteger && !/^-?\d+$/.test(value.text)) return undefined;
  if (value.text.includes('{{') || value.text.includes('\n')) return undefined;
  return { text: value.text, isString: isQuoted || (value.type === 'string' && !isPlain(value.text)), written: value };
}

/** Text that is read as a number or a boolean again where the template has no quotes. */
function isPlain(text: string): boolean {
  return /^-?\d+$|^(?:true|false)$/.test(text);
}

/** What templates take from the files of values: for hovers, and for comments that silence rules there. */
export function valuesReadings(
  filled: ReadonlyMap<string, Reading>,
  values: ReadonlyMap<string, ChartValues>,
): Map<string, Reading> {
  const settings = new Map<string, Setting[]>();
  for (const reading of filled.values()) {
    for (const file of reading.takesFrom ?? []) settings.set(file, settings.get(file) ?? []);
    for (const setting of reading.settings) if (setting.use !== undefined) settings.get(setting.file)?.push(setting);
  }
  return new Map([...settings].map(([file, own]) => [file, valuesReading(file, own, values.get(file))]));
}

function valuesReading(file: string, settings: readonly Setting[], values: ChartValues | undefined): Reading {
  return { ...readingOf('chart-values', file, { settings }), suppressions: values?.suppressions() ?? [] };
}
